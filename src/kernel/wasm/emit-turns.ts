// The loop of a piece over the lanes, two paths a turn in a vector.

import type { Assembler } from "./assembler.ts";
import { slotBytes } from "./layout.ts";
import type { Lanes } from "./value-reader.ts";

/**
 * First parameters of a piece: where the memory of this engine begins, where in it the states of the period before
 * and of this one stand; then the row of given numbers.
 */
export const baseAt = 0;
const [pastAt, nowAt] = [1, 2];
export const afterRow: Lanes = { lane: 4, pastLane: 5, nowLane: 6, left: 7 };
/** One: with two side by side the processor gains nothing, values leave their registers, and the code is twice as long. */
export const vectorsATurn = 1;

/** A loop over the lanes of a slot. */
export function turns(a: Assembler, body: () => void, { lane, pastLane, nowLane, left } = afterRow): void {
  a.integer(slotBytes).set(left).get(baseAt).set(lane).plain(0x03, 0x40);
  a.get(pastAt).get(lane).plain(0x6a).set(pastLane);
  a.get(nowAt).get(lane).plain(0x6a).set(nowLane);
  body();
  a.get(lane)
    .integer(16 * vectorsATurn)
    .plain(0x6a)
    .set(lane);
  a.get(left)
    .integer(16 * vectorsATurn)
    .plain(0x6b)
    .tee(left)
    .plain(0x0d, 0, 0x0b);
}
