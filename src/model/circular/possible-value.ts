// Which values an assumption can have, read from its unit and its own interval: what no unit forbids may be tried, also
// far outside of the interval.

/** The ends of a 90 % interval. */
export interface Interval {
  readonly low: number;
  readonly high: number;
}

/** Units of what is a part of something, or a chance in a quarter. */
const partUnits = ["1", "1 per quarter", "correlation"];

/**
 * The least and the most that an assumption can be.
 *
 * A part, a chance or a correlation whose interval lies within 0 and 1 stays there. Yearly rates, such as interest, and
 * ratios may pass 1. What is above 0 in all of its interval is never below 0, and amounts, times and ratios whose
 * interval begins at 0 are not either. Logarithms have no bounds: a drift may turn.
 *
 * @param unit the name of the unit of the interval
 */
export function possibleValues({ low, high }: Interval, unit: string): Interval {
  const [over = ""] = unit.split(" per ");
  if (over === "log") return { low: -Infinity, high: Infinity };
  if (partUnits.includes(unit) && low >= 0 && high <= 1) return { low: 0, high: 1 };
  const isNeverBelow = low > 0 || (low === 0 && over !== "1");
  return { low: isNeverBelow ? 0 : -Infinity, high: Infinity };
}
