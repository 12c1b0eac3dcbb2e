import { describe, expect, test } from "vitest";
import type { RoundtripError } from "../../src/error/error.ts";
import { lastDayOf } from "../../src/model/circular/quarter.ts";
import { type ActualsOn, backtestPlan, originDay } from "../../src/report/backtest-plan.ts";
import { addDays } from "../../src/unit/date.ts";
import { figures } from "./small-economy.ts";

const after = (days: number) => (quarter: Parameters<typeof lastDayOf>[0]) =>
  addDays(lastDayOf(quarter), days);
const all = [
  ...figures("aws.revenue", "2024Q1", [80, 85, 90, 95, 100, 110, 120], after(30)),
  // Its quarters end a month early, so that the first after the origin is told before the origin's day.
  ...figures("oci.revenue", "2024Q4", [5, 6, 7], (quarter) => addDays(lastDayOf(quarter), -20)),
];
const actualsOn: ActualsOn = (day) => all.filter(({ known }) => known <= day);

function faultOf(ask: () => unknown): [code: string, exit: number, message: string, remedy: string] {
  try {
    ask();
  } catch (error) {
    const { code, exit, message, remedy } = error as RoundtripError;
    return [code, exit, message, remedy];
  }
  throw new Error("no fault");
}

test("a quarter counts as known 75 days after its end", () => {
  expect(originDay("2024Q4")).toBe("2025-03-16");
  expect(originDay("2023Q4")).toBe("2024-03-15"); // a leap year
});

describe("from 2024Q4", () => {
  const plan = backtestPlan("2024Q4", "2025-12-31", actualsOn);

  test("the past ends with that quarter, what came later is to be forecast", () => {
    expect(plan.past.map(({ series, quarter }) => `${series} ${quarter}`)).toEqual([
      "aws.revenue 2024Q1",
      "aws.revenue 2024Q2",
      "aws.revenue 2024Q3",
      "aws.revenue 2024Q4",
      "oci.revenue 2024Q4",
    ]);
    expect(plan.outcomes.map(({ series, quarter }) => `${series} ${quarter}`)).toEqual([
      "aws.revenue 2025Q1",
      "aws.revenue 2025Q2",
      "aws.revenue 2025Q3",
      "oci.revenue 2025Q2",
    ]);
    expect(plan.quarters).toBe(3);
  });

  test("a later figure that was known on the origin's day is no forecast", () => {
    expect(plan.alreadyKnown.map(({ series, quarter }) => `${series} ${quarter}`)).toEqual([
      "oci.revenue 2025Q1",
    ]);
  });

  test("outcomes known after the as-of are none", () => {
    const { outcomes, quarters } = backtestPlan("2024Q4", "2025-08-01", actualsOn);
    expect(outcomes.map(({ quarter }) => quarter)).toEqual(["2025Q1", "2025Q2", "2025Q2"]);
    expect(quarters).toBe(2);
  });

  test("a figure corrected later is scored as it is now, and starts as it was then", () => {
    const corrected: ActualsOn = (day) =>
      actualsOn(day).map((actual) => (day > "2025-06-01" ? { ...actual, value: actual.value + 1 } : actual));
    const { past, outcomes } = backtestPlan("2024Q4", "2025-12-31", corrected);
    expect([past.at(-2)!.value, outcomes[0]!.value]).toEqual([95, 101]);
  });
});

describe("what cannot be asked", () => {
  test("a quarter that is not known yet", () => {
    expect(faultOf(() => backtestPlan("2026Q4", "2025-12-31", actualsOn))).toEqual([
      "BACKTEST_FUTURE",
      2,
      "The figures of 2026Q4 are taken as known on 2027-03-16, which is after 2025-12-31.",
      "Write a quarter from 2024Q1 to 2025Q2.",
    ]);
  });

  test("the newest quarter, after which nothing came", () => {
    expect(faultOf(() => backtestPlan("2025Q3", "2025-12-31", actualsOn))).toEqual([
      "BACKTEST_FUTURE",
      2,
      "Nothing after 2025Q3 became known between 2025-12-14 and 2025-12-31.",
      "Write a quarter from 2024Q1 to 2025Q2.",
    ]);
  });

  test("a quarter before the facts", () => {
    expect(faultOf(() => backtestPlan("2015Q1", "2025-12-31", actualsOn)).slice(0, 3)).toEqual([
      "BACKTEST_NO_FACTS",
      2,
      "The book has no figure of 2015Q1 or before that was known on 2015-06-14.",
    ]);
  });

  test("a book without figures", () => {
    const [code, , , remedy] = faultOf(() => backtestPlan("2024Q4", "2025-12-31", () => []));
    expect([code, remedy]).toEqual(["BACKTEST_NO_FACTS", "The book has no figures of quarters to forecast."]);
  });
});
