// What the economy says of tokens, chips, losses and shapes of minimums, on a start with round figures.

import { beforeAll, describe, expect, test } from "vitest";
import { openBook } from "../../../src/cli/book-files.ts";
import type { Book } from "../../../src/book/book.ts";
import { economyFrom } from "../../../src/model/circular/build.ts";
import { minimumShapes, shapeName } from "../../../src/model/circular/contracts.ts";
import type { Economy } from "../../../src/model/circular/economy.ts";
import { claimName, lossOf } from "../../../src/model/circular/losses.ts";
import type { GivenChange } from "../../../src/model/circular/scenario.ts";
import { shocksFrom } from "../../../src/model/circular/scenario.ts";
import { givenRows } from "../../../src/paths/given-rows.ts";
import { runPaths } from "../../../src/paths/run.ts";
import { type Simulation, cellsOf, imbalanceOf, simulationOf } from "../../../src/paths/simulation.ts";
import { roundStart } from "./figures.ts";

const paths = 200;
const periods = 40;
const leg = "anthropic-aws-2026-04-commitment";
let book: Book;
let economy: Economy;
let simulation: Simulation;
/** The run without a scenario. */
let base: Values;
/** What the tests read: keeping all would take minutes. */
const read =
  /^(?:tokens?\b|sessions|revenue|demand|sum of|skills|H100|live|used of|idle|part of|lost|claim|written off|loss of|default|share paid|minimum anthropic|contract scale anthropic|compute: openai to microsoft|leap)/u;

beforeAll(async () => {
  book = await openBook({ folders: [], withDefault: true });
  economy = economyFrom(book, roundStart(), periods, { shapes: [leg] });
  const variables = economy.model.variables.flatMap(({ name }) => (read.test(name) ? [name] : []));
  simulation = simulationOf(economy, { series: [], events: [], drawn: [], variables });
  base = await run();
}, 60_000);

/** Values of a variable by path, in a period. */
type Values = (name: string, period: number) => Float64Array;

async function run(changes: readonly GivenChange[] = []): Promise<Values> {
  const given = givenRows(simulation.program, changes);
  const done = await runPaths(simulation.program, {
    inputs: { seed: 1, antithetic: false, given },
    paths,
    prepared: simulation.prepared,
    keepPaths: true,
  });
  expect(done.failed.some((mark) => mark !== 0)).toBe(false);
  expect(imbalanceOf(done)).toBeLessThan(1e-9);
  const cells = cellsOf(simulation, done);
  return (name, period) => cells.variable(name, period).values;
}

const scenario = (text: string): readonly GivenChange[] =>
  shocksFrom([text], economy, book).flatMap(({ changes }) => changes);
const mean = (values: Float64Array): number => values.reduce((sum, value) => sum + value, 0) / values.length;
const cumulated = (of: Values, name: string, last: number): Float64Array =>
  Float64Array.from({ length: paths }, (_, path) => {
    let sum = 0;
    for (let t = 1; t <= last; t++) sum += of(name, t)[path]!;
    return sum;
  });

describe("tokens", () => {
  test("tokens times their price are revenue, against both at the start", () => {
    const of = base;
    const revenue0 = (55 + 33.5 + 2.1 + 0.6 + 12 + 0.25 + 2.2) * 1e9 * 0.25;
    for (const t of [1, 7, 38]) {
      const labs = ["anthropic", "openai", "spacex", "mistral"].map((id) => of(`revenue ${id}`, t));
      const own = ["anthropic", "openai", "spacex", "mistral"].map((id) => of(`tokens ${id}`, t));
      const price = of("token price", t);
      for (let path = 0; path < paths; path++) {
        labs.forEach((revenue, k) =>
          expect((own[k]![path]! * price[path]! * revenue0) / revenue[path]!).toBeCloseTo(1, 9),
        );
        expect(of("tokens", t)[path]! / of("tokens in a session", t)[path]!).toBeCloseTo(
          of("sessions", t)[path]!,
          6,
        );
      }
    }
  });
  test("a price war lowers the price of a token by its size, and no other draw changes", async () => {
    const war = await run(scenario("price-war=0.5@2027Q1"));
    const ratio = (t: number): number => war("token price", t)[0]! / base("token price", t)[0]!;
    expect(ratio(2)).toBe(1);
    // The price of capacity moves with what cheaper tokens ask for, and the markup with shares.
    expect(ratio(3)).toBeGreaterThan(0.45);
    expect(ratio(3)).toBeLessThan(0.55);
    expect(war("leap anthropic", 9)).toEqual(base("leap anthropic", 9));
  });
  test("concentration is the sum of squared shares", () => {
    const of = base;
    const names = ["anthropic", "openai", "spacex", "mistral", "google-lab", "meta-lab", "open-bloc"];
    const demand = names.map((name) => of(`demand ${name}`, 9)[3]!);
    const total = demand.reduce((sum, value) => sum + value, 0);
    const squares = demand.reduce((sum, value) => sum + (value / total) ** 2, 0);
    expect(of("sum of squared shares", 9)[3]).toBeCloseTo(squares, 12);
  });
  test("skills grow with spend on the platform, and slower", () => {
    const of = base;
    const [skills, revenue] = [of("skills aws", 12), of("revenue aws", 12)];
    for (let path = 0; path < paths; path++) {
      const grown = revenue[path]! / 42.2e9;
      if (grown > 1.1) expect(skills[path]).toBeGreaterThan(1);
      if (grown > 1.1) expect(skills[path]).toBeLessThan(grown);
    }
  });
});

describe("chips", () => {
  test("H100 equivalents in a live GW rise as new capacity is of newer generations", () => {
    const of = base;
    const density = (id: string, t: number): number =>
      mean(of(`H100 equivalents of ${id}`, t)) / mean(of(`live ${id}`, t));
    for (const id of ["amazon", "microsoft", "google", "coreweave"]) {
      expect(density(id, 0), id).toBeGreaterThan(5e5);
      expect(density(id, 0), id).toBeLessThan(1.6e6);
      expect(density(id, 8), id).toBeGreaterThan(density(id, 0));
      expect(density(id, 24), id).toBeGreaterThan(density(id, 8));
    }
    // Half of what Amazon adds is Trainium, which has fewer in a GW than what others add.
    expect(density("amazon", 12)).toBeLessThan(density("microsoft", 12));
  });
  test("what is used and what is idle are what is live", () => {
    const of = base;
    for (const t of [1, 20]) {
      const [used, idle, live] = [of("used of oracle", t), of("idle oracle", t), of("live oracle", t)];
      for (let path = 0; path < paths; path++)
        expect((used[path]! + idle[path]!) / live[path]!).toBeCloseTo(1, 9);
    }
  });
  test("shares of systems add up to one", () => {
    const of = base;
    const parts = ["nvidia.systemsShare", "amd.systemsShare", "market.ownSiliconShare"].map((id) =>
      of(`part of systems, ${id}`, 5),
    );
    for (let path = 0; path < paths; path++)
      expect(parts.reduce((sum, part) => sum + part[path]!, 0)).toBeCloseTo(1, 12);
  });
  test("a slip of Trainium keeps new capacity of Amazon at its older chips", async () => {
    const slip = await run(scenario("trainium-slips-a-year=1"));
    const name = "H100 equivalents in a new GW of Trainium";
    expect(mean(slip(name, 4))).toBeLessThan(mean(base(name, 4)));
    expect(slip("H100 equivalents in a new GW of general chips", 4)).toEqual(
      base("H100 equivalents in a new GW of general chips", 4),
    );
  });
});

describe("losses", () => {
  const losses = (): string[] => economy.model.variables.flatMap(({ name }) => (lossOf(name) ? [name] : []));
  test("none is below zero or above the claim on which it is one", async () => {
    const of = await run(scenario("party-fails:openai@2027Q1"));
    for (const name of losses()) {
      for (const t of [1, 3, 10, 30]) {
        const [lost, claim] = [of(name, t), of(claimName(name), t)];
        for (let path = 0; path < paths; path++) {
          expect(lost[path], name).toBeGreaterThanOrEqual(0);
          expect(lost[path], name).toBeLessThanOrEqual(claim[path]! * (1 + 1e-9) + 1);
        }
      }
    }
  });
  test("what creditors lose is what the failed party does not pay of what it owes", async () => {
    const of = await run(scenario("party-fails:openai@2027Q1"));
    const t = 3;
    const [claim, lost, paid] = [
      of("claim on openai by microsoft: compute", t),
      of("lost on openai by microsoft: compute", t),
      of("compute: openai to microsoft", t),
    ];
    for (let path = 0; path < paths; path++) {
      expect((paid[path]! + lost[path]!) / claim[path]!).toBeCloseTo(1, 9);
      expect(lost[path]).toBeGreaterThan(0);
    }
    expect(mean(of("loss of microsoft", t))).toBeGreaterThan(mean(lost));
  });
  test("lenders lose what is written off and the interest that is not paid, as their accounts say", async () => {
    const of = await run(scenario("party-fails:coreweave@2027Q1"));
    const [loans, written] = [of("lost on coreweave by lenders: loans", 3), of("written off coreweave", 3)];
    expect(loans).toEqual(written);
    expect(mean(loans)).toBeGreaterThan(1e9);
  });
  test("without a failure nobody loses", () => {
    const of = base;
    for (const name of losses()) {
      const { debtor } = lossOf(name)!;
      const [lost, failed] = [of(name, 2), of(`default ${debtor}`, 2)];
      const paid = of(`share paid ${debtor}`, 2);
      for (let path = 0; path < paths; path++)
        if (failed[path] === 0 && paid[path] === 1) expect(lost[path], name).toBeLessThan(1e-3);
    }
  });
});

describe("shapes of a minimum", () => {
  const shaped = (shape: (typeof minimumShapes)[number]): readonly GivenChange[] => [
    { name: shapeName(leg), from: 0, to: undefined, value: minimumShapes.indexOf(shape) },
  ];
  /** Without cuts after stretches or defaults. */
  const isWhole = (of: Values): boolean[] => [...of("contract scale anthropic", periods)].map((s) => s === 1);
  test("each adds up to what binds over what is left of the term, and to no more", async () => {
    for (const shape of ["flat", "ramp", "gw"] as const) {
      const of = await run(shaped(shape));
      const sums = cumulated(of, `minimum ${leg}`, periods);
      const whole = isWhole(of);
      let count = 0;
      for (let path = 0; path < paths; path++) {
        // A quarter of the term is over at the start.
        if (!whole[path]) continue;
        count++;
        expect(sums[path], shape).toBeGreaterThan(95e9);
        expect(sums[path], shape).toBeLessThanOrEqual(100e9 * (1 + 1e-9));
      }
      expect(count).toBeGreaterThan(50);
    }
  });
  test("flat is even, a ramp rises from a quarter to six fifths of that, along power it begins low", async () => {
    const first = async (shape: "flat" | "ramp" | "gw"): Promise<number> =>
      mean((await run(shaped(shape)))(`minimum ${leg}`, 1));
    const even = 100e9 / 40;
    expect(await first("flat")).toBeCloseTo(even, -3);
    expect(await first("ramp")).toBeGreaterThan(0.25 * even);
    expect(await first("ramp")).toBeLessThan(0.4 * even);
    expect(await first("gw")).toBeGreaterThan(0.35 * even);
    expect(await first("gw")).toBeLessThan(0.5 * even);
    const late = (await run(shaped("ramp")))(`minimum ${leg}`, 30);
    expect(Math.max(...late)).toBeCloseTo(1.2 * even, -3);
  });
  test("another shape of one leg changes no other leg", async () => {
    const [rule, flat] = [base, await run(shaped("flat"))];
    const other = "anthropic-azure-2025-11-commitment";
    expect(flat(`minimum ${other}`, 1)).toEqual(rule(`minimum ${other}`, 1));
    expect(flat(`minimum ${leg}`, 1)).not.toEqual(rule(`minimum ${leg}`, 1));
  });
});
