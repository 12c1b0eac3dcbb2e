// The map itself: boxes of parties in their columns, and an arrow for each flow. What the arrows are, its user says.

import { type KeyboardEvent, useMemo, useState } from "react";
import { dollars } from "../../../report/number.ts";
import { amountLabels } from "./amount-labels.ts";
import { type Band, type MapArrow, bandsOf } from "./bands.ts";
import { Absent, Party, widthIn } from "./box.tsx";
import type { NameOf } from "./finding.ts";
import { Flow } from "./flow.tsx";
import type { KindClass } from "./kinds.ts";
import type { MapLayout } from "./layout.ts";

export interface DrawingProps<A extends MapArrow> {
  readonly layout: MapLayout;
  readonly arrows: readonly A[];
  /** Pixels per dollar. */
  readonly scale: number;
  readonly classes: readonly KindClass[];
  /** An arrow in words. */
  readonly wordsOf: (arrow: A) => string;
  /** Parties that are drawn although no arrow touches them, and what each is told of and coloured by. */
  readonly toldOf?: ReadonlyMap<string, Told>;
  /** On how many of the largest arrows their amount is written. */
  readonly amountsWritten?: number;
  /** A party or an arrow of which more is told. */
  readonly picked: string | null;
  readonly onPick: (id: string) => void;
  readonly nameOf: NameOf;
  readonly label: string;
}

export interface Told {
  readonly words: string;
  /** A class of its box. */
  readonly tone: string;
}

const nobody: ReadonlyMap<string, Told> = new Map();

export function Drawing<A extends MapArrow>({
  layout,
  arrows,
  scale,
  classes,
  wordsOf,
  toldOf = nobody,
  amountsWritten = 0,
  picked,
  onPick,
  nameOf,
  label,
}: DrawingProps<A>) {
  const [looked, setLooked] = useState<string | null>(null);
  const bands = useMemo(() => bandsOf(arrows, layout, scale), [arrows, layout, scale]);
  const lit = looked ?? picked;
  const touching = new Set(bands.filter((band) => touches(band, lit)).map(({ id }) => id));
  // A party without a flow that is drawn dims nothing.
  const isDimmed = touching.size > 0;
  const present = new Set([...toldOf.keys(), ...arrows.flatMap(({ payer, payee }) => [payer, payee])]);
  const near = new Set(
    bands.filter(({ id }) => touching.has(id)).flatMap(({ arrow }) => [arrow.payer, arrow.payee]),
  );
  const inOrder = bands.toSorted(
    (a, b) =>
      Number(touching.has(a.id)) - Number(touching.has(b.id)) ||
      Number(a.arrow.isInRing ?? false) - Number(b.arrow.isInRing ?? false) ||
      b.width - a.width,
  );
  const written = useMemo(
    () =>
      amountsWritten === 0
        ? []
        : amountLabels(bands, layout.spots.values(), {
            most: amountsWritten,
            size: layout.typeSize,
            widthOf: widthIn(layout.typeSize),
            textOf: ({ arrow }) => dollars(arrow.amount),
          }),
    [bands, layout, amountsWritten],
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
          classes={classes}
          isDimmed={isDimmed && !touching.has(band.id)}
          isPicked={band.id === picked}
          // The arrows of a party that was chosen can be reached with the keyboard, the others through the list.
          isReached={picked !== null && touches(band, picked)}
          name={wordsOf(band.arrow as A)}
          events={events(band.id)}
        />
      ))}
      {[...layout.spots].map(([id, spot]) =>
        present.has(id) ? (
          <Party
            key={id}
            spot={spot}
            typeSize={layout.typeSize}
            name={nameOf(id)}
            told={toldOf.get(id)?.words}
            tone={toldOf.get(id)?.tone}
            isPicked={id === picked}
            isDimmed={isDimmed && !near.has(id)}
            events={events(id)}
          />
        ) : (
          <Absent
            key={id}
            spot={spot}
            typeSize={layout.typeSize}
            isPicked={id === picked}
            name={nameOf(id)}
          />
        ),
      )}
      {written.map(({ id, text, x, y }) => (
        <text
          key={id}
          className={`halo amount${isDimmed && !touching.has(id) ? " dimmed" : ""}`}
          x={x}
          y={y}
          textAnchor="middle"
          dominantBaseline="central"
          aria-hidden="true"
        >
          {text}
        </text>
      ))}
    </svg>
  );
}

function touches({ id, arrow }: Band, party: string | null): boolean {
  return id === party || arrow.payer === party || arrow.payee === party;
}
