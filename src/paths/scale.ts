// The scale on which a forecast and its rivals are scored, so that errors of series of different size can be averaged.

import { log } from "../elementary/elementary.ts";

/** Logs for what cannot be negative: 0.1 is an error of about 10 %. Else a multiple of the last actual's size. */
export type ScaleKind = "log" | "multiple";

/** A value in its own unit, on the scale. */
export type Scale = (value: number) => number;

/** On the log scale what is less than this part of the last actual counts as this part, since zero has no log. */
const leastPart = 1e-3;

/**
 * The scale of a series.
 *
 * Paths, outcome and rivals are put on it alike, so the score stays proper: it is that of the value with its low end
 * cut off.
 *
 * @param last the last actual, not zero, and above it for logs
 */
export function scaleOf(kind: ScaleKind, last: number): Scale {
  if (!(kind === "log" ? last > 0 : last !== 0)) throw new RangeError(`No scale by ${last}.`);
  if (kind === "multiple") return (value) => value / Math.abs(last);
  const least = last * leastPart;
  return (value) => log(value > least ? value : least);
}

/** Whether a last actual gives a scale. */
export function hasScale(kind: ScaleKind, last: number): boolean {
  return kind === "log" ? last > 0 : last !== 0;
}
