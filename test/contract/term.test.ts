import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { scheduleOf } from "../../src/contract/schedule.ts";
import { shareInYear, termOf } from "../../src/contract/term.ts";
import { addDays } from "../../src/unit/date.ts";
import { defaultBook, oneLeg, paysLab } from "../small-book.ts";

const term = (fields: string) => {
  const book = oneLeg(`${paysLab}, firmness: firm, status: active, amount: unknown, ${fields}`);
  return termOf(book, book.legs.get("leg")!);
};

describe("a leg's term", () => {
  test("runs from the first day of its start to the last day of its end", () => {
    expect(term("term: {start: 2026-05, end: 2036-04}")).toMatchObject({
      start: "2026-05-01",
      end: "2036-04-30",
      assumed: undefined,
    });
  });
  test("of three years written as 2026 to 2029 is three years", () => {
    expect(term("term: {start: 2026, end: 2029, length: 3 years}")).toMatchObject({
      start: "2026-01-10",
      end: "2029-01-09",
    });
  });
  // The deals of these small books are announced on 2026-01-10.
  test.each([
    ["starts when it is announced, where it starts in that year", "2026", "2026-01-10"],
    ["starts when it is announced, where it starts in that month", "2026-01", "2026-01-10"],
    ["starts when it is announced, where it starts in that half", "2026-H1", "2026-01-10"],
    ["starts on the day that is written, also before it is announced", "2026-01-02", "2026-01-02"],
    ["starts on the day that is written, also after it is announced", "2026-01-20", "2026-01-20"],
    ["starts before it is announced, where that year was over", "2025", "2025-01-01"],
    ["starts before it is announced, where that month was over", "2025-12", "2025-12-01"],
    ["starts after it is announced, where it starts in a later month", "2026-02", "2026-02-01"],
  ])("%s (%s)", (_, written, start) => {
    expect(term(`term: {start: ${written}, end: 2028}`)?.start).toBe(start);
  });
  test("that was over when it was announced is left as it is written", () => {
    expect(term("term: {start: 2026, end: 2026-01-05}")).toMatchObject({
      start: "2026-01-01",
      end: "2026-01-05",
    });
  });
  test("ends with its maturity where nothing else is said", () => {
    expect(term("maturity: 2031-02-01")).toMatchObject({ start: "2026-01-10", end: "2031-02-01" });
  });
  test("is unknown where the book assumes nothing for its kind", () => {
    expect(term("conditions: none")).toBeUndefined();
  });
  test("is the assumption for its kind in the default book, and says so", async () => {
    const book = await defaultBook();
    expect(termOf(book, book.legs.get("openai-azure-2025-10-commitment")!)).toMatchObject({
      years: 5,
      assumed: "term-compute",
    });
  });
});

test("the shares of a term's calendar years add to one", () => {
  const days = fc.integer({ min: 0, max: 8000 });
  fc.assert(
    fc.property(days, days, (offset, length) => {
      const start = addDays("2020-01-01", offset);
      const end = addDays(start, length);
      const span = { start, end, years: 1, assumed: undefined };
      let sum = 0;
      for (let year = 2020; year <= 2070; year++) sum += shareInYear(span, year);
      expect(sum).toBeCloseTo(1, 9);
    }),
    { seed: 20_261_010, numRuns: 500 },
  );
});

test("a commitment made in November puts two months of its first year into that year", async () => {
  const book = await defaultBook();
  // $38B over seven years (2,557 days) from 2025-11-03: 59 days of 2025 are $0.877B.
  const { shareIn } = scheduleOf(book, book.legs.get("openai-aws-2025-11-commitment")!)!;
  expect(38e9 * shareIn(2025)).toBeCloseTo((38e9 * 59) / 2557, 0);
});

test("a ramp spreads the amount in proportion to its rates, and keeps the total", () => {
  const book = oneLeg(
    `${paysLab}, firmness: firm, status: active, amount: unknown, term: {start: 2027, end: 2029}, ` +
      `ramp: [{from: 2027, amount: $1B per year}, {from: 2028, amount: $2B per year}, {from: 2029, amount: $5B per year}]`,
  );
  const { shareIn } = scheduleOf(book, book.legs.get("leg")!)!;
  const shares = [2026, 2027, 2028, 2029, 2030].map(shareIn);
  expect(shares.reduce((sum, share) => sum + share)).toBeCloseTo(1, 12);
  expect(shares.map((share) => Math.round(share * 8 * 10) / 10)).toEqual([0, 1, 2, 5, 0]);
});
