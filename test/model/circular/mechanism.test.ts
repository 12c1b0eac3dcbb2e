// Every mechanism of the economy has a switch, and turning it off moves the output that it names.

import { beforeAll, describe, expect, test } from "vitest";
import type { Book, Leg } from "../../../src/book/book.ts";
import { programOf } from "../../../src/kernel/lower.ts";
import type { Program } from "../../../src/kernel/program.ts";
import { economyOf } from "../../../src/model/circular/build.ts";
import type { Economy } from "../../../src/model/circular/economy.ts";
import { mechanisms } from "../../../src/model/circular/mechanism.ts";
import { toSystem } from "../../../src/model/to-system.ts";
import { givenRows } from "../../../src/paths/given-rows.ts";
import { type Prepared, prepare } from "../../../src/paths/prepare.ts";
import { type Paths, runPaths } from "../../../src/paths/run.ts";
import { defaultBook } from "../../small-book.ts";

const paths = 256;
const quarters = 24;
let book: Book;
let economy: Economy;
let program: Program;
let prepared: Prepared;
let usual: Paths;

const run = (given: Float64Array): Promise<Paths> =>
  runPaths(program, { inputs: { seed: 1, antithetic: false, given }, paths, prepared });

beforeAll(async () => {
  book = await defaultBook();
  economy = economyOf(book, { quarters });
  const shown = [...economy.series, ...economy.events].map(({ variable }) => variable);
  program = programOf(toSystem(economy.model), [...new Set(shown)]);
  prepared = prepare(program, undefined);
  usual = await run(program.givenDefault);
}, 60_000);

/** A variable on all paths, from the first simulated quarter on. */
function values(of: Paths, id: string): Float64Array {
  const { variable } = [...economy.series, ...economy.events].find((one) => one.id === id)!;
  const o = program.outputs.findIndex(({ name }) => name === variable);
  const n = program.periods + 1;
  return of.record!.values.slice((o * n + 1) * paths, (o + 1) * n * paths);
}

/** Mechanisms without which what they move is more; without the others it is less. */
const holdsBack: ReadonlySet<string> = new Set([
  "covenants",
  "make-up",
  "ramp",
  "notice",
  "renegotiation",
  "emergency-round",
  "arrears",
  "training-cut",
  "lab-distributions",
  "revenue-share",
  "platform-shares",
  "guarantees",
  "top-up",
  "amortisation",
  "own-silicon",
  "data-and-distribution",
  "rationing",
  "winter",
]);

/** By path: what a variable adds up to over all quarters. */
function sums(of: Float64Array): number[] {
  return Array.from({ length: paths }, (_, path) => {
    let sum = 0;
    for (let at = path; at < of.length; at += paths) sum += of[at]!;
    return sum;
  });
}

/** The mean in standard errors of itself. */
function inErrors(values: readonly number[]): number {
  const mean = sumOf(values) / values.length;
  return mean / Math.sqrt(sumOf(values.map((value) => (value - mean) ** 2)) / values.length ** 2);
}

function sumOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}

describe("mechanisms of the economy of the book", () => {
  test("each that is listed has a switch in the equations, and each switch is listed", () => {
    expect(economy.mechanisms.map(({ id }) => id).toSorted()).toEqual(
      mechanisms.map(({ id }) => id).toSorted(),
    );
  });
  test("the legs that they work on are legs of the book", () => {
    for (const { legs } of economy.mechanisms) expect(legs.filter((leg) => !book.legs.has(leg))).toEqual([]);
  });
  test.each(mechanisms)("$id turned off moves $moves, and which way", async ({ id, moves }) => {
    const given = givenRows(program, [{ name: `mechanism ${id}`, from: 0, to: undefined, value: 0 }]);
    const without = await run(given);
    expect([...without.failed].filter((at) => at > 0)).toEqual([]);
    const [a, b] = [values(usual, moves), values(without, moves)].map(sums);
    const sign = holdsBack.has(id) ? 1 : -1;
    const size = sumOf(a!.map(Math.abs));
    expect(sign * (sumOf(b!) - sumOf(a!))).toBeGreaterThan(1e-4 * size);
    // Beyond chance: by the mean over paths or, where few paths move much, by how many go that way.
    const changes = b!.map((sum, path) => sign * (sum - a![path]!));
    expect(Math.max(inErrors(changes), inErrors(changes.map(Math.sign)))).toBeGreaterThan(2);
  });
});

describe("after a default", () => {
  test("vendors of the lab order less, lenders and owners lose, and others build on", async () => {
    const failing = await run(givenRows(program, [{ name: "fails openai", from: 3, to: 3, value: 1 }]));
    const change = (id: string): number =>
      sumOf(sums(values(failing, id))) / sumOf(sums(values(usual, id))) - 1;
    expect(change("openai.spend")).toBeLessThan(-0.1);
    expect(change("oracle.capex")).toBeLessThan(-0.01);
    expect(change("openai.valuation")).toBeLessThan(-0.1);
    expect(change("nvidia-data-center.revenue")).toBeLessThan(0);
    expect(Math.abs(change("meta.capex"))).toBeLessThan(Math.abs(change("oracle.capex")));
  });
});

describe("a guarantee for a lab", () => {
  test("is called when the lab does not pay, up to its cap, and leaves a claim on the lab", async () => {
    const id = "google-openai-guarantee";
    const like = book.legs.get("google-cipher-2025-09-backstop")!;
    const { supports: _, ...plainLeg } = like;
    const cap = { form: "point", values: [2e9], unit: "USD" } as const;
    const leg: Leg = {
      ...plainLeg,
      id,
      payer: "google",
      payee: "openai",
      amount: { ...like.amount, headline: [{ is: cap }], firm: [{ is: cap }] },
    };
    const own = economyOf({ ...book, legs: new Map([...book.legs, [id, leg]]) }, { quarters: 8 });
    expect(own.mechanisms.find((used) => used.id === "guarantees")!.legs).toContain(id);
    const names = [`called ${id}`, `left of ${id}`, "claim of google on openai"];
    const lean = programOf(toSystem(own.model), names);
    const given = givenRows(lean, [{ name: "fails openai", from: 3, to: 3, value: 1 }]);
    const { statistics } = await runPaths(lean, { inputs: { seed: 1, antithetic: false, given }, paths: 64 });
    const mean = (name: string, t: number): number =>
      statistics[lean.outputs.findIndex((output) => output.name === name) * (lean.periods + 1) + t]!.mean;
    expect(mean(`called ${id}`, 2)).toBe(0);
    expect(mean(`called ${id}`, 3)).toBeCloseTo(2e9, 0);
    expect(mean(`left of ${id}`, 3)).toBeCloseTo(0, 0);
    expect(mean("claim of google on openai", 3)).toBeCloseTo(2e9, 0);
    expect(mean("claim of google on openai", 5)).toBeLessThan(2e9);
  });
});
