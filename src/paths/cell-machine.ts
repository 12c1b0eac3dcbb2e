// The loops over all values of a cell in vectors: sums of a block along its tree, and the spreading of values over
// intervals. The same additions in the same order as in `block-sums.ts`, so the same digits.

import { moduleOf } from "../kernel/wasm/bytes.ts";
import { type WasmMemory, wasmMemory, wasmPlatform } from "../kernel/wasm/engine.ts";
import { slotBytes } from "../kernel/wasm/layout.ts";
import { type CellPlaces, emitCollect, emitCompare, emitSpread } from "./emit-cell.ts";
import { emitPick, rankBytes, ranksMax, sortedRoomBytes } from "./emit-pick.ts";
import { emitSums, sumsRoomBytes } from "./emit-sums.ts";

/** A memory with the values of some cells, a column each, and what works on them there. */
export interface CellMachine {
  /** Room for `valuesMax`, and one more: the first column. What is worked on is a part of it, or what was collected. */
  readonly values: Float64Array;
  /** As in `Selection`. */
  readonly bins: Int32Array;
  readonly before: Int32Array;
  /**
   * Sums of up to 1,024 values, a multiple of 8 of them.
   *
   * @param from place of the first, even
   */
  readonly sums: (values: Float64Array, from: number, count: number) => BlockSums;
  /** Puts each value into its interval: the first and the last are for what lies outside. Bins must be empty before. */
  readonly spread: (values: Float64Array, low: number, scale: number, intervals: number) => void;
  /** Looks for up to `ranksMax` ranks, ascending, among the values that were spread. */
  readonly pick: (values: Float64Array, ranks: readonly number[]) => Picked;
  /**
   * Puts the values of up to 8 cells, from a place of the strips on, into columns, where the machine was told of strips:
   * neighbours in one go, since each strip is a page of its own.
   *
   * @returns the columns, of which the first so many were written
   */
  readonly collect: ((place: number, cells: number, paths: number) => readonly Float64Array[]) | undefined;
  /** How many values are less than a pivot, and how many are the same. */
  readonly compare: (values: Float64Array, pivot: number) => { readonly less: number; readonly same: number };
}

/** By rank; overwritten by the next look. */
export interface Picked {
  readonly found: Float64Array;
  /** −1, or the interval in which the rank lies where many values do: it is to be looked for there. */
  readonly bin: Int32Array;
  /** How many values lie in the intervals before that. */
  readonly below: Int32Array;
}

interface BlockSums {
  readonly paths: number;
  readonly sum: number;
  /** Of what lies between the values and their mean. */
  readonly squares: number;
  readonly least: number;
  readonly most: number;
}

/** Values that a machine has room for. */
export const valuesMax = 20_000;
/** Cells that are collected at once. */
export const columnsMax = 8;
export { ranksMax };
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
  const ranks = base + 128;
  const found = ranks + 3 * rankBytes;
  const sorted = found + 8 * ranksMax;
  const bins = Math.ceil((sorted + sortedRoomBytes) / 64) * 64;
  const partial = bins + 8 * intervalsMax;
  const values = partial + sumsRoomBytes;
  return {
    low: base,
    scale: base + 8,
    top: base + 16,
    pivot: base + 24,
    less: base + 32,
    same: base + 48,
    sum: base + 64,
    squares: base + 80,
    least: base + 96,
    most: base + 112,
    ranks,
    found,
    sorted,
    bins,
    partial,
    values,
    before: values + columnsMax * columnBytes(valuesMax),
  };
}

/**
 * From a column to the next: room for all of a last strip, and for one more value; and some lines of the cache, so that
 * columns do not fall into the same few places of it.
 */
function columnBytes(count: number): number {
  return Math.ceil((8 * count) / slotBytes) * slotBytes + 320;
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
    [emitSums(at), emitSpread(at), emitPick(at), emitCompare(at), emitCollect(at)],
    { sums: 0, spread: 1, pick: 2, compare: 3, collect: 4 },
    { isShared: where?.isShared ?? false },
  );
  if (!platform?.validate(code)) return undefined;
  const memory = where?.memory ?? wasmMemory(cellMachineBytes, false);
  const { exports } = new platform.Instance(new platform.Module(code), { env: { memory } });
  const numbers = new Float64Array(memory.buffer);
  const words = new Int32Array(memory.buffer);
  const values = new Float64Array(memory.buffer, at.values, valuesMax + 1);
  const bins = new Int32Array(memory.buffer, at.bins, 2 * intervalsMax);
  const before = new Int32Array(memory.buffer, at.before, valuesMax);
  const [sums, spread, pick, compare, collect] = ["sums", "spread", "pick", "compare", "collect"].map(
    (name) => exports[name]!,
  ) as [Exported, Exported, Exported, Exported, Exported];
  const [ranks, bin, below] = [0, 1, 2].map(
    (k) => new Int32Array(memory.buffer, at.ranks + k * rankBytes, ranksMax),
  ) as [Int32Array, Int32Array, Int32Array];
  const picked = { found: new Float64Array(memory.buffer, at.found, ranksMax), bin, below };
  numbers[at.sorted / 8] = -Infinity;
  let columns: readonly Float64Array[] = [];
  const columnsOf = (count: number): readonly Float64Array[] => {
    if (columns[0]?.length !== count) {
      columns = Array.from(
        { length: columnsMax },
        (_, k) => new Float64Array(memory.buffer, at.values + k * columnBytes(count), count),
      );
    }
    return columns;
  };
  return {
    collect:
      strips &&
      ((place, cells, paths) => {
        const first = strips.first + place * slotBytes;
        collect(first, strips.bytes, cells * slotBytes, columnBytes(paths), at.values + 8 * paths);
        return columnsOf(paths);
      }),
    values,
    bins,
    before,
    sums: (cell, from, count) => {
      const start = cell.byteOffset + 8 * from;
      sums(start, start + 8 * count);
      return {
        paths: count,
        sum: numbers[at.sum / 8]!,
        squares: numbers[at.squares / 8]!,
        least: numbers[at.least / 8]!,
        most: numbers[at.most / 8]!,
      };
    },
    spread: (cell, low, scale, intervals) => {
      numbers[at.low / 8] = low;
      numbers[at.scale / 8] = scale;
      numbers[at.top / 8] = intervals - 1;
      const count = paired(cell, -Infinity);
      spread(count, cell.byteOffset);
      if (count > cell.length) {
        bins[0]! -= 1;
        bins[1] = before[cell.length]!;
      }
    },
    pick: (cell, wanted) => {
      for (let j = 0; j < wanted.length; j++) ranks[j] = wanted[j]!;
      pick(cell.byteOffset, at.ranks + 4 * wanted.length);
      return picked;
    },
    compare: (cell, pivot) => {
      numbers[at.pivot / 8] = pivot;
      const count = paired(cell, Infinity); // a partner that is neither less nor the same
      compare(cell.byteOffset, cell.byteOffset + 8 * count);
      const [less, same] = [at.less / 4, at.same / 4];
      return { less: words[less]! + words[less + 2]!, same: words[same]! + words[same + 2]! };
    },
  };

  /** Values come in pairs; one that is alone gets a partner. @returns how many there are then */
  function paired({ length, byteOffset }: Float64Array, partner: number): number {
    if (length % 2 === 0) return length;
    numbers[byteOffset / 8 + length] = partner;
    return length + 1;
  }
}

type Exported = (...numbers: number[]) => void;
