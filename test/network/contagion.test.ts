import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { FlowsView } from "../../src/network/book-flows.ts";
import { type Contagion, contagion } from "../../src/network/contagion.ts";
import { type Order, cutOrders } from "../../src/network/cut-orders.ts";
import { contagionAnswer } from "../../src/report/cascade.ts";
import { defaultBook, smallBook } from "../small-book.ts";
import { seed } from "./check-network.ts";

const firm = (usd: string) =>
  `{headline: ${usd}, firm: ${usd}, cancellable: unknown, drawn: unknown, paid: unknown}`;
const leg = (id: string, kind: string, payer: string, payee: string, usd: string, more = "") =>
  `      - {id: ${id}, kind: ${kind}, payer: ${payer}, payee: ${payee}, firmness: firm, status: active, amount: ${firm(usd)}${more}}\n`;
const wholeYear = ", term: {start: 2025, end: 2027-12-31}";
const view = (legs: string, more = ""): FlowsView => ({
  book: smallBook(`deals:
  - id: deal
    title: A deal
    announced: 2026-01-10
    sources: [gazette]
    legs:
${legs}${more}`),
  day: "2026-12-31",
  counting: "firm",
  level: "group",
  year: 2026,
  layer: "cash",
});
const real = async (more: Partial<FlowsView> = {}): Promise<FlowsView> => ({
  ...view(leg("in", "equity", "cloud", "lab", "$1B")),
  book: await defaultBook(),
  day: "2026-10-10",
  ...more,
});
const told = ({ rounds }: Contagion) =>
  rounds.map((round) => round.map(({ party, cause, lossUsd }) => [party, cause, lossUsd]));
const salesOf = (round: Contagion["rounds"][number]) =>
  round.filter(({ cause }) => cause === "sales").reduce((sum, { lossUsd }) => sum + lossUsd, 0);

describe("orders that are cut", () => {
  const cut = (orders: readonly Order[], revenue: Record<string, number> = {}) => {
    const atOnce = orders.filter(({ buyer }) => buyer === "failed");
    const first = atOnce.map(({ seller, amount, leg: id }) => ({
      party: seller,
      through: "failed",
      lossUsd: amount,
      legs: [id],
    }));
    const more = { failed: "failed", revenue: (party: string) => revenue[party], ends: () => false };
    return { first, ...cutOrders({ orders, first, ...more }) };
  };
  const order = (buyer: string, seller: string, amount: number): Order => ({
    buyer,
    seller,
    amount,
    leg: `${buyer}-${seller}`,
  });

  test("are cut in proportion to the sales that were lost", () => {
    const { rounds } = cut([order("failed", "cloud", 10), order("cloud", "chips", 30)], { cloud: 100 });
    expect(rounds).toEqual([[{ party: "chips", through: "cloud", lossUsd: 3, legs: ["cloud-chips"] }]]);
  });

  test("by a party that buys more than it sells come to no more than it lost", () => {
    const { rounds } = cut([order("failed", "neocloud", 2), order("neocloud", "servers", 58)], {
      neocloud: 5,
    });
    expect(rounds.map((round) => round.map(({ lossUsd }) => lossUsd))).toEqual([[2]]);
  });

  test("once, are not cut again: equipment that is bought once is lost once", () => {
    // The buyer loses in the second round, and again in the third by way of another.
    const orders = [
      order("failed", "a", 10),
      order("failed", "b", 10),
      order("a", "buyer", 10),
      order("b", "c", 10),
      order("c", "buyer", 10),
      order("buyer", "servers", 12),
    ];
    const { rounds } = cut(orders);
    const lost = rounds.flat().filter(({ party }) => party === "servers");
    expect(lost.length).toBeGreaterThan(1);
    expect(lost.reduce((sum, { lossUsd }) => sum + lossUsd, 0)).toBeLessThanOrEqual(12);
  });

  test("in a round are never more than the sales that were lost in the one before", () => {
    const party = fc.constantFrom("failed", "a", "b", "c", "d");
    const orders = fc.array(fc.tuple(party, party, fc.constantFrom(1, 3, 10, 500, 1e6)), {
      minLength: 1,
      maxLength: 25,
    });
    const revenues = fc.dictionary(fc.constantFrom("a", "b", "c", "d"), fc.constantFrom(1, 50, 1e4));
    fc.assert(
      fc.property(orders, revenues, (list, revenue) => {
        const all = list
          .filter(([buyer, seller]) => buyer !== seller && seller !== "failed")
          .map(([buyer, seller, amount]) => order(buyer, seller, amount));
        const { first, rounds } = cut(all, revenue);
        const sums = [first, ...rounds].map((round) => round.reduce((sum, { lossUsd }) => sum + lossUsd, 0));
        for (let k = 1; k < sums.length; k++) expect(sums[k]).toBeLessThanOrEqual(sums[k - 1]! * (1 + 1e-12));
        const lost = new Map<string, number>();
        for (const each of [first, ...rounds].flat()) {
          const key = `${each.through}-${each.party}`;
          lost.set(key, (lost.get(key) ?? 0) + each.lossUsd);
        }
        for (const [key, sum] of lost) {
          const ordered = all.filter(({ leg: id }) => id === key).reduce((x, { amount }) => x + amount, 0);
          expect(sum).toBeLessThanOrEqual(ordered * (1 + 1e-12));
        }
      }),
      { seed, numRuns: 500 },
    );
  });

  test.each(["firm", "headline"] as const)(
    "of the default book, %s, grow in no round, whoever fails",
    async (counting) => {
      const at = await real({ counting });
      let followed = 0;
      for (const id of at.book.parties.keys()) {
        const { rounds } = contagion(at, id);
        const sums = rounds.map(salesOf);
        for (let k = 1; k < sums.length; k++) {
          followed++;
          expect(sums[k], id).toBeLessThanOrEqual(sums[k - 1]! * (1 + 1e-12));
        }
      }
      expect(followed).toBeGreaterThan(5);
    },
  );
});

describe("a failure", () => {
  test("costs holders that the book does not name as well; they pass nothing on", () => {
    const legs =
      leg("notes", "debt", "many", "cloud", "$10B") +
      leg("shares", "equity", "many", "cloud", "$2B") +
      leg("parts", "hardware", "many", "chips", "$5B", wholeYear);
    expect(told(contagion(view(legs), "cloud"))).toEqual([
      [
        ["many", "loan", 10e9],
        ["many", "stake", 2e9],
      ],
    ]);
  });

  test("does not cost who promised to buy what the failed party would have sold", () => {
    const promise = leg("backstop", "guarantee", "chips", "cloud", "$6B", ", promise: purchase");
    const found = contagion(view(promise), "cloud");
    expect(told(found)).toEqual([]);
    expect(found.fallsAway).toEqual([{ party: "chips", leg: "backstop", promisedUsd: 6e9 }]);
    expect(JSON.stringify(contagionAnswer(view(promise), "cloud").blocks)).toContain("falls away");
  });

  test("costs the guarantor of a loan what the lender would have lost, once", () => {
    const legs =
      leg("loan", "debt", "many", "cloud", "$10B") +
      leg("guarantee", "guarantee", "chips", "cloud", "$6B", ", supports: [loan]");
    const found = contagion(view(legs), "cloud");
    expect(told(found)).toEqual([
      [
        ["chips", "guarantee", 6e9],
        ["many", "loan", 4e9],
      ],
    ]);
    expect(found.rounds[0]![0]).toMatchObject({ behind: "debt" });
  });

  test("of a tenant calls the guarantee of its lease; of the landlord it does not", () => {
    const legs =
      leg("rent", "lease", "lab", "cloud", "$3B", wholeYear) +
      leg("guarantee", "guarantee", "chips", "cloud", "$2B", ", supports: [rent]");
    const found = contagion(view(legs), "lab");
    expect(told(found)).toEqual([[["chips", "guarantee", 2e9]]]);
    expect(found.rounds[0]![0]).toMatchObject({ behind: "lease" });
    expect(told(contagion(view(legs), "cloud"))).toEqual([]);
  });

  test("costs nothing of what was only promised; that is named", () => {
    const promised = leg("talks", "equity", "cloud", "lab", "$5B").replace(
      "firmness: firm",
      "firmness: intent",
    );
    const found = contagion({ ...view(promised), counting: "headline" }, "lab");
    expect([told(found), found.notKnown.map(({ leg: id }) => id)]).toEqual([[], ["talks"]]);
  });

  test("costs a year of sales only where the contract runs through the year", () => {
    const legs =
      leg("long", "compute", "lab", "cloud", "$9B", wholeYear) +
      leg("short", "hardware", "lab", "chips", "$1B", ", term: {start: 2026-07, end: 2027-06}");
    const sales = contagion(view(legs), "lab").rounds[0]!;
    expect(sales.map(({ party, wholeYear: whole }) => [party, whole])).toEqual([
      ["cloud", true],
      ["chips", false],
    ]);
    const words = JSON.stringify(contagionAnswer(view(legs), "lab").blocks);
    expect(words).toContain("a year of sales to Lab");
    expect(words).toContain("sales of 2026 under contract to Lab");
  });

  test("shows a stake at cost, and beside it the newest mark where share and valuation are known", () => {
    const stake = leg("in", "equity", "cloud", "lab", "$1B", ", stake: 10%");
    const valued = `facts:
  - {party: lab, metric: valuation-post-money, period: 2026-03-31, value: $50B, kind: reported, ends: 2026-03-31, filed: 2026-04-01, sources: [gazette]}
`;
    const [loss] = contagion(view(stake, valued), "lab").rounds[0]!;
    expect(loss).toMatchObject({ lossUsd: 1e9, mark: { markUsd: 5e9, stakeLeg: "in", stake: 0.1 } });
    expect(contagion(view(stake), "lab").rounds[0]![0]!.mark).toBeUndefined();
    expect(
      contagion(view(stake.replace(", stake: 10%", ""), valued), "lab").rounds[0]![0]!.mark,
    ).toBeUndefined();
  });

  test("of a party that nobody is known to hold or to sell to is not said to cost nothing", () => {
    const { sentence } = contagionAnswer(view(leg("in", "equity", "cloud", "lab", "$1B")), "chips");
    expect(sentence).toBe("The book names nobody who would lose at a public price if Chips failed");
  });

  test("of which no holder's equity is known says so once", async () => {
    const { blocks } = contagionAnswer(await real(), "coreweave");
    expect(JSON.stringify(blocks).match(/DebtRank/gu)).toHaveLength(1);
  });
});

test("of CoreWeave: NVIDIA's promise to take unsold capacity is no loss; holders of its notes lose", async () => {
  const found = contagion(await real(), "coreweave");
  expect(found.fallsAway.map(({ leg: id }) => id)).toEqual(["nvidia-coreweave-2025-09-backstop"]);
  expect(found.rounds.flat().some(({ cause }) => cause === "guarantee")).toBe(false);
  expect(found.rounds[0]!.find(({ party }) => party === "market")!.legs).toContain(
    "market-coreweave-2025-05-notes-2030",
  );
});
