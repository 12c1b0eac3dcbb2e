// Scenarios as they are written: what each changes, in which quarters, and what is refused.

import { beforeAll, describe, expect, test } from "vitest";
import type { Book } from "../../../src/book/book.ts";
import { RoundtripError } from "../../../src/error/error.ts";
import { log } from "../../../src/elementary/elementary.ts";
import { scenarioKinds, scenarioText, shockNumbers } from "../../../src/model/circular/scenario-list.ts";
import { possibleValues } from "../../../src/model/circular/possible-value.ts";
import { scenarioNames, shocksFrom } from "../../../src/model/circular/scenario.ts";
import { boundsOf } from "../../../src/model/circular/setting-bounds.ts";
import { settingsFrom } from "../../../src/model/circular/setting.ts";
import { defaultBook } from "../../small-book.ts";
import { leg, standIn } from "../../stand-in-economy.ts";

const economy = standIn(undefined, { quarters: 12 });
let book: Book;
beforeAll(async () => {
  book = await defaultBook();
});
const changes = (...texts: string[]) => shocksFrom(texts, economy, book).flatMap((shock) => shock.changes);
const error = (...texts: string[]): [code: string, exit: number, remedy: string] => {
  try {
    shocksFrom(texts, economy, book);
  } catch (thrown) {
    if (thrown instanceof RoundtripError) return [thrown.code, thrown.exit, thrown.remedy];
    throw thrown;
  }
  throw new Error("nothing was refused");
};

describe("what a scenario changes", () => {
  test("every scenario of the interface is there", () => {
    expect(scenarioNames).toEqual(
      "baseline plan-met plan-missed-30 funding-winter trainium-slips-a-year permits-freeze export-control price-war open-weights-catch-up rates-up ipo-window-shut party-fails:ID deal-cancelled:ID".split(
        " ",
      ),
    );
  });
  test("the baseline changes nothing", () => {
    expect(changes("baseline")).toEqual([]);
    expect(changes()).toEqual([]);
  });
  test("a missed plan lowers demand and its ceilings in the first quarter of the next year", () => {
    expect(changes("plan-missed-30")).toEqual([
      { name: "shock demand level", from: 3, to: 3, value: log(0.7) },
      { name: "shock ceiling", from: 3, to: 3, value: log(0.7) },
    ]);
    expect(log(0.7)).toBeCloseTo(-0.357, 3);
  });
  test("a winter lasts six quarters, or as many as are asked for, and no longer than the horizon", () => {
    expect(changes("funding-winter@2026Q4")).toEqual([{ name: "shock winter", from: 2, to: 7, value: 1 }]);
    expect(changes("funding-winter=2@2026Q4")[0]!.to).toBe(3);
    expect(changes("funding-winter@2029Q1")[0]!.to).toBe(12);
  });
  test("Trainium slips from the first simulated quarter on", () => {
    expect(changes("trainium-slips-a-year")).toEqual([
      { name: "shock trainium", from: 1, to: 4, value: 0.5 },
    ]);
  });
  test("a party fails in one quarter; a cancelled deal stays so, leg by leg", () => {
    expect(changes("party-fails:anthropic@2028Q1")).toEqual([
      { name: "fails anthropic", from: 7, to: 7, value: 1 },
    ]);
    expect(changes(`deal-cancelled:${leg}`)).toEqual([
      { name: `cancelled ${leg}`, from: 3, to: undefined, value: 1 },
    ]);
    expect(changes(`deal-cancelled:${book.legs.get(leg)!.deal}`)).toEqual(changes(`deal-cancelled:${leg}`));
  });
  test("a size of none is neutral, and the usual one is not", () => {
    const neutral = new Map<string, number>(
      Object.values(shockNumbers).map(({ name, neutral: value }) => [name, value]),
    );
    for (const { id, size, sets } of scenarioKinds) {
      if (!size) continue;
      const isNeutral = sets(size.none, "").every(([name, value]) => value === neutral.get(name));
      expect([id, isNeutral]).toEqual([id, id !== "funding-winter"]); // a winter of no quarters has no size but its length
      expect(
        sets(size.usual, "").every(([name, value]) => value !== neutral.get(name)),
        id,
      ).toBe(true);
    }
  });
  test("what is shown can be written again", () => {
    for (const kind of scenarioKinds) {
      const of = kind.of === undefined ? {} : { of: kind.of === "party" ? "anthropic" : leg };
      const sizes = kind.size ? [kind.size.usual, kind.size.least, kind.size.most] : [undefined];
      for (const size of sizes) {
        const written = scenarioText(kind, size === undefined ? of : { ...of, size });
        const [shock] = shocksFrom([written], economy, book);
        expect([shock!.kind.id, shock!.size, shock!.text]).toEqual([kind.id, size, written]);
      }
    }
  });
  test("several hold together, also the same at two dates", () => {
    expect(changes("funding-winter", "plan-missed-30")).toHaveLength(3);
    expect(changes("plan-missed-30@2027Q1", "plan-missed-40@2028Q1")).toHaveLength(4);
  });
});

describe("what is refused, as wrong usage", () => {
  test.each<[what: string, texts: string[], code: string, remedy: RegExp]>([
    ["an unknown scenario", ["funding-wintr"], "SCENARIO_UNKNOWN", /"funding-winter"/u],
    ["an unknown party", ["party-fails:anthropc"], "UNKNOWN_PARTY", /"anthropic"/u],
    ["a party that is not simulated", ["party-fails:nvidia"], "SCENARIO_NOT_SIMULATED", /anthropic/u],
    ["an unknown deal", ["deal-cancelled:anthropic-aws-2026-04-comitment"], "UNKNOWN_DEAL", /anthropic-aws/u],
    ["a party too few", ["party-fails"], "SCENARIO_WRITTEN", /party-fails:ID/u],
    ["a party too many", ["rates-up:amazon"], "SCENARIO_WRITTEN", /rates-up/u],
    ["a size that is none", ["rates-up=much"], "SCENARIO_WRITTEN", /0\.001 to 0\.15/u],
    ["a size out of bounds", ["rates-up=3"], "SCENARIO_WRITTEN", /0\.001 to 0\.15/u],
    ["half a quarter", ["funding-winter=2.5"], "SCENARIO_WRITTEN", /whole number from 1 to 20/u],
    ["a size of what has none", ["plan-met=2"], "SCENARIO_WRITTEN", /after =/u],
    ["a quarter that is none", ["rates-up@2027Q5"], "QUARTER", /2026Q3/u],
    ["a shock in the past", ["rates-up@2026Q2"], "SCENARIO_PAST", /from 2026Q3 on/u],
    ["a shock beyond the horizon", ["rates-up@2029Q3"], "SCENARIO_HORIZON", /--quarters 13/u],
    ["the baseline with another", ["baseline", "rates-up"], "SCENARIO_CONTRADICTORY", /Leave/u],
    [
      "one shock in two sizes",
      ["funding-winter", "rates-up=0.01", "rates-up=0.02@2028Q1"],
      "SCENARIO_CONTRADICTORY",
      /date/u,
    ],
    [
      "two sizes that overlap in time",
      ["funding-winter=8@2027Q1", "funding-winter=4@2027Q3"],
      "SCENARIO_CONTRADICTORY",
      /date them apart/u,
    ],
    ["a plan met and missed", ["plan-met", "plan-missed-30"], "SCENARIO_CONTRADICTORY", /Keep/u],
    [
      "a party that fails twice",
      ["party-fails:anthropic", "party-fails:anthropic@2028Q1"],
      "SCENARIO_CONTRADICTORY",
      /Keep/u,
    ],
    ["one shock twice", ["plan-missed-30", "plan-missed-30"], "SCENARIO_CONTRADICTORY", /once/u],
    [
      "one shock twice, once dated as usual",
      ["rates-up", "rates-up@2027Q1"],
      "SCENARIO_CONTRADICTORY",
      /Keep one/u,
    ],
    [
      "a cancelled deal at two dates",
      [`deal-cancelled:${leg}`, `deal-cancelled:${leg}@2027Q3`],
      "SCENARIO_CONTRADICTORY",
      /Keep one/u,
    ],
    [
      "one length that overlaps itself",
      ["funding-winter@2027Q1", "funding-winter@2027Q3"],
      "SCENARIO_CONTRADICTORY",
      /date them apart/u,
    ],
    ["a plan missed by more than all", ["plan-missed-200"], "SCENARIO_WRITTEN", /from 1 to 95/u],
    ["a plan missed by nothing", ["plan-missed-0"], "SCENARIO_WRITTEN", /from 1 to 95/u],
    ["a plan missed by less than nothing", ["plan-missed--5"], "SCENARIO_WRITTEN", /from 1 to 95/u],
    ["a plan missed by two sizes", ["plan-missed-40=0.3"], "SCENARIO_CONTRADICTORY", /plan-missed-40/u],
  ])("%s", (_what, texts, code, remedy) => {
    const [found, exit, told] = error(...texts);
    expect([found, exit]).toEqual([code, 2]);
    expect(told).toMatch(remedy);
  });
});

test("two sizes of one scenario that follow one another hold both", () => {
  expect(shocksFrom(["funding-winter=2@2027Q1", "funding-winter=4@2027Q3"], economy, book)).toHaveLength(2);
});

describe("settings", () => {
  const set = (...texts: string[]) => settingsFrom(texts, economy, book);
  test("a bare number and a figure with its unit are the same", () => {
    expect(set("winter-rate=0.04")).toEqual(set("winter-rate=4% per quarter"));
    expect(set("winter-rate=0.04")).toEqual(set("winter-rate=4%"));
    expect(set("ceiling-ent=$1T per year")[0]!.changes).toEqual([
      { name: "set ceiling-ent", from: 0, to: undefined, value: 1 },
      { name: "value ceiling-ent", from: 0, to: undefined, value: 1e12 },
    ]);
  });
  test.each([
    ["winter-rate", "SETTING_WRITTEN"],
    ["winter-rate=", "SETTING_WRITTEN"],
    ["winter-rate=5 GW", "SETTING_WRITTEN"],
    ["winter-rate=much", "SETTING_WRITTEN"],
    ["winter-rate=200%", "SETTING_IMPOSSIBLE"],
    ["winter-rate=-1", "SETTING_IMPOSSIBLE"],
    ["ceiling-ent=-$1T per year", "SETTING_IMPOSSIBLE"],
    ["winter-rte=1", "SETTING_UNKNOWN"],
    ["reprice=1", "SETTING_UNKNOWN"],
  ])("%s is refused", (text, code) => {
    expect(() => set(text)).toThrow(expect.objectContaining({ code }));
  });
  test("a value outside of the interval is said to be, and one at its end is not", () => {
    expect(set("winter-rate=20%")[0]!.outside).toBe(
      "winter-rate=20% lies outside of its interval, 1% to 4% per quarter.",
    );
    expect(set("winter-rate=1%", "kappa-lr=0.42").map(({ outside }) => outside)).toEqual([
      undefined,
      undefined,
    ]);
  });
  test.each([
    ["a part", { low: 0.55, high: 0.9 }, "1", [0, 1]],
    ["a chance in a quarter", { low: 0.01, high: 0.04 }, "1 per quarter", [0, 1]],
    ["a part that may pass 1", { low: 0.6, high: 1.1 }, "1", [0, Infinity]],
    ["a part that may fall below 0", { low: -0.1, high: 0.5 }, "1", [-Infinity, Infinity]],
    ["interest", { low: 0.03, high: 0.055 }, "1 per year", [0, Infinity]],
    ["growth in a year", { low: 0, high: 0.08 }, "1 per year", [-Infinity, Infinity]],
    ["a ratio", { low: 0.24, high: 0.42 }, "ratio", [0, Infinity]],
    ["an amount from 0 on", { low: 0, high: 2.5e9 }, "USD", [0, Infinity]],
    ["a drift", { low: 0.08, high: 0.25 }, "log per quarter", [-Infinity, Infinity]],
  ])("%s has its bounds", (_what, interval, unit, [low, high]) => {
    expect(possibleValues(interval, unit)).toEqual({ low, high });
  });
  test("figures of the start have bounds too, and their growth has none", () => {
    const used = (id: string, unit: string) => ({
      id: `start ${id}`,
      isDrawn: false,
      started: { low: 0.25, high: 0.25, unit },
    });
    const assumptions = [used("stake", "1"), used("growth", "log per quarter")];
    const start = (text: string) => settingsFrom([text], { assumptions }, book)[0]!.outside;
    expect(() => start("start stake=2")).toThrow(expect.objectContaining({ code: "SETTING_IMPOSSIBLE" }));
    expect(start("start growth=-2")).toBe(
      "start growth=-2 lies outside of its interval, 0.25 log per quarter.",
    );
  });
  test("what is no value is wrong usage, and the option and the assumption are named", () => {
    expect(() => set("winter-rate=abc")).toThrow(
      expect.objectContaining({
        exit: 2,
        message: expect.stringMatching(/--set winter-rate=abc.*"winter-rate"/u) as string,
        remedy: expect.stringContaining("1% to 4% per quarter") as string,
      }),
    );
  });
  test("what is set is shown as the book prints it", () => {
    expect(set("ceiling-ent=1.5e12")[0]!.shown).toBe("$1.5T per year");
    expect(set("winter-rate=0.04")[0]!.shown).toBe("4% per quarter");
  });
  test("ends of one thing that cross are refused, set both or one beyond all that the other may be", () => {
    const used = [...book.assumptions.keys()].map((id) => ({ id, isDrawn: true }));
    const all = (...texts: string[]) => settingsFrom(texts, { assumptions: used }, book);
    const crossed = (lower: string, upper: string) =>
      expect.objectContaining({
        code: "SETTING_CONTRADICTORY",
        exit: 2,
        message: expect.stringMatching(new RegExp(`"${lower}" cannot be above "${upper}"`, "u")) as string,
      });
    expect(() => all("price-gw-floor=30", "price-gw-cap=5")).toThrow(
      crossed("price-gw-floor", "price-gw-cap"),
    );
    expect(() => all("price-gw-cap=5", "price-gw-floor=30")).toThrow(
      crossed("price-gw-floor", "price-gw-cap"),
    );
    expect(() => all("multiple-hi=2")).toThrow(crossed("multiple-lo", "multiple-hi"));
    expect(() => all("exit-multiple-middle=20")).toThrow(
      crossed("exit-multiple-middle", "exit-multiple-high"),
    );
    expect(() => all("amd-share=0.5", "amd-share-most=0.3")).toThrow(crossed("amd-share", "amd-share-most"));
    expect(all("price-gw-floor=10", "price-gw-cap=10").map(({ shown }) => shown)).toEqual([
      "$10B per GW-year",
      "$10B per GW-year",
    ]);
  });
  test("the ends of one thing are known by their names", () => {
    const ids = [...book.assumptions.keys()];
    const pairs = ids.flatMap((id) => boundsOf(id, ids).notAbove);
    expect(pairs).toEqual(expect.arrayContaining(["price-gw-cap", "multiple-hi", "owner-return-high"]));
  });
  test("the same assumption twice is refused", () => {
    expect(() => set("winter-rate=1", "winter-rate=0.5")).toThrow(
      expect.objectContaining({ code: "SETTING_TWICE", exit: 2 }),
    );
  });
});
