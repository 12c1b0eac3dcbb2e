// When something happens first: an indicator series is 0 until then, and anything else at least once.

import { type Probability, probabilityOf } from "./probability.ts";
import { refuseUnequal } from "./valid.ts";

/** On how many paths an event came first in which period. Counts of parts of a run add up. */
export interface EventCount {
  /** Valid paths. */
  readonly paths: number;
  /** N + 1, by period. */
  readonly firstIn: readonly number[];
}

/** How likely an event is within the horizon, and by the end of each period. */
export type EventProbability = Probability & { readonly byPeriod: readonly Probability[] };

/**
 * Counts the paths by the first period in which their indicator is not 0.
 *
 * @param indicator N + 1 by period, n by path each; undefined where the series has no value in a period
 * @param failed    n
 * @throws RangeError when the indicator of a path that did not fail is NaN
 */
export function countEvent(indicator: readonly (Float64Array | undefined)[], failed: Uint8Array): EventCount {
  const isOver = failed.slice(); // it failed, or the event has happened
  const firstIn = indicator.map((values, period) => {
    if (values === undefined) return 0;
    refuseUnequal(values, failed);
    let count = 0;
    for (let path = 0; path < values.length; path++) {
      if (isOver[path] !== 0 || values[path] === 0) continue;
      if (Number.isNaN(values[path]))
        throw new RangeError(`Path ${path} is NaN in period ${period}, and did not fail.`);
      isOver[path] = 1;
      count++;
    }
    return count;
  });
  return { paths: failed.reduce((count, is) => count + (is === 0 ? 1 : 0), 0), firstIn };
}

/** Two parts of one run as one. */
export function joinEvents(a: EventCount, b: EventCount): EventCount {
  if (a.firstIn.length !== b.firstIn.length) {
    throw new RangeError(`Not the same number of periods: ${a.firstIn.length} and ${b.firstIn.length}.`);
  }
  return { paths: a.paths + b.paths, firstIn: a.firstIn.map((count, t) => count + b.firstIn[t]!) };
}

/** The probability that it happens at all, and by the end of each period. */
export function eventProbability({ paths, firstIn }: EventCount): EventProbability {
  let cases = 0;
  const byPeriod = firstIn.map((count) => probabilityOf((cases += count), paths));
  return { ...probabilityOf(cases, paths), byPeriod };
}
