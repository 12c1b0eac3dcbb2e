// Amounts written on the largest arrows, each where it covers no box and no other amount; what finds no room is told in the
// list.

import type { Band } from "./bands.ts";
import type { Spot } from "./layout.ts";
import type { WidthOf } from "./name.ts";

export interface AmountLabel {
  readonly id: string;
  readonly text: string;
  readonly x: number;
  readonly y: number;
}

interface Rect {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** Places along an arrow that are tried, from its middle outward. */
const tried = [0.5, 0.4, 0.6, 0.3, 0.7, 0.22, 0.78];
const gap = 3;

export function amountLabels(
  bands: readonly Band[],
  spots: Iterable<Spot>,
  {
    most,
    size,
    widthOf,
    textOf,
  }: { most: number; size: number; widthOf: WidthOf; textOf: (band: Band) => string },
): AmountLabel[] {
  const taken: Rect[] = Array.from(spots, ({ x, y, width, height }) => ({
    left: x,
    right: x + width,
    top: y,
    bottom: y + height,
  }));
  const largest = bands.toSorted((a, b) => b.arrow.amount - a.arrow.amount).slice(0, most);
  return largest.flatMap((band): AmountLabel[] => {
    const text = textOf(band);
    const half = widthOf(text) / 2 + gap;
    for (const t of tried) {
      const { x, y } = band.at(t);
      const rect = { left: x - half, right: x + half, top: y - size / 2 - gap, bottom: y + size / 2 + gap };
      if (taken.some((other) => overlaps(rect, other))) continue;
      taken.push(rect);
      return [{ id: band.id, text, x, y }];
    }
    return [];
  });
}

function overlaps(a: Rect, b: Rect): boolean {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}
