// What the map and the circular share say in sentences and files, against what the command line answers.

import { expect, test } from "vitest";
import { newestDay } from "../../src/book/known.ts";
import { openBook } from "../../src/cli/book-files.ts";
import { circularityAnswer } from "../../src/report/circularity.ts";
import { yearFlows } from "../../src/web/engine/flows.ts";
import {
  chosenArrows,
  csvOfFlows,
  findingOf,
  hiddenLine,
  leftOutLine,
  partySums,
} from "../../src/web/views/map/finding.ts";
import { linesOfLoops } from "../../src/web/views/share/loop-count.ts";
import {
  type CircularityJson,
  chartFinding,
  csvOfShares,
  orderFrom,
  plainSentence,
  rowsOf,
} from "../../src/web/views/share/rows.ts";

const book = await openBook({ folders: [], withDefault: true });
const day = newestDay(book);
const asked = { year: 2026, layer: "cash", count: "firm", level: "group" } as const;
const flows = yearFlows(book, asked);
const json = circularityAnswer({ book, day, counting: "firm", level: "group" }, [2025, 2026], "cash")
  .json as CircularityJson;

test("the map's total, what goes round and what has no price are those of circularity", () => {
  const row = rowsOf(json, "cash", "firm").find(({ year }) => year === 2026)!;
  expect(flows.total).toBe(row.totalUsd);
  expect(flows.round.share).toBe(row.share.central);
  expect(flows.leftOut.length).toBe(row.leftOut);
  expect(flows.arrows.reduce((sum, { legs }) => sum + legs.length, 0)).toBe(row.flows);
  for (const { amount, amounts } of flows.arrows)
    expect(amounts.reduce((sum, each) => sum + each, 0)).toBeCloseTo(amount, 3);
});

test("an arrow is on a ring just where money can get back, and never through a boundary", () => {
  const paysTo = new Map<string, string[]>();
  const isOpen = (party: string): boolean => book.parties.get(party)?.boundary === true;
  for (const { payer, payee } of flows.arrows)
    if (!isOpen(payer) && !isOpen(payee)) paysTo.set(payer, [...(paysTo.get(payer) ?? []), payee]);
  const reaches = (from: string, to: string): boolean => {
    const seen = new Set([from]);
    for (const party of seen) for (const next of paysTo.get(party) ?? []) seen.add(next);
    return seen.has(to);
  };
  for (const { payer, payee, isInRing } of flows.arrows)
    expect(isInRing, `${payer} ${payee}`).toBe(!isOpen(payer) && !isOpen(payee) && reaches(payee, payer));
  expect(flows.arrows.filter(({ isInRing }) => isInRing).length).toBeGreaterThan(2);
});

test("what is drawn and what is not add up to the year", () => {
  const drawn = chosenArrows(flows, { most: 10, ringsOnly: false });
  expect(drawn).toEqual(flows.arrows.slice(0, 10));
  expect(hiddenLine(flows, drawn)).toMatch(
    /^Drawn: 10 flows of \d+, \$\S+ of \$841B \(\S+%\)\. Not drawn: \d+ flows, \$/u,
  );
  expect(hiddenLine(flows, flows.arrows)).toMatch(/^All \d+ flows of the year: \$841B\.$/u);
  expect(chosenArrows(flows, { most: Infinity, ringsOnly: true }).every(({ isInRing }) => isInRing)).toBe(
    true,
  );
  const sums = partySums(flows);
  const total = (side: "pays" | "gets"): number => sums.reduce((sum, each) => sum + each[side], 0);
  expect(total("pays") / flows.total).toBeCloseTo(1, 12);
  expect(total("gets") / flows.total).toBeCloseTo(1, 12);
  expect(leftOutLine(flows)).toContain(`${flows.leftOut.length} legs`);
  expect(leftOutLine({ leftOut: [], count: "firm" })).toMatch(/^Every leg/u);
});

test("the finding names the largest flow between parties that have a name, and what goes round", () => {
  const arrow = (payer: string, payee: string, amount: number) => ({
    ...flows.arrows[0]!,
    payer,
    payee,
    amount,
    kind: "compute",
  });
  const of = { year: 2030, layer: "cash", total: 30e9, round: { amount: 3e9, share: 0.1 } } as const;
  const isMany = (party: string): boolean => party === "many";
  const name = (party: string): string => party.toUpperCase();
  const arrows = [arrow("many", "a", 20e9), arrow("a", "b", 10e9)];
  expect(findingOf({ ...of, arrows }, name, isMany)).toBe(
    "A pays B $10B for computing, the largest flow of 2030 between two named parties. Of $30B in all, $3B (10%) can go round",
  );
  const still = { ...of, round: { amount: 0, share: 0 }, arrows: arrows.slice(1) };
  expect(findingOf(still, name, isMany)).toBe(
    "A pays B $10B for computing, the largest flow of 2030. Of $30B in all, nothing is known to go round",
  );
  expect(findingOf({ ...of, arrows: [] }, name, isMany)).toBe("No payment of 2030 is known");
});

test("the file of the map has a line for each arrow, and its amounts unrounded", () => {
  const [head, ...lines] = csvOfFlows(flows).trimEnd().split("\r\n");
  expect(head!.split(",").slice(4, 8)).toEqual(["payer", "payee", "kind", "amount_usd"]);
  expect(lines.map((line) => Number(line.split(",")[7]))).toEqual(flows.arrows.map(({ amount }) => amount));
});

test("a day that the calendar does not have is refused as on the command line", () => {
  expect(() => yearFlows(book, { ...asked, asOf: "2026-02-30" })).toThrow(/not a date/u);
});

test("the share in a sentence: of a hundred dollars", () => {
  const row = rowsOf(json, "cash", "firm").find(({ year }) => year === 2026)!;
  const cents = (part: number): string => `$${(part * 100).toFixed(2)}`;
  expect(plainSentence(row)).toBe(
    `Of every $100 paid in 2026, ${cents(row.share.p5)} to ${cents(row.share.p95)} can go round in closed rings.`,
  );
  const none = { ...row, share: { p5: 0, central: 0, p95: 0 } };
  expect(plainSentence(none)).toBe(
    "Of every $100 paid in 2026, nothing is known to go round in closed rings.",
  );
  expect(chartFinding([none])).toBe("In no year is money known to go round in closed rings");
  expect(chartFinding(rowsOf(json, "cash", "firm"))).toMatch(/of 2026 can go round, the most of all years/u);
});

test("years are asked for from the one that is looked at", () => {
  expect(orderFrom(2026, 2024, 2028)).toEqual([2026, 2025, 2027, 2024, 2028]);
});

test("the file of the share leaves empty what is not known", () => {
  const [row] = json.years;
  const lines = csvOfShares([{ ...row!, share: null }], "cash")
    .trimEnd()
    .split("\r\n");
  expect(lines[1]).toMatch(/^2025,cash,firm,,,,/u);
});

test("the number of loops is told with where one stops to look", () => {
  const loops = [{ parties: ["a", "b"], throughput: 2e9 }];
  const [first, second] = linesOfLoops({ count: 5, byLength: { 2: 3, 4: 2 }, loops }, 2030, (id) => id);
  expect(first).toContain("3 with up to 2 parties, 5 with up to 4 parties");
  expect(second).toContain("a → b → a, carries $2B");
  expect(linesOfLoops({ count: 0, byLength: {}, loops: [] }, 2030, (id) => id)).toHaveLength(1);
});
