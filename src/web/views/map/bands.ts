// The arrows of the map as paths: as wide as their amount, from the side of the payer that faces the payee, with a head.

import type { MapLayout, Spot } from "./layout.ts";
import { columns } from "./regions.ts";

/** What is drawn as an arrow from one party to another. */
export interface MapArrow {
  readonly payer: string;
  readonly payee: string;
  readonly kind: string;
  /** USD, as wide as it is drawn: of a band its high end. */
  readonly amount: number;
  /** USD, the low end of a band, drawn full within it; where it is left out there is no band. */
  readonly sure?: number;
  readonly isInRing?: boolean;
  /** Nobody has said how much: drawn thin and dotted. */
  readonly isUnknown?: boolean;
}

/** An arrow that can be drawn: the line of its middle, and the triangle at its end. */
export interface Band {
  readonly arrow: MapArrow;
  readonly id: string;
  readonly width: number;
  /** How wide the sure part is. */
  readonly sure: number;
  readonly line: string;
  readonly head: string;
  /** A point of the line, from 0 at its beginning to 1 at its end. */
  readonly at: (part: number) => { readonly x: number; readonly y: number };
}

/** How wide the largest amount that two parties can come to in a year is drawn. */
const widest = 40;
/** Thinner lines would not be seen; the legend says from which amount on width tells. */
export const thinnest = 1.25;

/** The name of an arrow in a link. */
export function arrowId({ payer, payee, kind }: Pick<MapArrow, "payer" | "payee" | "kind">): string {
  return `${payer}>${payee}>${kind}`;
}

/** Pixels per dollar: the same in all years and countings, so that widths compare. */
export function scaleOf(cast: { readonly widest: number }): number {
  return cast.widest > 0 ? widest / cast.widest : 0;
}

/** @param scale pixels per dollar */
export function bandsOf(arrows: readonly MapArrow[], layout: MapLayout, scale: number): Band[] {
  const drawn = arrows.flatMap((arrow) => {
    const [from, to] = [layout.spots.get(arrow.payer), layout.spots.get(arrow.payee)];
    return from && to ? [{ arrow, from, to, width: Math.max(thinnest, arrow.amount * scale) }] : [];
  });
  const at = touchPoints(drawn);
  return drawn.map(({ arrow, from, to, width }, k): Band => {
    const [leaves, enters] = sidesOf(from, to);
    const head = 5 + width * 0.45;
    const x1 = edge(from, leaves);
    const tip = edge(to, enters);
    const x2 = tip + enters * head;
    const [y1, y2] = [at.leaving[k]!, at.entering[k]!];
    const bend =
      from.column === to.column ? 22 + Math.abs(y2 - y1) * 0.16 : Math.max(26, Math.abs(x2 - x1) * 0.5);
    const half = width / 2 + 2.5;
    const [bx1, bx2] = [x1 + leaves * bend, x2 + enters * bend];
    return {
      arrow,
      id: arrowId(arrow),
      width,
      sure: arrow.sure === undefined ? width : Math.min(width, Math.max(thinnest, arrow.sure * scale)),
      line: `M${n(x1)} ${n(y1)}C${n(bx1)} ${n(y1)} ${n(bx2)} ${n(y2)} ${n(x2)} ${n(y2)}`,
      head: `M${n(x2)} ${n(y2 - half)}L${n(tip)} ${n(y2)}L${n(x2)} ${n(y2 + half)}Z`,
      at: (t) => ({ x: bezier(t, x1, bx1, bx2, x2), y: bezier(t, y1, y1, y2, y2) }),
    };
  });
}

/** Which way an arrow leaves and from which side it comes in: 1 the right side, −1 the left. */
function sidesOf(from: Spot, to: Spot): [leaves: 1 | -1, enters: 1 | -1] {
  if (to.column > from.column) return [1, -1];
  if (to.column < from.column) return [-1, 1];
  // Within the last column there is room on the left only.
  return from.column === lastColumn ? [-1, -1] : [1, 1];
}

const lastColumn = columns - 1;

function edge(spot: Spot, side: 1 | -1): number {
  return side === 1 ? spot.x + spot.width : spot.x;
}

interface Drawn {
  readonly from: Spot;
  readonly to: Spot;
  readonly width: number;
}

/** Where arrows touch each side of a box: in the order of where they lead, so that they cross as little as can be. */
function touchPoints(drawn: readonly Drawn[]): { leaving: number[]; entering: number[] } {
  const leaving: number[] = [];
  const entering: number[] = [];
  const sides = new Map<
    string,
    { spot: Spot; ends: { toward: number; width: number; set: (y: number) => void }[] }
  >();
  const touch = (spot: Spot, side: number, toward: number, width: number, set: (y: number) => void): void => {
    const key = `${spot.x} ${spot.y} ${side}`;
    const known = sides.get(key) ?? { spot, ends: [] };
    sides.set(key, known);
    known.ends.push({ toward, width, set });
  };
  drawn.forEach(({ from, to, width }, k) => {
    const [leaves, enters] = sidesOf(from, to);
    touch(from, leaves, to.y + to.height / 2, width, (y) => (leaving[k] = y));
    touch(to, enters, from.y + from.height / 2, width, (y) => (entering[k] = y));
  });
  for (const { spot, ends } of sides.values()) {
    const room = spot.height - 6;
    const sum = ends.reduce((all, { width }) => all + width + 1, 0);
    const squeeze = Math.min(1, room / sum);
    let y = spot.y + spot.height / 2 - (sum * squeeze) / 2;
    for (const { width, set } of ends.toSorted((a, b) => a.toward - b.toward)) {
      set(y + ((width + 1) * squeeze) / 2);
      y += (width + 1) * squeeze;
    }
  }
  return { leaving, entering };
}

function bezier(t: number, a: number, b: number, c: number, d: number): number {
  const u = 1 - t;
  return u ** 3 * a + 3 * u * u * t * b + 3 * u * t * t * c + t ** 3 * d;
}

function n(value: number): string {
  return value.toFixed(1);
}
