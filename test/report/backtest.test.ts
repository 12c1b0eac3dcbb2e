import { beforeAll, describe, expect, test } from "vitest";
import { exp, log } from "../../src/elementary/elementary.ts";
import { type Quarter, lastDayOf } from "../../src/model/circular/quarter.ts";
import type { Paths } from "../../src/paths/run.ts";
import { crpsOfNormal } from "../../src/paths/score.ts";
import { backtestAnswer } from "../../src/report/backtest-answer.ts";
import { backtestPlan } from "../../src/report/backtest-plan.ts";
import { runEconomy } from "../../src/report/backtest-run.ts";
import { type Backtest, backtestOf } from "../../src/report/backtest.ts";
import { type FloorRow, floorOf } from "../../src/report/trial.ts";
import { tunedOn, tuningLine } from "../../src/report/tuning.ts";
import { csvOf } from "../../src/report/csv.ts";
import { renderText } from "../../src/cli/render.ts";
import { addDays } from "../../src/unit/date.ts";
import { figures, smallEconomy } from "./small-economy.ts";
import { smallBook } from "../small-book.ts";

const book = smallBook("facts: []");

const known = (quarter: Parameters<typeof lastDayOf>[0]) => addDays(lastDayOf(quarter), 30);
/** Sales grew by 5 % a quarter until the origin, then by a tenth, as the model says. */
const sales = [...Array(9).keys()].map((k) => 100 * exp(0.05 * (k - 8)));
const outcomes = [1, 2, 3].map((k) => 100 * exp(0.1 * k));
const actuals = [
  ...figures("aws.revenue", "2022Q4", [...sales, ...outcomes], known),
  ...figures("aws.capacityGw", "2024Q3", [2e9, 2e9, 2e9], known),
  ...figures("lab.runRate", "2025Q1", [11], known),
  ...figures("azure.revenue", "2024Q4", [50, 51], known),
];
const plan = backtestPlan("2024Q4", "2026-01-31", (day) => actuals.filter((one) => one.known <= day));
const economy = smallEconomy("2024Q4", plan.quarters);
const hindsight = { later: [], undated: ["pace"], used: 1, read: "2026-01-31" };
let run: Paths;
let found: Backtest;

beforeAll(async () => {
  const series = new Set(plan.outcomes.map((one) => one.series));
  run = await runEconomy(economy, { paths: 3000, seed: 1, series });
  found = backtestOf(plan, economy.series, run);
});

describe("a model that is right", () => {
  const target = (series: string, quarter: string) =>
    found.targets.find((one) => one.series === series && one.quarter === quarter)!;

  test("forecasts sales as the normal that they are, on logs", () => {
    for (const [k, quarter] of ["2025Q1", "2025Q2", "2025Q3"].entries()) {
      const h = k + 1;
      const one = target("aws.revenue", quarter);
      expect(one.horizon).toBe(h);
      expect(one.actual).toBe(outcomes[k]);
      expect(one.crps).toBeCloseTo(crpsOfNormal({ mean: 0, sd: 0.02 * h }, 0), 3);
      expect(log(one.p50 / 100)).toBeCloseTo(0.1 * h, 2);
      expect(one.width).toBeCloseTo(2 * 1.6449 * 0.02 * h, 2);
      expect(one.place).toBeCloseTo(0.5, 1);
    }
  });

  test("the rivals are those of the past: 5 % a quarter without a spread, and no change with its errors", () => {
    const { rivalCrps } = target("aws.revenue", "2025Q1");
    expect(rivalCrps.growth).toBeCloseTo(0.05, 12);
    expect(rivalCrps["no change"]).toBeCloseTo(crpsOfNormal({ mean: 0, sd: 0.05 }, 0.1), 12);
  });

  test("gigawatts of the model are watts in the answer", () => {
    const one = target("aws.capacityGw", "2025Q1");
    expect([one.unit, one.actual, one.p50, one.crps]).toEqual(["W", 2e9, 2e9, 0]);
  });

  test("beats the better rival by the definition of skill, each series counting once", () => {
    const mean = (values: readonly number[]) => values.reduce((sum, x) => sum + x, 0) / values.length;
    const growth = mean([mean([0.05, 0.1, 0.15]), 0]);
    const own = mean([
      mean(found.targets.filter((one) => one.series === "aws.revenue").map(({ crps }) => crps)),
      0,
    ]);
    expect(found.rival).toBe("growth");
    expect(found.all.crps).toBeCloseTo(own, 12);
    expect(found.all.rivalCrps.growth).toBeCloseTo(growth, 12);
    expect(found.all.skill).toBeCloseTo(1 - own / growth, 12);
    expect(found.targets.every((one) => one.naiveCrps === one.rivalCrps.growth)).toBe(true);
  });

  test("coverage comes with Wilson's interval", () => {
    expect(found.all).toMatchObject({ targets: 4, seriesCount: 2, coverage50: 1, coverage90: 1 });
    expect(found.coverage50).toEqual({
      probability: 1,
      low: expect.closeTo(0.5101, 4) as number, // 4 of 4: n / (n + 1.96²)
      high: 1,
    });
  });

  test("the facts behind the outcomes that are scored are named, and no others", () => {
    expect([...found.facts].toSorted()).toEqual([
      "aws.capacityGw 2025Q1",
      "aws.revenue 2025Q1",
      "aws.revenue 2025Q2",
      "aws.revenue 2025Q3",
    ]);
  });

  test("what cannot be scored is listed with its reason", () => {
    expect(found.leftOut.map(({ series, why }) => [series, why])).toEqual([
      ["azure.revenue", "not simulated"],
      ["lab.runRate", "no figure above zero was known on the origin's day"],
    ]);
  });
});

test("seed and paths decide every digit, and a larger spread scores worse", async () => {
  const series = new Set(["aws.revenue"]);
  const again = await runEconomy(economy, { paths: 3000, seed: 1, series });
  expect(
    backtestOf(
      { ...plan, outcomes: plan.outcomes.filter((one) => series.has(one.series)) },
      economy.series,
      again,
    ).targets,
  ).toEqual(found.targets.filter((one) => one.series === "aws.revenue"));
});

test("the first target is the quarter after the origin, the last that of the newest figure", () => {
  const quarters = found.targets.map(({ quarter }) => quarter).toSorted();
  expect([quarters[0], quarters.at(-1)]).toEqual(["2025Q1", "2025Q3"]);
});

test("no outcome that the model simulates: an error says why", () => {
  const { series } = economy;
  const others = series.filter(({ id }) => id === "lab.runRate");
  expect(() => backtestOf(plan, others, run)).toThrow(
    /None of 6 figures after 2024Q4 can be scored: not simulated; no figure above zero/u,
  );
});

describe("the answer", () => {
  const answer = () => backtestAnswer(book, found, { paths: 3000, seed: 1, failedPaths: 0, hindsight });

  test("is the document that other programs rely on", () => {
    const json = answer().json as Record<string, unknown>;
    expect(json).toMatchObject({
      from: "2024Q4",
      day: "2025-03-16",
      coverage50: 1,
      coverage90: 1,
      seriesCount: 2,
    });
    expect(json["skill"]).toBe(found.all.skill);
    const [first] = json["targets"] as Record<string, unknown>[];
    for (const key of ["series", "quarter", "actual", "p5", "p25", "p50", "p75", "p95", "crps", "naiveCrps"])
      expect(first).toHaveProperty(key);
    expect(JSON.parse(JSON.stringify(json))).toEqual(json);
  });

  test("says in words where the naive forecast is better, and what counts as a miss", () => {
    const words = renderText(answer().blocks, { width: 120, colour: false });
    expect(words).toContain(
      "Back-test from 2024Q4 as known on 2025-03-16: 4 figures of 2 series, 2025Q1 to 2025Q3",
    );
    expect(words).toContain("The naive forecast is better in none of 2 groups.");
    expect(words).toContain("4 of 4 outcomes lie in the 90% intervals: 100%, 95% interval 51% to 100%.");
    expect(words).toContain("Nearly every outcome inside is a miss too");
    expect(words).toMatch(/2\.5 times as wide as the naive one is a miss/u);
    expect(words).toContain("Not scored (not simulated): azure.revenue.");
    expect(words).toContain("Beside the trial, figures of the same quarters");
  });

  test("says whether the model was tuned on the origin, and which groups of the trial it misses", () => {
    const words = renderText(answer().blocks, { width: 200, colour: false });
    expect(words).toContain("The model was tuned on this origin, so these scores flatter;");
    expect(answer().json).toMatchObject({ tunedOn: "yes" });
    const { floor } = answer().json as { floor: FloorRow[] };
    expect(floor.map(({ group, set }) => [group, set])).toEqual([
      ["cloud-revenue", "shaping"],
      ["all", "shaping"],
    ]);
    expect(words).toContain("the floor is missed in none of 1 groups; over all of them it is reached");
    expect(words).toMatch(/ cloud revenue +to 2026Q1 +3 .* reached/u);
  });

  test("lists every target as CSV", () => {
    const lines = csvOf(answer()).trimEnd().split("\r\n");
    expect(lines).toHaveLength(5);
    expect(lines[0]).toMatch(/^series,group,unit,quarter,horizon,actual,p5/u);
  });
});

test("the floor of a group is reached by a mean over figures of the same quarters of at most the trial's", () => {
  const at = (group: string, quarter: Quarter, crps: number, actual = 1) => ({
    group,
    quarter,
    crps,
    actual,
    p5: 0,
    p25: 0,
    p75: 2,
    p95: 2,
  });
  const floor = floorOf([
    at("capex", "2025Q4", 0.1),
    at("capex", "2026Q1", 0.16, 3),
    at("capex", "2026Q2", 0.23),
    at("rpo", "2026Q3", 0.367),
    at("lab-run-rates", "2026Q2", 0.3),
    at("cash", "2026Q1", 9),
  ]);
  expect(floor.map(({ group, set, targets, isReached }) => [group, set, targets, isReached])).toEqual([
    // The trial had seen all of the labs' figures.
    ["lab-run-rates", "shaping", 1, true],
    ["capex", "shaping", 2, true],
    ["capex", "unseen", 1, false],
    ["rpo", "unseen", 1, true],
    ["all", "shaping", 3, false],
    ["all", "unseen", 2, false],
  ]);
  expect(floor[1]).toMatchObject({ coverage90: 0.5, trialCoverage90: 0.6, trialCrps: 0.141 });
  expect(floor[1]!.crps).toBeCloseTo(0.13, 12);
  expect(floor[4]!.crps).toBeCloseTo((0.1 + 0.16 + 0.3) / 3, 12);
});

test("of each origin it is said whether it was used", () => {
  expect((["2024Q4", "2025Q2", "2025Q4", "2025Q1"] as const).map(tunedOn)).toEqual([
    "yes",
    "in-sight",
    "in-sight",
    "no",
  ]);
  for (const from of ["2025Q4", "2025Q1"] as const) expect(tuningLine(from)).toContain("was tuned on 2024Q4");
});

test("intervals 2.5 times as wide as the naive ones are marked, and a better rival is named with both scores", async () => {
  // Sales that hardly moved: no change with a spread of a thousandth beats growth of a tenth.
  const still = [100, 100.1, 100, 100.1, 100, 100.1, 100, 100.1, 100];
  const calm = figures("aws.revenue", "2022Q4", [...still, 100], known);
  const calmPlan = backtestPlan("2024Q4", "2026-01-31", (day) => calm.filter((one) => one.known <= day));
  const series = new Set(["aws.revenue"]);
  const paths = await runEconomy(smallEconomy("2024Q4", 1), { paths: 500, seed: 1, series });
  const worse = backtestOf(calmPlan, economy.series, paths);
  expect(worse.all.skill).toBeLessThan(-10);
  expect(worse.all.widthRatio).toBeGreaterThan(2.5);
  const words = renderText(
    backtestAnswer(book, worse, { paths: 500, seed: 1, failedPaths: 0, hindsight }).blocks,
    {
      width: 120,
      colour: false,
    },
  );
  expect(words).toMatch(
    /The naive forecast is better in 1 of 1 groups: cloud revenue \(0\.000\d+ against 0\.0\d+\)/u,
  );
  expect(words).toMatch(/is a miss, as much as an outcome outside of it:\s+cloud revenue,\s+aws\.revenue/u);
});
