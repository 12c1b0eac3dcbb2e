// Seeded arguments for tests of functions of one number, and the largest error over them.

import { type Draws, drawsOf } from "../../src/random/philox.ts";

export const samples = 20_000;
export const smallest = 2 ** -1074;

/** The largest error over seeded arguments, and a sentence that says where it is. */
export function worstOf<T>(
  draw: (random: Draws) => T,
  errorOf: (x: T) => number,
): { error: number; said: string } {
  const random = drawsOf(20_260_101, 0, 0);
  let worst = { error: 0, said: "no error at all" };
  for (let i = 0; i < samples; i++) {
    const x = draw(random);
    const error = errorOf(x);
    if (!(error <= worst.error)) worst = { error, said: `worst error ${error} at ${String(x)}` };
  }
  return worst;
}

export function between(low: number, high: number): (random: Draws) => number {
  return (random) => low + (high - low) * random.next();
}

/** A number from 0 on of any size below a limit: all exponents are equally likely. */
export function anySize(random: Draws, limit = Infinity): number {
  const bits = new DataView(new ArrayBuffer(8));
  bits.setFloat64(0, limit);
  return fromBits(random.below(bits.getUint32(0)), random.below(2 ** 32));
}

export function subnormal(random: Draws): number {
  return anySize(random, 2 ** -1022);
}

/** The double above x, for x from 0 on. */
export function next(x: number): number {
  const bits = new DataView(new ArrayBuffer(8));
  bits.setFloat64(0, x);
  bits.setBigUint64(0, bits.getBigUint64(0) + 1n);
  return bits.getFloat64(0);
}

function fromBits(high: number, low: number): number {
  const bits = new DataView(new ArrayBuffer(8));
  bits.setUint32(0, high);
  bits.setUint32(4, low);
  return bits.getFloat64(0);
}
