import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { paidInYear, toldPayments } from "../../src/book/payment.ts";
import { amountTold, meanOf, toldYear, untoldDays } from "../../src/book/told-year.ts";
import { defaultBook, smallBook } from "../small-book.ts";

const fact = (
  period: string,
  value: string,
  { of = "cloud", metric = "revenue-from-lab", kind = "reported", more = "" } = {},
) =>
  `  - {party: ${of}, metric: ${metric}, period: ${period}, value: ${value}, kind: ${kind}, sources: [gazette]${more}}\n`;
const ends = (day: string) => ({ more: `, ends: ${day}` });
const said = (day: string, kind: string, end = "2025-12-31") => ({
  kind,
  more: `, ends: ${end}, stated: ${day}`,
});
const told = (facts: string, year: number, day = "2027-12-31") => {
  const found = toldYear(toldPayments(smallBook(`facts:\n${facts}`), day), year);
  return found && { usd: amountTold(found, meanOf), days: found.days, facts: found.facts };
};

describe("a payment is told", () => {
  test("by the accounts of who was paid, and of who paid", () => {
    const book = smallBook(
      `facts:\n` +
        fact("2025Q1", "$1B", ends("2025-03-31")) +
        fact("2025Q2", "$1B", { of: "lab", metric: "spend-on-cloud-services", ...ends("2025-06-30") }) +
        fact("2025Q3", "$1B", { of: "lab", metric: "paid-to-cloud", ...ends("2025-09-30") }),
    );
    expect(
      toldPayments(book, "2026-01-01").map(({ payer, payee, breadth }) => [payer, payee, breadth]),
    ).toEqual([
      ["lab", "cloud", 2],
      ["lab", "cloud", 2],
      ["lab", "cloud-services", 1],
    ]);
  });
  test("by no figure of a party that the book does not have, of a share, or of a balance", () => {
    const facts =
      fact("FY2025", "$1B", { metric: "revenue-from-nobody", ...ends("2025-12-31") }) +
      fact("FY2025", "20%", ends("2025-12-31")) +
      fact("2025-12-31", "$1B", ends("2025-12-31"));
    expect(told(facts, 2025)).toBeUndefined();
  });
  test("by no forecast, and by none of a year that is not over", () => {
    expect(told(fact("FY2025", "$1B", said("2025-06-30", "forecast")), 2025)).toBeUndefined();
    const estimate = fact("FY2025", "$1B", said("2025-06-30", "estimate"));
    expect(told(estimate, 2025, "2025-12-30")).toBeUndefined();
    expect(told(estimate, 2025, "2025-12-31")?.usd).toBe(1e9);
  });
  test("by no estimate that was made before its year began: that is a forecast", () => {
    expect(told(fact("FY2025", "$1B", said("2024-12-31", "estimate")), 2025)).toBeUndefined();
    expect(told(fact("FY2025", "$1B", said("2025-01-01", "estimate")), 2025)?.usd).toBe(1e9);
  });
  test("by no cap", () => {
    expect(told(fact("FY2025", "up to $1B", ends("2025-12-31")), 2025)).toBeUndefined();
  });
  test("only from the day on which it became known", () => {
    const press = fact("FY2025", "$1B", said("2026-06-25", "press"));
    expect(told(press, 2025, "2026-06-24")).toBeUndefined();
    expect(told(press, 2025, "2026-06-25")?.usd).toBe(1e9);
  });
});

describe("of several figures", () => {
  test("a company's year is cut to the days that lie in the calendar year", () => {
    // $7.3B in the 365 days to 2026-06-30 is $20M a day: 184 days in 2025, 181 in 2026.
    const facts = fact("FY2026", "$7.3B", ends("2026-06-30"));
    expect(told(facts, 2025)).toMatchObject({ days: [{ start: "2025-07-01", end: "2025-12-31" }] });
    expect(told(facts, 2025)!.usd).toBeCloseTo(3.68e9, 0);
    expect(told(facts, 2026)!.usd).toBeCloseTo(3.62e9, 0);
    expect(told(facts, 2027)).toBeUndefined();
  });
  test("one of the calendar year goes before one that has to be cut, even where the press told it", () => {
    const facts =
      fact("FY2026", "$7.3B", ends("2026-06-30")) + fact("FY2025", "$5B", said("2026-02-01", "press"));
    expect(told(facts, 2025)).toMatchObject({ usd: 5e9, facts: ["cloud/revenue-from-lab/FY2025"] });
    expect(told(facts, 2026)!.usd).toBeCloseTo(3.62e9, 0);
  });
  test("an estimate goes behind accounts that have to be cut", () => {
    const facts =
      fact("FY2026", "$7.3B", ends("2026-06-30")) + fact("FY2025", "$3.65B", said("2025-09-01", "estimate"));
    // $10M a day by the estimate for the 181 days to June, $20M a day reported after that.
    expect(told(facts, 2025)!.usd).toBeCloseTo(181 * 1e7 + 184 * 2e7, 0);
  });
  test("reported goes before press, and press before an estimate", () => {
    const facts =
      fact("FY2025", "$1B", { ...said("2025-06-30", "estimate"), more: ", variant: e, stated: 2025-06-30" }) +
      fact("FY2025", "$2B", { kind: "press", more: ", variant: p, stated: 2026-01-01" }) +
      fact("FY2025", "$3B", { more: ", variant: r, ends: 2025-12-31" });
    expect(told(facts, 2025)!.usd).toBe(3e9);
    expect(told(facts.split("\n").slice(0, 2).join("\n"), 2025)!.usd).toBe(2e9);
  });
  test("those that contradict each other count at their mean", () => {
    const facts =
      fact("FY2025", "$1.6B", { kind: "estimate", more: ", variant: a, stated: 2025-09-04" }) +
      fact("FY2025", "$1.28B", { kind: "estimate", more: ", variant: b, stated: 2025-10-24" });
    expect(told(facts, 2025)!.usd).toBeCloseTo(1.44e9, 0);
  });
  test("a quarter stands, and the rest of the year is what the year has beside it", () => {
    const year = fact("FY2025", "$10B", ends("2025-12-31"));
    const quarter = fact("2025Q4", "$4B", ends("2025-12-31"));
    expect(told(year + quarter, 2025)!.usd).toBe(10e9);
    expect(told(quarter, 2025)).toMatchObject({
      usd: 4e9,
      days: [{ start: "2025-10-01", end: "2025-12-31" }],
    });
    // A company's year to June 2026 with a reported quarter in it: $6B are left for 273 other days.
    const company = fact("FY2026", "$10B", ends("2026-06-30"));
    expect(told(company + quarter, 2025)!.usd).toBeCloseTo(4e9 + (6e9 * 92) / 273, 0);
    expect(told(company + quarter, 2026)!.usd).toBeCloseTo((6e9 * 181) / 273, 0);
  });
  test("what the whole group was paid goes before what its part was", () => {
    const facts =
      fact("FY2025", "$2B", ends("2025-12-31")) +
      fact("FY2025", "$1B", { of: "cloud-services", ...ends("2025-12-31") });
    expect(told(facts, 2025)).toMatchObject({ usd: 2e9, facts: ["cloud/revenue-from-lab/FY2025"] });
  });
  test("the days that nobody tells are the others", () => {
    const found = toldYear(
      toldPayments(smallBook(`facts:\n${fact("2025Q2", "$1B", ends("2025-06-30"))}`), "2026-12-31"),
      2025,
    )!;
    expect(untoldDays(found, 2025)).toEqual([
      { start: "2025-01-01", end: "2025-03-31" },
      { start: "2025-07-01", end: "2025-12-31" },
    ]);
  });
});

test("a year that is told adds up to what is told, whatever parts of it are told beside it", () => {
  const periods = ["2025Q1", "2025Q2", "2025Q3", "2025Q4", "2025H1", "2025H2", "9M2025", "2025-02"];
  fc.assert(
    fc.property(
      fc.subarray(periods),
      fc.array(fc.integer({ min: 1, max: 99 }), { minLength: 8 }),
      (of, usd) => {
        // Each month is worth so much that no part is ever more than the whole that it lies in.
        const end = { Q1: 3, Q2: 6, Q3: 9, Q4: 12, H1: 6, H2: 12, "9M": 9, "-02": 2 } as const;
        const from = { Q1: 1, Q2: 4, Q3: 7, Q4: 10, H1: 1, H2: 7, "9M": 1, "-02": 2 } as const;
        const months = Array.from({ length: 12 }, (_, m) => usd[m % usd.length]!);
        const sum = (key: keyof typeof end): number =>
          months.slice(from[key] - 1, end[key]).reduce((total, each) => total + each, 0);
        const facts = of.map((period) => {
          const key = period.replace("2025", "") as keyof typeof end;
          const month = String(end[key]).padStart(2, "0");
          return fact(period, `$${sum(key)}M`, ends(`2025-${month}`));
        });
        const whole = months.reduce((total, each) => total + each, 0);
        const found = told(fact("FY2025", `$${whole}M`, ends("2025-12-31")) + facts.join(""), 2025)!;
        expect(found.usd).toBeCloseTo(whole * 1e6, 3);
      },
    ),
    { seed: 20_261_127, numRuns: 200 },
  );
});

describe("what a payer paid a vendor in a year", () => {
  test("has the ends of figures that contradict each other", async () => {
    const book = await defaultBook();
    const paid = (day: string) => paidInYear(book, { payer: "anthropic", vendor: "aws", year: 2025, day });
    const found = paid("2026-10-10")!;
    expect([found.low, found.high]).toEqual([1.28e9, 1.6e9]);
    expect(found.central).toBeCloseTo(1.44e9, 0);
    expect(paid("2025-12-30")).toBeUndefined();
  });
  test("is not known of a year that is only estimated ahead, or of which half is told", async () => {
    const book = await defaultBook();
    const day = "2026-10-10";
    expect(paidInYear(book, { payer: "anthropic", vendor: "aws", year: 2026, day })).toBeUndefined();
    expect(paidInYear(book, { payer: "openai", vendor: "azure", year: 2026, day })).toBeUndefined();
    expect(paidInYear(book, { payer: "openai", vendor: "azure", year: 2025, day })?.central).toBe(17.2e9);
  });
  test("is taken at the rate of the year where a company's year leaves out a month at most", () => {
    const of = (end: string) =>
      paidInYear(smallBook(`facts:\n${fact("FY2025", "$3.65B", ends(end))}`), {
        payer: "lab",
        vendor: "cloud",
        year: 2025,
        day: "2026-12-31",
      })?.central;
    expect(of("2026-01-31")).toBeCloseTo(3.65e9, 0);
    expect(of("2026-02-28")).toBeUndefined();
  });
});
