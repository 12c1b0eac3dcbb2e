import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  type Histogram,
  type HistogramRecord,
  addHistogram,
  binWidth,
  countValues,
  emptyHistogram,
  histogramOf,
  histogramQuantiles,
  histogramRecord,
} from "../../src/paths/histogram.ts";
import { failuresOf, shapeNames, valuesOf } from "./futures.ts";

const counted = (values: Float64Array, failed: Uint8Array = new Uint8Array(values.length)): Histogram => {
  const histogram = emptyHistogram();
  countValues(histogram, { values, failed });
  return histogram;
};

test("a value told by a histogram is within a thousandth of the true one", () => {
  expect(binWidth).toBeLessThan(0.001);
});

test.each(shapeNames)("every order statistic of %s is within the stated error", (shape) => {
  const n = 5001; // then a probability k/5000 is rank k itself
  const values = valuesOf(shape, n, 11);
  const sorted = values.toSorted();
  const probabilities = Array.from({ length: n }, (_, k) => k / (n - 1));
  const found = histogramQuantiles(counted(values), probabilities);
  sorted.forEach((x, k) => {
    expect(Math.abs(found[k]! - x)).toBeLessThanOrEqual(Math.max(binWidth * Math.abs(x), 2 ** -1032));
    if (k > 0) expect(found[k]).toBeGreaterThanOrEqual(found[k - 1]!);
  });
  expect([found[0], found[n - 1]]).toEqual([sorted[0], sorted[n - 1]]);
});

test("any double is within the stated error, also the largest and those below the smallest normal number", () => {
  const doubles = fc.array(fc.double({ noNaN: true, noDefaultInfinity: true }), {
    minLength: 1,
    maxLength: 50,
  });
  fc.assert(
    fc.property(doubles, (some) => {
      const values = Float64Array.from(some, (x) => x + 0);
      const probabilities = some.map((_, k) => (some.length === 1 ? 0 : k / (some.length - 1)));
      const found = histogramQuantiles(counted(values), probabilities);
      values.toSorted().forEach((x, k) => {
        if (((some.length - 1) * probabilities[k]!) % 1 !== 0) return; // between two ranks by rounding
        expect(Math.abs(found[k]! - x)).toBeLessThanOrEqual(Math.max(binWidth * Math.abs(x), 2 ** -1032));
      });
    }),
    { seed: 20_261_127, numRuns: 500 },
  );
});

test("parts in any order add up to the histogram of the whole", () => {
  const n = 4000;
  fc.assert(
    fc.property(fc.constantFrom(...shapeNames), fc.array(fc.nat(n), { maxLength: 5 }), (shape, cuts) => {
      const values = valuesOf(shape, n, 2);
      const failed = failuresOf(0.1, n, 2);
      const edges = [0, ...cuts.toSorted((a, b) => a - b), n];
      const parts = edges
        .slice(1)
        .map((end, k) => counted(values.slice(edges[k], end), failed.slice(edges[k], end)));
      const sum = emptyHistogram();
      for (const part of parts.toReversed()) addHistogram(sum, part);
      expect(histogramRecord(sum)).toEqual(histogramRecord(counted(values, failed)));
    }),
    { seed: 20_261_127, numRuns: 60 },
  );
});

test("a histogram comes back from its file as it was", () => {
  for (const shape of shapeNames) {
    const record = histogramRecord(counted(valuesOf(shape, 300, 4)));
    const back = JSON.parse(JSON.stringify(record)) as HistogramRecord;
    expect(back).toEqual(record);
    expect(histogramRecord(histogramOf(back))).toEqual(record);
  }
  expect(histogramRecord(histogramOf(histogramRecord(emptyHistogram()))).least).toBeNull();
});

test("a constant, zero and a single value are exact", () => {
  expect([...histogramQuantiles(counted(new Float64Array(100).fill(0.1)), [0, 0.3, 1])]).toEqual([
    0.1, 0.1, 0.1,
  ]);
  expect([...histogramQuantiles(counted(Float64Array.of(-0, 0)), [0, 0.5])]).toEqual([0, 0]);
  expect([...histogramQuantiles(counted(Float64Array.of(-5)), [0.5])]).toEqual([-5]);
  expect(histogramQuantiles(counted(Float64Array.of(-1, -1, 0, 0, 0, 1)), [0.5])[0]).toBe(0);
});

test("failed paths are not counted, and an empty histogram has no quantiles", () => {
  const histogram = counted(Float64Array.of(NaN, Infinity), Uint8Array.of(1, 1));
  expect(histogram.total).toBe(0);
  expect(() => histogramQuantiles(histogram, [0.5])).toThrow(RangeError);
});

test.each([NaN, Infinity, -Infinity])("%d is refused", (odd) => {
  expect(() => counted(Float64Array.of(1, odd))).toThrow(RangeError);
});

describe("a damaged file is refused, and what is wrong with it is said", () => {
  const good = histogramRecord(counted(Float64Array.of(-1, 0, 2, 2)));
  test.each([
    [{ ...good, counts: [1] }, "a histogram of 2 bins and 1 counts"],
    [{ ...good, zeros: -1 }, "a histogram with -1 zeros"],
    [{ ...good, bins: good.bins.toReversed() }, "in place 1"],
    [{ ...good, bins: [0.5, 1] }, "with bin 0.5 in place 0"],
    [{ ...good, bins: [4095 * 1024, 4096 * 1024 - 1] }, "in place 0"], // infinities and NaN
    [{ ...good, counts: [1, 0] }, "that counts 0 in bin"],
    [{ ...good, counts: [1, 2 ** 32] }, "that counts 4294967296 in bin"],
    [{ ...good, least: null }, "a histogram of values from null to 2"],
  ])("%#", (record, message) => {
    expect(() => histogramOf(record)).toThrow(
      expect.objectContaining({ code: "SHARD_WRONG", message: expect.stringContaining(message) as string }),
    );
  });
});
