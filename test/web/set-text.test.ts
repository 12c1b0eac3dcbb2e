// Settings and scenarios as the address has them.

import { expect, test } from "vitest";
import type { ScenarioName } from "../../src/web/engine/prospect.ts";
import { scenarioFrom, scenarioWritten } from "../../src/web/views/futures/scenario-text.ts";
import { settingFrom, settingText, withSetting } from "../../src/web/views/futures/set-text.ts";

const winter = { id: "winter-rate", unit: "1 per quarter" };
const market = { id: "market-cap", unit: "USD per quarter" };
const price = { id: "price-gw-0", unit: "USD per W-year" };
const used = [winter, market, price];

test("a setting is read as the book writes figures, or as a bare number", () => {
  expect(settingFrom("winter-rate=4% per quarter", used)).toEqual({ id: "winter-rate", value: 0.04 });
  expect(settingFrom("winter-rate=4%", used)).toEqual({ id: "winter-rate", value: 0.04 });
  expect(settingFrom("market-cap=9e10", used)).toEqual({ id: "market-cap", value: 9e10 });
});

test("what sets nothing is undefined", () => {
  for (const text of [
    "winter-rate",
    "winter-rate=",
    "winter-rate=much",
    "nothing=3",
    "winter-rate=$5B",
    "=3",
    "",
  ])
    expect(settingFrom(text, used)).toBeUndefined();
});

test("a setting that is written is read again, to the last bit", () => {
  for (const one of used)
    for (const value of [0.022, 1.25, 11.2, 90_000_000_000, 0])
      expect(settingFrom(settingText(one, value), used)).toEqual({ id: one.id, value });
});

test("a setting takes the place of its former one, and is taken back alone", () => {
  const texts = ["winter-rate=4%", "market-cap=$90B"];
  expect(withSetting(texts, winter, 0.05)).toEqual(["winter-rate=5% per quarter", "market-cap=$90B"]);
  expect(withSetting(texts, winter, undefined)).toEqual(["market-cap=$90B"]);
  expect(withSetting([], price, 10)).toEqual(["price-gw-0=$10B per GW-year"]);
});

const kind = (id: string, of?: "party", size?: number): ScenarioName => ({
  id,
  of,
  does: "",
  size: size === undefined ? undefined : { counts: "", usual: size, least: 0, most: 9 },
  quarters: 1,
  begins: "",
  reason: "",
  named: [],
});
const kinds = [
  kind("plan-missed-30", undefined, 0.3),
  kind("party-fails", "party"),
  kind("rates-up", undefined, 0.02),
];

test("a scenario is taken apart and written again", () => {
  for (const text of ["party-fails:openai@2028Q1", "rates-up=0.03@2027Q1", "rates-up", "plan-missed-30=0.4"])
    expect(scenarioWritten(scenarioFrom(text, kinds)!)).toBe(text);
  expect(scenarioFrom("plan-missed-40", kinds)).toMatchObject({ id: "plan-missed-30", size: 0.4 });
  expect(scenarioFrom("rates-up=0.02", kinds)!.size).toBeUndefined();
});

test("what is no scenario is undefined", () => {
  for (const text of [
    "party-fails",
    "rates-up:openai",
    "party-fails:openai=3",
    "nothing",
    "rates-up@soon",
    "",
  ])
    expect(scenarioFrom(text, kinds)).toBeUndefined();
});
