// Order statistics without sorting: values are counted in equal intervals between two of a sample, and only the
// intervals that hold a wanted rank are looked into. As exact as sorting, and several times as fast.
// Allison and Noga (1980), "Selection by distributive partitioning", Information Processing Letters 11(1).

import { intervalsMax, ranksMax } from "./cell-machine.ts";
import { findRanks } from "./find.ts";
import { type Selection, gathered, sampleSize, selection, spread } from "./intervals.ts";
import { type Compared, beside, compared, isIn, pileIn } from "./pile.ts";

/** Below it, sorting is faster. */
const sortedMax = 128;
/** Of up to so many values that need not stay in their order, ranks are found by partitions. */
const foundMax = 1024;
/** Intervals between the ends of the sample, and one on either side: of few values fewer, since all are looked at. */
const valuesAnInterval = 4;
/**
 * How far above the low end the first interval ends, in intervals: below it lies little more than the least of all values,
 * which in many series is zero and stands there often.
 */
const leastShare = 0.51;
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
  const left = scale > 0 ? splitEvenly(range!.low + leastShare / scale, scale, whole, search) : [whole];
  for (let piece = left.pop(); piece; piece = left.pop()) left.push(...narrowed(piece, search));
  return search.found;
}

/** Settles the ranks of a piece, or says in which smaller pieces they lie. */
function narrowed(piece: Piece, search: Search): Piece[] {
  const { values, depth } = piece;
  if (depth > 0 && values.length <= foundMax) return settled(values, values.length, piece, search);
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

/** Settles ranks among the first of some values, which are moved. */
function settled(
  values: Float64Array,
  count: number,
  { below, from, to }: Pick<Piece, "below" | "from" | "to">,
  { ranks, found }: Search,
): [] {
  findRanks(values, count, { ranks, from, to, below });
  for (let j = from; j < to; j++) found[j] = values[ranks[j]! - below]!;
  return [];
}

function intervalsOf(count: number): number {
  return Math.min(intervalsMax, Math.ceil(count / valuesAnInterval));
}

const sampleRanks = [1, sampleSize / 2 - 1, sampleSize / 2, sampleSize - 2];

/** Values at equal distances, those at the ranks that are read in their places. */
function sampleOf(values: Float64Array, { sample }: Selection): Float64Array {
  for (let i = 0; i < sampleSize; i++) sample[i] = values[Math.floor((i * values.length) / sampleSize)]!;
  findRanks(sample, sampleSize, { ranks: sampleRanks, from: 0, to: sampleRanks.length, below: 0 });
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

/** The first place from `from` on, and before `to`, where a rank is not less than `rank`. */
function firstFrom(from: number, to: number, ranks: readonly number[], rank: number): number {
  let j = from;
  while (j < to && ranks[j]! < rank) j++;
  return j;
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
  if (machine && ranks.length <= ranksMax) {
    const picked = machine.pick(values, ranks);
    while (from < to) {
      const bin = picked.bin[from]!;
      if (bin < 0) {
        found[from] = picked.found[from]!;
        from++;
        continue;
      }
      below = picked.below[from]!;
      const end = firstFrom(from, to, ranks, below + bins[2 * bin]!);
      pieces.push(...within(bin, { values, below, from, to: end, depth }, search));
      from = end;
    }
    return pieces;
  }
  for (let bin = 0; from < to; bin++) {
    const next = below + bins[2 * bin]!;
    if (ranks[from]! < next) {
      const end = firstFrom(from, to, ranks, next);
      pieces.push(...within(bin, { values, below, from, to: end, depth }, search));
      from = end;
    }
    below = next;
  }
  return pieces;
}

/** Settles the ranks of an interval of the values of a piece, or says in which smaller pieces they lie. */
function within(bin: number, { values, below, from, to, depth }: Piece, search: Search): Piece[] {
  const { ranks, found, room } = search;
  const machine = depth === 0 ? room.machine : undefined;
  const [count, last] = [room.bins[2 * bin]!, room.bins[2 * bin + 1]!];
  const pile = machine && count > sortedMax ? pileIn(values, last, room.before) : undefined;
  const inPile = pile === undefined ? undefined : machine!.compare(values, pile);
  if (inPile && isIn(inPile, ranks[from]!) && isIn(inPile, ranks[to - 1]!)) {
    // Nothing else of the interval is asked for, so it need not be gathered: zero stands so in many series.
    found.fill(pile!, from, to);
    return [];
  }
  const inBin = gathered(values, last, count, room);
  if (inPile) {
    const part: Piece = { values: inBin.subarray(0, count), below, from, to, depth };
    return parted(pile!, { less: inPile.less - below, same: inPile.same }, part, search);
  }
  if (count > foundMax) return [{ values: inBin.slice(0, count), below, from, to, depth: depth + 1 }];
  return settled(inBin, count, { below, from, to }, search);
}
