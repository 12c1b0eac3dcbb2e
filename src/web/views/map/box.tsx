// The box of a party on the map, and the mark that keeps its place where nothing of it is drawn.

import { useMemo } from "react";
import { shortened } from "../../../report/short-name.ts";
import type { Spot } from "./layout.ts";
import { type WidthOf, linesOf } from "./name.ts";

export type Events = Record<string, unknown>;

interface PartyProps {
  readonly spot: Spot;
  readonly typeSize: number;
  readonly name: string;
  /** What is told of it beside its name, for those who hear the map or point at it. */
  readonly told?: string | undefined;
  /** How its box is coloured; undefined for the usual. */
  readonly tone?: string | undefined;
  readonly isPicked: boolean;
  readonly isDimmed: boolean;
  readonly events: Events;
}

const lineHeight = 1.25;

export function Party({ spot, typeSize, name, told, tone, isPicked, isDimmed, events }: PartyProps) {
  const label = told === undefined ? name : `${name}: ${told}`;
  return (
    <g
      className={`party${isDimmed ? " dimmed" : ""}${isPicked ? " picked" : ""}${tone ? ` ${tone}` : ""}`}
      data-party={name}
      role="button"
      tabIndex={0}
      aria-label={label}
      aria-pressed={isPicked}
      {...events}
    >
      <title>{label}</title>
      <Box spot={spot} name={name} typeSize={typeSize} />
    </g>
  );
}

/** Where a party stands that has no flow drawn: its place is kept. */
export function Absent({
  spot,
  typeSize,
  isPicked,
  name,
}: Pick<PartyProps, "spot" | "typeSize" | "isPicked" | "name">) {
  return isPicked ? (
    <g className="party picked absent">
      <Box spot={spot} name={name} typeSize={typeSize} />
    </g>
  ) : (
    <rect className="place" x={spot.x} y={spot.y + spot.height / 2 - 1} width={10} height={2} rx={1} />
  );
}

function Box({
  spot: { x, y, width, height },
  name,
  typeSize,
}: Pick<PartyProps, "spot" | "name" | "typeSize">) {
  const step = typeSize * lineHeight;
  const linesMost = Math.max(1, Math.floor((height - 3) / step));
  const lines = useMemo(
    () => linesOf(shortened(name), width - 12, linesMost, widthIn(typeSize)),
    [name, width, linesMost, typeSize],
  );
  const top = y + height / 2 - ((lines.length - 1) * step) / 2 + typeSize * 0.36;
  return (
    <>
      <rect x={x} y={y} width={width} height={height} rx={4} />
      <text>
        {lines.map((line, k) => (
          <tspan key={k} x={x + 6} y={top + k * step}>
            {line}
          </tspan>
        ))}
      </text>
    </>
  );
}

/** Measures text of the weight that the map has. */
export function widthIn(typeSize: number): WidthOf {
  const ruler = document.createElement("canvas").getContext("2d")!;
  ruler.font = `600 ${typeSize}px ${getComputedStyle(document.body).fontFamily}`;
  return (text) => ruler.measureText(text).width;
}
