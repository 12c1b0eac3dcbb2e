// Numbers for people: $100B, 5 GW, 18 %. Three significant digits, and no more than are known.

import type { Range } from "../book/count.ts";
import { type Quantity, showQuantity, showValue } from "../unit/quantity.ts";
import type { Cell } from "./answer.ts";

/** Three significant digits. */
export function round3(value: number): number {
  return Number(value.toPrecision(3));
}

export function dollars(value: number): string {
  return showValue(value, "USD", round3);
}

/** A range of money: one figure where its ends are equal. */
export function money(range: Range | null): string {
  if (range === null) return "not priced";
  if (range.low === range.high) return dollars(range.low);
  return `${dollars(range.low)} to ${dollars(range.high)}`;
}

/**
 * What some legs come to: a dash where there is no leg; "not firm" where none counts and a headline is
 * known; and how many legs are not in the figure.
 */
export function legsCell(range: Range | null, legs: number, leftOut: number, headline?: Range | null): Cell {
  if (legs === 0) return { show: "–", value: 0 };
  if (range === null) return { show: headline ? "not firm" : "not priced", value: null };
  return { show: leftOut === 0 ? money(range) : `${money(range)} + ${leftOut}`, value: range.high };
}

export function figure(q: Quantity | undefined): string {
  return q === undefined ? "unknown" : showQuantity(q, round3);
}

export function count(n: number): string {
  return n.toLocaleString("en-US");
}

export function countCell(n: number): Cell {
  return { show: count(n), value: n };
}
