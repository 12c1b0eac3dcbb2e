import { expect, test } from "vitest";
import { behind } from "../../src/network/behind.ts";
import type { FlowsView } from "../../src/network/book-flows.ts";
import { concentrationAnswer } from "../../src/report/concentration.ts";
import { lookThroughAnswer } from "../../src/report/look-through.ts";
import { smallBook } from "../small-book.ts";

const leg = (id: string, kind: string, payer: string, payee: string, usd: string) =>
  `      - {id: ${id}, kind: ${kind}, payer: ${payer}, payee: ${payee}, firmness: firm, status: active, term: {start: 2026, end: 2026}, amount: {headline: ${usd}, firm: ${usd}, cancellable: unknown, drawn: unknown, paid: unknown}}\n`;
const fact = (party: string, metric: string, value: string) =>
  `  - {party: ${party}, metric: ${metric}, period: FY2026, value: ${value}, kind: reported, ends: 2026-12-31, filed: 2027-01-15, sources: [gazette]}\n`;
const view = (facts: string): FlowsView => ({
  book: smallBook(`deals:
  - id: deal
    title: A deal
    announced: 2026-01-10
    sources: [gazette]
    legs:
${leg("rent", "compute", "lab", "cloud", "$6B")}${leg("machines", "hardware", "lab", "chips", "$2B")}${leg("parts", "hardware", "lab", "many", "$1B")}${facts === "" ? "" : `facts:\n${facts}`}`),
  day: "2027-01-31",
  counting: "firm",
  level: "group",
  year: 2026,
  layer: "cash",
});
const costs10 = fact("lab", "revenue", "$7B") + fact("lab", "cash-burn", "$3B");

test("a concentration has shares that add to one, amounts beside them, and no aggregate in it", () => {
  const { json } = concentrationAnswer(view(""), "lab");
  expect(json).toMatchObject({
    suppliers: {
      hhi: expect.closeTo(6250, 9),
      shares: { cloud: 0.75, chips: 0.25 },
      amountsUsd: { cloud: 6e9, chips: 2e9 },
      aggregatesUsd: 1e9,
      allUsd: null,
      coverage: null,
    },
    customers: { hhi: null, effectiveNumber: null, shares: {}, coverage: null },
  });
});

test("it says how much of the outlay it is about, and of the revenue", () => {
  const { json, blocks } = concentrationAnswer(view(costs10), "lab");
  expect(json).toMatchObject({ suppliers: { knownUsd: 8e9, allUsd: 10e9, coverage: 0.8 } });
  expect(JSON.stringify(blocks)).toContain("80% of the outlay of $10B");
  const cloud = concentrationAnswer(view(fact("cloud", "revenue", "$60B")), "cloud");
  expect(cloud.json).toMatchObject({ customers: { coverage: 0.1, shares: { lab: 1 } } });
});

test("behind a dollar: what the rest of an outlay is that nobody tells is not known, and not zero", () => {
  expect(behind(view(""), "lab")!.notKnown).toBeNull();
  const { json, blocks } = lookThroughAnswer(view(""), "lab");
  expect(json).toMatchObject({ notKnown: null, outlayUsd: null });
  expect(JSON.stringify(blocks)).toContain("the rest of its outlay");
  expect(behind(view(costs10), "lab")!.notKnown).toBeCloseTo(0.1, 12);
});

test("behind a dollar: contracts above the costs that are told are held to them, and nothing is left over", () => {
  const costs5 = fact("lab", "revenue", "$4B") + fact("lab", "cash-burn", "$1B");
  const found = behind(view(costs5), "lab")!;
  expect([found.outlayUsd, found.spentUsd, found.notKnown]).toEqual([5e9, 5e9, 0]);
});
