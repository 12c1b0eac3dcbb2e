import { describe, expect, test } from "vitest";
import { bandOf } from "../../src/network/band.ts";
import { behind } from "../../src/network/behind.ts";
import { type FlowsView, flowsOf, isBoundary, openAtBoundaries } from "../../src/network/book-flows.ts";
import { bookLoops } from "../../src/network/book-loops.ts";
import { bookOutside } from "../../src/network/book-outside.ts";
import { maximumCirculation } from "../../src/network/circulation.ts";
import { contagion } from "../../src/network/contagion.ts";
import { networkOf } from "../../src/network/network.ts";
import { defaultBook, smallBook } from "../small-book.ts";

const view = async (more: Partial<FlowsView> = {}): Promise<FlowsView> => ({
  book: await defaultBook(),
  day: "2026-10-10",
  counting: "firm",
  level: "group",
  year: 2026,
  layer: "cash",
  ...more,
});
const firm = (usd: string) =>
  `{headline: ${usd}, firm: ${usd}, cancellable: unknown, drawn: unknown, paid: unknown}`;
const small = (legs: string, more: Partial<FlowsView> = {}): FlowsView => ({
  book: smallBook(`deals:
  - id: deal
    title: A deal
    announced: 2026-01-10
    sources: [gazette]
    legs:
${legs}`),
  day: "2026-12-31",
  counting: "firm",
  level: "group",
  year: 2026,
  layer: "cash",
  ...more,
});

describe("flows of a year", () => {
  const purchase = `      - {id: buy, kind: compute, payer: lab, payee: cloud-services, firmness: firm, status: active, term: {start: 2026-07, end: 2028-06}, amount: ${firm("$73.1B")}}\n`;
  test("are a commitment's share of the year, straight line over its days", () => {
    const amounts = [2025, 2026, 2027, 2028].map(
      (year) => flowsOf(small(purchase, { year })).flows[0]?.amount ?? 0,
    );
    expect(amounts.map((amount) => Math.round(amount / 1e8) / 10)).toEqual([0, 18.4, 36.5, 18.2]);
    expect(amounts.reduce((sum, amount) => sum + amount)).toBeCloseTo(73.1e9, 0);
  });
  test("go to the group that a segment belongs to, or to the segment", () => {
    expect(flowsOf(small(purchase)).flows[0]!.payee).toBe("cloud");
    expect(flowsOf(small(purchase, { level: "segment" })).flows[0]!.payee).toBe("cloud-services");
  });
  test("are in the layer in which they are paid", () => {
    const inKind = purchase.replace("firmness:", "medium: in-kind, firmness:");
    expect([
      flowsOf(small(inKind)).flows.length,
      flowsOf(small(inKind, { layer: "in-kind" })).flows.length,
    ]).toEqual([0, 1]);
  });
  test("of funding move on the days on which it was paid", () => {
    const equity = `      - {id: in, kind: equity, payer: cloud, payee: lab, firmness: firm, status: active, amount: {headline: $9B, firm: $9B, cancellable: unknown, drawn: unknown, paid: [{from: 2026-03-01, is: $4B}, {from: 2027-02-01, is: $9B}]}}\n`;
    const amounts = [2026, 2027].map(
      (year) => flowsOf(small(equity, { year, day: "2027-12-31" })).flows[0]!.amount,
    );
    expect(amounts).toEqual([4e9, 5e9]);
  });
  test("leave out and name what has no price", () => {
    const { flows, leftOut } = flowsOf(small(purchase.replace(firm("$73.1B"), "unknown")));
    expect([flows.length, leftOut.map(({ leg, why }) => `${leg.id}: ${why}`)]).toEqual([
      0,
      ["buy: no amount is public"],
    ]);
  });
  test("leave out only what could have moved money in that year", () => {
    const unknown = purchase.replace(firm("$73.1B"), "unknown");
    const noTerm = unknown
      .replace("id: buy", "id: open")
      .replace("term: {start: 2026-07, end: 2028-06}, ", "");
    const equity = `      - {id: in, kind: equity, payer: cloud, payee: lab, firmness: firm, status: active, amount: unknown}\n`;
    const named = (year: number) =>
      flowsOf(small(unknown + noTerm + equity, { year })).leftOut.map(({ leg }) => leg.id);
    // The purchase runs to 2028; of the second no term is known, so it may fall into any year; equity of which
    // nothing else is known moves when it is announced.
    expect([2025, 2026, 2028, 2029].map(named)).toEqual([
      ["open"],
      ["buy", "in", "open"],
      ["buy", "open"],
      ["open"],
    ]);
  });
});

describe("aggregates", () => {
  test("are in no loop: what comes from the market does not come back through it", () => {
    const legs =
      `      - {id: in, kind: equity, payer: many, payee: lab, firmness: firm, status: active, amount: ${firm("$5B")}}\n` +
      `      - {id: out, kind: hardware, payer: lab, payee: many, firmness: firm, status: active, term: {start: 2026, end: 2026}, amount: ${firm("$5B")}}\n`;
    const { book, ...rest } = small(legs);
    const { flows } = flowsOf({ book, ...rest });
    expect(maximumCirculation(networkOf(flows).flow).share).toBe(1);
    expect(maximumCirculation(networkOf(openAtBoundaries(book, flows)).flow).share).toBe(0);
  });
  test("of the default book are in no ring", async () => {
    const { book, ...rest } = await view({ counting: "headline" });
    for (const loop of bookLoops(book, flowsOf({ book, ...rest }).flows, 5).loops) {
      expect(loop.parties.some((party) => isBoundary(book, party))).toBe(false);
    }
  });
});

describe("the circular share of the default book", () => {
  test("lies in its band, and the band is the same each time", async () => {
    const at = await view({ counting: "headline" });
    const band = () => bandOf(at, ({ flow }) => maximumCirculation(flow).share, { draws: 100, seed: 7 });
    const [first, second] = [band(), band()];
    expect(first).toEqual(second);
    expect(first.p5).toBeLessThanOrEqual(first.p95);
    expect(first.p95).toBeLessThan(0.5);
  });
  test("has no width where every amount is one figure", () => {
    const legs =
      `      - {id: in, kind: equity, payer: cloud, payee: lab, firmness: firm, status: active, amount: ${firm("$5B")}}\n` +
      `      - {id: back, kind: compute, payer: lab, payee: cloud, firmness: firm, status: active, term: {start: 2026, end: 2026}, amount: ${firm("$10B")}}\n`;
    const at = small(legs);
    const band = bandOf(at, ({ flow }) => maximumCirculation(flow).share);
    expect(band).toEqual({ central: 2 / 3, p5: 2 / 3, p95: 2 / 3 });
  });
});

test("loops have money put in on one side and purchases on another", async () => {
  const { book, ...rest } = await view();
  const found = bookLoops(book, flowsOf({ book, ...rest }).flows, 5);
  expect(found.loops.map((loop) => loop.parties.join(" "))).toContain("amazon anthropic");
  for (const loop of found.loops) {
    expect(loop.throughput).toBeCloseTo(
      Math.min(...loop.flows.map((flows) => flows.reduce((sum, flow) => sum + flow.amount, 0))),
      0,
    );
  }
});

describe("the failure of OpenAI", () => {
  test("costs first those who paid in, then those who sell to them", async () => {
    const found = contagion(await view(), "openai");
    const first = found.rounds[0]!;
    expect(first).toContainEqual(
      expect.objectContaining({ party: "softbank", lossUsd: 50e9, cause: "stake" }),
    );
    expect(first).toContainEqual(expect.objectContaining({ party: "amazon", lossUsd: 50e9, cause: "stake" }));
    expect(
      found.rounds
        .slice(1)
        .flat()
        .every((loss) => loss.cause === "sales" && loss.party !== "openai"),
    ).toBe(true);
  });
  test("costs nothing on a credit line that nobody has drawn", async () => {
    const found = contagion(await view(), "openai");
    expect(found.rounds.flat().some((loss) => loss.legs.includes("jpmorgan-openai-2024-10-revolver"))).toBe(
      false,
    );
  });
  test("says which claims and sales it cannot price", async () => {
    expect(contagion(await view(), "openai").notKnown.map(({ leg }) => leg)).toContain(
      "openai-oracle-2025-07-commitment",
    );
  });
});

test("outside money and where a dollar ends add to one", async () => {
  for (const lab of ["anthropic", "openai"]) {
    const { sources } = bookOutside(await view(), lab);
    expect([...sources!.values()].reduce((sum, share) => sum + share)).toBeCloseTo(1, 9);
    const found = behind(await view(), lab)!;
    expect([...found.endsAt.values()].reduce((sum, share) => sum + share, found.notKnown ?? 0)).toBeCloseTo(
      1,
      9,
    );
  }
});
