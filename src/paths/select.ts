// Order statistics without sorting: values are counted in equal intervals between two of a sample, and only the
// intervals that hold a wanted rank are looked into. As exact as sorting, and several times as fast.
// Allison and Noga (1980), "Selection by distributive partitioning", Information Processing Letters 11(1).

import type { CellMachine } from "./cell-machine.ts";

/** Below it, sorting is faster. */
const sortedMax = 128;
const sampleSize = 64;
/** Intervals between the ends of the sample, and one on either side: of few values fewer, since all are looked at. */
const intervalsMax = 1024;
const valuesAnInterval = 4;
/** Below it, values are sorted one by one. */
const insertedMax = 64;
/** Values that defy so many partitions are sorted, so that the worst case is that of sorting. */
const depthMax = 6;

/** Values among which some of the ranks are found. */
interface Piece {
  readonly values: Float64Array;
  /** How many of all values are less than all of these. */
  readonly below: number;
  /** Which of the ranks: from, and up to but not with, to. */
  readonly from: number;
  readonly to: number;
  readonly depth: number;
}

/** What is asked for, what was found so far, and room to work in. */
interface Search {
  readonly ranks: readonly number[];
  readonly found: Float64Array;
  readonly room: Selection;
}

/** Room for a selection, which grows with the values; it may serve many, one after the other. */
export interface Selection {
  /** By value. */
  interval: Uint16Array;
  gathered: Float64Array;
  /** By interval: how many values it has, then the place of its next value in `gathered`, or −1. */
  readonly counts: Int32Array;
  readonly sample: Float64Array;
  /** What spreads all values, where it holds the same. */
  readonly machine: CellMachine | undefined;
}

export function selection(machine?: CellMachine): Selection {
  return {
    interval: machine?.interval ?? new Uint16Array(0),
    gathered: machine?.gathered ?? new Float64Array(0),
    counts: machine?.counts ?? new Int32Array(intervalsMax),
    sample: new Float64Array(sampleSize),
    machine,
  };
}

/**
 * The values that would stand at some places if all were sorted.
 *
 * @param values n, finite; left as they are
 * @param ranks  places from 0 to n − 1, ascending
 */
export function orderStatistics(
  values: Float64Array,
  ranks: readonly number[],
  room = selection(),
): Float64Array {
  const search = { ranks, found: new Float64Array(ranks.length), room };
  if (room.interval.length < values.length) {
    room.interval = new Uint16Array(values.length);
    room.gathered = new Float64Array(values.length);
  }
  const left: Piece[] = [{ values, below: 0, from: 0, to: ranks.length, depth: 0 }];
  for (let piece = left.pop(); piece; piece = left.pop()) left.push(...narrowed(piece, search));
  return search.found;
}

/** Settles the ranks of a piece, or says in which smaller pieces they lie. */
function narrowed(piece: Piece, search: Search): Piece[] {
  const { values, depth } = piece;
  if (values.length <= sortedMax || depth === depthMax) return sorted(piece, search);
  const sample = sampleOf(values, search.room);
  const low = sample[1]!;
  const high = sample[sampleSize - 2]!;
  const middle = sample[sampleSize / 2]!;
  const isOften = middle === sample[sampleSize / 2 - 1];
  if (low === high || isOften) return splitAt(middle, piece, search);
  const scale = (intervalsOf(values.length) - 2) / (high - low);
  return scale > 0 && scale < Infinity ? splitEvenly(low, scale, piece, search) : sorted(piece, search);
}

function sorted({ values, below, from, to }: Piece, { ranks, found }: Search): [] {
  const inOrder = values.toSorted();
  for (let j = from; j < to; j++) found[j] = inOrder[ranks[j]! - below]!;
  return [];
}

function intervalsOf(count: number): number {
  return Math.min(intervalsMax, Math.ceil(count / valuesAnInterval));
}

/** Values at equal distances, sorted. */
function sampleOf(values: Float64Array, { sample }: Selection): Float64Array {
  for (let i = 0; i < sampleSize; i++) sample[i] = values[Math.floor((i * values.length) / sampleSize)]!;
  sortPart(sample, 0, sampleSize);
  return sample;
}

/** Less than, equal to, or more than a value that stands here many times, as zero does in many series. */
function splitAt(pivot: number, piece: Piece, { ranks, found, room }: Search): Piece[] {
  const { values, below, from, to } = piece;
  const machine = piece.depth === 0 ? room.machine : undefined;
  const { less, same } = machine ? machine.compare(values.length, pivot) : compared(values, pivot);
  const middle = firstFrom(from, to, ranks, below + less);
  const end = firstFrom(middle, to, ranks, below + less + same);
  found.fill(pivot, middle, end);
  const depth = piece.depth + 1;
  const pieces: Piece[] = [];
  if (from < middle) {
    pieces.push({ values: beside(pivot, -1, values, less), below, from, to: middle, depth });
  }
  if (end < to) {
    const more = values.length - less - same;
    pieces.push({ values: beside(pivot, 1, values, more), below: below + less + same, from: end, to, depth });
  }
  return pieces;
}

/** How many values are less than a pivot, and how many are the same. */
function compared(values: Float64Array, pivot: number): { less: number; same: number } {
  let less = 0;
  let same = 0;
  for (let i = 0; i < values.length; i++) {
    if (values[i]! < pivot) less++;
    else if (values[i] === pivot) same++;
  }
  return { less, same };
}

/** The first place from `from` on, and before `to`, where a rank is not less than `rank`. */
function firstFrom(from: number, to: number, ranks: readonly number[], rank: number): number {
  let j = from;
  while (j < to && ranks[j]! < rank) j++;
  return j;
}

/** The values on one side of a pivot: 1 above, −1 below. */
function beside(pivot: number, side: 1 | -1, values: Float64Array, count: number): Float64Array {
  const found = new Float64Array(count);
  let at = 0;
  for (let i = 0; i < values.length; i++) if (side * values[i]! > side * pivot) found[at++] = values[i]!;
  return found;
}

/** Counts the values by interval, and sorts those in intervals with a wanted rank; large ones are narrowed further. */
function splitEvenly(low: number, scale: number, piece: Piece, { ranks, found, room }: Search): Piece[] {
  const { values, to } = piece;
  const { gathered, counts } = room;
  const machine = piece.depth === 0 ? room.machine : undefined;
  const intervals = intervalsOf(values.length);
  counts.fill(0, 0, intervals);
  if (machine) machine.spread(values.length, low, scale, intervals);
  else spread(values, low, scale, intervals, room);
  const pieces: Omit<Piece, "values">[] = [];
  const ends: number[] = [];
  let below = piece.below;
  let from = piece.from;
  let place = 0;
  for (let k = 0; k < intervals; k++) {
    const count = counts[k]!;
    counts[k] = -1;
    if (from < to && ranks[from]! < below + count) {
      const end = firstFrom(from, to, ranks, below + count);
      pieces.push({ below, from, to: end, depth: piece.depth + 1 });
      counts[k] = place;
      place += count;
      ends.push(place);
      from = end;
    }
    below += count;
  }
  if (machine) machine.gather(values.length);
  else gather(values, room);
  return pieces.flatMap((rest, k) => {
    const [start, end] = [k === 0 ? 0 : ends[k - 1]!, ends[k]!];
    if (end - start > sortedMax) return [{ ...rest, values: gathered.slice(start, end) }];
    sortPart(gathered, start, end);
    for (let j = rest.from; j < rest.to; j++) found[j] = gathered[start + ranks[j]! - rest.below]!;
    return [];
  });
}

function spread(
  values: Float64Array,
  low: number,
  scale: number,
  intervals: number,
  { interval, counts }: Selection,
): void {
  for (let i = 0; i < values.length; i++) {
    const t = (values[i]! - low) * scale; // grows with the value, also where it is rounded
    const k = t >= 0 ? (t < intervals - 2 ? (t | 0) + 1 : intervals - 1) : 0;
    interval[i] = k;
    counts[k]!++;
  }
}

function gather(values: Float64Array, { interval, gathered, counts }: Selection): void {
  for (let i = 0; i < values.length; i++) {
    const k = interval[i]!;
    const at = counts[k]!;
    if (at < 0) continue;
    gathered[at] = values[i]!;
    counts[k] = at + 1;
  }
}

/** Sorts the values from one place up to but not with another. */
function sortPart(values: Float64Array, from: number, to: number): void {
  if (to - from > insertedMax) {
    values.subarray(from, to).sort();
    return;
  }
  for (let i = from + 1; i < to; i++) {
    const x = values[i]!;
    let j = i;
    for (; j > from && values[j - 1]! > x; j--) values[j] = values[j - 1]!;
    values[j] = x;
  }
}
