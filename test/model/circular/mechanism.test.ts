// Every mechanism of the economy has a switch, and turning it off moves the output that it names.

import { beforeAll, describe, expect, test } from "vitest";
import type { Book } from "../../../src/book/book.ts";
import { programOf } from "../../../src/kernel/lower.ts";
import type { Program } from "../../../src/kernel/program.ts";
import { economyOf } from "../../../src/model/circular/build.ts";
import type { Economy } from "../../../src/model/circular/economy.ts";
import { mechanisms } from "../../../src/model/circular/mechanism.ts";
import { toSystem } from "../../../src/model/to-system.ts";
import { givenRows } from "../../../src/paths/given-rows.ts";
import { type Prepared, type Paths, prepare, runPaths } from "../../../src/paths/run.ts";
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

function total(of: Float64Array): number {
  return of.reduce((sum, value) => sum + value, 0);
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
  test.each(mechanisms)("$id turned off moves $moves", async ({ id, moves }) => {
    const given = givenRows(program, [{ name: `mechanism ${id}`, from: 0, to: undefined, value: 0 }]);
    const without = await run(given);
    expect([...without.failed].filter((at) => at > 0)).toEqual([]);
    const [a, b] = [total(values(usual, moves)), total(values(without, moves))];
    expect(Math.abs(b - a)).toBeGreaterThan(1e-4 * Math.abs(a));
  });
});

describe("after a default", () => {
  test("vendors of the lab order less, lenders and owners lose, and others build on", async () => {
    const failing = await run(givenRows(program, [{ name: "fails openai", from: 3, to: 3, value: 1 }]));
    const change = (id: string): number => total(values(failing, id)) / total(values(usual, id)) - 1;
    expect(change("openai.spend")).toBeLessThan(-0.1);
    expect(change("oracle.capex")).toBeLessThan(-0.01);
    expect(change("openai.valuation")).toBeLessThan(-0.1);
    expect(change("nvidia-data-center.revenue")).toBeLessThan(0);
    expect(Math.abs(change("meta.capex"))).toBeLessThan(Math.abs(change("oracle.capex")));
  });
});
