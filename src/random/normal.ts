// Standard normal random numbers by counter, with the same bits on every machine: two uniform numbers of a
// counter of Philox, and two normals of them by Box and Muller (1958), "A note on the generation of random
// normal deviates", Annals of Mathematical Statistics 29(2). Antithetic draws: Hammersley and Morton (1956).

import { cosineAndSine, log } from "../elementary/elementary.ts";
import { philox, uniform } from "./philox.ts";

/** The largest uniform number: 0 is the smallest, so that they lie symmetrically about half of it. */
export const uniformMost = 1 - 2 ** -53;

const counter: [path: number, step: number, group: number, stream: number] = [0, 0, 0, 0];
const words = new Uint32Array(4);

/**
 * Writes the two uniform numbers of a counter; it allocates nothing.
 *
 * @param out  2 numbers in [0, 1), of words 0 and 1, and of words 2 and 3, the first of each the high one
 * @param path, step, group, stream  unsigned 32 bits, as in `Counter`
 * @param key  2 words, as from `keyOf`
 */
export function drawPair(
  out: Float64Array,
  path: number,
  step: number,
  group: number,
  stream: number,
  key: Uint32Array,
): void {
  counter[0] = path;
  counter[1] = step;
  counter[2] = group;
  counter[3] = stream;
  philox(words, counter, key);
  out[0] = uniform(words[0]!, words[1]!);
  out[1] = uniform(words[2]!, words[3]!);
}

/**
 * Two independent standard normals, made of two independent uniform numbers in [0, 1).
 *
 * 1 − u1 is exact and never 0, so the largest is √(2 · 53 ln 2) = 8.57 in size: beyond it lie 1e-17 of the
 * normal distribution.
 */
export function normalPair(u1: number, u2: number): [number, number] {
  const radius = Math.sqrt(-2 * log(1 - u1));
  const [cosine, sine] = cosineAndSine(u2);
  return [radius * cosine, radius * sine];
}

/** The uniform number that lies opposite: exact, and one of the same 2^53 numbers. A normal's opposite is −z. */
export function antithetic(u: number): number {
  return uniformMost - u;
}
