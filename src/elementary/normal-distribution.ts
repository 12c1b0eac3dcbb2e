// The standard normal's density, and how much of it lies within a distance of its middle, with our own exponential,
// so that the bits are the same everywhere.
// Marsaglia (2004), "Evaluating the Normal Distribution", Journal of Statistical Software 11(4).

import { exp } from "./elementary.ts";

const rootTwoPi = 2.5066282746310002;
/** From here on nothing is left outside that a double could tell from nothing. */
const centralEnd = 8.5;

/** The density of a standard normal. */
export function normalDensity(z: number): number {
  return exp(-0.5 * z * z) / rootTwoPi;
}

/**
 * How likely a standard normal lies between −z and z, 2Φ(z) − 1; with the sign of z.
 *
 * By the series z + z³/3 + z⁵/(3·5) + …, all of whose terms have one sign, so that nothing cancels: the error is below
 * 2e-15. What is left outside, 1 less this, is no better known, and so of no use far out.
 */
export function normalWithin(z: number): number {
  if (Number.isNaN(z)) return z;
  if (Math.abs(z) > centralEnd) return z < 0 ? -1 : 1;
  let term = z;
  let sum = z;
  for (let odd = 3; ; odd += 2) {
    term *= (z * z) / odd;
    const next = sum + term;
    if (next === sum) break;
    sum = next;
  }
  return Math.max(-1, Math.min(1, 2 * normalDensity(z) * sum));
}
