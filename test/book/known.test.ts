import { describe, expect, test } from "vitest";
import { factKnown, groupOf, legKnown, newestDay, on, recordKnown } from "../../src/book/known.ts";
import { lastDay } from "../../src/unit/date.ts";
import { defaultBook, oneLeg, paysLab, smallBook } from "../small-book.ts";

const facts = (fields: string, more = "") =>
  smallBook(`${more}facts:
  - {party: lab, metric: revenue, period: 2026Q2, value: $1B, sources: [gazette], ${fields}}
`);
const lags = `assumptions:
  - {id: publication-lag-large-us, scope: s, parameter: p, value: 30 days, distribution: fixed, kind: judgement, reason: test}
  - {id: publication-lag-other, scope: s, parameter: p, value: 45 days, distribution: fixed, kind: judgement, reason: test}
  - {id: publication-lag-year, scope: s, parameter: p, value: 75 days, distribution: fixed, kind: judgement, reason: test}
`;
const known = (book: ReturnType<typeof facts>) => factKnown(book, [...book.facts.values()][0]!);

describe("a deal is known", () => {
  test("on the day of its announcement", () => {
    const book = oneLeg(`${paysLab}, firmness: firm, status: active, amount: unknown`);
    expect(legKnown(book, book.legs.get("leg")!)).toBe("2026-01-10");
  });
  test("by the last day that a partial announcement can mean, or by the page that told of it", () => {
    const later = oneLeg(`${paysLab}, announced: 2026-05, firmness: firm, status: active, amount: unknown`);
    expect(legKnown(later, later.legs.get("leg")!)).toBe("2026-05-31");
    const early = oneLeg(`${paysLab}, announced: 2026, firmness: firm, status: active, amount: unknown`);
    expect(legKnown(early, early.legs.get("leg")!)).toBe("2026-01-01");
  });
});

describe("a figure is known", () => {
  test("when it was filed, if that is known", () => {
    expect(known(facts("kind: reported, ends: 2026-06-30, filed: 2026-07-30", lags))).toBe("2026-07-30");
  });
  test("a lag after its period ended otherwise: 45 days, 75 after a year's end", () => {
    expect(known(facts("kind: reported, ends: 2026-06-30", lags))).toBe("2026-08-14");
    expect(known(facts("kind: reported, ends: 2026-12-31", lags))).toBe("2027-03-16");
  });
  test("on the day it was said, of a forecast", () => {
    expect(known(facts("kind: forecast, stated: 2026-03-01", lags))).toBe("2026-03-01");
  });
  test("Amazon's quarters a lag of 30 days after their end, or by the page that gave them", async () => {
    const book = await defaultBook();
    expect(factKnown(book, book.facts.get("amazon/capex/2023Q3")!)).toBe("2023-10-30");
    expect(factKnown(book, book.facts.get("amazon/net-income/2026Q2")!)).toBe("2026-07-30");
  });
});

describe("what held on a day", () => {
  test("is the last entry whose day had come", () => {
    const changes = [
      { from: "2026-04-20", is: "active" },
      { from: "2026-05", is: "superseded" },
    ];
    expect(["2026-04-19", "2026-04-20", "2026-05-30", "2026-05-31"].map((day) => on(changes, day))).toEqual([
      undefined,
      "active",
      "active",
      "superseded",
    ]);
  });
  test("xAI was a group of its own until it joined SpaceX in February 2026; AWS has always been Amazon's", async () => {
    const book = await defaultBook();
    expect(groupOf(book, "xai", "2026-01-31")).toBe("xai");
    expect(groupOf(book, "xai", "2026-02-28")).toBe("spacex");
    expect(groupOf(book, "aws", "2023-01-01")).toBe("amazon");
  });
});

test("the newest day of the default book is no later than its sources were read", async () => {
  const book = await defaultBook();
  expect(newestDay(book)).toBe("2026-10-10");
  expect(newestDay(book) <= lastDay(book.header.read)).toBe(true);
  for (const leg of book.legs.values()) expect(legKnown(book, leg) <= "2026-10-10", leg.id).toBe(true);
});

test("a price scheduled for next year is known when its page was written", async () => {
  const book = await defaultBook();
  const scheduled = [...book.prices.values()].filter((price) => price.date === "2027-01-01");
  expect(scheduled.length).toBeGreaterThan(0);
  for (const price of scheduled) expect(recordKnown(book, price.date, price) <= "2026-10-10").toBe(true);
});
