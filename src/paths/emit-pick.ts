// Values at some ranks among those that were put into intervals: the few of an interval that holds a rank are sorted
// as they are read; intervals with more are left to others.

import { Assembler } from "../kernel/wasm/assembler.ts";
import type { WasmFunction } from "../kernel/wasm/bytes.ts";

/** Ranks that can be asked for at once, and values of an interval that are looked at. */
export const ranksMax = 16;
const sortedMax = 128;

/** Addresses in the memory of a cell. */
export interface PickPlaces {
  /** As in `Selection`. */
  readonly bins: number;
  readonly before: number;
  /**
   * Whole numbers of 32 bits, `ranksMax` each, one array after another: the ranks, ascending; of each the interval where
   * it is left to others, else −1; and how many values lie below that.
   */
  readonly ranks: number;
  /** The values at the ranks that are not left. */
  readonly found: number;
  /** `sortedRoomBytes`; first a number that is less than all others, then the values of an interval. */
  readonly sorted: number;
}

export const rankBytes = 4 * ranksMax;
export const sortedRoomBytes = 8 * (1 + sortedMax);

const [block, loop, noResult, end, againIf, leaveIf] = [0x02, 0x03, 0x40, 0x0b, 0x0d, 0x0d];
const [isZero, less, greaterOrEqual, greater, add, sub, shiftLeft, shiftRight] = [
  0x45, 0x48, 0x4e, 0x4a, 0x6a, 0x6b, 0x74, 0x75,
];

/** Parameters: address of the first value, and behind the last rank; then locals. */
const [cell, ranksEnd, rank, bin, below, count, next, top, at, value] = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9];

/** Looks for ranks, of which there is one at least. Nothing but addresses is held in locals: values are read where they stand. */
export function emitPick(places: PickPlaces): WasmFunction {
  const a = new Assembler(2, 8);
  const load = (local: number, offset = 0): Assembler => {
    a.get(local).plain(0x28, 2).body.unsigned(offset);
    return a;
  };
  const loadNumber = (local: number, offset = 0): Assembler => {
    a.get(local).plain(0x2b, 3).body.unsigned(offset);
    return a;
  };
  const store = (offset = 0): void => void a.plain(0x36, 2).body.unsigned(offset);
  const storeNumber = (offset = 0): void => void a.plain(0x39, 3).body.unsigned(offset);
  const onBy = (local: number, step: number): Assembler => a.get(local).integer(step).plain(add).set(local);
  const startOf = (f: () => void): void => {
    a.plain(loop, noResult);
    f();
  };
  /** Goes on to the next rank, and round again while it falls on the same interval. */
  const nextRank = (): void => {
    onBy(rank, 4);
    a.plain(block, noResult);
    a.get(rank).get(ranksEnd).plain(greaterOrEqual, leaveIf, 0);
    load(rank).get(below).get(count).plain(add, less, againIf, 1, end, end);
  };

  a.integer(places.ranks).set(rank).integer(places.bins).set(bin).integer(0).set(below);
  startOf(() => {
    // The interval of the rank.
    a.plain(block, noResult, loop, noResult);
    load(bin).set(count);
    load(rank).get(below).get(count).plain(add, less, leaveIf, 1);
    a.get(below).get(count).plain(add).set(below);
    onBy(bin, 8).plain(0x0c, 0, end, end);

    a.get(count).integer(sortedMax).plain(greater, 0x04, noResult); // if
    startOf(() => {
      a.get(rank).get(bin).integer(places.bins).plain(sub).integer(3).plain(shiftRight);
      store(rankBytes);
      a.get(rank).get(below);
      store(2 * rankBytes);
      nextRank();
    });
    a.plain(0x05); // else
    load(bin, 4).set(next);
    a.integer(places.sorted + 8).set(top);
    startOf(() => {
      a.get(cell).get(next).integer(1).plain(shiftLeft, add).integer(8).plain(sub).set(value);
      a.get(top).set(at);
      // What is larger moves up by a place.
      a.plain(block, noResult, loop, noResult);
      a.get(at).integer(8).plain(sub).plain(0x2b, 3, 0);
      loadNumber(value).plain(0x64, isZero, leaveIf, 1); // not greater
      a.get(at).get(at).integer(8).plain(sub).plain(0x2b, 3, 0);
      storeNumber();
      onBy(at, -8).plain(0x0c, 0, end, end);
      a.get(at);
      loadNumber(value);
      storeNumber();
      onBy(top, 8);
      load(next, places.before - 4)
        .tee(next)
        .plain(againIf, 0, end);
    });
    startOf(() => {
      a.get(rank).integer(-1);
      store(rankBytes);
      a.get(rank).integer(places.ranks).plain(sub).integer(1).plain(shiftLeft).set(at);
      a.get(at);
      load(rank)
        .get(below)
        .plain(sub)
        .integer(3)
        .plain(shiftLeft, 0x2b, 3)
        .body.unsigned(places.sorted + 8);
      storeNumber(places.found);
      nextRank();
    });
    a.plain(end);
    a.get(below).get(count).plain(add).set(below);
    onBy(bin, 8);
    a.get(rank).get(ranksEnd).plain(less, againIf, 0, end);
  });
  return { parameters: 2, integers: 8, vectors: a.vectors, body: a.body };
}
