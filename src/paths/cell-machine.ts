// The loops over all values of a cell in vectors: sums of a block along its tree, and the spreading of values over
// intervals. The same additions in the same order as in `block-sums.ts`, so the same digits.

import { moduleOf } from "../kernel/wasm/bytes.ts";
import { type WasmMemory, wasmMemory, wasmPlatform } from "../kernel/wasm/engine.ts";
import { slotBytes } from "../kernel/wasm/layout.ts";
import { blockPaths } from "./block-sums.ts";
import { type CellPlaces, emitCollect, emitCompare, emitSpread, emitSquares, emitSums } from "./emit-cell.ts";

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
  /** Puts the values of the cell in a place of the strips in front, where the machine was told of strips. */
  readonly collect: ((place: number, count: number) => Float64Array) | undefined;
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

/** Where a machine works, when it shares a memory: from `base` on, a multiple of 64. */
export interface CellMemory {
  readonly memory: WasmMemory;
  readonly base: number;
  readonly isShared: boolean;
}

/** Strips of paths in the same memory, as `Home` has them: the first, and how far it is from one to the next. */
export interface Strips {
  readonly first: number;
  readonly bytes: number;
}

/** What a machine uses of its memory. */
export const cellMachineBytes = placesFrom(0).before + 4 * valuesMax + 64;

/** Numbers that a function is given and gives, then arrays; counts are whole numbers of 64 bits in two halves. */
function placesFrom(base: number): CellPlaces {
  const bins = base + 128;
  const partial = bins + 8 * intervalsMax;
  // Sums of four, and one more pair that is read and not used.
  const values = partial + 2 * blockPaths + 64;
  return {
    origin: base,
    shift: base + 8,
    low: base + 16,
    scale: base + 24,
    top: base + 32,
    pivot: base + 40,
    least: base + 48,
    most: base + 64,
    less: base + 80,
    same: base + 96,
    bins,
    partial,
    values,
    // All of a last strip has room.
    before: values + 8 * valuesMax + slotBytes,
  };
}

/**
 * @param where  a memory of its own unless told otherwise
 * @param strips what it collects values from
 * @returns undefined where the platform has no vectors
 */
export function cellMachine(where?: CellMemory, strips?: Strips): CellMachine | undefined {
  const platform = wasmPlatform();
  const at = placesFrom(where?.base ?? 0);
  const code = moduleOf(
    [emitSums(at), emitSquares(at), emitSpread(at), emitCompare(at), emitCollect(at)],
    { sums: 0, squares: 1, spread: 2, compare: 3, collect: 4 },
    { isShared: where?.isShared ?? false },
  );
  if (!platform?.validate(code)) return undefined;
  const memory = where?.memory ?? wasmMemory(cellMachineBytes, false);
  const { exports } = new platform.Instance(new platform.Module(code), { env: { memory } });
  const numbers = new Float64Array(memory.buffer);
  const words = new Int32Array(memory.buffer);
  const partial = new Float64Array(memory.buffer, at.partial, 1);
  const values = new Float64Array(memory.buffer, at.values, valuesMax);
  const bins = new Int32Array(memory.buffer, at.bins, 2 * intervalsMax);
  const before = new Int32Array(memory.buffer, at.before, valuesMax);
  const [sums, squares, spread, compare, collect] = ["sums", "squares", "spread", "compare", "collect"].map(
    (name) => exports[name]!,
  ) as [Exported, Exported, Exported, Exported, Exported];
  let collected = values.subarray(0, 0);
  return {
    collect:
      strips &&
      ((place, count) => {
        collect(strips.first + place * slotBytes, strips.bytes, at.values + 8 * count);
        if (collected.length !== count) collected = values.subarray(0, count);
        return collected;
      }),
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
