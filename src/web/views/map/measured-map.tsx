// The map in the room that it has: laid out for its width, and moved to the party that matters.

import { useRef } from "react";
import { usePlace } from "../../app/place.ts";
import { useWidth } from "../../chart/width.ts";
import type { Cast } from "../../engine/cast.ts";
import type { MapArrow } from "./bands.ts";
import { Drawing, type DrawingProps } from "./drawing.tsx";
import { mapLayout } from "./layout.ts";
import { useScrollTo } from "./scroll-to.ts";

interface MeasuredProps<A extends MapArrow> extends Omit<
  DrawingProps<A>,
  "layout" | "onPick" | "amountsWritten"
> {
  readonly cast: Cast;
  /** The party that comes into sight: unless told otherwise the one that was picked, or who pays what was picked. */
  readonly middle?: string | undefined;
  /** On how many of the largest arrows their amount is written, by the width. */
  readonly written?: (width: number) => number;
}

export function MeasuredMap<A extends MapArrow>({
  cast,
  middle,
  written = () => 0,
  ...drawing
}: MeasuredProps<A>) {
  const { choose } = usePlace();
  const [measured, width] = useWidth();
  const box = useRef<HTMLDivElement>(null);
  const layout = mapLayout(cast, width);
  const { picked } = drawing;
  const sought = middle ?? picked?.split(">")[0];
  useScrollTo(box, sought === undefined || width === 0 ? undefined : layout.spots.get(sought)?.x);
  return (
    <>
      <div ref={measured} />
      <div className="map-box" ref={box}>
        {width > 0 && (
          <Drawing
            {...drawing}
            layout={layout}
            amountsWritten={written(width)}
            onPick={(id) => choose({ pick: id === picked ? null : id })}
          />
        )}
      </div>
    </>
  );
}
