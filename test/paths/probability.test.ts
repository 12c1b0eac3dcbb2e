import fc from "fast-check";
import { expect, test } from "vitest";
import { normal975, probabilityOf } from "../../src/paths/probability.ts";
import { normalQuantile } from "../../src/elementary/normal-quantile.ts";

test.each([
  [81, 263, 0.2553, 0.3662],
  [15, 148, 0.0624, 0.1605],
  [0, 20, 0, 0.1611],
  [1, 29, 0.0061, 0.1718],
])(
  "%d of %d has the interval that Newcombe printed (Statistics in Medicine 1998, table I, method 3)",
  (...row) => {
    const [cases, n, low, high] = row;
    const found = probabilityOf(cases, n);
    expect(found.probability).toBe(cases / n);
    expect(found.low).toBeCloseTo(low, 4);
    expect(found.high).toBeCloseTo(high, 4);
  },
);

test("nothing in 2,000 paths may still be 0.19 %, and nothing but cases still less than all", () => {
  expect(probabilityOf(0, 2000)).toEqual({
    probability: 0,
    low: 0,
    high: expect.closeTo(0.001917047, 8) as number,
  });
  expect(probabilityOf(2000, 2000)).toEqual({
    probability: 1,
    low: expect.closeTo(0.998082953, 8) as number,
    high: 1,
  });
});

test("no valid path says nothing", () => {
  expect(probabilityOf(0, 0)).toEqual({ probability: null, low: null, high: null });
});

test("more cases than paths are our own mistake", () => {
  expect(() => probabilityOf(3, 2)).toThrow(RangeError);
  expect(() => probabilityOf(-1, 2)).toThrow(RangeError);
});

test("an interval holds its probability, lies in 0 to 1, and mirrors that of the opposite", () => {
  fc.assert(
    fc.property(fc.nat(100_000), fc.nat(100_000), (a, b) => {
      const [cases, n] = [Math.min(a, b), Math.max(a, b, 1)];
      const { probability, low, high } = probabilityOf(cases, n);
      expect(low).toBeGreaterThanOrEqual(0);
      expect(low).toBeLessThanOrEqual(probability!);
      expect(high).toBeGreaterThanOrEqual(probability!);
      expect(high).toBeLessThanOrEqual(1);
      expect(probabilityOf(n - cases, n).low).toBeCloseTo(1 - high!, 12);
    }),
    { seed: 20_261_127, numRuns: 500 },
  );
});

test("the factor is the normal's", () => {
  expect(normalQuantile(0.975)).toBeCloseTo(normal975, 14);
});
