// A value that stands many times among others, as zero does in many series.

/** How many of some values are less than a pivot, and how many are the same. */
export interface Compared {
  readonly less: number;
  readonly same: number;
}

/** How many values are less than a pivot, and how many are the same. */
export function compared(values: Float64Array, pivot: number): Compared {
  let less = 0;
  let same = 0;
  for (let i = 0; i < values.length; i++) {
    if (values[i]! < pivot) less++;
    else if (values[i] === pivot) same++;
  }
  return { less, same };
}

/** Whether a rank falls on what was compared. */
export function isIn({ less, same }: Compared, rank: number): boolean {
  return less <= rank && rank < less + same;
}

/** The values on one side of a pivot: 1 above, −1 below. */
export function beside(pivot: number, side: 1 | -1, values: Float64Array, count: number): Float64Array {
  const found = new Float64Array(count);
  let at = 0;
  for (let i = 0; i < values.length; i++) if (side * values[i]! > side * pivot) found[at++] = values[i]!;
  return found;
}

/** Of an interval with many values so many are looked at for one that stands there often. */
const pileSample = 5;

/**
 * A value that stands twice among the last few of an interval, as one does that stands there many times.
 *
 * @param last   4 × the number, from 1 on, of the value that came last
 * @param before by value the same of the one that came before it; 0 for none
 */
export function pileIn(values: Float64Array, last: number, before: Int32Array): number | undefined {
  const seen: number[] = [];
  for (let next = last; next > 0 && seen.length < pileSample; next = before[(next >> 2) - 1]!) {
    const value = values[(next >> 2) - 1]!;
    if (seen.includes(value)) return value;
    seen.push(value);
  }
  return undefined;
}
