import { expect, test } from "vitest";
import { renderText } from "../../src/cli/render.ts";
import { calibrationAnswer, calibrationOf, startValues } from "../../src/report/calibration.ts";
import { runEconomy } from "../../src/report/backtest-run.ts";
import { figures, smallEconomy } from "./small-economy.ts";
import { smallBook } from "../small-book.ts";

const book = smallBook("facts: []");

const economy = smallEconomy("2024Q4", 1);
const of = (values: Readonly<Record<string, number>>, reported: Readonly<Record<string, number>>) =>
  calibrationOf(
    economy,
    new Map(Object.entries(values)),
    Object.entries(reported).flatMap(([series, value]) =>
      figures(series, "2024Q3", [1, value, 7], () => "2025-01-30"),
    ),
  );

test("figures of the start's quarter stand beside the reported ones, with their distance as a part of these", () => {
  const { quarter, figures: found } = of(
    { "aws.revenue": 104, "lab.runRate": 8 },
    { "aws.revenue": 100, "lab.runRate": 10 },
  );
  expect(quarter).toBe("2024Q4");
  expect(found).toEqual([
    {
      series: "aws.revenue",
      unit: "USD",
      reported: 100,
      model: 104,
      off: 0.04,
      isWithin: true,
      basis: "derived",
    },
    {
      series: "lab.runRate",
      unit: "USD",
      reported: 10,
      model: 8,
      off: -0.2,
      isWithin: false,
      basis: "derived",
    },
  ]);
});

test("a tenth is within, and a series without a value is not", () => {
  const { figures: found } = of({ "aws.revenue": 110 }, { "aws.revenue": 100, "lab.runRate": 10 });
  expect(found.map(({ isWithin, off }) => [isWithin, off])).toEqual([
    [true, 0.1],
    [false, null],
  ]);
});

test("nothing reported has no share: only nothing is within", () => {
  expect(of({ "aws.revenue": 1 }, { "aws.revenue": 0 }).figures[0]).toMatchObject({
    off: null,
    isWithin: false,
  });
  expect(of({ "aws.revenue": 0 }, { "aws.revenue": 0 }).figures[0]).toMatchObject({
    off: null,
    isWithin: true,
  });
});

test("what is reported by another definition is apart, and what the model starts from is marked", () => {
  const [one] = figures("aws.revenue", "2024Q4", [100], () => "2025-01-30");
  const found = calibrationOf(economy, new Map([["aws.revenue", 100]]), [
    { ...one!, isTaken: true },
    { ...one!, value: 125, definition: "reported for more" },
  ]);
  expect(found.figures).toMatchObject([{ series: "aws.revenue", basis: "taken", isWithin: true }]);
  expect(found.otherDefinitions).toEqual([
    {
      series: "aws.revenue",
      unit: "USD",
      reported: 125,
      model: 100,
      off: -0.2,
      definition: "reported for more",
    },
  ]);
  const words = renderText(calibrationAnswer(book, found, "2025-03-16").blocks, {
    width: 120,
    colour: false,
  });
  expect(words).toContain("1 are taken as given: the model starts from them. 0 of the 0 that it derives");
  expect(words).toMatch(/aws\.revenue\s+\$100\s+\$125\s+−20%\s+reported for more/u);
});

test("what was told as a floor is met above it, up to its end where there is one, and is no miss", () => {
  const [one] = figures("lab.runRate", "2024Q4", [10], () => "2025-01-30");
  const at = (model: number, upTo?: number) =>
    calibrationOf(economy, new Map([["lab.runRate", model]]), [{ ...one!, floor: { upTo } }]);
  const isMet = (model: number, upTo?: number) => at(model, upTo).floors.map((floor) => floor.isMet);
  expect(at(30).figures).toEqual([]);
  expect(isMet(30)).toEqual([true]);
  expect(isMet(10)).toEqual([true]);
  expect(isMet(9.5)).toEqual([false]);
  expect(isMet(14, 14)).toEqual([true]);
  expect(isMet(15, 14)).toEqual([false]);
  expect(isMet(30, 14)).toEqual([false]);
  expect(calibrationOf(economy, new Map(), [{ ...one!, floor: { upTo: undefined } }]).floors).toMatchObject([
    { model: null, isMet: false },
  ]);
  const words = renderText(calibrationAnswer(book, at(30e9), "2025-03-16").blocks, {
    width: 120,
    colour: false,
  });
  expect(words).toContain('Of 1 told as a floor, "at least", the model meets 1.');
  expect(words).toMatch(/lab\.runRate\s+\$30B\s+\$10\s+\+\S+\s+yes\s+derived/u);
});

test("what is reported and not simulated is named", () => {
  expect(of({}, { "azure.revenue": 5 })).toMatchObject({ figures: [], notSimulated: ["azure.revenue"] });
});

test("values of period 0 are medians of the run, in base units; a series that starts later has none", async () => {
  const series = new Set(economy.series.map(({ id }) => id));
  const run = await runEconomy(economy, { paths: 50, seed: 1, series });
  expect(Object.fromEntries(startValues(economy.series, run))).toEqual({
    "aws.revenue": 100,
    "aws.capacityGw": 2e9,
  });
});

test("the table lists the largest differences first, with their sign and size", () => {
  const found = of(
    { "aws.revenue": 50e9, "lab.runRate": 8e9, "aws.capacityGw": 2e9 },
    { "aws.revenue": 100e9, "lab.runRate": 10e9, "aws.capacityGw": 2e9 },
  );
  const words = renderText(calibrationAnswer(book, found, "2025-03-16").blocks, {
    width: 120,
    colour: false,
  });
  expect(words).toContain("1 of 3 figures of 2024Q4 are within 10% of the reported ones.");
  expect(words).toMatch(
    /aws\.revenue\s+\$50B\s+\$100B\s+−50%\s+derived\n\s+lab\.runRate\s+\$8B\s+\$10B\s+−20%/u,
  );
  expect(words).toMatch(/aws\.capacityGw\s+2 GW\s+2 GW\s+\+0%/u);
});
