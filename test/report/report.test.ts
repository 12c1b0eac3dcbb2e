import { describe, expect, test } from "vitest";
import { makeReport } from "../../src/report/report.ts";
import type { View } from "../../src/report/pair.ts";
import { defaultBook, smallBook } from "../small-book.ts";

const view = async (day: string, more: Partial<View> = {}): Promise<View> => ({
  book: await defaultBook(),
  day,
  counting: "firm",
  level: "group",
  ...more,
});

describe("the Amazon–Anthropic loop through time", () => {
  test.each([
    ["2026-04-01", 8e9],
    ["2026-05-01", 13e9],
    ["2026-09-30", 18e9],
  ])("on %s Amazon's money in Anthropic is %d", async (day, amount) => {
    expect(makeReport(await view(day)).case!.putIn.amount).toEqual({ low: amount, high: amount });
  });

  test("on 2026-10-10 it is $100B firm of $110B for $18B, ten years, up to 5 GW, terms of termination not public", async () => {
    const trip = makeReport(await view("2026-10-10")).case!;
    expect(trip.pledged.amount).toEqual({ low: 100e9, high: 100e9 });
    expect(trip.pledgedPerDollarIn!.low).toBeCloseTo(100 / 18, 6);
    expect(trip.pledgedPerYear!.low / 1e9).toBeCloseTo(10, 1);
    expect(trip.pledged.legs.map(({ terminationPublic }) => terminationPublic)).toEqual([false]);
    expect(trip.capacity).toEqual({ form: "cap", values: [5e9], unit: "W" });
    expect(trip.benchmark!.value.central / trip.costPerGwYear!.central).toBeCloseTo(8.5 / 2, 1);
  });

  test("the headline grew to $110B on the day the draft prospectus was told of", async () => {
    const headline = async (day: string) =>
      makeReport(await view(day, { counting: "headline" })).case!.pledged.amount!.high;
    expect([await headline("2026-09-28"), await headline("2026-09-29")]).toEqual([100e9, 110e9]);
  });
});

test("the report of 2025-06-30 knows nothing of 2026", async () => {
  const { book, day, ...rest } = await view("2025-06-30");
  const report = makeReport({ book, day, ...rest });
  const named = JSON.stringify(report);
  for (const leg of book.legs.values())
    if (leg.announced > "2025-12") expect(named.includes(`"${leg.id}"`), leg.id).toBe(false);
  expect(report.book.legs).toBeLessThan(100);
  expect(report.pairs.map(({ a, b }) => `${a}–${b}`)).not.toContain("amazon–anthropic");
});

describe("pairs", () => {
  const deals = (legs: string) => `deals:
  - id: deal
    title: A deal
    announced: 2026-01-10
    sources: [gazette]
    legs:
${legs}`;
  const leg = (id: string, kind: string, payer: string, payee: string, amount: string, more = "") =>
    `      - {id: ${id}, kind: ${kind}, payer: ${payer}, payee: ${payee}, firmness: firm, status: active, amount: ${amount}${more}}\n`;
  const firm = (usd: string) =>
    `{headline: ${usd}, firm: ${usd}, cancellable: unknown, drawn: unknown, paid: unknown}`;
  const pairsOf = (legs: string, level: View["level"] = "group") =>
    makeReport({ book: smallBook(deals(legs)), day: "2026-06-30", counting: "firm", level }).pairs;

  test("a segment's sales are its group's: what comes back to the group is one party's round trip", () => {
    const legs =
      leg("in", "equity", "cloud", "lab", firm("$5B")) +
      leg("back", "compute", "lab", "cloud-services", firm("$100B"));
    expect(pairsOf(legs)).toMatchObject([
      {
        a: "cloud",
        b: "lab",
        aToB: { fundingUsd: { low: 5e9, high: 5e9 } },
        bToA: { purchasesUsd: { low: 100e9, high: 100e9 } },
      },
    ]);
    expect(pairsOf(legs, "segment")).toEqual([]);
  });

  test("a side that is known and has no price is null and listed, a side without a leg is zero", () => {
    const [pair] = pairsOf(
      leg("in", "equity", "cloud", "lab", firm("$5B")) + leg("back", "compute", "lab", "cloud", "unknown"),
    );
    expect(pair!.bToA).toMatchObject({
      purchasesUsd: null,
      fundingUsd: { low: 0, high: 0 },
      unpriced: ["back"],
    });
  });

  test("money that passes an aggregate has left the ring", () => {
    expect(
      pairsOf(
        leg("in", "equity", "many", "lab", firm("$5B")) + leg("back", "compute", "lab", "many", firm("$1B")),
      ),
    ).toEqual([]);
  });

  test("guarantees and warrants move no money until they are called or exercised", () => {
    expect(
      pairsOf(
        leg("in", "guarantee", "cloud", "lab", firm("$5B")) +
          leg("back", "compute", "lab", "cloud", firm("$1B")),
      ),
    ).toEqual([]);
    expect(
      pairsOf(
        leg("in", "warrant", "cloud", "lab", firm("$5B")) +
          leg("back", "compute", "lab", "cloud", firm("$1B")),
      ),
    ).toEqual([]);
  });

  test("in the default book no party of a pair is an aggregate, and the first id sorts before the second", async () => {
    const { book } = await view("2026-10-10");
    for (const pair of makeReport(await view("2026-10-10")).pairs) {
      expect(pair.a < pair.b).toBe(true);
      expect([pair.a, pair.b].some((id) => book.parties.get(id)!.boundary)).toBe(false);
    }
  });
});

test("a total that summed overlapping legs would be wrong: the book's own check sums stay out", async () => {
  const report = makeReport(await view("2026-10-10", { counting: "headline" }));
  const compute = report.totals.find(({ kind }) => kind === "compute")!;
  const { book } = await view("2026-10-10");
  const naive = [...book.legs.values()]
    .filter((leg) => leg.kind === "compute")
    .reduce(
      (sum, leg) => sum + Math.max(0, ...leg.amount.headline.flatMap((entry) => entry.is?.values ?? [])),
      0,
    );
  expect(naive - compute.headlineUsd!).toBeGreaterThan(1e12);
});

test("every live leg stands in exactly one kind, and what firm counting leaves out gives its reason", async () => {
  const report = makeReport(await view("2026-10-10"));
  const aside = report.setAside.reduce((sum, { legs }) => sum + legs.length, 0);
  expect(report.totals.reduce((sum, { legs }) => sum + legs, 0) + aside).toBe(report.book.legs);
  for (const total of report.totals) {
    expect(total.leftOutBecause.reduce((sum, { legs }) => sum + legs.length, 0)).toBe(total.leftOut);
  }
});
