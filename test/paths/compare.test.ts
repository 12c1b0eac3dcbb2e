import { expect, test } from "vitest";
import { compare, comparer, differenceOf } from "../../src/paths/compare.ts";
import { probabilityOf } from "../../src/paths/probability.ts";
import { valuesOf } from "./futures.ts";

const cell = (values: readonly number[], failed: readonly number[] = values.map(() => 0)) => ({
  values: Float64Array.from(values),
  failed: Uint8Array.from(failed),
});

test("a change is the mean of the differences of pairs, with their error", () => {
  const found = compare(cell([10, 20, 30, 40]), cell([11, 22, 33, 40]));
  expect(found).toMatchObject({ paths: 4, leftOut: 0, mean: 1.5, p50: 1.5, p25: 0.75, p75: 2.25 });
  expect(found.sd).toBeCloseTo(Math.sqrt(5 / 3), 14);
  expect(found.meanError).toBeCloseTo(Math.sqrt(5 / 12), 14);
  expect(found.high! - found.mean!).toBeCloseTo(1.959963984540054 * Math.sqrt(5 / 12), 14);
  expect(found.mean! - found.low!).toBeCloseTo(1.959963984540054 * Math.sqrt(5 / 12), 14);
  expect(found.up).toEqual(probabilityOf(3, 4));
  expect(found.down).toEqual(probabilityOf(0, 4));
});

test("a path that failed in either run is left out and counted", () => {
  const base = cell([NaN, 1, 2, 3], [1, 0, 0, 0]);
  const other = cell([5, Infinity, 1, 4], [0, 1, 0, 0]);
  expect(compare(base, other)).toMatchObject({ paths: 2, leftOut: 2, mean: 0 });
  expect(compare(other, base).up).toEqual(probabilityOf(1, 2));
  expect([...differenceOf(base, other).failed]).toEqual([1, 1, 0, 0]);
});

test("common random numbers: a small change shows through noise many times its size", () => {
  const base = valuesOf("a normal far from zero", 5000, 1);
  const found = compare(cell(Array.from(base)), cell(Array.from(base, (x) => x + 0.001)));
  expect(found.mean).toBeCloseTo(0.001, 6);
  expect(found.low).toBeGreaterThan(0);
});

test("a run against itself changes nothing, on no path", () => {
  const same = cell([1, 2, 3]);
  expect(compare(same, same)).toMatchObject({ mean: 0, meanError: 0, p5: 0, p95: 0 });
  expect(compare(same, same).up.probability).toBe(0);
});

test("no common path has no figure, one has no error", () => {
  const none = compare(cell([1], [1]), cell([2]));
  expect(none).toMatchObject({ paths: 0, leftOut: 1, mean: null, meanError: null, low: null, p50: null });
  expect(none.up.probability).toBeNull();
  expect(compare(cell([1]), cell([2]))).toMatchObject({
    mean: 1,
    meanError: null,
    low: null,
    sd: null,
    p50: 1,
  });
});

test("runs of different numbers of paths cannot be compared", () => {
  expect(() => compare(cell([1, 2]), cell([1]))).toThrow(RangeError);
});

test("many cells one after another give the same digits as each alone", () => {
  const together = comparer();
  for (const paths of [2000, 2001, 1, 7, 25_000, 2000]) {
    const base = cell(Array.from(valuesOf("a normal far from zero", paths, 1)));
    const noise = valuesOf("a normal far from zero", paths, 2);
    const other = cell(Array.from(base.values, (x, k) => (k % 3 === 0 ? x : noise[k]!)));
    const holed = cell(
      Array.from(other.values),
      Array.from(other.values, (_, k) => (k % 5 === 4 ? 1 : 0)),
    );
    for (const one of [other, holed, base]) expect(together(base, one)).toEqual(compare(base, one));
  }
});
