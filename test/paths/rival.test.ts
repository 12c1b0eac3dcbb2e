import { describe, expect, test } from "vitest";
import { type Known, errorsMin, naiveForecasts } from "../../src/paths/rival.ts";

/** A series known up to period 0, by its values from the first on. */
const known = (values: readonly (number | undefined)[], { id = "a", group = "g" } = {}): Known => ({
  id,
  group,
  scale: "multiple",
  past: new Map(
    values.flatMap((value, k): [number, number][] =>
      value === undefined ? [] : [[k + 1 - values.length, value]],
    ),
  ),
});

describe("by hand: 1, 2, 4, 7, 8, 11, 12, 15, 20", () => {
  const series = known([1, 2, 4, 7, 8, 11, 12, 15, 20]);
  const forecast = naiveForecasts([series]);

  test("no change stays at 20, with the root mean square of the past changes", () => {
    // One period: 1, 2, 3, 1, 3, 1, 3, 5. Two: 3, 5, 4, 4, 4, 4, 8.
    const one = forecast(series, "no change", 1);
    expect(one).toEqual({ mean: 20, sd: Math.sqrt(59 / 8), errors: 8, errorsOf: "own", errorsLead: 1 });
    expect(forecast(series, "no change", 2).sd).toBeCloseTo(Math.sqrt(162 / 7), 14);
  });

  test("growth goes on by (20 − 8)/4 a period, with the errors that the same rule made", () => {
    // Asked in the periods −4 to −1: 8 + 7/4 for 11, 11 + 9/4 for 12, 12 + 8/4 for 15, 15 + 8/4 for 20.
    const errors = [1.25, -1.25, 1, 3];
    const sd = Math.sqrt(errors.reduce((sum, e) => sum + e * e, 0) / 4);
    expect(forecast(series, "growth", 1)).toEqual({
      mean: 23,
      sd,
      errors: 4,
      errorsOf: "own",
      errorsLead: 1,
    });
    expect(forecast(series, "growth", 3).mean).toBe(29);
  });

  test("with fewer than four errors two periods ahead, those of one period are stretched by the root of two", () => {
    const two = forecast(series, "growth", 2);
    expect([two.errorsOf, two.errorsLead]).toEqual(["own", 1]);
    expect(two.sd).toBeCloseTo(forecast(series, "growth", 1).sd * Math.SQRT2, 14);
  });
});

test("a young series borrows the errors of its group, not those of strangers", () => {
  const young = known([5, 6], { id: "young" });
  const peer = known([0, 1, 2, 3, 4, 5], { id: "peer" });
  const stranger = known([0, 9, 0, 9, 0, 9, 0, 9], { id: "stranger", group: "other" });
  const forecast = naiveForecasts([young, peer, stranger])(young, "no change", 1);
  expect(forecast).toEqual({ mean: 6, sd: 1, errors: 6, errorsOf: "group", errorsLead: 1 });
  const alone = naiveForecasts([young, stranger])(young, "no change", 1);
  expect([alone.errorsOf, alone.errors]).toEqual(["all", 8]);
});

test("a series on another scale lends nothing", () => {
  const young = known([5, 6], { id: "young" });
  const peer: Known = { ...known([0, 1, 2, 3, 4, 5], { id: "peer" }), scale: "log" };
  expect(naiveForecasts([young, peer])(young, "no change", 1)).toMatchObject({ sd: 0, errorsOf: "nobody" });
});

test("without any past errors a forecast is a point", () => {
  const series = known([3]);
  expect(naiveForecasts([series])(series, "growth", 2)).toEqual({
    mean: 3,
    sd: 0,
    errors: 0,
    errorsOf: "nobody",
    errorsLead: 2,
  });
});

test("the lead counts from the last period known, also where that is not the origin", () => {
  const series = known([1, 2, 3, 4, 5, 6, 7, undefined]);
  const forecast = naiveForecasts([series])(series, "growth", 1);
  expect(forecast.mean).toBe(9);
  expect(naiveForecasts([series])(series, "no change", 1)).toMatchObject({ mean: 7, sd: 2, errorsLead: 2 });
});

test("growth over less than a year is taken where no more is known, but lends no errors", () => {
  const series = known([4, undefined, 5]);
  const forecast = naiveForecasts([series])(series, "growth", 2);
  expect([forecast.mean, forecast.errorsOf]).toEqual([6, "nobody"]);
});

test("what is not known of a period makes no error", () => {
  const series = known([0, undefined, 2, undefined, 4, undefined, 6, undefined, 8]);
  expect(naiveForecasts([series])(series, "no change", 2)).toMatchObject({ sd: 2, errors: errorsMin });
});

test("nothing known is our own mistake", () => {
  const series = known([]);
  expect(() => naiveForecasts([series])(series, "no change", 1)).toThrow(RangeError);
});
