// The map itself: boxes of parties in their columns, and an arrow for each flow.

import { type KeyboardEvent, useMemo, useState } from "react";
import { dollars } from "../../../report/number.ts";
import type { Cast } from "../../engine/cast.ts";
import type { Arrow } from "../../engine/flows.ts";
import { type Band, bandsOf, scaleOf } from "./bands.ts";
import type { NameOf } from "./finding.ts";
import { classOfKind, wordsOfKind } from "./kinds.ts";
import type { MapLayout, Spot } from "./layout.ts";
import { shortened } from "../../../report/short-name.ts";
import { type WidthOf, linesOf } from "./name.ts";

interface DrawingProps {
  readonly cast: Cast;
  readonly layout: MapLayout;
  readonly arrows: readonly Arrow[];
  /** A party or an arrow of which more is told. */
  readonly picked: string | null;
  readonly onPick: (id: string) => void;
  readonly nameOf: NameOf;
  readonly label: string;
}

export function Drawing({ cast, layout, arrows, picked, onPick, nameOf, label }: DrawingProps) {
  const [looked, setLooked] = useState<string | null>(null);
  const bands = useMemo(() => bandsOf(arrows, layout, scaleOf(cast)), [arrows, layout, cast]);
  const lit = looked ?? picked;
  const touching = new Set(bands.filter((band) => touches(band, lit)).map(({ id }) => id));
  // A party without a flow that is drawn dims nothing.
  const isDimmed = touching.size > 0;
  const present = new Set(arrows.flatMap(({ payer, payee }) => [payer, payee]));
  const near = new Set(
    bands.filter(({ id }) => touching.has(id)).flatMap(({ arrow }) => [arrow.payer, arrow.payee]),
  );
  const inOrder = bands.toSorted(
    (a, b) =>
      Number(touching.has(a.id)) - Number(touching.has(b.id)) ||
      Number(a.arrow.isInRing) - Number(b.arrow.isInRing) ||
      b.width - a.width,
  );
  const events = (id: string) => ({
    onPointerEnter: () => setLooked(id),
    onPointerLeave: () => setLooked(null),
    onFocus: () => setLooked(id),
    onBlur: () => setLooked(null),
    onClick: () => onPick(id),
    onKeyDown: (event: KeyboardEvent) => {
      if (event.key !== "Enter" && event.key !== " ") return;
      event.preventDefault();
      onPick(id);
    },
  });
  return (
    <svg
      className="map"
      viewBox={`0 0 ${layout.width} ${layout.height}`}
      style={{ width: layout.width, height: layout.height, fontSize: layout.typeSize }}
      role="group"
      aria-label={label}
    >
      {layout.headings.map(({ title, x, y }) => (
        <text key={title} x={x} y={y} className="map-heading">
          {title}
        </text>
      ))}
      {inOrder.map((band) => (
        <Flow
          key={band.id}
          band={band}
          isDimmed={isDimmed && !touching.has(band.id)}
          isPicked={band.id === picked}
          // The arrows of a party that was chosen can be reached with the keyboard, the others through the list.
          isReached={picked !== null && touches(band, picked)}
          name={`${nameOf(band.arrow.payer)} pays ${nameOf(band.arrow.payee)} ${dollars(band.arrow.amount)} ${wordsOfKind(band.arrow.kind)}${band.arrow.isInRing ? ", in a ring that closes" : ""}`}
          events={events(band.id)}
        />
      ))}
      {cast.members.map(({ id }) => {
        const spot = layout.spots.get(id)!;
        if (!present.has(id))
          return (
            <Absent
              key={id}
              spot={spot}
              typeSize={layout.typeSize}
              isPicked={id === picked}
              name={nameOf(id)}
            />
          );
        return (
          <Party
            key={id}
            spot={spot}
            typeSize={layout.typeSize}
            name={nameOf(id)}
            isPicked={id === picked}
            isDimmed={isDimmed && !near.has(id)}
            events={events(id)}
          />
        );
      })}
    </svg>
  );
}

function touches({ id, arrow }: Band, party: string | null): boolean {
  return id === party || arrow.payer === party || arrow.payee === party;
}

type Events = Record<string, unknown>;

interface FlowProps {
  readonly band: Band;
  readonly isDimmed: boolean;
  readonly isPicked: boolean;
  readonly isReached: boolean;
  readonly name: string;
  readonly events: Events;
}

function Flow({ band, isDimmed, isPicked, isReached, name, events }: FlowProps) {
  const { arrow, width, line, head } = band;
  const { id, dash } = classOfKind(arrow.kind);
  const ring = arrow.isInRing ? " in-ring" : "";
  return (
    <g
      className={`flow kind-${id}${ring}${isDimmed ? " dimmed" : ""}`}
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
      <path className="flow-line" d={line} strokeWidth={width} strokeDasharray={dash} />
      <path className="flow-head" d={head} />
    </g>
  );
}

interface PartyProps {
  readonly spot: Spot;
  readonly typeSize: number;
  readonly name: string;
  readonly isPicked: boolean;
  readonly isDimmed: boolean;
  readonly events: Events;
}

const lineHeight = 1.25;

function Party({ spot, typeSize, name, isPicked, isDimmed, events }: PartyProps) {
  return (
    <g
      className={`party${isDimmed ? " dimmed" : ""}${isPicked ? " picked" : ""}`}
      data-party={name}
      role="button"
      tabIndex={0}
      aria-label={name}
      aria-pressed={isPicked}
      {...events}
    >
      <title>{name}</title>
      <Box spot={spot} name={name} typeSize={typeSize} />
    </g>
  );
}

/** Where a party stands that has no flow drawn: its place is kept. */
function Absent({ spot, typeSize, isPicked, name }: Omit<PartyProps, "isDimmed" | "events">) {
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

function widthIn(typeSize: number): WidthOf {
  const ruler = document.createElement("canvas").getContext("2d")!;
  ruler.font = `600 ${typeSize}px ${getComputedStyle(document.body).fontFamily}`;
  return (text) => ruler.measureText(text).width;
}
