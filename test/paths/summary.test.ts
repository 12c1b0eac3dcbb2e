import { expect, test } from "vitest";
import { summaryOf } from "../../src/paths/summary.ts";

test("a series is summarised period by period, and is null where it has no value", () => {
  const cells = [undefined, Float64Array.of(1, 2, 3, 4, NaN), Float64Array.of(5, 5, 5, 5, 0)];
  expect(summaryOf(cells, Uint8Array.of(0, 0, 0, 0, 1))).toEqual({
    mean: [null, 2.5, 5],
    sd: [null, Math.sqrt(5 / 3), 0],
    p5: [null, 1.15, 5],
    p25: [null, 1.75, 5],
    p50: [null, 2.5, 5],
    p75: [null, 3.25, 5],
    p95: [null, expect.closeTo(3.85, 14), 5],
  });
});

test("one path has a mean and quantiles, and no deviation", () => {
  const one = summaryOf([Float64Array.of(7)], Uint8Array.of(0));
  expect([one.mean, one.sd, one.p5, one.p95]).toEqual([[7], [null], [7], [7]]);
});

test("a run of which every path failed has no figure", () => {
  const none = summaryOf([Float64Array.of(NaN, 1)], Uint8Array.of(1, 1));
  for (const figures of Object.values(none)) expect(figures).toEqual([null]);
});
