// exp, log, power, sine and cosine of our own: the platform's differ between machines in their last bit,
// ours are the same additions, multiplications and shifts of bits everywhere. No fused operations.
// exp: Cody and Waite (1980), split ln 2 and a polynomial. log, sine, cosine: the formulas of fdlibm
// (Sun Microsystems 1993). src/kernel writes the same steps, in the same order, as vector instructions.

const bits = new DataView(new ArrayBuffer(8));

/** Adding and subtracting it rounds to a whole number, halves to even, below 2^51. */
export const roundingMagic = 6755399441055744; // 1.5 × 2^52
export const log2e = Math.LOG2E; // 1.4426950408889634, as the language prescribes
export const ln2High = 6.9314718036912381649e-1; // its last 21 bits are zero: k × ln2High is exact
export const ln2Low = 1.90821492927058770002e-10;
/** Beyond them exp is 0 and infinity. */
export const expLowest = -746;
export const expHighest = 710;

/** 1/n!, from 13 down to 2: beyond them exp of half ln 2 gains 4e-18. */
export const expTerms: readonly number[] = [
  1 / 6227020800,
  1 / 479001600,
  1 / 39916800,
  1 / 3628800,
  1 / 362880,
  1 / 40320,
  1 / 5040,
  1 / 720,
  1 / 120,
  1 / 24,
  1 / 6,
  1 / 2,
];

/** x rounded to a whole number, halves to even; |x| below 2^51. */
function roundEven(x: number): number {
  return x + roundingMagic - roundingMagic;
}

/**
 * e to the power of x.
 *
 * Error below 1 unit in the last place, subnormal results included: what the steps may lose adds up to 0.999
 * where |r| is largest, near odd multiples of half ln 2 (worst of 60 million there: 0.893).
 * exp(±0) = 1, exp(−∞) = 0, exp(∞) = ∞, NaN stays.
 */
export function exp(x: number): number {
  const low = x < expLowest ? expLowest : x;
  const clamped = expHighest < low ? expHighest : low;
  const k = roundEven(clamped * log2e);
  // What r loses in its own rounding is kept: the sum below takes both parts, small ones first.
  const rHigh = clamped - k * ln2High;
  const rLow = k * ln2Low;
  const r = rHigh - rLow;
  let p = expTerms[0]!;
  for (let i = 1; i < expTerms.length; i++) p = p * r + expTerms[i]!;
  p = 1 + (rHigh + (r * r * p - rLow));
  const half = roundEven(k * 0.5);
  return p * powerOfTwo(half) * powerOfTwo(k - half);
}

/** 2^k of a whole number from −1022 to 1023; anything where k is NaN. */
function powerOfTwo(k: number): number {
  bits.setInt32(0, (k + 1023) << 20);
  bits.setInt32(4, 0);
  return bits.getFloat64(0);
}

export const smallestNormal = 2 ** -1022;
export const twoTo54 = 2 ** 54;
/** The upper word of √½ short of that of 1: what is added carries into the exponent from √½ upwards. */
export const rootHalfCarry = 0x00095f62;
/** Coefficients of fdlibm's e_log.c, for s², s⁴, … */
export const logTerms: readonly [number, number, number, number, number, number, number] = [
  6.66666666666673513e-1, 3.999999999940941908e-1, 2.857142874366239149e-1, 2.222219843214978396e-1,
  1.818357216161805012e-1, 1.531383769920937332e-1, 1.479819860511658591e-1,
];

/**
 * The natural logarithm of x.
 *
 * Error below 1 unit in the last place, also of subnormal x (worst of 40 million near √2: 0.865).
 * log(±0) = −∞, log(∞) = ∞, of less than 0 and of NaN: NaN.
 */
export function log(x: number): number {
  if (!(x > 0 && x < Infinity)) return x === 0 ? -Infinity : x === Infinity ? Infinity : NaN;
  const isSubnormal = x < smallestNormal;
  bits.setFloat64(0, isSubnormal ? x * twoTo54 : x);
  const high = bits.getInt32(0);
  const exponent = ((high + rootHalfCarry) >>> 20) - 1023;
  bits.setInt32(0, high - (exponent << 20));
  const k = isSubnormal ? exponent - 54 : exponent;
  const f = bits.getFloat64(0) - 1;
  const [l1, l2, l3, l4, l5, l6, l7] = logTerms;
  const s = f / (2 + f);
  const z = s * s;
  const w = z * z;
  const even = w * (l2 + w * (l4 + w * l6));
  const odd = z * (l1 + w * (l3 + w * (l5 + w * l7)));
  const rest = odd + even;
  const half = 0.5 * f * f;
  return k * ln2High - (half - (s * (half + rest) + k * ln2Low) - f);
}

/** Largest whole exponent, as it stands in an equation, that is worked out by multiplication. */
export const multipliedPowerMax = 64;

/**
 * a to the power of b.
 *
 * For b a whole number up to 64 in size that stands in the equation as such, use `wholePower`. Here: e to the
 * power of b log a, with an error below 1 + 3 |b log a| units in the last place (worst found 1 + 2.1 |b log a|):
 * what log and the product lose in their last bit, exp makes larger. A negative a only to a whole b; −0 is taken
 * as 0. Anything to the power of 0 is 1, also NaN; 1 to the power of ±∞ is NaN, as in JavaScript.
 */
export function power(a: number, b: number): number {
  const size = exp(b * log(Math.abs(a)));
  const half = b * 0.5;
  const isWhole = Math.floor(b) === b;
  const isEven = Math.floor(half) === half;
  const signed = a < 0 ? (isWhole ? (isEven ? size : -size) : NaN) : size;
  return b === 0 ? 1 : signed;
}

/**
 * a multiplied by itself: a to a whole power n up to 64 in size, by squaring, from the lowest bit of n up.
 *
 * Error below |n| units in the last place, one more for a negative n, which gives 0 where a to the power of |n| is
 * beyond all numbers.
 */
export function wholePower(a: number, n: number): number {
  let result: number | undefined;
  let square = a;
  for (let left = Math.abs(n); left > 0; left = left >> 1) {
    if (left & 1) result = result === undefined ? square : result * square;
    if (left > 1) square = square * square;
  }
  const size = result ?? 1;
  return n < 0 ? 1 / size : size;
}

export const halfPi = 1.5707963267948966;
/** Coefficients of fdlibm's k_sin.c and k_cos.c, the highest first. */
export const sineTerms: readonly number[] = [
  1.58969099521155010221e-10, -2.50507602534068634195e-8, 2.75573137070700676789e-6,
  -1.98412698298579493134e-4, 8.33333333332248946124e-3, -1.66666666666666324348e-1,
];
export const cosineTerms: readonly number[] = [
  -1.13596475577881948265e-11, 2.0875723212981748279e-9, -2.75573143513906633035e-7,
  2.48015872894767294178e-5, -1.38888888888741095749e-3, 4.16666666666666019037e-2,
];

/**
 * Cosine and sine of a part of a full turn.
 *
 * The nearest quarter is taken off exactly, so that what is left to lose are the product with π/2 and the
 * rounding of fdlibm's kernels: error below 2e-16, and below 2 units in the last place where the value is small
 * (worst found 1.92e-16 and 1.8 units). Exact at whole quarters, where a zero may be −0.
 *
 * @param turn from 0 to 1
 */
export function cosineAndSine(turn: number): [cosine: number, sine: number] {
  const quarters = turn * 4;
  const q = roundEven(quarters);
  const y = (quarters - q) * halfPi;
  const y2 = y * y;
  let s = sineTerms[0]!;
  for (let i = 1; i < sineTerms.length; i++) s = s * y2 + sineTerms[i]!;
  const sine = y + y * (y2 * s);
  let c = cosineTerms[0]!;
  for (let i = 1; i < cosineTerms.length; i++) c = c * y2 + cosineTerms[i]!;
  const cosine = 1 - 0.5 * y2 + y2 * y2 * c;
  const swap = (q & 1) === 1;
  const [x, z] = swap ? [sine, cosine] : [cosine, sine];
  return [((q + 1) & 2) === 2 ? -x : x, (q & 2) === 2 ? -z : z];
}
