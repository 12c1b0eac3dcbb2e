import fc from "fast-check";
import { expect, test } from "vitest";
import { normalDensity, normalWithin } from "../../src/elementary/normal-distribution.ts";
import { normalQuantile } from "../../src/elementary/normal-quantile.ts";

test.each([
  [0, 0],
  [0.1, 0.07965567455405795],
  [0.5, 0.38292492254802624],
  [1, 0.6826894921370859],
  [2, 0.9544997361036416],
  [3, 0.9973002039367398],
  [5, 0.9999994266968562],
  [8, 0.9999999999999988],
])("within %d of the middle lies erf(z/√2) = %d", (z, within) => {
  expect(Math.abs(normalWithin(z) - within)).toBeLessThanOrEqual(2e-15);
  expect(normalWithin(-z)).toBe(-normalWithin(z));
});

test("the density at its middle is 1/√(2π), and falls to exp(−½) of it at one", () => {
  expect(normalDensity(0)).toBe(0.3989422804014327);
  expect(normalDensity(1)).toBeCloseTo(0.24197072451914337, 16);
  expect(normalDensity(-40)).toBeCloseTo(0, 300);
});

test("it undoes the quantile", () => {
  fc.assert(
    fc.property(fc.double({ min: 1e-12, max: 1 - 1e-12, noNaN: true }), (p) => {
      expect(normalWithin(normalQuantile(p))).toBeCloseTo(2 * p - 1, 14);
    }),
    { seed: 1 },
  );
});

test("it rises but for its error, ends at 1, and what is no number stays none", () => {
  let last = -1;
  for (let z = -9; z <= 9; z += 1 / 64) {
    expect(normalWithin(z)).toBeGreaterThanOrEqual(last - 2e-15);
    last = normalWithin(z);
  }
  expect([normalWithin(Infinity), normalWithin(-1e300)]).toEqual([1, -1]);
  expect(normalWithin(NaN)).toBeNaN();
});
