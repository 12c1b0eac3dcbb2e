// Quantiles as R's default, type 7: linear between the two order statistics around (n − 1) p.
// Hyndman and Fan (1996), "Sample quantiles in statistical packages", The American Statistician 50(4).

import { orderStatistics } from "./select.ts";
import { refuseNotFinite } from "./valid.ts";

/** What a summary shows: 5, 25, 50, 75, 95 %. */
export const summaryProbabilities = [0.05, 0.25, 0.5, 0.75, 0.95] as const;

/**
 * Quantiles of all values, exact.
 *
 * @param values        n ≥ 1, finite, in any order; left as they are
 * @param probabilities each from 0 to 1, in any order
 * @returns one for each probability, never outside of the values
 * @throws RangeError for a NaN or an infinity, for no values, for what is no probability
 */
export function quantiles(values: Float64Array, probabilities: readonly number[]): Float64Array {
  refuseNotFinite(values);
  return quantilesBy(rankPlan(values.length, probabilities), (ranks) => orderStatistics(values, ranks));
}

/** Between which order statistics of n values the quantiles lie: the same for all cells of a run. */
export interface RankPlan {
  readonly n: number;
  readonly probabilities: readonly number[];
  /** Places from 0 to n − 1, ascending and once each. */
  readonly ranks: readonly number[];
  /** By probability: which of the ranks lie around it, and how far it is from the lower to the higher. */
  readonly around: readonly { readonly low: number; readonly high: number; readonly share: number }[];
}

/** @throws RangeError for no values, for what is no probability */
export function rankPlan(n: number, probabilities: readonly number[]): RankPlan {
  if (n < 1) throw new RangeError("No values have no quantiles.");
  const odd = probabilities.find((p) => !(p >= 0 && p <= 1));
  if (odd !== undefined) throw new RangeError(`${odd} is no probability.`);
  const around = probabilities.map((p) => {
    const low = Math.floor((n - 1) * p);
    return { low, high: Math.min(low + 1, n - 1), share: (n - 1) * p - low };
  });
  const ranks = [...new Set(around.flatMap(({ low, high }) => [low, high]))].toSorted((a, b) => a - b);
  const at = new Map(ranks.map((rank, k) => [rank, k]));
  return {
    n,
    probabilities,
    ranks,
    around: around.map(({ low, high, share }) => ({ low: at.get(low)!, high: at.get(high)!, share })),
  };
}

/**
 * Quantiles of whatever can tell its order statistics.
 *
 * @param find the values at places from 0 to n − 1, which are given ascending and once each
 */
export function quantilesBy(
  { ranks, around }: RankPlan,
  find: (ranks: readonly number[]) => Float64Array,
): Float64Array {
  const found = find(ranks);
  const quantiles = new Float64Array(around.length);
  for (let k = 0; k < around.length; k++) {
    const { low, high, share } = around[k]!;
    quantiles[k] = between(found[low]!, found[high]!, share);
  }
  return quantiles;
}

/** low + share (high − low), not past high, and without overflow. */
function between(low: number, high: number, share: number): number {
  if (share === 0 || low === high) return low + 0; // no negative zero
  const apart = high - low;
  const x = Number.isFinite(apart) ? low + share * apart : low * (1 - share) + high * share;
  return Math.min(x, high) + 0;
}
