// Shocks as they are written, and cascades as they are drawn.

import { expect, test } from "vitest";
import type { PossibleScenario } from "../../src/web/engine/possible.ts";
import { historyOf, fieldsOf } from "../../src/web/part/record-fields.ts";
import { placeOnScale, settingOf, settingsWith } from "../../src/web/views/assumptions/assumption.ts";
import { loopLayout } from "../../src/web/views/loop-picture-layout.ts";
import { chancesOf } from "../../src/web/views/stress/chances.ts";
import { partsOfShock, shockText, sizeFault } from "../../src/web/views/stress/choice.ts";
import { cascadeOfContagion } from "../../src/web/views/stress/cascade.ts";

const winter: PossibleScenario = {
  id: "funding-winter",
  of: undefined,
  does: "a funding winter holds",
  size: { counts: "quarters that it lasts", usual: 6, none: 0, least: 1, most: 20, isWhole: true },
  begins: "2027Q1",
  reason: "",
};
const fails: PossibleScenario = { ...winter, id: "party-fails", of: "party", size: undefined };

test.each([
  ["funding-winter", winter],
  ["funding-winter=8", winter],
  ["funding-winter=8@2028Q3", winter],
  ["party-fails:openai@2027Q2", fails],
])("%s is taken apart and put together again", (text, scenario) => {
  expect(shockText(partsOfShock(text), scenario)).toBe(text);
});

test("what is as usual is left out", () => {
  expect(shockText({ id: "funding-winter", of: "", size: "6", quarter: "2027Q1" }, winter)).toBe(
    "funding-winter",
  );
});

test.each([
  ["", undefined],
  ["7", undefined],
  ["7.5", "Write a whole number from 1 to 20"],
  ["21", "Write a whole number from 1 to 20"],
  ["much", "Write a whole number from 1 to 20"],
])("the size %j is permitted, or why not", (written, fault) => {
  if (fault === undefined) expect(sizeFault(written, winter)).toBeUndefined();
  else expect(sizeFault(written, winter)).toContain(fault);
});

test("losses of one party in one round are one row, the largest first", () => {
  const loss = { through: "c", legs: [] };
  const { rows } = cascadeOfContagion({
    failed: "c",
    year: 2027,
    rounds: [
      [
        { party: "a", lossUsd: 2e9, cause: "stake", ...loss },
        { party: "b", lossUsd: 3e9, cause: "loan", ...loss },
        { party: "a", lossUsd: 2e9, cause: "sales", ...loss },
      ],
    ],
    totalsUsd: [7e9],
  });
  expect(rows.map(({ party, usd, what }) => [party, usd, what])).toEqual([
    ["a", 4e9, "stake, sales"],
    ["b", 3e9, "loan"],
  ]);
});

test("a chance whose change may be nothing is not drawn", () => {
  const event = { before: 0.5, after: 0.6, change: 0.1 };
  const sure = { ...event, low: 0.05, high: 0.15 };
  const open = { ...event, low: -0.01, high: 0.2 };
  const events = {
    "a.default": { ...sure, near: { quarter: "2029Q4", ...open } },
    "b.default": { ...open, near: { quarter: "2029Q4", ...sure } },
  };
  expect(chancesOf({ events }, "horizon").map((one) => one.event)).toEqual(["a.default"]);
  expect(chancesOf({ events }, "near").map((one) => one.event)).toEqual(["b.default"]);
});

test("an assumption is set once, and taken back", () => {
  expect(settingsWith(["a=1", "b=2"], "a", "3")).toEqual(["b=2", "a=3"]);
  expect(settingsWith(["a=1", "b=2"], "a", undefined)).toEqual(["b=2"]);
  expect(settingOf(["ab=1", "a = 4% "], "a")).toBe("4%");
});

test("an interval lies on a scale from a tenth of the middle to ten times it", () => {
  expect([0.1, 1, 10, 100].map((value) => placeOnScale(value, 1))).toEqual([0, 0.5, 1, 1]);
  expect(placeOnScale(-1, 1)).toBeUndefined();
  expect(placeOnScale(1, 0)).toBeUndefined();
});

test("fields of a record: figures as written, changes as a history, nothing where nothing is known", () => {
  const record = {
    latestDate: "2026-01-01",
    valuation: { form: "point", low: 1, high: 1, values: [1], unit: "USD", text: "$1" },
    note: null,
    status: "completed",
    statusHistory: [
      { from: "2026-04-20", is: "active" },
      { from: "2026-07-31", is: "completed", note: "paid" },
    ],
  };
  expect(fieldsOf(record, [])).toEqual([
    { label: "latest date", shown: { text: "2026-01-01" } },
    { label: "valuation", shown: { text: "$1" } },
    {
      label: "status",
      shown: {
        list: [{ text: "active from 2026-04-20" }, { text: "completed from 2026-07-31 (paid)" }],
      },
    },
  ]);
  expect(historyOf(undefined)).toEqual([]);
});

test.each([390, 800, 1280])(
  "at %i pixels bands are as wide as their amounts, and stay between the parties",
  (width) => {
    const part = (leg: string, high: number) => ({
      leg,
      kind: "equity",
      announced: "2026-01-01",
      usd: { low: high, high },
      shown: "",
      years: null,
      ends: null,
      hasCapacity: false,
      terminationPublic: false,
    });
    const { over, back, from, to, height, isTall } = loopLayout(
      [part("a", 20e9), part("b", 40e9)],
      [part("c", 120e9)],
      width,
    );
    const sizes = [...over.bands, ...back.bands].map(({ path }) => {
      const points = [...path.matchAll(/([\d.]+) ([\d.]+)/gu)].map(
        ([, x, y]) => [Number(x), Number(y)] as const,
      );
      const across = points.map(([x, y]) => (isTall ? x : y));
      return Math.max(...across) - Math.min(...across) + 1.5;
    });
    expect(sizes[1]! / sizes[0]!).toBeCloseTo(2, 1);
    expect(sizes[2]! / sizes[1]!).toBeCloseTo(3, 1);
    expect(Math.max(from.x + from.width, to.x + to.width)).toBeLessThanOrEqual(width);
    expect(Math.max(from.y + from.height, to.y + to.height)).toBeLessThanOrEqual(height);
  },
);
