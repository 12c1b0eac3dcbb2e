// The loops over all values of a cell in vectors: sums of a block along its tree, and the spreading of values over
// intervals. The same additions in the same order as in `block-sums.ts`, so the same digits.

import { moduleOf } from "../kernel/wasm/bytes.ts";
import { wasmMemory, wasmPlatform } from "../kernel/wasm/engine.ts";
import { blockPaths } from "./block-sums.ts";
import { type CellPlaces, emitCompare, emitSpread, emitSquares, emitSums } from "./emit-cell.ts";

/** A memory with the values of one cell, and what works on them there. */
export interface CellMachine {
  /** Room for `valuesMax`; the cell's stand in front. */
  readonly values: Float64Array;
  /** As in `Selection`. */
  readonly bins: Int32Array;
  readonly before: Int32Array;
  /**
   * Sums of up to 1,024 values, a multiple of 8 of them.
   *
   * @param from place of the first, even
   */
  readonly sums: (from: number, count: number) => BlockSums;
  /** Puts each value into its interval: the first and the last are for what lies outside. Bins must be empty before. */
  readonly spread: (count: number, low: number, scale: number, intervals: number) => void;
  /** How many values are less than a pivot, and how many are the same. */
  readonly compare: (count: number, pivot: number) => { readonly less: number; readonly same: number };
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
/** Intervals that it has room for. */
export const intervalsMax = 1024;

/** Numbers that a function is given and gives, then arrays; counts are whole numbers of 64 bits in two halves. */
const at: CellPlaces = (() => {
  const partial = 128 + 8 * intervalsMax;
  // Sums of four, and one more pair that is read and not used.
  const values = partial + 2 * blockPaths + 64;
  return {
    ...{ origin: 0, shift: 8, low: 16, scale: 24, top: 32, pivot: 40, least: 48, most: 64, less: 80, same: 96 },
    bins: 128,
    partial,
    values,
    before: values + 8 * valuesMax + 64,
  };
})();
const bytes = at.before + 4 * valuesMax + 64;

/** @returns undefined where the platform has no vectors */
export function cellMachine(): CellMachine | undefined {
  const platform = wasmPlatform();
  const code = moduleOf(
    [emitSums(at), emitSquares(at), emitSpread(at), emitCompare(at)],
    { sums: 0, squares: 1, spread: 2, compare: 3 },
    { isShared: false },
  );
  if (!platform?.validate(code)) return undefined;
  const memory = wasmMemory(bytes, false);
  const { exports } = new platform.Instance(new platform.Module(code), { env: { memory } });
  const numbers = new Float64Array(memory.buffer, 0, 16);
  const words = new Int32Array(memory.buffer, 0, 32);
  const partial = new Float64Array(memory.buffer, at.partial, 1);
  const values = new Float64Array(memory.buffer, at.values, valuesMax);
  const bins = new Int32Array(memory.buffer, at.bins, 2 * intervalsMax);
  const before = new Int32Array(memory.buffer, at.before, valuesMax);
  const [sums, squares, spread, compare] = ["sums", "squares", "spread", "compare"].map(
    (name) => exports[name]!,
  ) as [Exported, Exported, Exported, Exported];
  return {
    values,
    bins,
    before,
    sums: (from, count) => {
      const start = at.values + 8 * from;
      numbers[at.origin / 8] = values[from]!;
      sums(start, start + 8 * count);
      const sum = partial[0]!;
      const least = Math.min(numbers[at.least / 8]!, numbers[at.least / 8 + 1]!);
      const most = Math.max(numbers[at.most / 8]!, numbers[at.most / 8 + 1]!);
      numbers[at.shift / 8] = sum / count;
      squares(start, start + 8 * count);
      return { sum, squares: partial[0]!, least, most };
    },
    spread: (count, low, scale, intervals) => {
      numbers[at.low / 8] = low;
      numbers[at.scale / 8] = scale;
      numbers[at.top / 8] = intervals - 1;
      // Values come in pairs; one that is alone gets a partner, which is taken out again.
      if (count % 2 === 1) values[count] = -Infinity;
      spread(count + (count % 2));
      if (count % 2 === 1) {
        bins[0] = before[count]!;
        bins[1]! -= 1;
      }
    },
    compare: (count, pivot) => {
      numbers[at.pivot / 8] = pivot;
      if (count % 2 === 1) values[count] = Infinity; // a partner that is neither less nor the same
      compare(count);
      const [less, same] = [at.less / 4, at.same / 4];
      return { less: words[less]! + words[less + 2]!, same: words[same]! + words[same + 2]! };
    },
  };
}

type Exported = (...numbers: number[]) => void;
