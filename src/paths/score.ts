// How good a forecast was, once the outcome is known: the continuous ranked probability score.
// Gneiting and Raftery (2007), "Strictly proper scoring rules, prediction, and estimation", JASA 102(477), section 4.2.

import { normalDensity, normalWithin } from "../elementary/normal-distribution.ts";

const rootOneOverPi = 0.5641895835477563;

/** A forecast that is a normal; a spread of zero is a forecast of one value. */
export interface Normal {
  readonly mean: number;
  readonly sd: number;
}

/**
 * The score of paths: mean |x − y| − ½ mean |x − x′| over all n paths and all n² pairs of them, in the unit of the values.
 *
 * The same number is the integral of (F(x) − 1{y ≤ x})² (their equations 20 and 21), and with F a staircase a sum over
 * the steps: between the values i and i + 1 in order, the width below y times (i/n)² and the width above y times
 * (1 − i/n)² (Hersbach 2000, "Decomposition of the continuous ranked probability score for ensemble prediction
 * systems", Weather and Forecasting 15). So it takes one sort, and only adds what is not negative: nothing
 * cancels, where the two means would for an outcome far outside.
 *
 * @param paths n ≥ 1, finite, in any order; left as they are
 * @throws RangeError for no path or a value that is not finite
 */
export function crpsOfPaths(paths: Float64Array, outcome: number): number {
  const x = paths.toSorted();
  const n = x.length;
  const [least, most] = [x[0], x[n - 1]];
  // A sort puts NaN last, so that the ends tell of every value.
  if (least === undefined || !Number.isFinite(least) || !Number.isFinite(most) || !Number.isFinite(outcome))
    throw new RangeError(`${n} paths and an outcome of ${outcome} have no score, or a value is not finite.`);
  let sum = Math.max(least - outcome, 0) + Math.max(outcome - most!, 0);
  for (let i = 1; i < n; i++) {
    const [low, high] = [x[i - 1]!, x[i]!];
    const share = i / n;
    const middle = Math.min(Math.max(outcome, low), high);
    sum += (middle - low) * share * share + (high - middle) * (1 - share) * (1 - share);
  }
  return sum;
}

/**
 * The score of a normal: σ (z (2Φ(z) − 1) + 2φ(z) − 1/√π) with z = (y − μ)/σ, in the unit of the values.
 *
 * Gneiting, Raftery, Westveld and Goldman (2005), "Calibrated probabilistic forecasting using ensemble model output
 * statistics and minimum CRPS estimation", Monthly Weather Review 133. Without a spread, |y − μ|.
 */
export function crpsOfNormal({ mean, sd }: Normal, outcome: number): number {
  const off = Math.abs(outcome - mean);
  if (sd === 0) return off;
  const z = off / sd;
  return sd * (z * normalWithin(z) + 2 * normalDensity(z) - rootOneOverPi);
}

/**
 * Where in the forecast the outcome fell, from 0 to 1: the share of paths below it, those equal to it half.
 *
 * Of forecasts that are right these values spread evenly (the probability integral transform). Many near 1: the
 * forecasts were too low.
 */
export function placeAmong(paths: Float64Array, outcome: number): number {
  let below = 0;
  for (const x of paths) below += x < outcome ? 1 : x === outcome ? 0.5 : 0;
  return below / paths.length;
}

/** The mean over series of a series' mean score, so that a series that reports more often does not count for more. */
export function meanOverSeries(
  scores: readonly { readonly series: string; readonly crps: number }[],
): number | null {
  const bySeries = new Map<string, number[]>();
  for (const { series, crps } of scores) bySeries.set(series, [...(bySeries.get(series) ?? []), crps]);
  return meanOf([...bySeries.values()].map((of) => meanOf(of)!));
}

/** null of nothing. */
export function meanOf(values: readonly number[]): number | null {
  return values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length;
}
