import { describe, expect, test } from "vitest";
import { judgeClaims } from "../../src/report/claims.ts";
import { evaluate } from "../../src/report/evaluate.ts";
import { readSignals } from "../../src/report/signals.ts";
import type { Book } from "../../src/book/book.ts";
import { defaultBook, smallBook } from "../small-book.ts";

const day = "2026-10-10";
const judged = async (id: string, book?: Book, on = day) =>
  judgeClaims(book ?? (await defaultBook()), on).find((claim) => claim.id === id)!;

describe("claims about the deal", () => {
  test("5 GW is the load of about four million homes, not of one", async () => {
    const claim = await judged("C47");
    expect(claim).toMatchObject({ verdict: "wrong", claimed: { value: 1e6, unit: "home" } });
    expect(claim.computed!.value).toBeCloseTo(4.1e6, -5);
  });

  test("Amazon's backing was $13B on the day of the article, and the day's book says so", async () => {
    expect(await judged("C42")).toMatchObject({ verdict: "holds", computed: { value: 13e9 } });
    const { value } = evaluate(await defaultBook(), "funding[amazon > anthropic]", day) as {
      value: { central: number };
    };
    expect(value.central).toBe(18e9);
  });

  test("a verdict changes when the book does", async () => {
    const book = await defaultBook();
    const household = book.infrastructure.get("household-kw")!;
    const larger = { ...household, value: { form: "point", values: [5000], unit: "W per home" } } as const;
    const changed: Book = {
      ...book,
      infrastructure: new Map([...book.infrastructure, [household.id, larger]]),
    };
    expect([(await judged("C47", book)).verdict, (await judged("C47", changed)).verdict]).toEqual([
      "wrong",
      "holds",
    ]);
  });

  test("what the book did not know yet cannot be verified", async () => {
    expect(await judged("C47", undefined, "2025-06-30")).toMatchObject({
      verdict: "unverifiable",
      computed: null,
    });
  });

  test("every claim with an expression names a figure of the book, and every claim gives a reason and a source", async () => {
    const claims = judgeClaims(await defaultBook(), day);
    expect(claims.length).toBe(63);
    for (const claim of claims) {
      expect(claim.reason, claim.id).not.toBe("");
      expect(claim.sources.length, claim.id).toBeGreaterThan(0);
      if (claim.expression) expect(claim.expression, claim.id).toMatch(/[a-z]+\[/u);
    }
    expect(claims.filter(({ expression }) => expression !== null).length).toBeGreaterThan(25);
  });
});

describe("signals", () => {
  const signal = (latest: string, threshold: string) =>
    readSignals(
      smallBook(`signals:
  - {id: s, articles: [a], signal: S, indicator: I, latest: ${latest}, latestDate: 2026-01-01, threshold: {${threshold}, words: W}, sources: [gazette]}
`),
      day,
    )[0]!.crossed;

  test("are crossed when all of the latest value lies beyond the threshold", () => {
    expect(signal("$3 per GPU-hour", "above: $2.85 per GPU-hour")).toBe(true);
    expect(signal("$2.35 per GPU-hour", "above: $2.85 per GPU-hour")).toBe(false);
    expect(signal("3 months", "below: 1 years")).toBe(true);
  });
  test("are undecided when a range lies across it", () => {
    expect(signal("2 to 4 months", "below: 3 months")).toBeNull();
  });
});
