// What works on the values of a cell, as instructions.

import { Assembler } from "../kernel/wasm/assembler.ts";
import type { WasmFunction } from "../kernel/wasm/bytes.ts";
import { slotBytes } from "../kernel/wasm/layout.ts";
import type { PickPlaces } from "./emit-pick.ts";
import type { SumPlaces } from "./emit-sums.ts";

/** Addresses in the memory of a cell. */
export interface CellPlaces extends SumPlaces, PickPlaces {
  /** Numbers that a function is given. */
  readonly low: number;
  readonly scale: number;
  readonly top: number;
  readonly pivot: number;
  /** What it gives, a vector each. */
  readonly less: number;
  readonly same: number;
  /** The first column. */
  readonly values: number;
}

const [add, less] = [0x6a, 0x49];
/** Closes a loop that goes on while the number on the stack is not zero. */
const again = [0x0d, 0, 0x0b] as const;
/** Goes on by a step, and round again before the end. */
export function loopUntil(a: Assembler, at: number, step: number, end: number): void {
  a.get(at)
    .integer(step)
    .plain(add)
    .tee(at)
    .get(end)
    .plain(less, ...again);
}

/**
 * Puts values into intervals. Parameters: how many, an even number, and the address of the first. What is added grows
 * with the value, also where it is rounded. A bin is read and written as one number of 64 bits: how many there are, and
 * above it the value that came last.
 */
export function emitSpread(places: CellPlaces): WasmFunction {
  const [count, first, at, bin] = [0, 1, 2, 3];
  const a = new Assembler(2, 2);
  const [low, scale, top, place] = [a.local(), a.local(), a.local(), a.local()];
  const [held, entry] = [place + 1, place + 2];
  a.integer(0).memory("load64Splat", places.low).set(low);
  a.integer(0).memory("load64Splat", places.scale).set(scale);
  a.integer(0).memory("load64Splat", places.top).set(top);
  a.get(count).integer(2).plain(0x74).set(count); // 4 bytes a value, as `before` has
  a.plain(0x42).body.signed64(1n); // one more
  a.set(entry);
  a.integer(0).set(at).plain(0x03, 0x40); // loop
  a.get(at).integer(1).plain(0x74).get(first).plain(add).memory("load", 0);
  a.get(low).v("sub").get(scale).v("mul").with("add", 1).get(top).v("pmin").with("pmax", 0);
  a.with("add", 2 ** 52); // the low bits hold the whole number
  a.integer(3).v("shl64").set(place);
  for (const lane of [0, 1]) {
    a.get(place)
      .plain(0xfd, 0x1b, 2 * lane)
      .tee(bin)
      .plain(0x29, 3)
      .body.unsigned(places.bins);
    a.set(held);
    // The one that came before it: the high half of the bin.
    a.get(at).get(held).plain(0x42).body.signed64(32n);
    a.plain(0x88, 0x3e, 2).body.unsigned(places.before + 4 * lane);
    // The low half plus 1, and this value's number from 1 on, times 4.
    a.get(entry)
      .plain(0x42)
      .body.signed64(2n ** 34n);
    a.plain(0x7c).set(entry);
    a.get(bin).get(held).plain(0xa7, 0xad).get(entry).plain(0x7c, 0x37, 3).body.unsigned(places.bins);
  }
  loopUntil(a, at, 8, count);
  return { parameters: 2, integers: 2, vectors: a.vectors, longs: 2, body: a.body };
}

/** Counts of values below a pivot, and equal to it. Parameters: address of the first value, and behind the last. */
export function emitCompare(places: CellPlaces): WasmFunction {
  const [from, end] = [0, 1];
  const a = new Assembler(2, 0);
  const [pivot, lower, equal, x] = [a.local(), a.local(), a.local(), a.local()];
  a.integer(0).memory("load64Splat", places.pivot).set(pivot);
  a.plain(0x03, 0x40); // loop
  a.get(from).memory("load", 0).set(x);
  // What is true is −1.
  a.get(lower).get(x).get(pivot).v("lt").v("sub64").set(lower);
  a.get(equal).get(x).get(pivot).v("eq").v("sub64").set(equal);
  loopUntil(a, from, 16, end);
  a.integer(0).get(lower).memory("store", places.less).integer(0).get(equal).memory("store", places.same);
  return { parameters: 2, integers: 0, vectors: a.vectors, body: a.body };
}

/**
 * Copies some slots of each strip, which stand there one after another, to as many columns. Parameters: address of the
 * first slot, from one strip to the next, bytes of the slots of a strip, from one column to the next, where the first
 * column ends.
 */
export function emitCollect(places: CellPlaces): WasmFunction {
  const [slot, apart, bytes, stride, columnEnd, at, to, into, last] = [0, 1, 2, 3, 4, 5, 6, 7, 8];
  const a = new Assembler(5, 4);
  a.integer(places.values).set(to).plain(0x03, 0x40); // loop
  a.get(slot).tee(at).get(bytes).plain(add).set(last).get(to).set(into).plain(0x03, 0x40); // loop
  for (let k = 0; k < slotBytes; k += 16) a.get(into).get(at).memory("load", k).memory("store", k);
  a.get(into).get(stride).plain(add).set(into);
  loopUntil(a, at, slotBytes, last);
  a.get(slot).get(apart).plain(add).set(slot);
  loopUntil(a, to, slotBytes, columnEnd);
  return { parameters: 5, integers: 4, vectors: a.vectors, body: a.body };
}
