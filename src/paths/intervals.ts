// Values put into equal intervals: of each interval how many there are, and a chain of them from the last one back.

import { type CellMachine, intervalsMax } from "./cell-machine.ts";

export const sampleSize = 64;

/** Room for a selection, which grows with the values; it may serve many, one after the other. */
export interface Selection {
  /** By interval: how many values there are; then 4 × the number, from 1 on, of the one that came last, or 0. */
  readonly bins: Int32Array;
  /** By value: the same of the value that came before it into its interval. */
  before: Int32Array;
  gathered: Float64Array;
  found: Float64Array;
  readonly sample: Float64Array;
  /** What spreads all values, where it holds the same. */
  readonly machine: CellMachine | undefined;
}

export function selection(machine?: CellMachine): Selection {
  return {
    bins: machine?.bins ?? new Int32Array(2 * intervalsMax),
    before: machine?.before ?? new Int32Array(0),
    gathered: new Float64Array(1024),
    found: new Float64Array(0),
    sample: new Float64Array(sampleSize),
    machine,
  };
}

/** Puts each value into its interval: the first and the last are for what lies outside. Bins must be empty before. */
export function spread(
  values: Float64Array,
  low: number,
  scale: number,
  intervals: number,
  { bins, before }: Selection,
): void {
  for (let i = 0; i < values.length; i++) {
    const t = (values[i]! - low) * scale; // grows with the value, also where it is rounded
    const k = t >= 0 ? (t < intervals - 2 ? (t | 0) + 1 : intervals - 1) : 0;
    before[i] = bins[2 * k + 1]!;
    bins[2 * k]!++;
    bins[2 * k + 1] = 4 * i + 4;
  }
}

/** The values of an interval, from the last one back; the first `count` of what belongs to the room. */
export function gathered(values: Float64Array, last: number, count: number, room: Selection): Float64Array {
  if (room.gathered.length < count) room.gathered = new Float64Array(2 * count);
  const { before, gathered: into } = room;
  for (let at = 0, next = last; at < count; at++) {
    const value = (next >> 2) - 1;
    into[at] = values[value]!;
    next = before[value]!;
  }
  return into;
}
