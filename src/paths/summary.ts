// A series over all paths, period by period: what tables, charts and JSON show of a run.

import { type Statistics, cellStatistics } from "./tally.ts";

/** N + 1 entries each, by period; null where the series has no value, and for what too few paths have. */
export interface Summary {
  readonly mean: readonly (number | null)[];
  readonly sd: readonly (number | null)[];
  readonly p5: readonly (number | null)[];
  readonly p25: readonly (number | null)[];
  readonly p50: readonly (number | null)[];
  readonly p75: readonly (number | null)[];
  readonly p95: readonly (number | null)[];
}

/**
 * The summary of a series of which all paths are at hand.
 *
 * @param cells  N + 1 by period, n by path each; undefined where the series has no value in a period
 * @param failed n: not 0 where the path failed; such paths are left out
 */
export function summaryOf(cells: readonly (Float64Array | undefined)[], failed: Uint8Array): Summary {
  return summaryFrom(
    cells.map((values) => (values === undefined ? null : cellStatistics({ values, failed }))),
  );
}

/** The summary from the statistics of each period, with the quantiles of `summaryProbabilities`. */
export function summaryFrom(periods: readonly (Statistics | null)[]): Summary {
  const quantile = (k: number): (number | null)[] => periods.map((period) => period?.quantiles[k] ?? null);
  return {
    mean: periods.map((period) => period?.mean ?? null),
    sd: periods.map((period) => period?.sd ?? null),
    p5: quantile(0),
    p25: quantile(1),
    p50: quantile(2),
    p75: quantile(3),
    p95: quantile(4),
  };
}
