// An arrow of the map, with its edge where it is part of a ring and its sure part where its amount is a band.

import type { Band } from "./bands.ts";
import type { Events } from "./box.tsx";
import { type KindClass, classIn } from "./kinds.ts";

interface FlowProps {
  readonly band: Band;
  readonly classes: readonly KindClass[];
  readonly isDimmed: boolean;
  readonly isPicked: boolean;
  readonly isReached: boolean;
  readonly name: string;
  readonly events: Events;
}

/** Of an arrow whose amount nobody knows. */
export const unknownDash = "1 5";

export function Flow({ band, classes, isDimmed, isPicked, isReached, name, events }: FlowProps) {
  const { arrow, width, sure, line, head } = band;
  const { id, dash } = classIn(classes, arrow.kind);
  const marks = [
    `flow kind-${id}`,
    arrow.isInRing ? "in-ring" : "",
    arrow.isUnknown ? "not-known" : "",
    isDimmed ? "dimmed" : "",
  ];
  return (
    <g
      className={marks.filter(Boolean).join(" ")}
      data-flow={band.id}
      role="button"
      tabIndex={isReached ? 0 : -1}
      aria-label={name}
      aria-pressed={isPicked}
      {...events}
    >
      <title>{name}</title>
      <path className="flow-target" d={line} strokeWidth={Math.max(10, width)} />
      {arrow.isInRing && <path className="flow-edge" d={line} strokeWidth={width + 3.5} />}
      {arrow.isInRing && <path className="flow-ground" d={line} strokeWidth={width + 0.5} />}
      {sure < width && <path className="flow-band" d={line} strokeWidth={width} />}
      <path
        className="flow-line"
        d={line}
        strokeWidth={sure}
        strokeDasharray={arrow.isUnknown ? unknownDash : dash}
      />
      <path className="flow-head" d={head} />
    </g>
  );
}
