// The loops over all values of a cell as vector instructions: sums of a block along its tree, and the spreading of
// values over intervals. The same additions in the same order as in `block-sums.ts`, so the same digits.

import { Assembler, vector } from "../kernel/wasm/assembler.ts";
import { type WasmFunction, moduleOf } from "../kernel/wasm/bytes.ts";
import { wasmMemory, wasmPlatform } from "../kernel/wasm/engine.ts";
import { blockPaths } from "./block-sums.ts";

/** A memory with the values of one cell, and what works on them there. */
export interface CellMachine {
  /** Room for `valuesMax`; the cell's stand in front. */
  readonly values: Float64Array;
  /** By value, by interval, and values of some intervals: as in `Selection`. */
  readonly interval: Uint16Array;
  readonly counts: Int32Array;
  readonly gathered: Float64Array;
  /**
   * Sums of up to 1,024 values, a multiple of 8 of them.
   *
   * @param from place of the first, even
   */
  readonly sums: (from: number, count: number) => BlockSums;
  /**
   * Finds the interval of each value and counts them: the first and the last are for what lies outside. Counts must be
   * zero before.
   */
  readonly spread: (count: number, low: number, scale: number, intervals: number) => void;
  /** How many values are less than a pivot, and how many are the same. */
  readonly compare: (count: number, pivot: number) => { readonly less: number; readonly same: number };
  /** Copies the values of intervals whose count is a place: from there on in `gathered`. */
  readonly gather: (count: number) => void;
}

interface BlockSums {
  readonly sum: number;
  /** Of what lies between the values and their mean. */
  readonly squares: number;
  readonly least: number;
  readonly most: number;
}

/** Values that a machine has room for. */
export const valuesMax = 20_000;
const intervalsMax = 1024;

/** Addresses: numbers that a function is given and gives, then arrays. */
const [originAt, shiftAt, lowAt, scaleAt, topAt, pivotAt, leastAt, mostAt] = [0, 8, 16, 24, 32, 40, 48, 64];
/** Counts, as whole numbers of 64 bits in two halves. */
const [lessAt, sameAt] = [80, 96];
const countsAt = 128;
const partialAt = countsAt + 4 * intervalsMax;
/** Half of a block's places, and one more pair that is read and not used. */
const partialBytes = 4 * blockPaths;
const valuesAt = partialAt + partialBytes + 64;
const gatheredAt = valuesAt + 8 * valuesMax + 64;
const intervalAt = gatheredAt + 8 * valuesMax + 64;
const bytes = intervalAt + 2 * valuesMax + 64;

/** @returns undefined where the platform has no vectors */
export function cellMachine(): CellMachine | undefined {
  const platform = wasmPlatform();
  const code = moduleOf(
    [emitSums(false), emitSums(true), emitSpread(), emitGather(), emitCompare()],
    { sums: 0, squares: 1, spread: 2, gather: 3, compare: 4 },
    { isShared: false },
  );
  if (!platform?.validate(code)) return undefined;
  const memory = wasmMemory(bytes, false);
  const { exports } = new platform.Instance(new platform.Module(code), { env: { memory } });
  const numbers = new Float64Array(memory.buffer, 0, 16);
  const words = new Int32Array(memory.buffer, 0, 32);
  const partial = new Float64Array(memory.buffer, partialAt, 1);
  const values = new Float64Array(memory.buffer, valuesAt, valuesMax);
  const interval = new Uint16Array(memory.buffer, intervalAt, valuesMax);
  const counts = new Int32Array(memory.buffer, countsAt, intervalsMax);
  return {
    values,
    interval,
    counts,
    gathered: new Float64Array(memory.buffer, gatheredAt, valuesMax),
    sums: (from, count) => {
      const at = valuesAt + 8 * from;
      numbers[originAt / 8] = values[from]!;
      exports["sums"]!(at, at + 8 * count);
      const sum = partial[0]!;
      const least = Math.min(numbers[leastAt / 8]!, numbers[leastAt / 8 + 1]!);
      const most = Math.max(numbers[mostAt / 8]!, numbers[mostAt / 8 + 1]!);
      numbers[shiftAt / 8] = sum / count;
      exports["squares"]!(at, at + 8 * count);
      return { sum, squares: partial[0]!, least, most };
    },
    spread: (count, low, scale, intervals) => {
      numbers[lowAt / 8] = low;
      numbers[scaleAt / 8] = scale;
      numbers[topAt / 8] = intervals - 1;
      // Values come in pairs; one that is alone gets a partner that changes nothing.
      if (count % 2 === 1) values[count] = low;
      exports["spread"]!(count + (count % 2));
      if (count % 2 === 1) counts[interval[count]!]! -= 1;
    },
    compare: (count, pivot) => {
      numbers[pivotAt / 8] = pivot;
      if (count % 2 === 1) values[count] = Infinity; // a partner that is neither less nor the same
      exports["compare"]!(count);
      const [less, same] = [lessAt / 4, sameAt / 4];
      return { less: words[less]! + words[less + 2]!, same: words[same]! + words[same + 2]! };
    },
    gather: (count) => exports["gather"]!(count),
  };
}

const [add, less] = [0x6a, 0x49];
/** Closes a loop that goes on while the number on the stack is not zero. */
const again = [0x0d, 0, 0x0b] as const;

/** Goes on by a step, and round again before the end. */
function loopUntil(a: Assembler, at: number, step: number, end: number): void {
  a.get(at)
    .integer(step)
    .plain(add)
    .tee(at)
    .get(end)
    .plain(less, ...again);
}

/** Neighbours of two vectors added: the first two, then the last two. */
function pairs(a: Assembler, x: number, y: number): void {
  a.get(x).get(y).shuffle([0, 1, 4, 5]).get(x).get(y).shuffle([2, 3, 6, 7]).v("add");
}

/**
 * Sums along the tree. Parameters: address of the first value, and behind the last.
 *
 * @param ofSquares of what lies between the values and their mean, with the mean's distance from the first value
 */
function emitSums(ofSquares: boolean): WasmFunction {
  const [from, end, to, size] = [0, 1, 2, 3];
  const a = new Assembler(2, 2);
  const [origin, shift, least, most, x, y] = Array.from({ length: 6 }, () => a.local()) as [
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  a.integer(0).memory("load64Splat", originAt).tee(origin).tee(least).set(most);
  a.integer(0).memory("load64Splat", shiftAt).set(shift);
  a.integer(partialAt).set(to);
  a.plain(0x03, 0x40); // loop
  [x, y].forEach((local, k) => {
    a.get(from)
      .memory("load", 16 * k)
      .set(local);
    a.get(least).get(local).v("pmin").set(least);
    a.get(most).get(local).v("pmax").set(most);
    a.get(local).get(origin).v("sub").set(local);
    if (ofSquares) a.get(local).get(shift).v("sub").tee(local).get(local).v("mul").set(local);
  });
  a.get(to);
  pairs(a, x, y);
  a.memory("store", 0);
  a.get(to).integer(16).plain(add).set(to);
  loopUntil(a, from, 32, end);
  // Places without a path are empty.
  const partialEnd = partialAt + partialBytes;
  a.get(to).integer(partialEnd).plain(less, 0x04, 0x40, 0x03, 0x40); // if, loop
  a.get(to).number(0).memory("store", 0);
  a.get(to)
    .integer(16)
    .plain(add)
    .tee(to)
    .integer(partialEnd)
    .plain(less, ...again, 0x0b);
  a.integer(partialBytes).set(size);
  a.plain(0x03, 0x40); // a level of the tree
  a.integer(partialAt).tee(from).set(to);
  a.get(from).get(size).plain(add).set(end);
  a.plain(0x03, 0x40);
  a.get(from).memory("load", 0).set(x).get(from).memory("load", 16).set(y);
  a.get(to);
  pairs(a, x, y);
  a.memory("store", 0);
  a.get(to).integer(16).plain(add).set(to);
  loopUntil(a, from, 32, end);
  a.integer(8);
  a.get(size)
    .integer(1)
    .plain(0x76) // half
    .tee(size)
    .plain(less, ...again);
  a.integer(0).get(least).memory("store", leastAt).integer(0).get(most).memory("store", mostAt);
  return { parameters: 2, integers: 2, vectors: a.vectors, body: a.body };
}

/** Intervals of values. Parameter: how many, an even number. What is added grows with the value, also where it is rounded. */
function emitSpread(): WasmFunction {
  const [count, at, k] = [0, 1, 2];
  const a = new Assembler(1, 2);
  const [low, scale, top, place] = [a.local(), a.local(), a.local(), a.local()];
  a.integer(0).memory("load64Splat", lowAt).set(low);
  a.integer(0).memory("load64Splat", scaleAt).set(scale);
  a.integer(0).memory("load64Splat", topAt).set(top);
  a.integer(0).set(at).plain(0x03, 0x40); // loop
  a.get(at).integer(3).plain(0x74).memory("load", valuesAt);
  a.get(low).v("sub").get(scale).v("mul").with("add", 1).get(top).v("pmin").with("pmax", 0);
  a.with("add", 2 ** 52).set(place); // the low bits hold the whole number
  for (const lane of [0, 1]) {
    a.get(at).integer(1).plain(0x74);
    a.get(place)
      .plain(0xfd, 0x1b, 2 * lane)
      .tee(k);
    a.plain(0x3b, 1).body.unsigned(intervalAt + 2 * lane); // store 16 bits
    a.get(k).integer(2).plain(0x74).tee(k);
    a.get(k).plain(0x28, 2).body.unsigned(countsAt);
    a.integer(1).plain(add, 0x36, 2).body.unsigned(countsAt);
  }
  loopUntil(a, at, 2, count);
  return { parameters: 1, integers: 2, vectors: a.vectors, body: a.body };
}

/** Counts of values below a pivot, and equal to it. Parameter: how many values. */
function emitCompare(): WasmFunction {
  const [count, at] = [0, 1];
  const a = new Assembler(1, 1);
  const [pivot, lower, equal, x] = [a.local(), a.local(), a.local(), a.local()];
  a.integer(0).memory("load64Splat", pivotAt).set(pivot);
  a.integer(0).set(at).plain(0x03, 0x40); // loop
  a.get(at).integer(3).plain(0x74).memory("load", valuesAt).set(x);
  // What is true is −1.
  a.get(lower).get(x).get(pivot).v("lt").v("sub64").set(lower);
  a.get(equal).get(x).get(pivot).v("eq").v("sub64").set(equal);
  loopUntil(a, at, 2, count);
  a.integer(0).get(lower).memory("store", lessAt).integer(0).get(equal).memory("store", sameAt);
  return { parameters: 1, integers: 1, vectors: a.vectors, body: a.body };
}

/** Parameter: how many values. */
function emitGather(): WasmFunction {
  const [count, at, k, place] = [0, 1, 2, 3];
  const a = new Assembler(1, 3, vector);
  a.integer(0).set(at).plain(0x03, 0x40); // loop
  a.get(at).integer(1).plain(0x74, 0x2f, 1).body.unsigned(intervalAt);
  a.integer(2).plain(0x74).tee(k).plain(0x28, 2).body.unsigned(countsAt);
  a.tee(place).integer(0).plain(0x4e, 0x04, 0x40); // not below zero
  a.get(place).integer(3).plain(0x74);
  a.get(at).integer(3).plain(0x74, 0x2b, 3).body.unsigned(valuesAt);
  a.plain(0x39, 3).body.unsigned(gatheredAt);
  a.get(k).get(place).integer(1).plain(add, 0x36, 2).body.unsigned(countsAt);
  a.plain(0x0b);
  loopUntil(a, at, 1, count);
  return { parameters: 1, integers: 3, vectors: a.vectors, body: a.body };
}
