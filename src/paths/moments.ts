// Mean, spread, least and most of up to 1,024 paths, and of two such groups together.
// Shifted two-pass sums and the updating formula: Chan, Golub and LeVeque (1979), "Updating formulae and a
// pairwise algorithm for computing sample variances", Stanford STAN-CS-79-773.

import { type Places, blockPaths, blockSums, places, treeSum } from "./block-sums.ts";

/** What is kept of a group of paths; a group of which none is valid has no moments. */
export interface Moments {
  /** Valid paths, at least 1. */
  readonly paths: number;
  /** Never outside of least and most; exactly the value where all are equal. */
  readonly mean: number;
  /** Sum of squared deviations from the mean; the largest double where it is too large for one. */
  readonly squares: number;
  readonly least: number;
  readonly most: number;
}

/** The sample standard deviation, with n − 1; null of fewer than two paths and where squares are too large. */
export function deviation({ paths, squares }: Moments): number | null {
  return paths < 2 || squares === Number.MAX_VALUE ? null : Math.sqrt(squares / (paths - 1));
}

/**
 * The moments of one block.
 *
 * Sums go over a fixed tree of the 1,024 places: neighbours, then pairs of neighbours. A failed or missing path
 * leaves its place empty. Values are measured from the first valid one, so that equal values have no spread at all
 * and a mean far from zero costs no digits.
 *
 * @param values by path, of any number of blocks
 * @param failed by path: not 0 where it failed
 * @param from   the block's first place in both; the block ends after 1,024 or with them
 * @returns null where every path failed
 * @throws RangeError when a path that did not fail is NaN or infinite
 */
export function blockMoments(
  values: Float64Array,
  failed: Uint8Array,
  from: number,
  scratch: Places,
): Moments | null {
  const count = Math.min(blockPaths, values.length - from);
  let first = 0;
  while (first < count && failed[from + first] !== 0) first++;
  if (first === count) return null;
  const origin = values[from + first]!;
  const sums = blockSums(values, failed, from, first, scratch);
  const { paths, sum, squares } = sums;
  const [least, most] = [sums.least + 0, sums.most + 0]; // no negative zero: JSON does not know it
  if (!Number.isFinite(sum)) {
    return hugeMoments(values.subarray(from, from + count), failed, from, { paths, least, most });
  }
  const mean = within(origin + sum / paths, least, most);
  return { paths, mean, squares: Math.min(squares, Number.MAX_VALUE), least, most };
}

/** Where a sum overflows though every value is finite: the mean from values made smaller by a power of two. */
function hugeMoments(
  block: Float64Array,
  failed: Uint8Array,
  from: number,
  { paths, least, most }: Pick<Moments, "paths" | "least" | "most">,
): Moments {
  const scaled = places();
  for (let i = 0; i < block.length; i++) {
    if (failed[from + i] !== 0) continue;
    const x = block[i]!;
    if (!Number.isFinite(x)) throw new RangeError(`Path ${i} of a block is ${x}, and did not fail.`);
    scaled.at[i] = x / (2 * blockPaths);
  }
  const mean = treeSum(scaled) * ((2 * blockPaths) / paths);
  return { paths, mean: within(mean, least, most), squares: Number.MAX_VALUE, least, most };
}

/** Two groups as one. Which is the left one matters to the last bit. */
export function combine(a: Moments | null, b: Moments | null): Moments | null {
  if (a === null || b === null) return a ?? b;
  const paths = a.paths + b.paths;
  const [least, most] = [Math.min(a.least, b.least), Math.max(a.most, b.most)];
  const apart = b.mean - a.mean;
  const mean = Number.isFinite(apart)
    ? a.mean + apart * (b.paths / paths)
    : a.mean * (a.paths / paths) + b.mean * (b.paths / paths);
  const squares = a.squares + b.squares + apart * apart * ((a.paths * b.paths) / paths);
  return {
    paths,
    mean: within(mean, least, most),
    squares: Math.min(squares, Number.MAX_VALUE),
    least,
    most,
  };
}

/** A mean's last rounding may carry it past the least or the most of what it is the mean of. */
function within(mean: number, least: number, most: number): number {
  return (mean < least ? least : mean > most ? most : mean) + 0;
}
