// The loop of a piece over the lanes, four paths a turn in two vectors, which the processor works on side by side.

import type { Assembler } from "./assembler.ts";
import { slotBytes } from "./layout.ts";
import type { Lanes } from "./value-reader.ts";

/** First parameters of a piece: states of the period before and of this one; then the row of given numbers. */
const [pastAt, nowAt] = [0, 1];
export const afterRow: Lanes = { lane: 3, pastLane: 4, nowLane: 5 };
export const vectorsATurn = 2;

/** A loop over the lanes of a slot. */
export function turns(a: Assembler, body: () => void, { lane, pastLane, nowLane } = afterRow): void {
  a.integer(0).set(lane).plain(0x03, 0x40);
  a.get(pastAt).get(lane).plain(0x6a).set(pastLane);
  a.get(nowAt).get(lane).plain(0x6a).set(nowLane);
  body();
  a.get(lane)
    .integer(16 * vectorsATurn)
    .plain(0x6a)
    .tee(lane)
    .integer(slotBytes)
    .plain(0x49, 0x0d, 0, 0x0b);
}
