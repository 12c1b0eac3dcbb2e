import fc from "fast-check";
import { expect, test } from "vitest";
import { quantiles, summaryProbabilities } from "../../src/paths/quantile.ts";
import { orderStatistics } from "../../src/paths/select.ts";
import { shapeNames, valuesOf } from "./futures.ts";

const of = (values: readonly number[], ...probabilities: number[]): number[] => [
  ...quantiles(Float64Array.from(values), probabilities),
];

test("quarters of 1 to 10 are those that R prints", () => {
  expect(of([3, 1, 2, 10, 9, 8, 4, 5, 6, 7], 0, 0.25, 0.5, 0.75, 1)).toEqual([1, 3.25, 5.5, 7.75, 10]);
});

test("quantiles of the miles per gallon of 32 cars are those that R prints (Henderson and Velleman 1981, mtcars)", () => {
  const mpg = [
    21, 21, 22.8, 21.4, 18.7, 18.1, 14.3, 24.4, 22.8, 19.2, 17.8, 16.4, 17.3, 15.2, 10.4, 10.4, 14.7, 32.4,
    30.4, 33.9, 21.5, 15.5, 15.2, 13.3, 19.2, 27.3, 26, 30.4, 15.8, 19.7, 15, 21.4,
  ];
  const found = of(mpg, ...summaryProbabilities);
  [11.995, 15.425, 19.2, 22.8, 31.3].forEach((x, k) => expect(found[k]).toBeCloseTo(x, 12));
});

test("one value is every quantile", () => {
  expect(of([7], 0, 0.05, 0.5, 1)).toEqual([7, 7, 7, 7]);
});

test("probabilities may come in any order, and twice", () => {
  expect(of([4, 1, 3, 2, 5], 0.75, 0.25, 0.75)).toEqual([4, 2, 4]);
});

test("a gap wider than the largest double is crossed", () => {
  expect(of([-Number.MAX_VALUE, Number.MAX_VALUE], 0.5, 1)).toEqual([0, Number.MAX_VALUE]);
});

test("NaN, infinities, no values and what is no probability are refused", () => {
  for (const odd of [NaN, Infinity, -Infinity]) expect(() => of([1, odd, 2], 0.5)).toThrow(RangeError);
  expect(() => of([], 0.5)).toThrow(RangeError);
  for (const odd of [-0.1, 1.1, NaN]) expect(() => of([1], odd)).toThrow(RangeError);
});

test.each(shapeNames)("order statistics of %s are those of the sorted values", (shape) => {
  for (const n of [1, 2, 128, 129, 1000, 20_000]) {
    const values = valuesOf(shape, n, n);
    const before = values.slice();
    const sorted = values.toSorted();
    const ranks = [0, 0.05, 0.25, 0.5, 0.501, 0.75, 0.95, 1].map((p) => Math.floor((n - 1) * p));
    expect(orderStatistics(values, ranks)).toEqual(Float64Array.from(ranks, (rank) => sorted[rank]!));
    expect(values).toEqual(before);
  }
});

test("order statistics of any doubles, many of them equal, are those of the sorted values", () => {
  const some = fc.array(fc.double({ noNaN: true, noDefaultInfinity: true }), { minLength: 1, maxLength: 40 });
  fc.assert(
    fc.property(some, fc.integer({ min: 1, max: 3000 }), fc.nat(1000), (pool, n, seed) => {
      const values = valuesOf("whole numbers, some below zero", n, seed).map(
        (k) => pool.at(k % pool.length)! + 0,
      );
      const sorted = values.toSorted();
      const ranks = Array.from({ length: n }, (_, rank) => rank).filter(
        (rank) => rank % 7 === 0 || rank > n - 3,
      );
      expect(orderStatistics(values, ranks)).toEqual(Float64Array.from(ranks, (rank) => sorted[rank]!));
    }),
    { seed: 20_261_127, numRuns: 300 },
  );
});

test("quantiles grow with probability and stay within the values", () => {
  const probabilities = Array.from({ length: 101 }, (_, k) => k / 100);
  for (const shape of shapeNames) {
    const values = valuesOf(shape, 777, 3);
    const found = quantiles(values, probabilities);
    expect([found[0], found[100]]).toEqual([Math.min(...values), Math.max(...values)]);
    for (let k = 1; k < found.length; k++) expect(found[k]).toBeGreaterThanOrEqual(found[k - 1]!);
  }
});
