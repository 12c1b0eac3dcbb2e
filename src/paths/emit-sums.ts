// The sums of a block in vectors: the halves of a vector add up neighbouring parts of the tree of `block-sums.ts`, in
// its order.

import { Assembler } from "../kernel/wasm/assembler.ts";
import type { WasmFunction } from "../kernel/wasm/bytes.ts";
import { blockPaths } from "./block-sums.ts";
import { loopUntil } from "./emit-cell.ts";

/** Addresses in the memory of a cell: what is given, a vector each, and room to work in. */
export interface SumPlaces {
  readonly sum: number;
  readonly squares: number;
  readonly least: number;
  readonly most: number;
  /** `sumsRoomBytes`. */
  readonly partial: number;
}

/** Values of a turn, in vectors: the first half of them goes to the left half of each sum, the other to the right. */
const vectorsATurn = 16;
const turnBytes = 16 * vectorsATurn;
const turnsABlock = (8 * blockPaths) / turnBytes;
/** A pair of sums a turn, and the values of one turn. */
export const sumsRoomBytes = 16 * turnsABlock + turnBytes;

const [ifTrue, loop, noResult, end] = [0x04, 0x03, 0x40, 0x0b];
const [add, sub, and, less, shiftRight] = [0x6a, 0x6b, 0x71, 0x49, 0x76];

/** Parameters: address of the first value, and behind the last; then locals. */
const [first, last, at, to, wholeEnd] = [0, 1, 2, 3, 4];

/**
 * Of up to 1,024 values, an even number: the sum of their distances from the first, the sum of the squares of what lies
 * between them and their mean, the least and the most, each to be read in either half of a vector.
 */
export function emitSums(places: SumPlaces): WasmFunction {
  const a = new Assembler(2, 3);
  const [origin, shift] = [a.local(), a.local()];
  // Two of each, so that one need not wait for the other.
  const [least, most] = [0, 1].map(() => [a.local(), a.local()] as const) as [Pair, Pair];
  const work = {
    u: a.local(),
    w: a.local(),
    levels: [1, 2, 3, 4, 5].map(() => [a.local(), a.local()] as const),
  };

  a.get(first).memory("load64Splat", 0).tee(origin);
  for (const local of [...least, ...most].slice(1)) a.tee(local);
  a.set(least[0]);
  addUp(a, places, work, (x, k) => {
    a.get(least[k]!).get(x).v("pmin").set(least[k]!);
    a.get(most[k]!).get(x).v("pmax").set(most[k]!);
    a.get(x).get(origin).v("sub");
  });
  a.set(shift).integer(0).get(shift).memory("store", places.sum);
  a.get(shift).get(last).get(first).plain(sub).integer(3).plain(shiftRight);
  a.v("splat32").v("convertLow").v("div").set(shift);
  addUp(a, places, work, (x) => {
    a.get(x).get(origin).v("sub").get(shift).v("sub").tee(x).get(x).v("mul");
  });
  a.set(shift).integer(0).get(shift).memory("store", places.squares);
  for (const [pair, instruction, place] of [
    [least, "pmin", places.least],
    [most, "pmax", places.most],
  ] as const) {
    a.get(pair[0]).get(pair[1]).v(instruction).set(shift);
    a.integer(0).get(shift).get(shift).shuffle([2, 3, 0, 1]).get(shift).v(instruction).memory("store", place);
  }
  return { parameters: 2, integers: 3, vectors: a.vectors, body: a.body };
}

type Pair = readonly [number, number];

interface Work {
  readonly u: number;
  readonly w: number;
  /** Two vectors a level of the tree above the turns. */
  readonly levels: readonly Pair[];
}

/**
 * Pushes the sum along the tree, in both halves.
 *
 * @param take pushes what is added up of the two values in a local, of the first or the second half of a turn
 */
function addUp(a: Assembler, places: SumPlaces, work: Work, take: (x: number, half: number) => void): void {
  const { u, w } = work;
  const partialEnd = places.partial + 16 * turnsABlock;
  const taken = (local: number, half: number): void => {
    a.get(at)
      .memory("load", (turnBytes / 2) * half + 16 * turnVector)
      .set(local);
    take(local, half);
    a.set(local);
  };
  let turnVector = 0;
  a.integer(places.partial).set(to).get(first).set(at);
  a.get(last).get(first).plain(sub).integer(-turnBytes).plain(and).get(first).plain(add).set(wholeEnd);
  a.get(at).get(wholeEnd).plain(less, ifTrue, noResult, loop, noResult);
  a.get(to);
  turn(a, work, (k) => {
    turnVector = k;
    taken(u, 0);
    taken(w, 1);
  });
  a.memory("store", 0).get(to).integer(16).plain(add).set(to);
  loopUntil(a, at, turnBytes, wholeEnd);
  a.plain(end);

  // What is left is put among places that are empty.
  a.get(at).get(last).plain(less, ifTrue, noResult);
  for (let k = 0; k < vectorsATurn; k++)
    a.integer(0)
      .number(0)
      .memory("store", partialEnd + 16 * k);
  a.integer(partialEnd).set(wholeEnd).plain(loop, noResult);
  turnVector = 0;
  taken(u, 0);
  a.get(wholeEnd).get(u).memory("store", 0).get(wholeEnd).integer(16).plain(add).set(wholeEnd);
  loopUntil(a, at, 16, last);
  a.get(to);
  turn(a, work, (k) => {
    a.integer(0)
      .memory("load", partialEnd + 16 * k)
      .set(u);
    a.integer(0)
      .memory("load", partialEnd + turnBytes / 2 + 16 * k)
      .set(w);
  });
  a.memory("store", 0).get(to).integer(16).plain(add).set(to);
  a.plain(end);

  // Places without a path are empty too.
  a.get(to).integer(partialEnd).plain(less, ifTrue, noResult, loop, noResult);
  a.get(to).number(0).memory("store", 0);
  a.get(to).integer(16).plain(add).tee(to).integer(partialEnd).plain(less, 0x0d, 0, end, end);
  tree(a, places, work, 0, turnsABlock);
  a.set(u).get(u).get(u).get(u).shuffle([2, 3, 0, 1]).v("add");
}

/** Pushes the two sums of a turn. @param load puts two values of either half into `u` and `w` */
function turn(a: Assembler, work: Work, load: (k: number) => void, from = 0, count = vectorsATurn / 2): void {
  if (count > 1) {
    turn(a, work, load, from, count / 2);
    turn(a, work, load, from + count / 2, count / 2);
    a.v("add");
    return;
  }
  load(from);
  neighbours(a, work.u, work.w);
}

/** Pushes the sums of the turns from one on, so many of them, in two halves. */
function tree(a: Assembler, places: SumPlaces, work: Work, from: number, count: number): void {
  if (count === 1) {
    a.integer(0).memory("load", places.partial + 16 * from);
    return;
  }
  const [x, y] = work.levels[Math.log2(count) - 1]!;
  tree(a, places, work, from, count / 2);
  a.set(x);
  tree(a, places, work, from + count / 2, count / 2);
  a.set(y);
  neighbours(a, x, y);
}

/** Pushes the sums of the halves of each of two vectors. */
function neighbours(a: Assembler, x: number, y: number): void {
  a.get(x).get(y).shuffle([0, 1, 4, 5]).get(x).get(y).shuffle([2, 3, 6, 7]).v("add");
}
