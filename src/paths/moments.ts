// Mean, spread, least and most of up to 1,024 paths, and of two such groups together.
// Shifted two-pass sums and the updating formula: Chan, Golub and LeVeque (1979), "Updating formulae and a
// pairwise algorithm for computing sample variances", Stanford STAN-CS-79-773.

/** Paths of a block. Block k holds the paths from 1024 k on. */
export const blockPaths = 1024;

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

/** Numbers in the places of a block, and what is used while they are added up. */
export interface Places {
  readonly at: Float64Array; // 1,024
  readonly partial: Float64Array; // 128
}

export function places(): Places {
  return { at: new Float64Array(blockPaths), partial: new Float64Array(blockPaths / 8) };
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
  const isWhole = first === 0 && count % 8 === 0 && areValid(failed, from, count);
  const sums = isWhole
    ? wholeSums(values, from, count, scratch)
    : sparseSums(values, failed, from, first, scratch);
  const { paths, sum, squares } = sums;
  const range = { least: sums.least + 0, most: sums.most + 0 }; // no negative zero: JSON does not know it
  if (!Number.isFinite(sum)) {
    return hugeMoments(values.subarray(from, from + count), failed, from, paths, range);
  }
  return {
    paths,
    mean: within(origin + sum / paths, range),
    squares: Math.min(squares, Number.MAX_VALUE),
    ...range,
  };
}

function areValid(failed: Uint8Array, from: number, count: number): boolean {
  let any = 0;
  for (let i = from; i < from + count; i++) any |= failed[i]!;
  return any === 0;
}

/** Of a block: sums of the values from the first valid one, and of squares of what lies between them and their mean. */
interface Sums {
  readonly paths: number;
  readonly sum: number;
  readonly squares: number;
  readonly least: number;
  readonly most: number;
}

/** Eight valid values at a time, the same additions in the same order as place by place. */
function wholeSums(values: Float64Array, from: number, count: number, { partial }: Places): Sums {
  const origin = values[from]!;
  let least = origin;
  let most = origin;
  for (let k = 0; k < count / 8; k++) {
    const at = from + 8 * k;
    const a = values[at]!;
    const b = values[at + 1]!;
    const c = values[at + 2]!;
    const d = values[at + 3]!;
    const e = values[at + 4]!;
    const f = values[at + 5]!;
    const g = values[at + 6]!;
    const h = values[at + 7]!;
    if (a < least) least = a;
    else if (a > most) most = a;
    if (b < least) least = b;
    else if (b > most) most = b;
    if (c < least) least = c;
    else if (c > most) most = c;
    if (d < least) least = d;
    else if (d > most) most = d;
    if (e < least) least = e;
    else if (e > most) most = e;
    if (f < least) least = f;
    else if (f > most) most = f;
    if (g < least) least = g;
    else if (g > most) most = g;
    if (h < least) least = h;
    else if (h > most) most = h;
    partial[k] =
      a -
      origin +
      (b - origin) +
      (c - origin + (d - origin)) +
      (e - origin + (f - origin) + (g - origin + (h - origin)));
  }
  const sum = partialSum(partial, count / 8);
  const shift = sum / count;
  for (let k = 0; k < count / 8; k++) {
    const at = from + 8 * k;
    partial[k] =
      square(values[at]! - origin - shift) +
      square(values[at + 1]! - origin - shift) +
      (square(values[at + 2]! - origin - shift) + square(values[at + 3]! - origin - shift)) +
      (square(values[at + 4]! - origin - shift) +
        square(values[at + 5]! - origin - shift) +
        (square(values[at + 6]! - origin - shift) + square(values[at + 7]! - origin - shift)));
  }
  return { paths: count, sum, squares: partialSum(partial, count / 8), least, most };
}

function square(x: number): number {
  return x * x;
}

/** The places of failed and missing paths stay empty. */
function sparseSums(
  values: Float64Array,
  failed: Uint8Array,
  from: number,
  first: number,
  scratch: Places,
): Sums {
  const { at } = scratch;
  const count = Math.min(blockPaths, values.length - from);
  const origin = values[from + first]!;
  let paths = 0;
  let least = origin;
  let most = origin;
  for (let i = 0; i < count; i++) {
    if (failed[from + i] === 0) {
      const x = values[from + i]!;
      if (x < least) least = x;
      if (x > most) most = x;
      at[i] = x - origin;
      paths++;
    } else at[i] = 0;
  }
  at.fill(0, count);
  const sum = treeSum(scratch);
  const shift = sum / paths;
  for (let i = 0; i < count; i++) {
    const d = at[i]! - shift;
    at[i] = failed[from + i] === 0 ? d * d : 0;
  }
  return { paths, sum, squares: treeSum(scratch), least, most };
}

/** Where a sum overflows though every value is finite: the mean from values made smaller by a power of two. */
function hugeMoments(
  block: Float64Array,
  failed: Uint8Array,
  from: number,
  paths: number,
  range: { readonly least: number; readonly most: number },
): Moments {
  const scaled = places();
  for (let i = 0; i < block.length; i++) {
    if (failed[from + i] !== 0) continue;
    const x = block[i]!;
    if (!Number.isFinite(x)) throw new RangeError(`Path ${i} of a block is ${x}, and did not fail.`);
    scaled.at[i] = x / (2 * blockPaths);
  }
  const mean = treeSum(scaled) * ((2 * blockPaths) / paths);
  return { paths, mean: within(mean, range), squares: Number.MAX_VALUE, ...range };
}

/** Two groups as one. Which is the left one matters to the last bit. */
export function combine(a: Moments | null, b: Moments | null): Moments | null {
  if (a === null || b === null) return a ?? b;
  const paths = a.paths + b.paths;
  const range = { least: Math.min(a.least, b.least), most: Math.max(a.most, b.most) };
  const apart = b.mean - a.mean;
  const mean = Number.isFinite(apart)
    ? a.mean + apart * (b.paths / paths)
    : a.mean * (a.paths / paths) + b.mean * (b.paths / paths);
  const squares = a.squares + b.squares + apart * apart * ((a.paths * b.paths) / paths);
  return { paths, mean: within(mean, range), squares: Math.min(squares, Number.MAX_VALUE), ...range };
}

/** A mean's last rounding may carry it past the least or the most of what it is the mean of. */
function within(mean: number, { least, most }: { readonly least: number; readonly most: number }): number {
  return (mean < least ? least : mean > most ? most : mean) + 0;
}

/** The sum of 1,024 places: neighbours first, then pairs of neighbours, eight places at a time. */
function treeSum({ at, partial }: Places): number {
  eights(at, partial, blockPaths / 8);
  return partialSum(partial, blockPaths / 8);
}

/** The same of sums of eight places; those from `count` on are of empty places. */
function partialSum(partial: Float64Array, count: number): number {
  partial.fill(0, count);
  eights(partial, partial, blockPaths / 64);
  return eight(partial, 0) + eight(partial, 8);
}

function eights(from: Float64Array, to: Float64Array, count: number): void {
  for (let k = 0; k < count; k++) to[k] = eight(from, 8 * k);
}

function eight(x: Float64Array, k: number): number {
  return x[k]! + x[k + 1]! + (x[k + 2]! + x[k + 3]!) + (x[k + 4]! + x[k + 5]! + (x[k + 6]! + x[k + 7]!));
}
