// What counts as a loss in a stress: beyond chance for as many figures as are looked at, large enough, near enough.

import { expect, test } from "vitest";
import { plusQuarters } from "../../src/model/circular/quarter.ts";
import { scenarioKinds } from "../../src/model/circular/scenario-list.ts";
import type { Shock } from "../../src/model/circular/scenario.ts";
import { compare } from "../../src/paths/compare.ts";
import { effectOf, errorsBeyond, isBeyond, testsIn, windowOf } from "../../src/report/stress-threshold.ts";
import { unitNamed } from "../../src/unit/unit.ts";
import { smallEconomy } from "./small-economy.ts";

const quarters = Array.from({ length: 40 }, (_, k) => plusQuarters("2026Q3", k));
const shock = (quarter: (typeof quarters)[number], lasts: number | undefined): Shock => ({
  text: "",
  kind: scenarioKinds[0]!,
  of: undefined,
  size: undefined,
  quarter,
  lasts,
  changes: [],
});

test("a stress is looked at from its beginning to twelve quarters after its end, and three years on", () => {
  expect(windowOf([shock("2027Q1", 6)], { quarters })).toEqual({ first: 3, last: 8 + 12, near: 14 });
  expect(windowOf([shock("2027Q1", undefined)], { quarters })).toEqual({ first: 3, last: 40, near: 14 });
  expect(windowOf([shock("2028Q1", 1), shock("2027Q1", 1)], { quarters })).toEqual({
    first: 3,
    last: 7 + 12,
    near: 14,
  });
  expect(windowOf([shock("2036Q1", 4)], { quarters })).toEqual({ first: 39, last: 40, near: 40 });
});

test("one of many has to differ by as many errors as Bonferroni asks", () => {
  expect(errorsBeyond(1)).toBeCloseTo(1.959963985, 8);
  expect(errorsBeyond(10)).toBeCloseTo(2.807033768, 8);
  expect(errorsBeyond(5000)).toBeCloseTo(4.417173413, 8);
});

/** 101 futures in which what is lost lies around a mean. */
const around = (mean: number, spread: number) => {
  const failed = new Uint8Array(101);
  const values = Float64Array.from(failed, (_, path) => mean + (spread * (path - 50)) / 50);
  return compare({ values: new Float64Array(101), failed }, { values, failed });
};
const series = (id: string, unit = unitNamed("USD")) => ({
  id,
  party: "lab",
  variable: id,
  unit,
  kind: "flow" as const,
});
const many = errorsBeyond(5000);

test("what one look would take for a loss, thousands of looks do not", () => {
  const change = around(-2e9, 8e9);
  expect(isBeyond(change, errorsBeyond(1))).toBe(true);
  expect(isBeyond(change, many)).toBe(false);
  expect(isBeyond(around(-2e9, 2e9), many)).toBe(true);
  expect(isBeyond(around(0, 0), many)).toBe(false);
});

test("a loss is a hundredth of what was there and a thousandth of a year's revenue, or $100M without one", () => {
  const fails = new Set(["lab"]);
  const effect = (id: string, mean: number, before: number, revenue?: number) =>
    effectOf(series(id), around(mean, 0), { before, revenue, errors: many, fails });
  const loses = (...of: Parameters<typeof effect>): boolean => effect(...of) === "loss";
  expect(loses("lab.funding", -1.1e9, 100e9, 10e9)).toBe(true);
  expect(loses("lab.funding", -0.9e9, 100e9, 10e9)).toBe(false);
  // All of next to nothing is next to nothing.
  expect(loses("lab.funding", -791_000, 791_000, 10e9)).toBe(false);
  expect(loses("lab.funding", -39e6, 39e6, 10e9)).toBe(false);
  expect(loses("lab.funding", -41e6, 41e6, 10e9)).toBe(true);
  expect(loses("investors.loss", 99e6, 0)).toBe(false);
  expect(loses("investors.loss", 101e6, 0)).toBe(true);
  expect(loses("lab.funding", 1e9, 1e9, 10e9)).toBe(false);
  expect(loses("lab.spend", -1e9, 1e9, 10e9)).toBe(false);
  expect(loses("investors.cash", -1e9, 1e9)).toBe(false);
  // Who cannot fail may need less.
  expect(effect("group.funding", -1e9, 1e9)).toBe(undefined);
  expect(loses("group.cash", -1e9, 1e9)).toBe(true);
  // A gain has the same floors.
  expect(effect("lab.cash", 1.1e9, 100e9, 10e9)).toBe("gain");
  expect(effect("lab.cash", 0.9e9, 100e9, 10e9)).toBe(undefined);
  expect(effect("investors.loss", -101e6, 200e6)).toBe("gain");
});

test("every series that can be lost is looked at in every quarter of the window", () => {
  const economy = smallEconomy("2026Q2", 4);
  expect(testsIn(economy, { first: 2, last: 4, near: 4 })).toBe(3 * 3);
  const more = [...economy.series, series("lab.spend"), series("investors.cash"), series("investors.loss")];
  expect(testsIn({ series: more, events: [] }, { first: 2, last: 4, near: 4 })).toBe(4 * 3);
});
