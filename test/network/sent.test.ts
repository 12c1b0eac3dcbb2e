import fc from "fast-check";
import * as highs from "highs";
import { describe, expect, test } from "vitest";
import { type Reach, type Sent, reachOf, sentUntil } from "../../src/network/sent.ts";
import { defaultBook, smallBook } from "../small-book.ts";
import { seed } from "./check-network.ts";

const pay = (payer: string, payee: string, year: number, most: number): Sent => ({
  payer,
  payee,
  year,
  most,
  from: `${payer}-${payee}-${year}`,
});
const from = (...of: string[]) => new Set(of);

describe("what can have arrived", () => {
  test("directly, and through others as much as these were sent and passed on", () => {
    const sent = [pay("cloud", "lab", 2024, 3), pay("cloud", "chips", 2024, 9), pay("chips", "lab", 2025, 4)];
    const found = reachOf(sent, { of: from("cloud"), to: "lab", year: 2025 });
    expect(found.most).toBe(7);
    expect(found.by).toEqual(["cloud-lab-2024", "cloud-chips-2024", "chips-lab-2025"]);
    expect(reachOf(sent, { of: from("cloud"), to: "lab", year: 2024 }).most).toBe(3);
  });
  test("nothing where nothing was sent, and nothing that was passed on before it came", () => {
    const sent = [pay("chips", "lab", 2024, 5), pay("cloud", "chips", 2025, 5)];
    expect(reachOf(sent, { of: from("cloud"), to: "lab", year: 2025 })).toEqual({ most: 0, by: [] });
  });
  test("of earlier years no more than the payee still had when the year began", () => {
    const sent = [pay("cloud", "lab", 2024, 8), pay("cloud", "lab", 2025, 1)];
    expect(reachOf(sent, { of: from("cloud"), to: "lab", year: 2025, opening: 2 }).most).toBe(3);
    expect(reachOf(sent, { of: from("cloud"), to: "lab", year: 2025 }).most).toBe(9);
  });
  test("others' money is not followed through the vendor's own group", () => {
    const sent = [pay("chips", "cloud", 2025, 5), pay("cloud", "lab", 2025, 5), pay("chips", "lab", 2025, 1)];
    const of = from("chips");
    expect(reachOf(sent, { of, to: "lab", year: 2025, past: "cloud" }).most).toBe(1);
    expect(reachOf(sent, { of, to: "lab", year: 2025 }).most).toBe(6);
  });
  test("money of which nobody says how much is bounded by what follows it", () => {
    const sent = [pay("cloud", "chips", 2025, Infinity), pay("chips", "lab", 2025, 4)];
    expect(reachOf(sent, { of: from("cloud"), to: "lab", year: 2025 }).most).toBe(4);
    expect(reachOf(sent, { of: from("cloud"), to: "chips", year: 2025 }).most).toBe(Infinity);
  });
});

const names = ["a", "b", "c", "d", "e"];
const cases = fc.record({
  sent: fc.array(
    fc
      .record({
        payer: fc.constantFrom(...names),
        payee: fc.constantFrom(...names),
        year: fc.integer({ min: 2022, max: 2025 }),
        most: fc.integer({ min: 1, max: 30 }).map((n) => n / 2),
      })
      .filter(({ payer, payee }) => payer !== payee),
    { maxLength: 16 },
  ),
  opening: fc.integer({ min: 0, max: 20 }),
  past: fc.constantFrom(undefined, "c"),
});

test("is the optimum of the linear program of what was sent, kept and passed on", async () => {
  const solver = await load();
  fc.assert(
    fc.property(cases, ({ sent, opening, past }) => {
      const named = sent.map((one, i): Sent => ({ ...one, from: `leg-${i}` }));
      const reach: Reach = { of: from("a"), to: "e", year: 2025, past, opening };
      expect(reachOf(named, reach).most).toBeCloseTo(byLinearProgram(solver, named, reach), 6);
    }),
    { seed, numRuns: 200 },
  );
});
test("does not depend on names or on the order of payments", () => {
  fc.assert(
    fc.property(cases, fc.shuffledSubarray(names, { minLength: 5 }), ({ sent, opening }, to) => {
      const as = (name: string): string => to[names.indexOf(name)]!;
      const there = sent.map((one, i): Sent => ({ ...one, from: `leg-${i}` }));
      const renamed = there.map((one) => ({ ...one, payer: as(one.payer), payee: as(one.payee) }));
      const reach = { year: 2025, opening };
      expect(reachOf(renamed.toReversed(), { ...reach, of: from(as("a")), to: as("e") }).most).toBeCloseTo(
        reachOf(there, { ...reach, of: from("a"), to: "e" }).most,
        9,
      );
    }),
    { seed, numRuns: 100 },
  );
});

describe("what may have been sent", () => {
  const view = (yaml: string) => ({
    book: smallBook(yaml),
    day: "2026-12-31",
    counting: "firm" as const,
    year: 2026,
  });
  const leg = (id: string, more: string, amount: string) =>
    `      - {id: ${id}, kind: equity, payer: cloud-services, payee: lab, ${more}, amount: ${amount}}\n`;
  const deal = (legs: string) =>
    `deals:\n  - id: deal\n    title: A deal\n    announced: 2024-03-01\n    sources: [gazette]\n    legs:\n${legs}`;
  test("is what was paid, or promised without saying whether it was paid; a cap counts once paid", () => {
    const sent = sentUntil(
      view(
        deal(
          leg(
            "paid",
            "firmness: firm, status: completed",
            "{headline: $5B, firm: unknown, cancellable: unknown, drawn: unknown, paid: [{from: 2025-02-01, is: $5B}]}",
          ) +
            leg(
              "told",
              "firmness: reported, status: active",
              "{headline: $3B, firm: unknown, cancellable: unknown, drawn: unknown, paid: unknown}",
            ) +
            leg(
              "cap",
              "firmness: up-to, status: active",
              "{headline: up to $9B, firm: unknown, cancellable: unknown, drawn: unknown, paid: unknown}",
            ) +
            leg("open", "firmness: firm, status: active", "unknown"),
        ),
      ),
      2026,
    );
    expect(sent.map(({ from: id, year, most }) => [id, year, most])).toEqual([
      ["told", 2024, 3e9],
      ["paid", 2025, 5e9],
      ["open", 2024, Infinity],
    ]);
  });
  test("what a group tells that it has paid in all stands for what its legs do not say", () => {
    const sent = sentUntil(
      view(
        `${deal(leg("told", "firmness: reported, status: active", "{headline: $3B, firm: unknown, cancellable: unknown, drawn: unknown, paid: unknown}") + leg("open", "firmness: firm, status: active", "unknown"))}facts:
  - {party: cloud, metric: investment-paid-in-lab, period: 2025Q4, value: $7B, kind: reported, ends: 2025-12-31, sources: [gazette]}
`,
      ),
      2026,
    );
    expect(sent.reduce((sum, { most }) => sum + most, 0)).toBe(7e9);
  });
  test("nothing of Amazon's had reached OpenAI by the end of 2025, and $50B by the end of 2026", async () => {
    const sent = sentUntil(
      { book: await defaultBook(), day: "2026-10-10", counting: "firm", year: 2026 },
      2026,
    );
    const by = (year: number) => reachOf(sent, { of: from("amazon"), to: "openai", year }).most;
    expect([by(2025), by(2026)]).toEqual([0, 50e9]);
  });
});

type Solver = Awaited<ReturnType<typeof load>>;

/** Under "nodenext" the types see a namespace where Node sees the loader itself. */
function load() {
  const loader = highs.default as unknown as typeof highs.default.default;
  return loader();
}

/** The most of a's money that e can have: nobody passes on in a year more than came, and was kept, by then. */
function byLinearProgram(solver: Solver, sent: readonly Sent[], { to, past, opening }: Reach): number {
  const years = [2022, 2023, 2024, 2025];
  const payments = sent.flatMap((one, i) =>
    one.payer === past || one.payee === past || one.payer === to || one.payee === "a"
      ? []
      : [{ ...one, x: `x${i}` }],
  );
  const rows: string[] = [];
  const bounds = payments.map(({ x, most }) => `0 <= ${x} <= ${most}`);
  for (const party of ["b", "c", "d"]) {
    for (const year of years) {
      const came = payments.filter((one) => one.payee === party && one.year <= year).map(({ x }) => `- ${x}`);
      const went = payments.filter((one) => one.payer === party && one.year <= year).map(({ x }) => `+ ${x}`);
      if (went.length > 0) rows.push(`r${rows.length}: ${[...went, ...came].join(" ")} <= 0`);
    }
  }
  const arrived = payments.filter((one) => one.payee === to);
  if (arrived.length === 0) return 0;
  // What came before the year counts up to the cash at its beginning.
  const earlier = arrived.filter(({ year }) => year < 2025).map(({ x }) => `- ${x}`);
  rows.push(`kept: k ${earlier.join(" ")} <= 0`);
  bounds.push(`0 <= k <= ${opening}`);
  const now = arrived.filter(({ year }) => year === 2025).map(({ x }) => `+ ${x}`);
  const program = ["Maximize", `most: k ${now.join(" ")}`, "Subject To", ...rows, "Bounds", ...bounds, "End"];
  const { Status, ObjectiveValue } = solver.solve(program.join("\n"), { output_flag: false });
  expect(Status).toBe("Optimal");
  return ObjectiveValue;
}
