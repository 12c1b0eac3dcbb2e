// Laws of the kernel: what a path gives depends on its number and seed alone.

import { describe, expect, test } from "vitest";
import * as e from "../../src/expression/expression.ts";
import { show } from "../../src/expression/show.ts";
import type { System } from "../../src/expression/system.ts";
import { type Inputs, interpreter, recordOf } from "../../src/kernel/interpret.ts";
import { programOf } from "../../src/kernel/lower.ts";
import type { Program } from "../../src/kernel/program.ts";
import { failureOf, leakOf } from "../../src/paths/diagnose.ts";
import { worker } from "../../src/paths/job.ts";
import { type Team, alone, runPaths } from "../../src/paths/run.ts";
import { traceOf } from "../../src/paths/trace.ts";
import { equation, given, sim, systemOf } from "./small-systems.ts";

const normal = e.draw({ name: "normal" });
const v = e.variable;

/** A random walk of growth, with a block in it and a number drawn once. */
function walk(): System {
  return systemOf({
    periods: 12,
    given: [given("mu", 0.01, 12)],
    once: [{ name: "s", unit: undefined, value: e.multiply(e.constant(0.1), e.draw({ name: "uniform" })) }],
    parts: [
      equation("x", e.multiply(e.lag("x"), e.exp(e.add(v("mu"), e.multiply(v("s"), normal)))), 1),
      {
        equations: [
          equation("y", e.add(v("x"), e.multiply(e.constant(0.5), v("z")))),
          equation("z", e.multiply(e.constant(0.5), v("y"))),
        ],
        tolerance: 2 ** -46,
        roundsMax: 500,
      },
      equation("w", e.add(e.lag("w", 2), e.draw({ name: "beta", alpha: 2, beta: 5 })), 0),
    ],
  });
}

const inputsOf = (program: Program, more: Partial<Inputs> = {}): Inputs => ({
  seed: 5,
  antithetic: false,
  given: program.givenDefault,
  ...more,
});

/** Threads that answer late and out of turn, each with an engine of its own. */
function slowTeam(size: number): Team {
  const members = Array.from({ length: size }, () => worker());
  return {
    size,
    ask: async (member, order) => {
      await new Promise((done) => setTimeout(done, (member * 7 + 3) % 5));
      return members[member]!(order);
    },
  };
}

describe("many paths", () => {
  test.each([1, 2, 3, 4])("%i threads give the same digits", async (size) => {
    const program = programOf(walk());
    const options = { inputs: inputsOf(program), paths: 3000 };
    const one = await runPaths(program, options);
    const many = await runPaths(program, options, slowTeam(size));
    expect(many.statistics).toEqual(one.statistics);
    expect([...many.failed]).toEqual([...one.failed]);
    expect(many.threads).toBe(size);
  });
  test("both engines give the same statistics", async () => {
    const program = programOf(walk());
    const options = { inputs: inputsOf(program), paths: 1100 };
    const [fast, slow] = [
      await runPaths(program, { ...options, engine: "wasm" }),
      await runPaths(program, { ...options, engine: "interpret" }),
    ];
    expect([fast.engine, slow.engine, slow.wasmBytes]).toEqual(["wasm", "interpret", 0]);
    expect(fast.statistics).toEqual(slow.statistics);
  });
  test("more than 20,000 paths are summed up without keeping them, means to the last digit", async () => {
    const program = programOf(walk(), ["x"]);
    const options = { inputs: inputsOf(program), paths: 21_000 };
    const summed = await runPaths(program, options, alone());
    const kept = await runPaths(program, { ...options, keepPaths: true }, alone());
    expect(summed.record).toBeUndefined();
    summed.statistics.forEach((found, cell) => {
      const exact = kept.statistics[cell]!;
      expect([found!.mean, found!.sd]).toEqual([exact.mean, exact.sd]);
      found!.quantiles.forEach((q, k) => {
        expect(Math.abs(q / exact.quantiles[k]! - 1)).toBeLessThan(2 ** -9);
      });
    });
  });
  test("a block of paths of which all fail keeps its place", async () => {
    const late = systemOf({
      periods: 1,
      parts: [equation("r", e.divide(e.constant(1), e.constant(0)), 1)],
    });
    const run = await runPaths(programOf(late), { inputs: inputsOf(programOf(late)), paths: 21_000 });
    expect(run.failed.every((mark) => mark === 2)).toBe(true);
    expect(run.statistics).toEqual([null, null]);
  });
});

describe("one path", () => {
  test("run again alone is the same path", () => {
    const system = walk();
    const program = programOf(system);
    const record = recordOf(program, 40);
    interpreter(program, inputsOf(program))(0, 40, record);
    for (const path of [0, 7, 39]) {
      const trace = traceOf(system, inputsOf(program), path);
      program.outputs.forEach(({ name }, o) => {
        for (let t = 0; t <= program.periods; t++) {
          expect(trace.value(name, t)).toBe(record.values[(o * (program.periods + 1) + t) * 40 + path]);
        }
      });
    }
  });
  test("is the same whichever series are kept", () => {
    const [all, few] = [programOf(walk()), programOf(walk(), ["w"])];
    const [a, b] = [recordOf(all, 4), recordOf(few, 4)];
    interpreter(all, inputsOf(all))(0, 4, a);
    interpreter(few, inputsOf(few))(0, 4, b);
    const w = all.outputs.findIndex(({ name }) => name === "w");
    expect([...b.values]).toEqual([...a.values.subarray(w * 13 * 4, (w + 1) * 13 * 4)]);
    expect(few.draws.length).toBeLessThan(all.draws.length);
  });
  test("follows a given number that is changed, with no new program", () => {
    const program = programOf(sim(10));
    const changed = program.givenDefault.slice();
    for (let t = 5; t <= 10; t++) changed[t * program.given.length] = 25;
    const record = recordOf(program, 1);
    interpreter(program, inputsOf(program, { given: changed }))(0, 1, record);
    const y = program.outputs.findIndex(({ name }) => name === "Y");
    const series = record.values.subarray(y * 11, (y + 1) * 11);
    expect(series[5]! - series[4]!).toBeGreaterThan(8);
  });
  test("draws the opposite of its twin", () => {
    const system = systemOf({
      periods: 6,
      parts: [equation("n", e.add(e.lag("n"), normal), 0), equation("u", e.draw({ name: "uniform" }))],
    });
    const program = programOf(system);
    const record = recordOf(program, 2);
    interpreter(program, inputsOf(program, { antithetic: true }))(0, 2, record);
    for (let t = 1; t <= 6; t++) {
      expect(record.values[t * 2 + 1]).toBe(-record.values[t * 2]!);
      expect(record.values[(7 + t) * 2]! + record.values[(7 + t) * 2 + 1]!).toBe(1 - 2 ** -53);
    }
  });
});

describe("what goes wrong is said", () => {
  const failure = (parts: System["parts"]): ReturnType<typeof failureOf> => {
    const system = systemOf({ parts });
    return failureOf(system, inputsOf(programOf(system)), 0);
  };
  test.each([
    ["division by zero", e.divide(e.constant(1), e.subtract(e.constant(3), e.period())), 3],
    ["logarithm of no positive number", e.log(e.subtract(e.constant(2), e.period())), 2],
    ["root of a negative number", e.root(e.subtract(e.constant(4), e.period())), 5],
    ["overflow", e.exp(e.multiply(e.constant(60), e.period())), 3],
  ])("%s, with period, equation and operation", (cause, value, period) => {
    expect(
      failure([equation("fine", e.period()), equation("bad", value), equation("after", v("bad"))]),
    ).toEqual({
      path: 0,
      period,
      equation: "bad",
      cause,
      operation: show(value),
    });
  });
  test("a branch that is not chosen does not count", () => {
    const guarded = e.select(
      e.less(e.constant(0), e.subtract(e.constant(3), e.period())),
      e.divide(e.constant(1), e.subtract(e.constant(3), e.period())),
      e.constant(0),
    );
    expect(failure([equation("good", guarded)])).toBeUndefined();
  });
  test("least and most do not hide an operand that is none", () => {
    const none = e.divide(e.constant(0), e.subtract(e.period(), e.constant(1)));
    const hidden = e.least(e.constant(1), e.most(e.constant(0), none));
    expect(failure([equation("hidden", hidden)])).toMatchObject({
      period: 1,
      equation: "hidden",
      cause: "division by zero",
    });
    expect(
      failure([equation("hidden", e.divide(e.constant(1), e.exp(e.exp(e.constant(700)))))]),
    ).toMatchObject({
      cause: "overflow",
    });
  });
  test("a block that does not settle names its variables", () => {
    const block = {
      equations: [
        equation("a", e.add(e.constant(1), e.multiply(e.constant(2), v("b")))),
        equation("b", e.subtract(e.constant(1), e.multiply(e.constant(2), v("a")))),
      ],
      tolerance: 2 ** -46,
      roundsMax: 100,
    };
    expect(failure([block])).toMatchObject({ period: 1, equation: "a, b", cause: "not settled" });
  });
  test("accounts that leak are named by matrix, line, period and path", () => {
    const base = sim(4);
    const leaky: System = {
      ...base,
      identities: [
        {
          matrix: "flows",
          line: "households",
          entries: [
            { name: "income", value: v("YD") },
            { name: "consumption", value: e.negate(v("C")) },
          ],
        },
      ],
    };
    const leak = leakOf(leaky, inputsOf(programOf(leaky)), 3)!;
    expect([leak.matrix, leak.line, leak.path]).toEqual(["flows", "households", 3]);
    expect(leak.imbalance).toBeCloseTo(Math.abs(leak.size) / (leak.size + 2 * (30.769 - leak.size)), 1);
    expect(leakOf(base, inputsOf(programOf(base)), 3)).toBeUndefined();
  });
});
