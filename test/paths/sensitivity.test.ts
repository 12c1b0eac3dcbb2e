import fc from "fast-check";
import { expect, test } from "vitest";
import { exp } from "../../src/elementary/elementary.ts";
import { rankCorrelation, sensitivity } from "../../src/paths/sensitivity.ts";
import { drawsOf } from "../../src/random/philox.ts";
import { normalOf, valuesOf } from "./futures.ts";

const correlation = (x: readonly number[], y: readonly number[]) =>
  rankCorrelation(Float64Array.from(x), Float64Array.from(y))!;

const striving = [42, 46, 39, 37, 65, 88, 86, 56, 62, 92, 54, 81];

test("authoritarianism and social striving of twelve students correlate by 0.82 (Siegel 1956, chapter 9)", () => {
  const authoritarianism = [82, 98, 87, 40, 116, 113, 111, 83, 85, 126, 106, 117];
  expect(correlation(authoritarianism, striving).correlation).toBeCloseTo(1 - (6 * 52) / (12 * 143), 14);
});

test("yielding, with tied ranks, correlates with striving by 0.62 (Siegel 1956, chapter 9)", () => {
  const yielding = [0, 0, 1, 1, 3, 4, 5, 6, 7, 8, 8, 12];
  expect(correlation(yielding, striving).correlation).toBeCloseTo(0.6151227852390209, 14);
});

test("error and interval are those that Bonett's own program prints (statpsych, ci.spear)", () => {
  const y = [21, 4, 9, 12, 35, 18, 10, 22, 24, 1, 6, 8, 13, 16, 19];
  const x = [67, 28, 30, 28, 52, 40, 25, 37, 44, 10, 14, 20, 28, 40, 51];
  const found = correlation(y, x);
  expect(found.correlation).toBeCloseTo(0.8699639, 7);
  expect(found.error).toBeCloseTo(0.08241326, 7);
  expect(found.low).toBeCloseTo(0.5840951, 7);
  expect(found.high).toBeCloseTo(0.9638297, 7);
});

test("what rises with another correlates with it by 1 exactly, what falls by −1", () => {
  const x = valuesOf("a lognormal", 999, 1);
  expect(rankCorrelation(x, x.map(Math.sqrt))).toEqual({ correlation: 1, error: 0, low: 1, high: 1 });
  expect(
    rankCorrelation(
      x,
      x.map((v) => -v),
    )!.correlation,
  ).toBe(-1);
});

test("a constant correlates with nothing, three paths have no interval", () => {
  expect(rankCorrelation(Float64Array.of(1, 1, 1), Float64Array.of(1, 2, 3))).toBeNull();
  expect(rankCorrelation(Float64Array.of(), Float64Array.of())).toBeNull();
  expect(correlation([1, 2, 3], [1, 3, 2])).toEqual({ correlation: 0.5, error: null, low: null, high: null });
});

test("a correlation does not depend on which comes first, on the order of paths, or on a rising scale", () => {
  const pairs = fc.array(fc.tuple(fc.integer({ min: -9, max: 9 }), fc.integer({ min: -9, max: 9 })), {
    minLength: 4,
    maxLength: 60,
  });
  fc.assert(
    fc.property(pairs, (some) => {
      const x = Float64Array.from(some, ([a]) => a);
      const y = Float64Array.from(some, ([, b]) => b);
      const found = rankCorrelation(x, y);
      expect(rankCorrelation(y, x)).toEqual(found);
      expect(rankCorrelation(x.toReversed(), y.toReversed())).toEqual(found);
      expect(
        rankCorrelation(
          x.map((v) => v * v * v + v),
          y.map(exp),
        ),
      ).toEqual(found);
      if (found === null) return;
      expect(found.low).toBeLessThanOrEqual(found.correlation);
      expect(found.high).toBeGreaterThanOrEqual(found.correlation);
    }),
    { seed: 20_261_127, numRuns: 300 },
  );
});

test("the interval holds the true correlation in about 95 of a hundred runs", () => {
  const rho = 0.6; // of normals
  const truth = 0.5819201041240698; // of their ranks: 6/π arcsin(ρ/2)
  let held = 0;
  for (let run = 0; run < 1000; run++) {
    const draws = drawsOf(run, 0, 7);
    const x = Float64Array.from({ length: 200 }, () => normalOf(draws));
    const y = x.map((v) => rho * v + 0.8 * normalOf(draws));
    const { low, high } = rankCorrelation(x, y)!;
    if (low! <= truth && truth <= high!) held++;
  }
  expect(held).toBeGreaterThan(935);
  expect(held).toBeLessThan(970);
});

/** Two inputs that matter, four to one in variance, and some that do not. */
function run(paths: number, idle: number, seed: number): { inputs: Float64Array[]; output: Float64Array } {
  const draws = drawsOf(seed, 0, 3);
  const inputs = Array.from({ length: 2 + idle }, () =>
    Float64Array.from({ length: paths }, () => normalOf(draws)),
  );
  return { inputs, output: inputs[0]!.map((x, path) => 2 * x - inputs[1]![path]!) };
}

test("shares are those of the variance, also beside a hundred inputs that do nothing", () => {
  const { inputs, output } = run(2000, 100, 1);
  const found = sensitivity(inputs, { values: output, failed: new Uint8Array(2000) });
  const shares = found.inputs.map((input) => input!.share!);
  expect(shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 12);
  const [first, second, ...idle] = found.inputs;
  const explains = found.inputs.map((input) => input!.explains!);
  expect(explains.reduce((sum, part) => sum + part, 0)).toBeCloseTo(found.explained!, 12);
  expect(first!.explains! / found.explained!).toBeCloseTo(first!.share!, 12);
  expect(Math.abs(first!.share! - 0.8)).toBeLessThan(3 * first!.shareError!);
  expect(Math.abs(second!.share! - 0.2)).toBeLessThan(3 * second!.shareError!);
  expect(second!.correlation).toBeLessThan(0);
  const rest = idle.reduce((sum, input) => sum + input!.share!, 0);
  expect(Math.abs(rest)).toBeLessThan(0.02);
  expect(Math.abs(found.explained! - 1)).toBeLessThan(3 * found.explainedError!);
});

test("errors of shares are about as large as shares differ from run to run", () => {
  const runs = Array.from({ length: 300 }, (_, seed) => {
    const { inputs, output } = run(400, 3, seed);
    return sensitivity(inputs, { values: output, failed: new Uint8Array(400) }).inputs;
  });
  for (const [j, least, most] of [
    [0, 0.9, 1.3],
    [1, 0.9, 1.3],
    [2, 0.9, 1.5],
  ] as const) {
    const shares = runs.map((inputs) => inputs[j]!.share!);
    const mean = shares.reduce((sum, x) => sum + x, 0) / shares.length;
    const sd = Math.sqrt(shares.reduce((sum, x) => sum + (x - mean) ** 2, 0) / (shares.length - 1));
    const stated = runs.reduce((sum, inputs) => sum + inputs[j]!.shareError!, 0) / runs.length;
    expect(stated / sd).toBeGreaterThan(least);
    expect(stated / sd).toBeLessThan(most);
  }
});

test("failed paths are left out of inputs and output, a constant input has no influence to tell", () => {
  const inputs = [Float64Array.of(NaN, 1, 2, 3, 4), Float64Array.of(7, 7, 7, 7, 7)];
  const found = sensitivity(inputs, {
    values: Float64Array.of(0, 1, 2, 3, 5),
    failed: Uint8Array.of(1, 0, 0, 0, 0),
  });
  expect(found.paths).toBe(4);
  expect(found.inputs).toEqual([
    { correlation: 1, error: 0, low: 1, high: 1, explains: 1, explainsError: 0, share: 1, shareError: 0 },
    null,
  ]);
});

test("where nothing varies, or too few paths are left, nothing is explained", () => {
  const constant = sensitivity([Float64Array.of(1, 2, 3, 4)], {
    values: new Float64Array(4),
    failed: new Uint8Array(4),
  });
  expect(constant).toEqual({ paths: 4, explained: null, explainedError: null, inputs: [null] });
  const few = sensitivity([Float64Array.of(1, 2)], {
    values: Float64Array.of(1, 2),
    failed: new Uint8Array(2),
  });
  expect(few.inputs[0]).toMatchObject({ correlation: 1, error: null, explains: null, share: null });
});
