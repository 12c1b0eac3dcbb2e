import { describe, expect, test } from "vitest";
import { contagion } from "../../src/network/contagion.ts";
import { outstandingOn } from "../../src/network/outstanding.ts";
import { defaultBook, oneLeg } from "../small-book.ts";

const amounts = (firm: string, paid = "unknown", drawn = "unknown") =>
  `amount: {headline: ${firm}, firm: ${firm}, cancellable: unknown, drawn: ${drawn}, paid: ${paid}}`;
const on = (fields: string, day = "2026-07-01", counting: "firm" | "headline" = "firm") => {
  const { all, leftOut } = outstandingOn({ book: oneLeg(fields), day, counting, level: "group" });
  return {
    leftOut: leftOut.map(({ why }) => why),
    all: all.map(({ kind, debtor, creditor, usd }) => [kind, debtor, creditor, usd?.low, usd?.high]),
  };
};
const firmly = "firmness: firm, status: active";

describe("what is outstanding on a leg", () => {
  test("shares are what was paid for them, and the rest of the money is promised the other way", () => {
    expect(
      on(`kind: equity, payer: cloud, payee: lab, ${firmly}, ${amounts("$10B", "$4B to $5B")}`).all,
    ).toEqual([
      ["shares", "lab", "cloud", 4e9, 5e9],
      ["funding", "cloud", "lab", 5e9, 6e9],
    ]);
  });
  test("a loan is owed back; after its maturity nobody says whether it still is", () => {
    const loan = `kind: debt, payer: many, payee: lab, maturity: 2026-06-30, ${firmly}, ${amounts("$2B", "$2B")}`;
    expect(on(loan, "2026-06-01").all).toEqual([["loans", "lab", "many", 2e9, 2e9]]);
    expect(on(loan, "2026-07-01").all).toEqual([["loans", "lab", "many", 0, 2e9]]);
  });
  test("of a purchase the days to come are still to be paid; what is told to be paid makes it a band", () => {
    const term = "term: {start: 2026-01-01, end: 2026-12-31}";
    const half = on(
      `kind: compute, payer: lab, payee: cloud, ${term}, ${firmly}, ${amounts("$365M")}`,
      "2026-01-31",
    );
    expect(half.all).toEqual([["purchases", "lab", "cloud", 334e6, 334e6]].map((row) => row.map(near)));
    const told = `kind: compute, payer: lab, payee: cloud, ${term}, ${firmly}, ${amounts("$365M", "$65M")}`;
    expect(on(told, "2026-01-31").all).toEqual(
      [["purchases", "lab", "cloud", 300e6, 334e6]].map((row) => row.map(near)),
    );
    expect(on(told, "2026-12-31").all).toEqual([]);
  });
  test("an intent is left out of what is firm, and is promised by headline; an amount that is not public is unknown", () => {
    const intent = `kind: equity, payer: cloud, payee: lab, firmness: intent, status: active, ${amounts("$10B").replace("firm: $10B", "firm: unknown")}`;
    expect(on(intent)).toEqual({ all: [], leftOut: ["only an intent"] });
    expect(on(intent, "2026-07-01", "headline").all).toEqual([["funding", "cloud", "lab", 10e9, 10e9]]);
    const silent = `kind: guarantee, payer: cloud, payee: many, ${firmly}, ${amounts("unknown")}`;
    expect(on(silent).all).toEqual([["guarantees", "cloud", "many", undefined, undefined]]);
  });
  test("before it is known, and within a group, there is nothing", () => {
    const leg = `kind: debt, payer: cloud, payee: lab, ${firmly}, ${amounts("$2B", "$2B")}`;
    expect(on(leg, "2026-01-09").all).toEqual([]);
    expect(on(leg.replace("payee: lab", "payee: cloud-services")).all).toEqual([]);
  });
});

test("shares and stakes of the book are those that a failure loses, party by party", async () => {
  const book = await defaultBook();
  const view = { book, day: "2026-10-10", counting: "firm", level: "group" } as const;
  const { all } = outstandingOn(view);
  for (const failed of ["openai", "anthropic", "coreweave"]) {
    const lost = new Map<string, number>();
    for (const { party, cause, lossUsd } of contagion({ ...view, year: 2027 }, failed).rounds[0]!)
      if (cause === "stake") lost.set(party, (lost.get(party) ?? 0) + lossUsd);
    const held = new Map<string, number>();
    for (const { kind, debtor, creditor, usd } of all)
      if (kind === "shares" && debtor === failed && usd)
        held.set(creditor, (held.get(creditor) ?? 0) + usd.low);
    expect(lost.size).toBeGreaterThan(0);
    expect(held).toEqual(lost);
  }
});

function near(value: unknown): unknown {
  return typeof value === "number" ? expect.closeTo(value, -3) : value;
}
