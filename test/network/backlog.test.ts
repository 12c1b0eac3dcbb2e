import { describe, expect, test } from "vitest";
import { backlogOf, shareAfter } from "../../src/network/backlog.ts";
import { revenueSplit } from "../../src/network/origin.ts";
import { type PoolView, moneyClasses } from "../../src/network/pool.ts";
import { type Stretch, lengthOf, overlap, yearDays } from "../../src/unit/date.ts";
import { defaultBook, smallBook } from "../small-book.ts";

const published = async (): Promise<PoolView> => ({
  book: await defaultBook(),
  day: "2026-10-10",
  counting: "firm",
  level: "group",
  year: 2025,
});
const contract = (id: string, payer: string, announced: string, usd: number) =>
  `  - id: ${id}
    title: A contract
    announced: ${announced}
    sources: [gazette]
    legs:
      - {kind: compute, payer: ${payer}, payee: cloud-services, firmness: firm, status: active, term: {start: 2026-01-01, end: 2027-12-31}, amount: {headline: $${usd}B, firm: $${usd}B, cancellable: unknown, drawn: unknown, paid: unknown}}
`;
const facts = (backlog: number) => `facts:
  - {party: cloud-services, metric: rpo, period: 2026Q2, value: $${backlog}B, kind: reported, ends: 2026-06-30, sources: [gazette]}
  - {party: cloud-services, metric: revenue, period: FY2025, value: $50B, kind: reported, ends: 2025-12-31, sources: [gazette]}
  - {party: cloud-services, metric: revenue-from-lab, period: FY2025, value: $10B, kind: reported, ends: 2025-12-31, sources: [gazette]}
  - {party: lab, metric: revenue, period: FY2025, value: $15B, kind: reported, ends: 2025-12-31, sources: [gazette]}
  - {party: lab, metric: cash, period: FY2024, value: $5B, kind: reported, ends: 2024-12-31, sources: [gazette]}
`;
const backlog = (deals: string, amount: number) => {
  const view: PoolView = {
    book: smallBook(`deals:\n${deals}${facts(amount)}`),
    day: "2026-10-10",
    counting: "firm",
    level: "group",
    year: 2025,
  };
  return backlogOf(view, revenueSplit(view, "cloud-services"))!;
};
const lab = contract("lab-buys", "lab", "2026-01-01", 73);
const chips = contract("chips-buys", "chips", "2026-01-01", 7.3);

describe("a vendor's backlog", () => {
  test("names firm contracts at their payer's own mix, the rest at the mix of the other revenue", () => {
    // Of 730 days 549 lie after June 2026. The lab had 15 of customers and 5 that nobody knows; all else is customers'.
    const { named, classes, amount, isCut } = backlog(lab + chips, 100);
    const [ofLab, ofChips] = [(73e9 * 549) / 730, (7.3e9 * 549) / 730];
    expect(named.map(({ payer, leg, mixOf }) => [payer, leg, mixOf])).toEqual([
      ["lab", "lab-buys", 2025],
      ["chips", "chips-buys", null],
    ]);
    expect(named[0]!.unbilled).toBeCloseTo(ofLab, 0);
    expect(classes!.notKnown).toBeCloseTo(ofLab * 0.25 + ofChips, 0);
    expect(classes!.organic).toBeCloseTo(ofLab * 0.75 + 100e9 - ofLab - ofChips, 0);
    expect(moneyClasses.reduce((sum, name) => sum + classes![name], 0)).toBeCloseTo(amount, 0);
    expect(isCut).toBe(false);
  });
  test("is never less than what is named in it: contracts are cut to it", () => {
    const { named, classes, isCut } = backlog(lab + chips, 30);
    expect(named.reduce((sum, { unbilled }) => sum + unbilled, 0)).toBeCloseTo(30e9, 0);
    expect(classes!.organic).toBeCloseTo((30e9 * 10 * 0.75) / 11, 0);
    expect(isCut).toBe(true);
  });
  test("names no contract that was announced after it was counted", () => {
    expect(backlog(lab.replace("announced: 2026-01-01", "announced: 2026-07-01"), 100).named).toEqual([]);
  });
  test("AWS's of June 2026: $100B of Anthropic over 3,652 days from May, 3,591 of them to come", async () => {
    const view = await published();
    const { named, classes, amount } = backlogOf(view, revenueSplit(view, "aws"))!;
    const anthropic = named.find(({ leg }) => leg === "anthropic-aws-2026-04-commitment")!;
    expect(anthropic.unbilled).toBeCloseTo((100e9 * 3591) / 3652, -7);
    expect([anthropic.mixOf, anthropic.classes.own]).toEqual([2025, (anthropic.unbilled * 4) / 28.34]);
    const openai = named.filter(({ payer }) => payer === "openai");
    expect(openai.map(({ mixOf }) => mixOf)).toEqual([null, null]);
    expect(classes!.notKnown).toBeGreaterThan(openai.reduce((sum, { unbilled }) => sum + unbilled, 0));
    expect(classes!.own).toBeCloseTo(anthropic.classes.own, 0);
    expect(moneyClasses.reduce((sum, name) => sum + classes![name], 0)).toBeCloseTo(amount, 0);
  });
});

test("the share of a schedule after a day is all before its start and nothing after its end", () => {
  const term = { start: "2026-03-01", end: "2026-12-31", years: 1, assumed: undefined };
  const shareOf = (days: Stretch): number => overlap(term, days) / lengthOf(term);
  const schedule = { term, shareOf, shareIn: (year: number) => shareOf(yearDays(year)) };
  expect(shareAfter(schedule, "2025-06-30")).toBe(1);
  expect(shareAfter(schedule, "2026-02-15")).toBe(1);
  expect(shareAfter(schedule, "2026-12-31")).toBe(0);
  expect(shareAfter(schedule, "2027-06-30")).toBe(0);
  expect(shareAfter(schedule, "2026-09-30")).toBeCloseTo(92 / 306, 12);
});
