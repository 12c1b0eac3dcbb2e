// Where a fan lies, and what it is said to show.

import { expect, test } from "vitest";
import type { ChangeFan, SeriesFan } from "../../src/web/engine/watched.ts";
import { changeFinding, eventsFinding, fanFinding } from "../../src/web/views/futures/finding.ts";
import { fanLayout, quartersApart } from "../../src/web/views/futures/fan-layout.ts";

const quarters = ["2026Q3", "2026Q4", "2027Q1", "2027Q2"];
const fanOf = (scale: number): SeriesFan => {
  const at = (part: number): Float64Array => Float64Array.from(quarters, (_, k) => scale * part * (k + 1));
  return {
    unit: "USD",
    kind: "stock",
    mean: at(3),
    p5: at(1),
    p25: at(2),
    p50: at(3),
    p75: at(4),
    p95: at(5),
  };
};
const input = {
  start: "2026Q2",
  quarters,
  fan: fanOf(1e9),
  baseline: undefined,
  actuals: [
    { quarter: "2026Q1", value: 1e9, from: [] },
    { quarter: "2026Q2", value: 2e9, from: [] },
  ],
  width: 600,
  scale: "linear",
} as const;

test("quarters are counted over the turn of a year", () => {
  expect(quartersApart("2026Q2", "2027Q1")).toBe(3);
  expect(quartersApart("2027Q1", "2026Q2")).toBe(-3);
});

test("the fan begins where what is known ends", () => {
  const chart = fanLayout(input);
  const last = chart.actualPoints.at(-1)!;
  expect(last.x).toBe(chart.startX);
  expect(chart.median.startsWith(`M${last.x},${last.y}L`)).toBe(true);
});

test("more money lies higher, and nothing lies outside the chart", () => {
  for (const scale of ["linear", "log"] as const) {
    const { y, plot } = fanLayout({ ...input, scale });
    expect(y(5e9)).toBeLessThan(y(1e9));
    for (const value of [-1e12, 0, 1e9, 1e15]) {
      expect(y(value)).toBeGreaterThanOrEqual(plot.top);
      expect(y(value)).toBeLessThanOrEqual(plot.bottom);
    }
  }
});

test("a baseline makes room for itself", () => {
  const alone = fanLayout(input);
  const beside = fanLayout({ ...input, baseline: fanOf(4e9) });
  expect(beside.y(2e10)).toBeGreaterThan(alone.y(2e10));
  expect(beside.baselineMedian).not.toBe("");
});

test("labels at the end do not lie on one another", () => {
  const { ends } = fanLayout({ ...input, fan: { ...fanOf(1), p95: fanOf(1e9).p95 } });
  const heights = ends.map(({ y }) => y);
  for (let k = 1; k < heights.length; k++) expect(heights[k]! - heights[k - 1]!).toBeGreaterThanOrEqual(14);
});

test("a quarter without a value leaves a gap, and no broken path", () => {
  const fan = fanOf(1e9);
  fan.p50[0] = NaN;
  fan.p5.fill(NaN);
  expect(fanLayout({ ...input, fan }).median).not.toContain("NaN");
  expect(fanLayout({ ...input, fan }).wide).not.toContain("NaN");
});

test("the finding says the middle, the range and what is otherwise", () => {
  const of = {
    party: "Lab",
    series: { words: "cash", per: "at the end", unit: "USD", kind: "stock" },
    quarter: "2027Q2",
    at: 3,
    fan: fanOf(1e9),
  } as const;
  expect(fanFinding({ ...of, baseline: undefined })).toBe(
    "Lab's cash is $12B in the middle of the futures in 2027Q2: nine of ten futures lie between $4B and $20B",
  );
  expect(fanFinding({ ...of, baseline: fanOf(2e9) })).toContain(
    "$12B in 2027Q2 in the middle, and $24B without the changes",
  );
  expect(fanFinding({ ...of, baseline: fanOf(1e9) })).toContain("with the changes as without");
});

test("the finding of events tells a party's own fate before a likelier one of its deals", () => {
  const is = (probability: number) => ({
    probability,
    low: 0,
    high: 1,
    byQuarter: [],
    lowByQuarter: [],
    highByQuarter: [],
  });
  const events = [
    { words: "Lab misses a minimum", deal: "some-deal", is: is(0.9) },
    { words: "Lab defaults", deal: undefined, is: is(0.1) },
  ];
  expect(eventsFinding(events, "2030Q4")).toBe("By 2030Q4, Lab defaults in 10% of the futures");
  expect(eventsFinding([{ ...events[1]!, is: is(0) }], "2030Q4")).toContain("in none of the futures");
});

const change = (mean: number, margin: number, up: number, down: number): ChangeFan => {
  const of = (value: number): Float64Array => Float64Array.of(value);
  const [low, high] = [of(mean - margin), of(mean + margin)];
  const spread = { p5: of(mean), p25: of(mean), p50: of(mean), p75: of(mean), p95: of(mean) };
  return { unit: "USD", mean: of(mean), low, high, ...spread, up: of(up), down: of(down) };
};

test("a change is told with its interval and its direction, or that even that is not sure", () => {
  const told = (of: ChangeFan): string =>
    changeFinding({
      party: "Lab",
      series: { words: "cash", per: "at the end" },
      quarter: "2028Q4",
      at: 0,
      change: of,
    });
  expect(told(change(-2e9, 1e9, 0.1, 0.6))).toBe(
    "With the changes Lab's cash is $2B lower in 2028Q4 in the mean of the same futures (-$3B to -$1B): it is higher in 10% of the futures and lower in 60%",
  );
  expect(told(change(1e9, 2e9, 0.5, 0.4))).toContain("by -$1B to $3B in the mean, so not even the direction");
  expect(told(change(0, 0, 0, 0))).toContain("do nothing to Lab's cash in 2028Q4");
  expect(told(change(NaN, 0, 0, 0))).toContain("is not known");
});
