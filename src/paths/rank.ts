// Ranks: the place of each value among all, equal values sharing the mean of their places.
// Sorted by the bits of the doubles, eleven at a time from the last (Knuth, volume 3, section 5.2.5): no recursion,
// and a time that does not depend on the values.

import { refuseNotFinite } from "./valid.ts";

const digitBits = [
  { word: 0, shift: 0 },
  { word: 0, shift: 11 },
  { word: 0, shift: 22 },
  { word: 1, shift: 0 },
  { word: 1, shift: 11 },
  { word: 1, shift: 22 },
] as const;
const digits = 2048;

/**
 * Where the values stand, from the least to the most; equal ones in the order in which they stand.
 *
 * @param values n, finite
 * @returns n places from 0
 */
export function ascending(values: Float64Array): Uint32Array {
  const words = orderedWords(values);
  let places = new Uint32Array(values.length).map((_, i) => i);
  let next = new Uint32Array(values.length);
  for (const { word, shift } of digitBits) {
    const start = digitStarts(words[word], shift);
    if (start === undefined) continue; // all values have the same digit
    deal(places, next, words[word], shift, start);
    [places, next] = [next, places];
  }
  return places;
}

/** Deals places out by a digit, those of one digit in the order in which they come. */
function deal(
  places: Uint32Array,
  next: Uint32Array,
  words: Uint32Array,
  shift: number,
  start: Uint32Array,
): void {
  for (let k = 0; k < places.length; k++) {
    const place = places[k]!;
    const digit = (words[place]! >>> shift) & (digits - 1);
    next[start[digit]!++] = place;
  }
}

/** The two words of each value, the low one first, so that they compare as the values do. */
function orderedWords(values: Float64Array): readonly [low: Uint32Array, high: Uint32Array] {
  const bits = new DataView(new ArrayBuffer(8));
  const low = new Uint32Array(values.length);
  const high = new Uint32Array(values.length);
  for (let i = 0; i < values.length; i++) {
    bits.setFloat64(0, values[i]! + 0); // no negative zero
    const upper = bits.getInt32(0);
    const lower = bits.getInt32(4);
    high[i] = upper < 0 ? ~upper : upper ^ 0x80000000;
    low[i] = upper < 0 ? ~lower : lower;
  }
  return [low, high];
}

/** Where the values of each digit begin; undefined where there is one digit only. */
function digitStarts(words: Uint32Array, shift: number): Uint32Array | undefined {
  const start = new Uint32Array(digits);
  for (let i = 0; i < words.length; i++) start[(words[i]! >>> shift) & (digits - 1)]!++;
  let sum = 0;
  for (let digit = 0; digit < digits; digit++) {
    const count = start[digit]!;
    if (count === words.length) return undefined;
    start[digit] = sum;
    sum += count;
  }
  return start;
}

/**
 * The rank of each value, from 1; equal values have the mean of their ranks.
 *
 * @param values n
 * @returns n whole or half numbers that add up to n (n + 1) / 2
 * @throws RangeError for a NaN or an infinity
 */
export function midRanks(values: Float64Array): Float64Array {
  refuseNotFinite(values);
  const places = ascending(values);
  const ranks = new Float64Array(values.length);
  let from = 0;
  while (from < places.length) {
    const x = values[places[from]!]!;
    let to = from + 1;
    while (to < places.length && values[places[to]!] === x) to++;
    const rank = (from + 1 + to) / 2;
    for (; from < to; from++) ranks[places[from]!] = rank;
  }
  return ranks;
}
