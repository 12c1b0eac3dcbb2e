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

/** A range of money: one figure where its ends are equal; a dash where there is no price. */
export function money(range: Range | null): string {
  if (range === null) return "unpriced";
  if (range.low === range.high) return range.low === 0 ? "–" : dollars(range.low);
  return `${dollars(range.low)} to ${dollars(range.high)}`;
}

export function moneyCell(range: Range | null): Cell {
  return { show: money(range), value: range === null ? null : range.high };
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
