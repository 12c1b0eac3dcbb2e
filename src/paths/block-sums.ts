// Sums over the paths of a block, along a fixed tree of its 1,024 places: neighbours, then pairs of neighbours.

import type { CellMachine } from "./cell-machine.ts";

/** Paths of a block. Block k holds the paths from 1024 k on. */
export const blockPaths = 1024;

/** Numbers in the places of a block, and what is used while they are added up. */
export interface Places {
  readonly at: Float64Array; // 1,024
  readonly partial: Float64Array; // 128
  /** What adds them up, where it holds the same values. */
  readonly machine?: CellMachine | undefined;
  /** Marks of paths of which none failed, as is known already: many cells have the same. */
  noneFailed?: Uint8Array | undefined;
}

export function places(machine?: CellMachine): Places {
  return { at: new Float64Array(blockPaths), partial: new Float64Array(blockPaths / 8), machine };
}

/**
 * The sums of a block.
 *
 * @param first the first valid place, counted from `from`
 */
export function blockSums(
  values: Float64Array,
  failed: Uint8Array,
  from: number,
  first: number,
  scratch: Places,
): Sums {
  const count = Math.min(blockPaths, values.length - from);
  const areAllValid = scratch.noneFailed === failed || areValid(failed, from, count);
  const isWhole = first === 0 && count % 8 === 0 && areAllValid;
  if (!isWhole) return sparseSums(values, failed, from, first, scratch);
  if (scratch.machine) return scratch.machine.sums(values, from, count);
  return wholeSums(values, from, count, scratch);
}

function areValid(failed: Uint8Array, from: number, count: number): boolean {
  let any = 0;
  for (let i = from; i < from + count; i++) any |= failed[i]!;
  return any === 0;
}

/** Of a block: sums of the values from the first valid one, and of squares of what lies between them and their mean. */
export interface Sums {
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

/** The sum of 1,024 places: neighbours first, then pairs of neighbours, eight places at a time. */
export function treeSum({ at, partial }: Places): number {
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
