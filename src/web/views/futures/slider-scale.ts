// From the place of a slider's thumb to the value of an assumption and back: over its 90 % interval and a quarter of it
// more on each side, in logs where it is drawn in logs.

import type { UsedAssumption } from "../../engine/prospect.ts";

/** Places of the thumb: whole numbers from 0. */
export const places = 240;
/** How far a slider reaches beyond the interval, as a part of it. */
const beyond = 0.25;
/** A slider in logs never comes nearer to zero than this part of the low end. */
const leastOfLow = 0.25;

export interface SliderScale {
  readonly least: number;
  readonly most: number;
  readonly isLog: boolean;
}

type Interval = Pick<UsedAssumption, "low" | "high" | "unit" | "distribution">;

/** Wide enough for a value that a link has set. */
export function scaleOf({ low, high, unit, distribution }: Interval, set?: number): SliderScale {
  const isLog = distribution === "lognormal" && low > 0;
  const wide = isLog ? { low: Math.log(low), high: Math.log(high) } : { low, high };
  const more = beyond * (wide.high - wide.low);
  let [least, most] = [wide.low - more, wide.high + more];
  if (isLog) [least, most] = [Math.exp(least), Math.exp(most)];
  // What cannot be negative stays so, and a share stays one.
  if (low >= 0) least = Math.max(least, low * leastOfLow);
  if (isShare(unit) && high <= 1) most = Math.min(most, 1);
  if (set !== undefined && (!isLog || set > 0)) [least, most] = [Math.min(least, set), Math.max(most, set)];
  return { least, most, isLog };
}

function isShare(unit: string): boolean {
  return unit === "1" || unit === "1 per quarter" || unit === "correlation";
}

export function placeOfValue({ least, most, isLog }: SliderScale, value: number): number {
  if (most === least) return 0;
  const part = isLog
    ? (Math.log(value) - Math.log(least)) / (Math.log(most) - Math.log(least))
    : (value - least) / (most - least);
  return Math.min(places, Math.max(0, Math.round(part * places)));
}

/** To three digits, as it is written. */
export function valueAtPlace({ least, most, isLog }: SliderScale, place: number): number {
  const part = place / places;
  const value = isLog
    ? Math.exp(Math.log(least) + part * (Math.log(most) - Math.log(least)))
    : least + part * (most - least);
  return Number(value.toPrecision(3));
}

/** Where the interval itself lies on the slider, as parts of its length. */
export function intervalOn(scale: SliderScale, { low, high }: Pick<Interval, "low" | "high">) {
  return { from: placeOfValue(scale, low) / places, to: placeOfValue(scale, high) / places };
}
