// Values as runs bring them, for tests: the same every time, of many shapes.

import { normalQuantile } from "../../src/elementary/normal-quantile.ts";
import { exp } from "../../src/elementary/elementary.ts";
import { type Draws, drawsOf } from "../../src/random/philox.ts";

/** A standard normal. */
export function normalOf(draws: Draws): number {
  return normalQuantile(draws.next() + 2 ** -54);
}

/** How a series may be spread over paths. */
const shapes: Readonly<Record<string, (draws: Draws) => number>> = {
  "a normal": normalOf,
  "a normal far from zero": (draws) => 1e9 + normalOf(draws),
  "a lognormal": (draws) => exp(2 * normalOf(draws)),
  "the ratio of two normals, with tails without end": (draws) => normalOf(draws) / normalOf(draws),
  "mostly zero": (draws) => (draws.next() < 0.6 ? 0 : exp(normalOf(draws))),
  "mostly its cap": (draws) => Math.min(normalOf(draws), 0.3),
  "whole numbers, some below zero": (draws) => Math.floor(3 * normalOf(draws)),
  "one value": () => 0.1,
  "a thousand powers of two": (draws) => (draws.next() - 0.5) * 2 ** Math.floor(2000 * draws.next() - 1000),
  "two clusters far apart": (draws) => (draws.next() < 0.5 ? 1e300 : -1e300) * (1 + draws.next()),
  "below the smallest normal number": (draws) => (draws.next() - 0.3) * 2 ** -1023,
  "one outlier in a hundred": (draws) => normalOf(draws) * (draws.next() < 0.01 ? 1e12 : 1),
};

export const shapeNames = Object.keys(shapes);

export function valuesOf(shape: string, n: number, seed: number): Float64Array {
  const draws = drawsOf(seed, 0, 0);
  return Float64Array.from({ length: n }, () => shapes[shape]!(draws));
}

/** Which paths failed: a share of them. */
export function failuresOf(share: number, n: number, seed: number): Uint8Array {
  const draws = drawsOf(seed, 1, 0);
  return Uint8Array.from({ length: n }, () => (draws.next() < share ? 1 : 0));
}
