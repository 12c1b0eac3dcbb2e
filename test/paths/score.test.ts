import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { exp, log } from "../../src/elementary/elementary.ts";
import { normalQuantile } from "../../src/elementary/normal-quantile.ts";
import { crpsOfNormal, crpsOfPaths, meanOverSeries, placeAmong } from "../../src/paths/score.ts";
import { shapeNames, valuesOf } from "./futures.ts";

const crps = (paths: readonly number[], outcome: number) => crpsOfPaths(Float64Array.from(paths), outcome);
/** n paths that stand evenly in a distribution, by its quantiles. */
const evenly = (n: number, quantile: (p: number) => number) =>
  Float64Array.from({ length: n }, (_, i) => quantile((i + 0.5) / n));

/** As it is defined: mean |x − y| − ½ mean |x − x′|. */
function byPairs(paths: Float64Array, outcome: number): number {
  let off = 0;
  let apart = 0;
  for (const x of paths) {
    off += Math.abs(x - outcome);
    for (const other of paths) apart += Math.abs(x - other);
  }
  return off / paths.length - apart / (2 * paths.length * paths.length);
}

describe("the score of paths", () => {
  test("by hand: paths 1, 2 and 4 and an outcome of 3 score 4/3 − 2/3", () => {
    expect(crps([4, 1, 2], 3)).toBeCloseTo(4 / 3 - 2 / 3, 15);
  });

  test("one path scores its error, and paths that are all right score nothing", () => {
    expect(crps([5], 3)).toBe(2);
    expect(crps([3, 3, 3], 3)).toBe(0);
  });

  test.each(shapeNames.filter((name) => !/powers|clusters|outlier|ratio/u.test(name)))(
    "of %s is that of all pairs",
    (shape) => {
      for (const n of [1, 2, 7, 300]) {
        const paths = valuesOf(shape, n, n);
        for (const outcome of [paths[0]!, 0.25, -2, 1e3]) {
          const expected = byPairs(paths, outcome);
          const size = Math.max(...paths.map(Math.abs), Math.abs(outcome));
          expect(Math.abs(crpsOfPaths(paths, outcome) - expected)).toBeLessThanOrEqual(1e-13 * size);
        }
      }
    },
  );

  // Jordan, Krüger and Lerch (2019), "Evaluating probabilistic forecasts with scoringRules", JSS 90(12), appendix A.
  test.each([
    ["uniform", (p: number) => p, (y: number) => y * y - y + 1 / 3, [0, 0.2, 0.9]],
    ["exponential", (p: number) => -log(1 - p), (y: number) => y - 2 * (1 - exp(-y)) + 0.5, [0, 0.5, 3]],
    ["logistic", (p: number) => log(p / (1 - p)), (y: number) => y + 2 * log(1 + exp(-y)) - 1, [-2, 0, 3]],
    ["normal", normalQuantile, (y: number) => crpsOfNormal({ mean: 0, sd: 1 }, y), [-3, 0, 0.7]],
  ] as const)("of paths evenly in a %s tends to its closed form", (_, quantile, closed, outcomes) => {
    for (const y of outcomes) expect(crpsOfPaths(evenly(20_000, quantile), y)).toBeCloseTo(closed(y), 4);
  });

  test("is moved by nothing that moves paths and outcome alike, and grows with their unit", () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: -1000, max: 1000 }), { minLength: 1, maxLength: 40 }),
        fc.integer({ min: -2000, max: 2000 }),
        (paths, outcome) => {
          const score = crps(paths, outcome);
          expect(score).toBeGreaterThanOrEqual(0);
          expect(
            crps(
              paths.map((x) => x + 4096),
              outcome + 4096,
            ),
          ).toBe(score);
          expect(
            crps(
              paths.map((x) => 8 * x),
              8 * outcome,
            ),
          ).toBe(8 * score);
          expect(crps(paths.toReversed(), outcome)).toBe(score);
        },
      ),
      { seed: 2 },
    );
  });

  test("no digit is lost where the outcome is far away", () => {
    expect(crps([1e9, 1e9 + 1], 0)).toBe(1e9 + 0.25);
  });

  test("no path, and a path that is no number, are our own mistake", () => {
    expect(() => crps([], 1)).toThrow(RangeError);
    expect(() => crps([1, NaN, 2], 1)).toThrow(RangeError);
    expect(() => crps([1, Infinity], 1)).toThrow(RangeError);
    expect(() => crps([1], NaN)).toThrow(RangeError);
  });
});

describe("the score of a normal", () => {
  test.each([
    [0, 0.23369497725510913],
    [0.2, 0.2495996881787967],
    [0.5, 0.3314035312548558],
    [1, 0.6024413576276163],
    [3, 2.436574725086339],
  ])("at z = %d is that of the formula to 40 digits", (z, score) => {
    expect(crpsOfNormal({ mean: 0, sd: 1 }, z)).toBeCloseTo(score, 14);
  });

  test("is that of its median error where it has no spread, and grows with its unit", () => {
    expect(crpsOfNormal({ mean: 2, sd: 0 }, 5)).toBe(3);
    expect(crpsOfNormal({ mean: 20, sd: 4 }, 50)).toBe(4 * crpsOfNormal({ mean: 5, sd: 1 }, 12.5));
    expect(crpsOfNormal({ mean: 0, sd: 1e-3 }, -1)).toBeCloseTo(1 - 1e-3 / Math.sqrt(Math.PI), 14);
  });
});

describe("a proper score: the true distribution wins in expectation", () => {
  const outcomes = valuesOf("a normal", 4000, 11);
  const expected = (mean: number, sd: number) =>
    outcomes.reduce((sum, y) => sum + crpsOfNormal({ mean, sd }, y), 0) / outcomes.length;

  test("against a normal that is shifted, too narrow or too wide", () => {
    const truth = expected(0, 1);
    expect(truth).toBeCloseTo(1 / Math.sqrt(Math.PI), 1);
    for (const [mean, sd] of [
      [0.3, 1],
      [-0.3, 1],
      [0, 0.5],
      [0, 2],
    ] as const)
      expect(expected(mean, sd)).toBeGreaterThan(truth + 0.01);
  });

  test("also as paths", () => {
    const mean = (paths: Float64Array) =>
      outcomes.slice(0, 500).reduce((sum, y) => sum + crpsOfPaths(paths, y), 0) / 500;
    const truth = mean(evenly(200, normalQuantile));
    for (const wrong of [
      (p: number) => normalQuantile(p) + 0.3,
      (p: number) => 2 * normalQuantile(p),
      () => 0,
    ])
      expect(mean(evenly(200, wrong))).toBeGreaterThan(truth + 0.01);
  });
});

test("an outcome's place is the share of paths below it, those equal to it half", () => {
  const place = (outcome: number) => placeAmong(Float64Array.of(1, 2, 2, 5), outcome);
  expect([place(0), place(1), place(2), place(3), place(6)]).toEqual([0, 0.125, 0.5, 0.75, 1]);
});

test("a series that reports more often counts for no more", () => {
  expect(
    meanOverSeries([
      { series: "often", crps: 1 },
      { series: "often", crps: 2 },
      { series: "often", crps: 3 },
      { series: "seldom", crps: 6 },
    ]),
  ).toBe(4);
  expect(meanOverSeries([])).toBeNull();
});
