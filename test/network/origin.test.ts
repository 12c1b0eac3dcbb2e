import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type RevenueSplit, revenueSplit } from "../../src/network/origin.ts";
import { type PoolView, moneyClasses, poolOf, settledFlows } from "../../src/network/pool.ts";
import { toldPayments } from "../../src/network/told.ts";
import { defaultBook, smallBook } from "../small-book.ts";
import { seed } from "./check-network.ts";

const viewOf = (yaml: string, more: Partial<PoolView> = {}): PoolView => ({
  book: smallBook(yaml),
  day: "2027-06-30",
  counting: "firm",
  level: "group",
  year: 2025,
  ...more,
});
const published = async (more: Partial<PoolView> = {}): Promise<PoolView> => ({
  book: await defaultBook(),
  day: "2026-10-10",
  counting: "firm",
  level: "group",
  year: 2025,
  ...more,
});

const fact = (
  party: string,
  metric: string,
  period: string,
  value: string,
  ends = `${period.slice(-4)}-12-31`,
) =>
  `  - {party: ${party}, metric: ${metric}, period: ${period}, value: ${value}, kind: reported, ends: ${ends}, sources: [gazette]}\n`;
const equity = (payer: string, payee: string, year: number, usd: number, kind = "equity") =>
  `  - id: ${payer}-${payee}-${year}-${kind}
    title: A deal
    announced: ${year}-02-01
    sources: [gazette]
    legs:
      - {kind: ${kind}, payer: ${payer}, payee: ${payee}, firmness: firm, status: completed, term: {start: ${year}, end: ${year}}, amount: {headline: $${usd}B, firm: $${usd}B, cancellable: unknown, drawn: unknown, paid: [{from: ${year}-06-30, is: $${usd}B}]}}
`;
const buys = (payer: string, year: number, usd: number) =>
  `  - id: ${payer}-buys-${year}
    title: A contract
    announced: ${year}-01-01
    sources: [gazette]
    legs:
      - {kind: compute, payer: ${payer}, payee: cloud-services, firmness: firm, status: active, term: {start: ${year}, end: ${year}}, amount: {headline: $${usd}B, firm: $${usd}B, cancellable: unknown, drawn: unknown, paid: unknown}}
`;
const bookOf = (deals: string, facts: string) => `deals:\n${deals}facts:\n${facts}`;

function expectLaws({ classes, revenue }: RevenueSplit): void {
  const all = revenue!.central;
  for (const name of moneyClasses) {
    const { atLeast, proRata, atMost } = classes![name];
    expect(atLeast).toBeGreaterThanOrEqual(0);
    expect(atLeast).toBeLessThanOrEqual(proRata * (1 + 1e-12) + 1e-3);
    expect(proRata).toBeLessThanOrEqual(atMost * (1 + 1e-12) + 1e-3);
    expect(atMost).toBeLessThanOrEqual(all * (1 + 1e-12));
  }
  expect(moneyClasses.reduce((sum, name) => sum + classes![name].proRata, 0)).toBeCloseTo(all, -1);
}

describe("whose money is AWS's revenue of 2025", () => {
  test("at least ≤ pro rata ≤ at most, and pro rata adds to the revenue", async () => {
    expectLaws(revenueSplit(await published(), "aws"));
  });
  test("Amazon's own money is at most what Anthropic paid, since none had reached OpenAI", async () => {
    const { classes, unseen } = revenueSplit(await published(), "aws");
    expect(classes!.own.atMost).toBe(1.6e9);
    expect(classes!.own.proRata).toBeCloseTo((1.44e9 * 4) / 28.34, 0);
    const openai = unseen.find(({ payer }) => payer === "openai")!;
    expect([openai.ownAtMost, openai.reach.own.by]).toEqual([0, []]);
    expect(openai.insidersAtMost).toBe(openai.high);
    expect(classes!.outside.atMost).toBeCloseTo(1.6e9 + openai.high, 0);
  });
  test("what a payer may have paid beyond the middle is taken from end customers", async () => {
    const { classes, revenue, payers } = revenueSplit(await published(), "aws");
    const high = payers.reduce((sum, { paidHigh }) => sum + paidHigh, 0);
    expect(high).toBe(1.6e9);
    expect(classes!.organic.atLeast).toBeCloseTo(revenue!.central - high - classes!.notKnown.atMost, 0);
  });
  test("payments between two years are counted in the later one, and named", async () => {
    const { payers } = revenueSplit(await published(), "aws");
    expect(payers[0]!.assumed).toEqual([
      { leg: "amazon-anthropic-2024-11", amount: 4e9, since: "2024-11-22", until: "2025-12-31" },
      { leg: "google-anthropic-2023-10", amount: 1.5e9, since: "2023-10-27", until: "2025-11-01" },
    ]);
  });
});

describe("where the payers' accounts are not known", () => {
  test("there is no number, and what is missing is named", async () => {
    const split = revenueSplit(await published(), "oci");
    expect(split.classes).toBeNull();
    expect(split.missing).toContain("what openai paid oci in 2025");
  });
  test("payments of other years than the calendar's are shown with their own period", async () => {
    const told = toldPayments(await published(), "azure");
    const year = told.find(({ facts }) => facts[0] === "microsoft/revenue-from-openai/FY2026")!;
    expect(year).toMatchObject({
      payer: "openai",
      payee: "microsoft",
      since: "2025-07-01",
      until: "2026-06-30",
    });
    expect([year.amount, year.share]).toEqual([24.1e9, 24.1 / 101.9]);
  });
  test("a customer's share of revenue gives what it paid: 67 % of CoreWeave's $5.13B", async () => {
    const book = await published();
    const told = toldPayments(book, "coreweave");
    const year = told.find(({ period }) => period === "FY2025")!;
    expect(year).toMatchObject({ payer: "microsoft", share: 0.67 });
    expect(year.amount).toBeCloseTo(0.67 * 5.13e9, 0);
    const half = told.find(({ period }) => period === "2025H1")!;
    expect(half.amount).toBeCloseTo(0.72 * (981.6e6 + 1.212788e9), 0);
    // Microsoft's cash at the end of 2024 is known, and so is whose money it paid.
    expect(revenueSplit(book, "coreweave").classes).not.toBeNull();
  });
  test("shares of customers that are not named are of the revenue of the group that tells them", async () => {
    const told = toldPayments(await published(), "nvidia-data-center");
    const year = told.find(({ period }) => period === "FY2026")!;
    expect(year).toMatchObject({ payer: "top two customers, not named", share: 0.36, shareOf: "nvidia" });
  });
  test("the middle of the year leads to OpenAI's cash of 2024 only with the day of a payment", async () => {
    const { missing } = revenueSplit(await published(), "azure");
    expect(missing).toContain(
      "openai/cash at the end of 2024, to which openai/cash/2025H1 leads only with the day on which investors-openai-2025-03-syndicate was paid",
    );
  });
});

describe("opening cash", () => {
  const revenue = fact("lab", "revenue", "FY2025", "$5B");
  const half =
    fact("lab", "cash", "2025H1", "$9B", "2025-06-30") +
    fact("lab", "cash-burn", "2025H1", "$2B", "2025-06-30");
  const notKnown = (deals: string, facts: string): number | undefined => {
    const view = viewOf(bookOf(deals, facts));
    return poolOf(view, "cloud-services", "lab", settledFlows(view), [])?.money.notKnown;
  };
  const paidOn = (id: string, announced: string, day: string) =>
    equity("chips", "lab", 2025, 4)
      .replace("2025-06-30", day)
      .replace("2025-02-01", announced)
      .replace("chips-lab-2025-equity", id);
  test("follows from a balance inside the year, what was burnt by then and what was raised by then", () => {
    expect(notKnown(paidOn("early", "2025-02-01", "2025-05-01"), revenue + half)).toBe(7e9);
    expect(notKnown(paidOn("late", "2025-07-01", "2025-09-01"), revenue + half)).toBe(11e9);
  });
  test("is not known where a payment may lie on either side of that day", () => {
    expect(notKnown(paidOn("between", "2025-02-01", "2025-12-31"), revenue + half)).toBeUndefined();
  });
});

describe("laws", () => {
  const names = { cloud: "cloud", lab: "lab", chips: "chips", more: "zeta" };
  type Names = typeof names;
  const billions = fc.integer({ min: 1, max: 40 });
  const cases = fc.record({
    paid: fc.array(
      fc.record({
        payer: fc.constantFrom<(keyof Names)[]>("cloud", "chips", "more"),
        payee: fc.constantFrom<(keyof Names)[]>("lab", "chips", "more"),
        year: fc.integer({ min: 2023, max: 2025 }),
        usd: billions,
      }),
      { maxLength: 8 },
    ),
    market: fc.integer({ min: 0, max: 20 }),
    revenue: billions,
    cash: fc.integer({ min: 0, max: 20 }),
    vendor: fc.integer({ min: 20, max: 90 }),
    spend: fc.tuple(billions, billions),
    planned: fc.integer({ min: 0, max: 20 }),
  });
  type Case = typeof cases extends fc.Arbitrary<infer T> ? T : never;
  const yamlOf = (
    { paid, market, revenue, cash, vendor, spend, planned }: Case,
    as: Names = names,
  ): string => {
    const seen = new Set<string>();
    const once = paid.filter(({ payer, payee, year }) => {
      const key = `${payer} ${payee} ${year}`;
      return payer !== payee && !seen.has(key) && seen.add(key);
    });
    const [least, most] = spend.toSorted((a, b) => a - b);
    return `parties:
  - {id: ${as.more}, name: More, kind: neocloud}
${as.lab === "lab" ? "" : `  - {id: ${as.lab}, name: Lab again, kind: lab}\n`}${bookOf(
      once.map(({ payer, payee, year, usd }) => equity(as[payer], as[payee], year, usd)).join("") +
        (market > 0 ? equity("many", as.lab, 2025, market) : "") +
        (planned > 0 ? buys(as.more, 2025, planned) : "") +
        buys(as.lab, 2025, 1),
      fact(as.lab, "revenue", "FY2025", `$${revenue}B`) +
        fact(as.lab, "cash", "FY2024", `$${cash}B`) +
        fact("cloud-services", "revenue", "FY2025", `$${vendor}B`) +
        fact(
          as.lab,
          "spend-on-cloud-services",
          "FY2025",
          least === most ? `$${most}B` : `$${least}B to $${most}B`,
        ),
    )}`;
  };
  const split = (each: Case, as?: Names) => revenueSplit(viewOf(yamlOf(each, as)), "cloud-services");

  test("at least ≤ pro rata ≤ at most ≤ revenue, and pro rata adds to it, whatever was paid", () => {
    fc.assert(
      fc.property(cases, (each) => expectLaws(split(each))),
      { seed, numRuns: 120 },
    );
  });
  test("a payer whom nothing of the group's ever reached has at most 0 of it", () => {
    fc.assert(
      fc.property(cases, (each) => {
        const paid = each.paid.filter(({ payer }) => payer !== "cloud");
        const { classes } = split({ ...each, paid });
        expect(classes!.own).toEqual({ atLeast: 0, proRata: 0, atMost: 0 });
      }),
      { seed, numRuns: 60 },
    );
  });
  test("other names change nothing", () => {
    fc.assert(
      fc.property(cases, (each) => {
        const [there, renamed] = [split(each), split(each, { ...names, lab: "omega", more: "alpha" })];
        for (const name of moneyClasses) {
          for (const end of ["atLeast", "proRata", "atMost"] as const)
            expect(renamed.classes![name][end]).toBeCloseTo(there.classes![name][end], 0);
        }
      }),
      { seed, numRuns: 60 },
    );
  });
  test("through others the group's part is what these were sent and passed on, by hand", () => {
    // The cloud pays the chipmaker 6, who pays the lab 4 of it; the lab has 10 of its own and pays 8 back.
    const { classes, payers } = revenueSplit(
      viewOf(
        bookOf(
          equity("cloud", "chips", 2025, 6) + equity("chips", "lab", 2025, 4) + buys("lab", 2025, 8),
          fact("lab", "revenue", "FY2025", "$10B") +
            fact("lab", "cash", "FY2024", "$0") +
            fact("cloud-services", "revenue", "FY2025", "$50B") +
            fact("lab", "spend-on-cloud-services", "FY2025", "$8B"),
        ),
      ),
      "cloud-services",
    );
    expect(classes!.own).toEqual({ atLeast: 0, proRata: 0, atMost: 4e9 });
    expect(classes!.insiders.proRata).toBeCloseTo((8e9 * 4) / 14, 0);
    expect(classes!.organic.atLeast).toBe(46e9);
    expect(payers[0]!.reach.own.by).toEqual(["chips-lab-2025-equity", "cloud-chips-2025-equity"]);
  });
  test("what was paid beyond all known money is of money that is not known", () => {
    const { payers } = revenueSplit(
      viewOf(
        bookOf(
          buys("lab", 2025, 8),
          fact("lab", "revenue", "FY2025", "$2B") +
            fact("lab", "cash", "FY2024", "$1B") +
            fact("cloud-services", "revenue", "FY2025", "$50B") +
            fact("lab", "spend-on-cloud-services", "FY2025", "$8B"),
        ),
      ),
      "cloud-services",
    );
    expect(payers[0]!.pool).toEqual({ organic: 2e9, outside: 0, insiders: 0, own: 0, notKnown: 6e9 });
    expect(payers[0]!.classes.organic.atLeast).toBe(2e9);
  });
});
