// Order statistics without sorting: values are counted in equal intervals between two of a sample, and only the
// intervals that hold a wanted rank are looked into. As exact as sorting, and several times as fast.
// Allison and Noga (1980), "Selection by distributive partitioning", Information Processing Letters 11(1).

import { type CellMachine, intervalsMax } from "./cell-machine.ts";

/** Below it, sorting is faster. */
const sortedMax = 128;
const sampleSize = 64;
/** Intervals between the ends of the sample, and one on either side: of few values fewer, since all are looked at. */
const valuesAnInterval = 4;
/** Of an interval with many values so many are looked at for one that stands there often. */
const pileSample = 5;
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
  /** By interval: 4 × the number, from 1 on, of the value that came last, or 0; then how many there are. */
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

/** Where most of some values lie, so that no sample need be taken. */
export interface Range {
  readonly low: number;
  readonly high: number;
}

/**
 * The values that would stand at some places if all were sorted.
 *
 * @param values n, finite; left as they are
 * @param ranks  places from 0 to n − 1, ascending
 * @param range  where most of them lie, if that is known
 * @returns what belongs to the room: the next search overwrites it
 */
export function orderStatistics(
  values: Float64Array,
  ranks: readonly number[],
  room = selection(),
  range?: Range,
): Float64Array {
  if (room.found.length !== ranks.length) room.found = new Float64Array(ranks.length);
  const search = { ranks, found: room.found, room };
  if (room.before.length < values.length) room.before = new Int32Array(values.length);
  const whole: Piece = { values, below: 0, from: 0, to: ranks.length, depth: 0 };
  const scale = range && values.length > sortedMax ? scaleOf(values, range.low, range.high) : 0;
  const left = scale > 0 ? splitEvenly(range!.low, scale, whole, search) : [whole];
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
  const scale = scaleOf(values, low, high);
  return scale > 0 ? splitEvenly(low, scale, piece, search) : sorted(piece, search);
}

/** Intervals by unit of the values; 0 where no double says it. */
function scaleOf(values: Float64Array, low: number, high: number): number {
  const scale = (intervalsOf(values.length) - 2) / (high - low);
  return scale < Infinity ? scale : 0;
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
  sortPart(sample, sampleSize);
  return sample;
}

/** Less than, equal to, or more than a value that stands here many times, as zero does in many series. */
function splitAt(pivot: number, piece: Piece, search: Search): Piece[] {
  const { values, depth } = piece;
  const machine = depth === 0 ? search.room.machine : undefined;
  return parted(pivot, machine ? machine.compare(values, pivot) : compared(values, pivot), piece, search);
}

/** The ranks that fall on a pivot are settled; what lies on either side of it are pieces, where ranks are left there. */
function parted(pivot: number, { less, same }: Compared, piece: Piece, { ranks, found }: Search): Piece[] {
  const { values, below, from, to } = piece;
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

interface Compared {
  readonly less: number;
  readonly same: number;
}

/** How many values are less than a pivot, and how many are the same. */
function compared(values: Float64Array, pivot: number): Compared {
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
function splitEvenly(low: number, scale: number, piece: Piece, search: Search): Piece[] {
  const { ranks, found, room } = search;
  const { values, to, depth } = piece;
  const { bins } = room;
  const machine = depth === 0 ? room.machine : undefined;
  const intervals = intervalsOf(values.length);
  bins.fill(0, 0, 2 * intervals);
  if (machine) machine.spread(values, low, scale, intervals);
  else spread(values, low, scale, intervals, room);
  const pieces: Piece[] = [];
  let { below, from } = piece;
  for (let k = 0; from < to; k++) {
    const count = bins[2 * k + 1]!;
    if (ranks[from]! >= below + count) {
      below += count;
      continue;
    }
    const end = firstFrom(from, to, ranks, below + count);
    const last = bins[2 * k]!;
    const pile = machine && count > sortedMax ? pileIn(values, last, room) : undefined;
    const inPile = pile === undefined ? undefined : machine!.compare(values, pile);
    if (inPile && isIn(inPile, ranks[from]!) && isIn(inPile, ranks[end - 1]!)) {
      // Nothing else of the interval is asked for, so it need not be gathered: zero stands so in many series.
      found.fill(pile!, from, end);
      from = end;
      below += count;
      continue;
    }
    const inBin = gathered(values, last, count, room);
    if (inPile) {
      const part: Piece = { values: inBin.subarray(0, count), below, from, to: end, depth };
      pieces.push(...parted(pile!, { less: inPile.less - below, same: inPile.same }, part, search));
    } else if (count > sortedMax) {
      if (areEqual(inBin, count)) found.fill(inBin[0]!, from, end);
      else pieces.push({ values: inBin.slice(0, count), below, from, to: end, depth: depth + 1 });
    } else {
      sortPart(inBin, count);
      for (let j = from; j < end; j++) found[j] = inBin[ranks[j]! - below]!;
    }
    from = end;
    below += count;
  }
  return pieces;
}

function spread(
  values: Float64Array,
  low: number,
  scale: number,
  intervals: number,
  { bins, before }: Selection,
): void {
  for (let i = 0; i < values.length; i++) {
    const t = (values[i]! - low) * scale; // grows with the value, also where it is rounded
    const k = t >= 0 ? (t < intervals - 2 ? (t | 0) + 1 : intervals - 1) : 0;
    before[i] = bins[2 * k]!;
    bins[2 * k] = 4 * i + 4;
    bins[2 * k + 1]!++;
  }
}

/** The values of an interval, from the last one back. */
function gathered(values: Float64Array, last: number, count: number, room: Selection): Float64Array {
  if (room.gathered.length < count) room.gathered = new Float64Array(2 * count);
  const { before, gathered: into } = room;
  for (let at = 0, next = last; at < count; at++) {
    const value = (next >> 2) - 1;
    into[at] = values[value]!;
    next = before[value]!;
  }
  return into;
}

/** Whether a rank falls on what was compared. */
function isIn({ less, same }: Compared, rank: number): boolean {
  return less <= rank && rank < less + same;
}

/** A value that stands twice among the last few of an interval, as one does that stands there many times. */
function pileIn(values: Float64Array, last: number, { before }: Selection): number | undefined {
  const seen: number[] = [];
  for (let next = last; next > 0 && seen.length < pileSample; next = before[(next >> 2) - 1]!) {
    const value = values[(next >> 2) - 1]!;
    if (seen.includes(value)) return value;
    seen.push(value);
  }
  return undefined;
}

/** Whether the first of some values are one number, as zero is in many series. */
function areEqual(values: Float64Array, count: number): boolean {
  const first = values[0]!;
  for (let i = 1; i < count; i++) if (values[i] !== first) return false;
  return true;
}

/** Sorts the first of some values. */
function sortPart(values: Float64Array, count: number): void {
  if (count > insertedMax) {
    values.subarray(0, count).sort();
    return;
  }
  for (let i = 1; i < count; i++) {
    const x = values[i]!;
    let j = i;
    for (; j > 0 && values[j - 1]! > x; j--) values[j] = values[j - 1]!;
    values[j] = x;
  }
}
