// Which input moves an output: rank correlation with each number that is drawn once a path.
// Spearman (1904), "The proof and measurement of association between two things", American Journal of Psychology
// 15(1). Interval: Bonett and Wright (2000), "Sample size requirements for estimating Pearson, Kendall and Spearman
// correlations", Psychometrika 65(1).

import { exp } from "../elementary/elementary.ts";
import { normal975 } from "./probability.ts";
import { midRanks } from "./rank.ts";
import { type Cell, refuseUnequal, validOf } from "./valid.ts";

/** A rank correlation with its standard error and its 95 % interval, null of fewer than four paths. */
export interface Correlation {
  readonly correlation: number;
  readonly error: number | null;
  readonly low: number | null;
  readonly high: number | null;
}

/** What one input explains of an output. */
export interface Influence extends Correlation {
  /** Part of the variance of the output's ranks; null of fewer than four paths. */
  readonly explains: number | null;
  readonly explainsError: number | null;
  /** Of what all inputs explain; null of fewer than four paths and where they explain nothing. */
  readonly share: number | null;
  readonly shareError: number | null;
}

export interface Sensitivity {
  /** Paths that did not fail. */
  readonly paths: number;
  /** Part of the variance of the output's ranks that the inputs explain, each for itself, added up. */
  readonly explained: number | null;
  readonly explainedError: number | null;
  /** By input; null where an input or the output is the same on all paths. */
  readonly inputs: readonly (Influence | null)[];
}

/**
 * The rank correlation of each input with the output, what it explains of the output, and its share of what all do.
 *
 * What an input explains is its squared correlation, corrected for what chance alone would give, about 1/n, as the
 * adjusted R² is: without this, a hundred inputs that do nothing would explain a twentieth of the ranks on 2,000
 * paths. So the share of an input that does nothing scatters about 0, on both sides. Shares add up to 1. They mean
 * what they say of inputs that are drawn independently and move the output up or down only: correlated inputs are
 * each credited with what they have in common, and a hump is not seen.
 *
 * Errors of shares take the inputs' errors for independent, and go to second order, since to first order the square
 * of a correlation of 0 has none.
 *
 * @param inputs by input, n by path each
 * @param output n by path
 */
export function sensitivity(inputs: readonly Float64Array[], output: Cell): Sensitivity {
  const outputRanks = midRanks(validOf(output));
  const paths = outputRanks.length;
  const correlations = inputs.map((values) => {
    const ranks = midRanks(validOf({ values, failed: output.failed }));
    return correlationOfRanks(ranks, outputRanks);
  });
  const squares = correlations.map((c) => (c === null ? null : explainedBy(c, paths)));
  const explained = sumOf(squares.map((square) => square?.value ?? 0));
  const variance = sumOf(squares.map((square) => square?.variance ?? 0));
  const isKnown = paths > 3 && squares.some((square) => square !== null);
  return {
    paths,
    explained: isKnown ? explained : null,
    explainedError: isKnown ? Math.sqrt(variance) : null,
    inputs: correlations.map((correlation, j) => {
      if (correlation === null) return null;
      const { value, variance: own } = squares[j]!;
      const whole = {
        ...correlation,
        explains: isKnown ? value : null,
        explainsError: isKnown ? Math.sqrt(own) : null,
      };
      if (!isKnown || explained <= 0) return { ...whole, share: null, shareError: null };
      const share = value / explained;
      const rest = Math.max(variance - own, 0);
      const shareError = Math.sqrt((1 - share) * (1 - share) * own + share * share * rest) / explained;
      return { ...whole, share, shareError };
    }),
  };
}

/**
 * Spearman's rank correlation of two numbers known on the same paths; null where one of them is constant.
 *
 * Ranks are whole and half numbers, so up to 300,000 paths no sum is rounded. The error is that of Fisher's z with the
 * variance (1 + r²/2) / (n − 3) of Bonett and Wright, which holds up to correlations of 0.95, needs no second pass and
 * no seed; the simpler 1 / (n − 3) is too small for ranks. A correlation of 1 has an error of 0.
 */
export function rankCorrelation(x: Float64Array, y: Float64Array): Correlation | null {
  return correlationOfRanks(midRanks(x), midRanks(y));
}

function correlationOfRanks(a: Float64Array, b: Float64Array): Correlation | null {
  refuseUnequal(a, b);
  const n = a.length;
  const middle = (n + 1) / 2;
  let aa = 0;
  let bb = 0;
  let ab = 0;
  for (let path = 0; path < n; path++) {
    const u = a[path]! - middle;
    const v = b[path]! - middle;
    aa += u * u;
    bb += v * v;
    ab += u * v;
  }
  if (aa === 0 || bb === 0) return null;
  const r = Math.min(Math.max(ab / Math.sqrt(aa * bb), -1), 1);
  if (n < 4) return { correlation: r, error: null, low: null, high: null };
  const zError = Math.sqrt((1 + (r * r) / 2) / (n - 3));
  const [low, high] = [moved(r, -normal975 * zError), moved(r, normal975 * zError)];
  return { correlation: r, error: (1 - r * r) * zError, low, high };
}

/** tanh(artanh r + by). */
function moved(r: number, by: number): number {
  if (Math.abs(r) === 1) return r;
  const odds = ((1 + r) / (1 - r)) * exp(2 * by);
  return odds === Infinity ? 1 : (odds - 1) / (odds + 1);
}

/** r² less what chance gives, and the variance of that, 4ρ²v + 2v² where v is the variance of r. */
function explainedBy({ correlation: r, error }: Correlation, n: number): { value: number; variance: number } {
  const value = (r * r * (n - 1) - 1) / (n - 2);
  const v = (error ?? 0) * (error ?? 0);
  return { value, variance: 4 * Math.max(value, 0) * v + 2 * v * v };
}

function sumOf(terms: readonly number[]): number {
  return terms.reduce((sum, term) => sum + term, 0);
}
