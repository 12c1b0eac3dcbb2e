// Order statistics without sorting: values are counted in equal intervals between two of a sample, and only the
// intervals that hold a wanted rank are looked into. As exact as sorting, and several times as fast.
// Allison and Noga (1980), "Selection by distributive partitioning", Information Processing Letters 11(1).

/** Below it, sorting is faster. */
const sortedMax = 128;
const sampleSize = 128;
/** Intervals between the ends of the sample, and one on either side. */
const intervals = 1024;
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

/** What is asked for, and what was found so far. */
interface Search {
  readonly ranks: readonly number[];
  readonly found: Float64Array;
}

/**
 * The values that would stand at some places if all were sorted.
 *
 * @param values n, finite; left as they are
 * @param ranks  places from 0 to n − 1, ascending
 */
export function orderStatistics(values: Float64Array, ranks: readonly number[]): Float64Array {
  const search = { ranks, found: new Float64Array(ranks.length) };
  const left: Piece[] = [{ values, below: 0, from: 0, to: ranks.length, depth: 0 }];
  for (let piece = left.pop(); piece; piece = left.pop()) left.push(...narrowed(piece, search));
  return search.found;
}

/** Settles the ranks of a piece, or says in which smaller pieces they lie. */
function narrowed(piece: Piece, search: Search): Piece[] {
  const { values, depth } = piece;
  if (values.length <= sortedMax || depth === depthMax) return sorted(piece, search);
  const sample = sampleOf(values);
  const low = sample[1]!;
  const high = sample[sampleSize - 2]!;
  const middle = sample[sampleSize / 2]!;
  const isOften = middle === sample[sampleSize / 2 - 1];
  if (low === high || (depth > 0 && isOften)) return splitAt(middle, piece, search);
  const scale = (intervals - 2) / (high - low);
  return scale > 0 && scale < Infinity ? splitEvenly(low, scale, piece, search) : sorted(piece, search);
}

function sorted({ values, below, from, to }: Piece, { ranks, found }: Search): [] {
  const inOrder = values.toSorted();
  for (let j = from; j < to; j++) found[j] = inOrder[ranks[j]! - below]!;
  return [];
}

/** Values at equal distances, sorted. */
function sampleOf(values: Float64Array): Float64Array {
  const sample = new Float64Array(sampleSize);
  for (let i = 0; i < sampleSize; i++) sample[i] = values[Math.floor((i * values.length) / sampleSize)]!;
  return sample.sort();
}

/** Less than, equal to, or more than a value that stands here many times, as zero does in many series. */
function splitAt(pivot: number, piece: Piece, { ranks, found }: Search): Piece[] {
  const { values, below, from, to } = piece;
  let less = 0;
  let same = 0;
  for (let i = 0; i < values.length; i++) {
    if (values[i]! < pivot) less++;
    else if (values[i] === pivot) same++;
  }
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

/** The values on one side of a pivot: 1 above, −1 below. */
function beside(pivot: number, side: 1 | -1, values: Float64Array, count: number): Float64Array {
  const found = new Float64Array(count);
  let at = 0;
  for (let i = 0; i < values.length; i++) if (side * values[i]! > side * pivot) found[at++] = values[i]!;
  return found;
}

/** Counts the values by interval, and gathers those in intervals with a wanted rank. */
function splitEvenly(low: number, scale: number, piece: Piece, { ranks }: Search): Piece[] {
  const { values, to } = piece;
  const interval = new Uint16Array(values.length);
  const counts = new Int32Array(intervals);
  for (let i = 0; i < values.length; i++) {
    const t = (values[i]! - low) * scale; // grows with the value, also where it is rounded
    const k = t >= 0 ? (t < intervals - 2 ? (t | 0) + 1 : intervals - 1) : 0;
    interval[i] = k;
    counts[k]!++;
  }
  const sizes: number[] = [];
  const pieces: Omit<Piece, "values">[] = [];
  const pieceOf = new Uint8Array(intervals); // from 1; 0 where no rank is wanted
  let below = piece.below;
  let from = piece.from;
  for (let k = 0; from < to; k++) {
    const end = firstFrom(from, to, ranks, below + counts[k]!);
    if (end > from) {
      sizes.push(counts[k]!);
      pieces.push({ below, from, to: end, depth: piece.depth + 1 });
      pieceOf[k] = pieces.length;
    }
    below += counts[k]!;
    from = end;
  }
  const gathered = gather(values, interval, pieceOf, sizes);
  return pieces.map((rest, k) => ({ ...rest, values: gathered[k]! }));
}

/** The values of each piece, in the order in which they stand. */
function gather(
  values: Float64Array,
  interval: Uint16Array,
  pieceOf: Uint8Array,
  sizes: readonly number[],
): Float64Array[] {
  const parts = sizes.map((size) => new Float64Array(size));
  const filled = new Int32Array(sizes.length);
  for (let i = 0; i < values.length; i++) {
    const piece = pieceOf[interval[i]!]!;
    if (piece !== 0) parts[piece - 1]![filled[piece - 1]!++] = values[i]!;
  }
  return parts;
}
