import { describe, expect, test } from "vitest";
import type { FlowsView } from "../../src/network/book-flows.ts";
import { bookOutside } from "../../src/network/book-outside.ts";
import { outsideAnswer } from "../../src/report/outside.ts";
import { defaultBook, smallBook } from "../small-book.ts";

const firm = (usd: string) =>
  `{headline: ${usd}, firm: ${usd}, cancellable: unknown, drawn: unknown, paid: ${usd}}`;
const leg = (id: string, kind: string, payer: string, payee: string, usd: string) =>
  `      - {id: ${id}, kind: ${kind}, payer: ${payer}, payee: ${payee}, firmness: firm, status: active, term: {start: 2026, end: 2026}, amount: ${firm(usd)}}\n`;
const fact = (party: string, metric: string, period: string, value: string, ends: string) =>
  `  - {party: ${party}, metric: ${metric}, period: ${period}, value: ${value}, kind: reported, ends: ${ends}, filed: ${ends}, sources: [gazette]}\n`;
const view = (legs: string, facts: string, more: Partial<FlowsView> = {}): FlowsView => ({
  book: smallBook(`deals:
  - id: deal
    title: A deal
    announced: 2026-01-10
    sources: [gazette]
    legs:
${legs}facts:
${facts}`),
  day: "2027-01-31",
  counting: "firm",
  level: "group",
  year: 2026,
  layer: "cash",
  ...more,
});
const labEarns6 = fact("lab", "revenue", "FY2026", "$6B", "2026-12-31");
const cloudEarns10 = fact("cloud", "revenue", "FY2026", "$10B", "2026-12-31");
const cloudPutsIn4 = leg("in", "equity", "cloud", "lab", "$4B");

describe("the money of a party", () => {
  test("is its own customers', and through those who fund it also theirs", () => {
    const { sources, customersOf, flows } = bookOutside(view(cloudPutsIn4, labEarns6 + cloudEarns10), "lab");
    expect(sources!.get("customers")).toBeCloseTo(0.6, 12);
    expect(sources!.get("customers-of-others")).toBeCloseTo(0.4, 12);
    expect([...customersOf.keys()]).toEqual(["cloud"]);
    expect(flows.map(({ leg: { id } }) => id)).toEqual(["in"]);
  });

  test("that came in as debt or equity at others is told from what came in at itself", () => {
    const legs =
      cloudPutsIn4 +
      leg("debt", "debt", "many", "cloud", "$10B") +
      leg("shares", "equity", "many", "lab", "$10B");
    const { sources } = bookOutside(view(legs, labEarns6 + cloudEarns10), "lab");
    expect(sources!.get("new-equity")).toBeCloseTo(0.5, 12);
    expect(sources!.get("new-debt")).toBeUndefined();
    expect(sources!.get("new-debt-of-others")).toBeCloseTo(0.1, 12);
    expect([...sources!.values()].reduce((sum, share) => sum + share)).toBeCloseTo(1, 12);
  });

  test("is not known where a payer tells no accounts", () => {
    const { sources } = bookOutside(view(cloudPutsIn4, labEarns6), "lab");
    expect(sources!.get("not-known")).toBeCloseTo(0.4, 12);
  });

  test("has no shares where its own revenue is not known, and what is missing is named", () => {
    const found = bookOutside(view(cloudPutsIn4, cloudEarns10), "lab");
    expect([found.sources, found.missing]).toEqual([null, ["lab/revenue of 2026, or of 2025"]]);
    const { json, blocks } = outsideAnswer(view(cloudPutsIn4, cloudEarns10), "lab");
    expect(json).toMatchObject({ sources: null });
    expect(JSON.stringify(blocks)).not.toContain("%");
  });

  test("that came in in kind has no shares: accounts are in money", () => {
    const inKind = { layer: "in-kind" as const };
    const found = bookOutside(view(cloudPutsIn4, labEarns6 + cloudEarns10, inKind), "lab");
    expect([found.sources, found.missing]).toEqual([
      null,
      ["what lab received in kind from outside the ring in 2026"],
    ]);
  });

  test("of a revenue that the ring paid in full, in a group that nobody outside feeds, is the ring itself", () => {
    const back = leg("back", "compute", "lab", "cloud", "$4B");
    const facts =
      fact("lab", "revenue", "FY2026", "$0", "2026-12-31") +
      fact("cloud", "revenue", "FY2026", "$4B", "2026-12-31");
    expect([...bookOutside(view(cloudPutsIn4 + back, facts), "lab").sources!]).toEqual([["itself", 1]]);
  });
});

test("of the default book: Mistral's revenue of 2026 is not public, and so no share of its money is printed", async () => {
  const at = { ...view(cloudPutsIn4, labEarns6), book: await defaultBook(), day: "2026-10-10" };
  expect(bookOutside(at, "mistral").sources).toBeNull();
  const { sources, facts } = bookOutside(at, "anthropic");
  expect(sources!.get("customers-of-others")).toBeGreaterThan(0.01);
  expect(facts.some((id) => id.startsWith("anthropic/revenue/"))).toBe(true);
});
