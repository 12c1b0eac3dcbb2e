import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { outlayOf } from "../../src/book/outlay.ts";
import { bandOf } from "../../src/network/band.ts";
import { type FlowsView, classOfFlow, flowsOf } from "../../src/network/book-flows.ts";
import { defaultBook, smallBook } from "../small-book.ts";

const amount = (usd: string) =>
  `{headline: ${usd}, firm: ${usd}, cancellable: unknown, drawn: unknown, paid: unknown}`;
/** $36.5B for the 365 days of 2026 unless told otherwise: $100M a day. */
const buys = (id: string, more: { payee?: string; kind?: string; usd?: string; term?: string } = {}) =>
  `      - {id: ${id}, kind: ${more.kind ?? "compute"}, payer: lab, payee: ${more.payee ?? "cloud-services"}, firmness: firm, status: active, ` +
  `term: ${more.term ?? "{start: 2026-01-01, end: 2026-12-31}"}, amount: ${more.usd === "unknown" ? "unknown" : amount(more.usd ?? "$36.5B")}}\n`;
const fact = (
  metric: string,
  period: string,
  value: string,
  more = "kind: reported, ends: 2026-12-31",
  party = "cloud",
) =>
  `  - {party: ${party}, metric: ${metric}, period: ${period}, value: ${value}, sources: [gazette], ${more}}\n`;
const toldBy = (period: string, value: string, end = "2026-12-31") =>
  fact("revenue-from-lab", period, value, `kind: reported, ends: ${end}`);
const spends = (revenue: string, burn: string, more = "kind: reported, ends: 2026-12-31") =>
  fact("revenue", "FY2026", revenue, more, "lab") + fact("cash-burn", "FY2026", burn, more, "lab");
const view = (legs: string, facts: string, more: Partial<FlowsView> = {}): FlowsView => ({
  book: smallBook(
    `deals:\n  - id: deal\n    title: A deal\n    announced: 2025-12-10\n    sources: [gazette]\n    legs:\n${legs}${facts === "" ? "" : `facts:\n${facts}`}`,
  ),
  day: "2027-12-31",
  counting: "firm",
  level: "group",
  year: 2026,
  layer: "cash",
  ...more,
});
const byLeg = (at: FlowsView) =>
  Object.fromEntries(flowsOf(at).flows.map((flow) => [flow.leg.id, Math.round(flow.amount / 1e6)]));

describe("what one group is known to have paid another", () => {
  test("takes the place of the schedule on its days, and leaves it on the others", () => {
    // $7.3B in the year to June 2026 is $20M a day, for 181 days; then $100M a day for 184 days.
    const at = view(buys("buy"), toldBy("FY2026", "$7.3B", "2026-06-30"));
    expect(byLeg(at)).toEqual({ buy: 181 * 20 + 184 * 100 });
    expect(flowsOf(at).flows[0]!.told).toEqual(["cloud/revenue-from-lab/FY2026"]);
    expect(flowsOf(at).told).toMatchObject([{ payer: "lab", payee: "cloud", days: 181 }]);
  });
  test("is shared by the pair's contracts in proportion to their schedules", () => {
    const legs = buys("small", { usd: "$10B" }) + buys("large", { usd: "$30B", payee: "cloud" });
    expect(byLeg(view(legs, toldBy("FY2026", "$4B")))).toEqual({ small: 1000, large: 3000 });
  });
  test("is what it is under every counting", () => {
    const legs = buys("buy").replace(
      amount("$36.5B"),
      amount("$36.5B to $50B").replace("firm: $36.5B to $50B", "firm: unknown"),
    );
    for (const counting of ["firm", "expected", "headline"] as const) {
      const { flows } = flowsOf(view(legs, toldBy("FY2026", "$4B"), { counting }));
      expect(flows.reduce((sum, flow) => sum + flow.amount, 0)).toBeCloseTo(4e9, 0);
    }
  });
  test("moves in equal parts on contracts without a price, where none with one runs", () => {
    const legs =
      buys("one", { usd: "unknown" }) +
      buys("two", { usd: "unknown", kind: "capacity" }) +
      buys("later", { term: "{start: 2027-01-01, end: 2027-12-31}" });
    const at = view(legs, toldBy("FY2026", "$4B"));
    expect(byLeg(at)).toEqual({ one: 2000, two: 2000 });
    expect(flowsOf(at).leftOut).toEqual([]);
  });
  test("is a flow of its own where no contract of those days is known", () => {
    const legs = buys("later", { term: "{start: 2027-01-01, end: 2027-12-31}" });
    const at = view(legs, fact("revenue-from-lab", "FY2026", "$4B", undefined, "cloud-services"));
    expect(byLeg(at)).toEqual({ "cloud-services/revenue-from-lab/FY2026": 4000 });
    expect(flowsOf({ ...at, level: "segment" }).flows[0]).toMatchObject({
      payer: "lab",
      payee: "cloud-services",
      counter: "computing",
    });
    expect(byLeg({ ...at, year: 2027 })).toEqual({ later: 36_500 });
  });
  test("to a maker of chips is for machines", () => {
    const at = view(buys("buy"), fact("revenue-from-lab", "FY2026", "$4B", undefined, "chips"));
    expect(flowsOf(at).flows.map(({ payee, counter }) => [payee, counter])).toEqual([
      ["cloud", "computing"],
      ["chips", "machines"],
    ]);
  });
  test("counts only once it is known", () => {
    const at = view(buys("buy"), toldBy("FY2026", "$4B"));
    expect(byLeg({ ...at, day: "2026-12-30" })).toEqual({ buy: 36_500 });
    expect(byLeg({ ...at, day: "2026-12-31" })).toEqual({ buy: 4000 });
  });
  test("says nothing of what is paid in kind, or of money put in", () => {
    const inKind = buys("buy").replace("firmness:", "medium: in-kind, firmness:");
    expect(byLeg(view(inKind, toldBy("FY2026", "$4B"), { layer: "in-kind" }))).toEqual({ buy: 36_500 });
    const loan = buys("loan", { kind: "debt" });
    expect(byLeg(view(loan, toldBy("FY2026", "$4B")))["loan"]).toBe(36_500);
  });
  test("is drawn with equal chances where figures contradict each other, and counts at their mean", () => {
    const facts =
      fact("revenue-from-lab", "FY2026", "$1B", "variant: a, kind: estimate, stated: 2026-06-01") +
      fact("revenue-from-lab", "FY2026", "$3B", "variant: b, kind: estimate, stated: 2026-06-01");
    const at = view(buys("buy"), facts);
    expect(byLeg(at)).toEqual({ buy: 2000 });
    const total = ({ flow }: { flow: { value: Float64Array } }): number => flow.value[0]!;
    expect(bandOf(at, total)).toEqual({ central: 2e9, p5: 1e9, p95: 3e9 });
    const seen: number[] = [];
    bandOf(at, (of) => seen.push(total(of)));
    const low = seen.filter((usd) => usd === 1e9).length;
    expect(low).toBeGreaterThan(450);
    expect(low).toBeLessThan(550);
  });
});

describe("nobody pays more than it spends", () => {
  const two =
    buys("cloud-buy", { usd: "$30B" }) + buys("chips-buy", { usd: "$10B", payee: "chips", kind: "hardware" });
  test("contracts are cut by the same part to what it spent", () => {
    // $5B earned and $15B burnt: half of $40B.
    const at = view(two, spends("$5B", "$15B"));
    expect(byLeg(at)).toEqual({ "cloud-buy": 15_000, "chips-buy": 5000 });
    expect(flowsOf(at).held).toMatchObject([{ planned: 40e9, counted: 20e9 }]);
    expect(flowsOf(at).flows[0]!.outlay).toEqual(["lab/revenue/FY2026", "lab/cash-burn/FY2026"]);
  });
  test("what is told stands, and only the rest is cut", () => {
    // $12B told of the cloud leave $8B of $20B for the chips.
    const facts = toldBy("FY2026", "$12B") + spends("$5B", "$11B");
    expect(byLeg(view(two, facts))).toEqual({ "cloud-buy": 12_000, "chips-buy": 4000 });
    expect(byLeg(view(two, toldBy("FY2026", "$25B") + spends("$5B", "$15B")))).toEqual({
      "cloud-buy": 25_000,
    });
  });
  test("contracts within it are left as they are", () => {
    const at = view(two, spends("$30B", "$10B"));
    expect(byLeg(at)).toEqual({ "cloud-buy": 30_000, "chips-buy": 10_000 });
    expect(flowsOf(at).held).toEqual([]);
  });
  test("a forecast and contracts that contradict it are equally likely, and the mean counts", () => {
    const forecast = spends("$5B", "$15B", "kind: forecast, stated: 2026-01-01");
    const at = view(two, forecast);
    expect(byLeg(at)).toEqual({ "cloud-buy": 22_500, "chips-buy": 7500 });
    const total = ({ flow }: { flow: { value: Float64Array } }): number =>
      flow.value.reduce((sum, value) => sum + value, 0);
    expect(bandOf(at, total)).toEqual({ central: 30e9, p5: 20e9, p95: 40e9 });
    // One draw for the payer: its purchases are cut together or not at all.
    const together = bandOf(at, ({ flow }) => Math.abs(flow.value[0]! / flow.value[1]! - 1 / 3));
    expect(together.p95).toBeLessThan(1e-12);
  });
  test("figures of a year that is not over are a forecast", () => {
    const quarters = [1, 2, 3, 4].map((q) => {
      const more = q === 4 ? "kind: forecast, stated: 2026-10-01" : `kind: reported, ends: 2026-0${q * 3}-30`;
      return fact("revenue", `2026Q${q}`, "$1B", q === 4 ? `${more}, ends: 2026-12-31` : more, "lab");
    });
    const burn = fact(
      "cash-burn",
      "FY2026",
      "$2B",
      "kind: press, ends: 2026-12-31, stated: 2026-09-01",
      "lab",
    );
    const { book } = view(two, quarters.join("") + burn);
    expect(outlayOf(book, "lab", 2026, "2026-12-30")).toMatchObject({ central: 6e9, isForecast: true });
  });
  test("where the outlay is not known whole, contracts stand", () => {
    expect(byLeg(view(two, fact("revenue", "FY2026", "$5B", undefined, "lab")))).toEqual({
      "cloud-buy": 30_000,
      "chips-buy": 10_000,
    });
  });
  test("where the outlay is only known to be at least so much, contracts stand", () => {
    expect(byLeg(view(two, spends("$5B", "at least $15B")))).toEqual({
      "cloud-buy": 30_000,
      "chips-buy": 10_000,
    });
  });
  test("of purchases in kind, which are no outlay of money, nothing is cut", () => {
    const inKind = two.replaceAll("firmness:", "medium: in-kind, firmness:");
    expect(byLeg(view(inKind, spends("$5B", "$15B"), { layer: "in-kind" }))).toEqual({
      "cloud-buy": 30_000,
      "chips-buy": 10_000,
    });
  });
});

describe("laws over random years", () => {
  const start = fc.integer({ min: 2024, max: 2027 });
  const leg = fc.record({
    usd: fc.integer({ min: 1, max: 99 }),
    start,
    years: fc.integer({ min: 0, max: 4 }),
    payee: fc.constantFrom("cloud", "cloud-services", "chips"),
  });
  const legsOf = (legs: readonly { usd: number; start: number; years: number; payee: string }[]): string[] =>
    legs.map(({ usd, start: from, years, payee }, i) =>
      buys(`leg-${i}`, {
        usd: `$${usd}B`,
        payee,
        term: `{start: ${from}-03-15, end: ${from + years}-11-20}`,
      }),
    );
  const options = { seed: 20_261_127, numRuns: 60 };
  const sum = (at: FlowsView, payee?: string) =>
    flowsOf(at)
      .flows.filter((flow) => payee === undefined || flow.payee === payee)
      .reduce((total, flow) => total + flow.amount, 0);

  test("without anything told, a leg's years add up to its amount", () => {
    fc.assert(
      fc.property(fc.array(leg, { minLength: 1, maxLength: 4 }), (legs) => {
        const at = view(legsOf(legs).join(""), "");
        const years = [2024, 2025, 2026, 2027, 2028, 2029, 2030, 2031];
        const total = years.reduce((all, year) => all + sum({ ...at, year }), 0);
        expect(total / 1e9).toBeCloseTo(
          legs.reduce((all, { usd }) => all + usd, 0),
          6,
        );
      }),
      options,
    );
  });
  test("a year that is told is what is told, whatever the contracts", () => {
    fc.assert(
      fc.property(
        fc.array(leg, { minLength: 1, maxLength: 4 }),
        fc.integer({ min: 1, max: 99 }),
        (legs, usd) => {
          const at = view(legsOf(legs).join(""), toldBy("FY2026", `$${usd}B`));
          expect(sum(at, "cloud") / 1e9).toBeCloseTo(usd, 6);
          const before = view(legsOf(legs).join(""), "");
          expect(sum(at, "chips")).toBeCloseTo(sum(before, "chips"), 0);
          expect(sum({ ...at, year: 2025 })).toBeCloseTo(sum({ ...before, year: 2025 }), 0);
        },
      ),
      options,
    );
  });
  test("nobody pays more than it spent, unless more is told", () => {
    const billions = fc.integer({ min: 1, max: 99 });
    fc.assert(
      fc.property(fc.array(leg, { minLength: 1, maxLength: 4 }), billions, billions, (legs, told, outlay) => {
        const facts = toldBy("FY2026", `$${told}B`) + spends(`$${outlay}B`, "$0B");
        const paid = sum(view(legsOf(legs).join(""), facts)) / 1e9;
        expect(paid).toBeLessThanOrEqual(Math.max(told, outlay) + 1e-6);
        expect(paid).toBeGreaterThanOrEqual(told - 1e-6);
      }),
      options,
    );
  });
  test("the order of the book changes no digit of flows or band", () => {
    const order = fc.array(fc.integer(), { minLength: 6, maxLength: 6 });
    fc.assert(
      fc.property(fc.array(leg, { minLength: 3, maxLength: 5 }), order, (legs, keys) => {
        const shuffled = <T>(list: readonly T[]): T[] =>
          list
            .map((item, i) => [keys[i % 6]! + i / 100, item] as const)
            .toSorted((a, b) => a[0] - b[0])
            .map(([, item]) => item);
        const facts = [
          fact("revenue-from-lab", "FY2026", "$1.1B", "variant: a, kind: estimate, stated: 2026-06-01"),
          fact("revenue-from-lab", "FY2026", "$3.3B", "variant: b, kind: estimate, stated: 2026-06-01"),
          toldBy("FY2025", "$7.7B", "2026-03-31"),
          ...spends("$2.1B to $9.7B", "$3B", "kind: forecast, stated: 2026-01-01")
            .trimEnd()
            .split("\n")
            .map((line) => `${line}\n`),
        ];
        const written = legsOf(legs).map((line) => line.replace("headline: $", "headline: at least $"));
        const one = view(written.join(""), facts.join(""), { counting: "headline" });
        const other = view(shuffled(written).join(""), shuffled(facts).join(""), { counting: "headline" });
        expect(flowsOf(other)).toEqual(flowsOf(one));
        const share = ({ flow }: { flow: { value: Float64Array } }): number => flow.value[0] ?? 0;
        expect(bandOf(other, share, { draws: 20, seed: 3 })).toEqual(
          bandOf(one, share, { draws: 20, seed: 3 }),
        );
      }),
      options,
    );
  });
});

describe("in the default book", () => {
  const at = async (more: Partial<FlowsView>): Promise<FlowsView> => ({
    book: await defaultBook(),
    day: "2026-10-10",
    counting: "firm",
    level: "group",
    year: 2025,
    layer: "cash",
    ...more,
  });
  const paid = (of: FlowsView, payer: string, payee: string) =>
    flowsOf(of)
      .flows.filter((flow) => flow.payer === payer && flow.payee === payee)
      .reduce((sum, flow) => sum + flow.amount, 0);
  test("OpenAI paid Microsoft $17.2B in 2025, and $24.1B for 181 of 365 days in the first half of 2026", async () => {
    for (const counting of ["firm", "headline"] as const) {
      expect(paid(await at({ counting }), "openai", "microsoft")).toBeCloseTo(17.2e9, 0);
    }
    expect(flowsOf(await at({ year: 2026 })).told).toMatchObject([
      { payer: "openai", payee: "microsoft", days: 181, amount: (24.1e9 * 181) / 365 },
    ]);
  });
  test("Anthropic paid AWS what analysts estimate, in a year of which no contract is public", async () => {
    expect(paid(await at({}), "anthropic", "amazon")).toBeCloseTo(1.44e9, 0);
  });
  test("a payer's purchases of a year that is over are no more than it spent", async () => {
    for (const counting of ["firm", "expected", "headline"] as const) {
      const of = await at({ counting });
      const bought = flowsOf(of).flows.filter(
        (flow) => flow.payer === "openai" && classOfFlow(flow) === "purchase",
      );
      const outlay = outlayOf(of.book, "openai", 2025, of.day)!;
      expect(outlay.isForecast).toBe(false);
      expect(bought.reduce((sum, flow) => sum + flow.amount, 0)).toBeLessThanOrEqual(
        outlay.central * (1 + 1e-12),
      );
    }
  });
});
