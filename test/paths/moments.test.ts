import fc from "fast-check";
import { expect, test } from "vitest";
import { places } from "../../src/paths/block-sums.ts";
import { blockMoments, combine, deviation } from "../../src/paths/moments.ts";
import { branchesOf, wholeOf } from "../../src/paths/branch.ts";
import { failuresOf, shapeNames, valuesOf } from "./futures.ts";

const momentsOf = (...values: number[]) =>
  blockMoments(Float64Array.from(values), new Uint8Array(values.length), 0, places());

/** A series that alternates about its first value, as the National Institute of Standards published them. */
const alternating = (first: number, a: number, b: number): Float64Array =>
  Float64Array.from({ length: 1001 }, (_, i) => (i === 0 ? first : i % 2 === 1 ? a : b));

test.each([
  ["NumAcc1", Float64Array.of(10000001, 10000003, 10000002), 10000002, 1, 15],
  ["NumAcc2", alternating(1.2, 1.1, 1.3), 1.2, 0.1, 14],
  ["NumAcc3", alternating(1000000.2, 1000000.1, 1000000.3), 1000000.2, 0.1, 9],
  ["NumAcc4", alternating(10000000.2, 10000000.1, 10000000.3), 10000000.2, 0.1, 8],
])("mean and deviation of %s are those certified (NIST, Statistical Reference Datasets)", (...row) => {
  const [, values, mean, sd, digits] = row;
  const moments = blockMoments(values, new Uint8Array(values.length), 0, places())!;
  expect(moments.mean).toBe(mean);
  expect(Math.abs(deviation(moments)! - sd) / sd).toBeLessThan(10 ** -digits);
});

test("one path has a mean and no deviation", () => {
  expect(momentsOf(-3)).toEqual({ paths: 1, mean: -3, squares: 0, least: -3, most: -3 });
  expect(deviation(momentsOf(-3)!)).toBeNull();
});

test.each(shapeNames)("%s: eight valid places at a time give the same bits as place by place", (shape) => {
  for (const n of [8, 1000, 1016, 1023]) {
    const values = valuesOf(shape, n + 1, n);
    const whole = blockMoments(values.subarray(0, n), new Uint8Array(n), 0, places());
    const failed = new Uint8Array(n + 1);
    failed[n] = 1; // its place stays empty, as one that is not there
    expect(blockMoments(values, failed, 0, places())).toEqual(whole);
  }
});

test("paths that all failed have no moments", () => {
  expect(blockMoments(Float64Array.of(1, NaN), Uint8Array.of(1, 1), 0, places())).toBeNull();
  expect(momentsOf()).toBeNull();
});

test("a failed path is left out, whatever stands in its place", () => {
  const values = Float64Array.of(NaN, 1, Infinity, 3);
  expect(blockMoments(values, Uint8Array.of(1, 0, 1, 0), 0, places())).toEqual({
    paths: 2,
    mean: 2,
    squares: 2,
    least: 1,
    most: 3,
  });
});

test.each([NaN, Infinity, -Infinity])("a path that did not fail may not be %d", (odd) => {
  expect(() => momentsOf(1, odd, 2)).toThrow(RangeError);
  expect(() => momentsOf(odd)).toThrow(RangeError);
  expect(() => momentsOf(-Infinity, Infinity)).toThrow(RangeError);
});

test("zero has no sign", () => {
  const { mean, least, most } = momentsOf(-0, -0)!;
  expect([mean, least, most].map((x) => Object.is(x, 0))).toEqual([true, true, true]);
});

test("values too large to be squared have a mean and no deviation", () => {
  const large = momentsOf(1e200, 3e200)!;
  expect([large.mean, deviation(large)]).toEqual([2e200, null]);
  expect(momentsOf(Number.MAX_VALUE, Number.MAX_VALUE)!.mean).toBe(Number.MAX_VALUE);
  expect(momentsOf(Number.MAX_VALUE, -Number.MAX_VALUE)!.mean).toBe(0);
  const both = combine(momentsOf(Number.MAX_VALUE), momentsOf(-Number.MAX_VALUE))!;
  expect([both.mean, deviation(both)]).toEqual([0, null]);
});

test("the mean of equal values is that value, with no spread, whichever paths failed", () => {
  const value = fc.double({ noNaN: true, noDefaultInfinity: true });
  fc.assert(
    fc.property(value, fc.integer({ min: 1, max: 5000 }), fc.nat(1000), (x, n, seed) => {
      const failed = failuresOf(0.3, n, seed);
      failed[0] = 0;
      const moments = wholeOf(branchesOf({ values: new Float64Array(n).fill(x), failed }, 0))!;
      expect([moments.mean, moments.squares, moments.least]).toEqual([x + 0, 0, x + 0]);
    }),
    { seed: 20_261_127, numRuns: 100 },
  );
});

test.each(shapeNames)("mean and deviation of %s agree with sums of whole numbers", (shape) => {
  const values = valuesOf(shape, 3000, 5);
  const failed = failuresOf(0.1, 3000, 5);
  const moments = wholeOf(branchesOf({ values, failed }, 0))!;
  const kept = [...values].filter((_, path) => failed[path] === 0);
  const exact = exactMoments(kept);
  expect(moments.paths).toBe(kept.length);
  expect([moments.least, moments.most]).toEqual([Math.min(...kept), Math.max(...kept)]);
  expect(moments.mean).toBeGreaterThanOrEqual(moments.least);
  expect(moments.mean).toBeLessThanOrEqual(moments.most);
  const size = Math.max(Math.abs(moments.least), Math.abs(moments.most));
  expect(Math.abs(moments.mean - exact.mean)).toBeLessThanOrEqual(1e-15 * size);
  if (exact.squares > 1e300) return;
  const sd = Math.sqrt(exact.squares / kept.length);
  const digitsLost = sd > 0 ? size / sd : 0; // a mean is rounded to its size, not to the deviation
  expect(Math.abs(moments.squares - exact.squares)).toBeLessThanOrEqual(
    exact.squares * Math.max(1e-14, Number.EPSILON * digitsLost),
  );
});

/** By fractions of whole numbers: every double is one, times 2^−1074. */
function exactMoments(values: readonly number[]): { mean: number; squares: number } {
  const whole = values.map(wholeOf1074);
  const n = BigInt(values.length);
  const sum = whole.reduce((a, b) => a + b, 0n);
  const squares = whole.reduce((a, x) => a + (n * x - sum) * (n * x - sum), 0n);
  return { mean: ratio(sum, n << 1074n), squares: ratio(squares, n * n * (1n << 2148n)) };
}

function wholeOf1074(x: number): bigint {
  const bits = new BigUint64Array(Float64Array.of(Math.abs(x)).buffer)[0]!;
  const exponent = bits >> 52n;
  const fraction = bits & ((1n << 52n) - 1n);
  const size = exponent === 0n ? fraction : (fraction | (1n << 52n)) << (exponent - 1n);
  return x < 0 ? -size : size;
}

/** a / b to some 60 bits. */
function ratio(a: bigint, b: bigint): number {
  const size = a < 0n ? -a : a;
  const shift = BigInt(64 + b.toString(2).length - size.toString(2).length);
  const quotient = shift > 0n ? (size << shift) / b : size / (b << -shift);
  let x = Number(quotient);
  for (let left = Number(shift); left !== 0;) {
    const by = Math.max(Math.min(left, 1000), -1000);
    x /= 2 ** by;
    left -= by;
  }
  return a < 0n ? -x : x;
}
