// Random numbers by counter: the number for a path, a step and a draw is computed, not remembered, so
// that it does not depend on threads, on order, or on what was drawn before.
// Philox4x32-10: Salmon, Moraes, Dror and Shaw (2011), "Parallel random numbers: as easy as 1, 2, 3", SC '11.

const rounds10 = 10;
const multiplier0 = 0xd2511f53;
const multiplier1 = 0xcd9e8d57;
const weyl0 = 0x9e3779b9; // golden ratio
const weyl1 = 0xbb67ae85; // √3 − 1

/** The four words of a counter: which path, which step, which group of draws, which stream. */
export type Counter = readonly [path: number, step: number, group: number, stream: number];

/**
 * Writes the four random words of one counter.
 *
 * @param out     4 words, unsigned 32 bits, in the order of the counter
 * @param counter 4 words, unsigned 32 bits
 * @param key     2 words, as from `keyOf`
 * @param rounds  10 unless an older variant is to be checked
 */
export function philox(out: Uint32Array, counter: Counter, key: Uint32Array, rounds = rounds10): void {
  let [a, b, c, d] = counter;
  let k0 = key[0]!;
  let k1 = key[1]!;
  for (let round = 0; round < rounds; round++) {
    const high0 = highWord(multiplier0, a);
    const low0 = Math.imul(multiplier0, a);
    const high1 = highWord(multiplier1, c);
    const low1 = Math.imul(multiplier1, c);
    a = high1 ^ b ^ k0;
    b = low1;
    c = high0 ^ d ^ k1;
    d = low0;
    k0 = (k0 + weyl0) | 0;
    k1 = (k1 + weyl1) | 0;
  }
  out[0] = a;
  out[1] = b;
  out[2] = c;
  out[3] = d;
}

/** A seed, a whole number from 0 to 2^53 − 1, as the two words of a key, the low one first. */
export function keyOf(seed: number): Uint32Array {
  if (!Number.isSafeInteger(seed) || seed < 0) throw new Error(`A seed is a whole number from 0: ${seed}`);
  return Uint32Array.of(seed % 2 ** 32, Math.floor(seed / 2 ** 32));
}

/** A number in [0, 1) of 53 bits, from two words. */
export function uniform(high: number, low: number): number {
  return ((high >>> 5) * 2 ** 26 + (low >>> 6)) / 2 ** 53;
}

/** Random numbers one after another, where their number is not known beforehand. */
export interface Draws {
  /** A number in [0, 1). */
  next(): number;
  /** A whole number from 0 to n − 1, each equally likely; n up to 2^32. */
  below(n: number): number;
}

/** The draws of one path and one stream: steps count on as they are used up. */
export function drawsOf(seed: number, path: number, stream: number): Draws {
  const key = keyOf(seed);
  const block = new Uint32Array(4);
  let used = 4;
  let step = 0;
  let group = 0;
  const word = (): number => {
    if (used === 4) {
      philox(block, [path, step, group, stream], key);
      used = 0;
      step = (step + 1) >>> 0;
      if (step === 0) group++;
    }
    return block[used++]!;
  };
  return {
    next: () => uniform(word(), word()),
    below: (n) => {
      // Words from the last, incomplete run of n are drawn again: without that, low numbers are more likely.
      const whole = 2 ** 32 - (2 ** 32 % n);
      for (;;) {
        const w = word();
        if (w < whole) return w % n;
      }
    },
  };
}

/** The upper 32 bits of a product of two words, in halves of 16 bits, because a double holds 53. */
function highWord(x: number, y: number): number {
  const xHigh = x >>> 16;
  const xLow = x & 0xffff;
  const yHigh = y >>> 16;
  const yLow = y & 0xffff;
  const middle = xHigh * yLow + ((xLow * yLow) >>> 16);
  const carry = xLow * yHigh + (middle % 0x10000);
  return (xHigh * yHigh + Math.floor(middle / 0x10000) + Math.floor(carry / 0x10000)) | 0;
}
