// A program that runs again in the threads that ran it: they keep their engines, and the digits are the same.

import { afterEach, expect, test, vi } from "vitest";
import * as e from "../../src/expression/expression.ts";
import { programOf } from "../../src/kernel/lower.ts";
import { type Order, worker } from "../../src/paths/job.ts";
import { prepare } from "../../src/paths/prepare.ts";
import { type RunOptions, type Team, alone, runPaths } from "../../src/paths/run.ts";
import { equation, given, systemOf } from "../kernel/small-systems.ts";

const growth = e.multiply(e.lag("x"), e.exp(e.add(e.variable("mu"), e.draw({ name: "normal" }))));
const program = programOf(
  systemOf({
    periods: 8,
    given: [given("mu", 0.01, 8)],
    parts: [
      equation("x", growth, 1),
      equation("w", e.add(e.lag("w"), e.draw({ name: "beta", alpha: 2, beta: 5 })), 0),
      equation("most", e.most(e.lag("most"), e.variable("x")), e.constant(1)),
      equation("m", e.variable("mu")),
    ],
  }),
  ["x", "w", "most", "m"],
);

/** Threads that get their orders by message, and what they were told. */
function teamOf(size: number): { team: Team; told: Order["kind"][] } {
  const members = Array.from({ length: size }, () => worker());
  const told: Order["kind"][] = [];
  const ask: Team["ask"] = async (member, order) => {
    told.push(order.kind);
    await new Promise((done) => setTimeout(done, member));
    return members[member]!(order);
  };
  return { team: { size, ask }, told };
}

const options = (mu: number, paths: number, more: Partial<RunOptions> = {}): RunOptions => ({
  inputs: {
    seed: 3,
    antithetic: false,
    given: program.givenDefault.map((value) => (value === 0.01 ? mu : value)),
  },
  paths,
  ...more,
});

afterEach(() => vi.unstubAllGlobals());

test.each([
  ["threads that share memory", 3, true],
  ["one thread by messages", 1, true],
  ["threads that cannot share memory", 2, false],
])("%s are told once, and give the digits of a run of its own", async (_, size, canShare) => {
  if (!canShare) vi.stubGlobal("SharedArrayBuffer", undefined);
  const prepared = prepare(program, undefined);
  const { team, told } = teamOf(size);
  for (const mu of [0.01, 0.05, -0.02]) {
    const again = await runPaths(program, options(mu, 1501, { prepared, keepPaths: false }), team);
    const fresh = await runPaths(program, options(mu, 1501), alone());
    expect(again.statistics).toEqual(fresh.statistics);
    expect(again.failed).toEqual(Float64Array.from(fresh.failed));
    expect(again.record).toBeUndefined();
  }
  expect(told.filter((kind) => kind === "start")).toHaveLength(size);
  expect(told.filter((kind) => kind === "next")).toHaveLength(2 * size);
});

test("paths that were handed out stay as they are when the program runs again", async () => {
  const prepared = prepare(program, undefined);
  const { team, told } = teamOf(2);
  const first = await runPaths(program, options(0.01, 300, { prepared }), team);
  const before = first.record!.values.slice();
  const second = await runPaths(program, options(0.5, 300, { prepared, keepPaths: false }), team);
  const third = await runPaths(program, options(0.5, 300, { prepared }), team);
  expect(first.record!.values).toEqual(before);
  expect(third.statistics).toEqual(second.statistics);
  expect(third.record!.values).not.toEqual(before);
  // Each goes elsewhere: what is handed out stands cell by cell, what is not in strips.
  expect(told.filter((kind) => kind === "start")).toHaveLength(6);
});

test("another number of paths, or another program, starts anew", async () => {
  const prepared = prepare(program, undefined);
  const { team, told } = teamOf(2);
  for (const paths of [200, 300])
    await runPaths(program, options(0.01, paths, { prepared, keepPaths: false }), team);
  const other = programOf(
    systemOf({ periods: 2, parts: [equation("y", e.add(e.lag("y"), e.constant(1)), 1)] }),
  );
  const run = await runPaths(
    other,
    { inputs: { seed: 1, antithetic: false, given: other.givenDefault }, paths: 300, keepPaths: false },
    team,
  );
  expect(run.statistics.map((found) => found!.mean)).toEqual([1, 2, 3]);
  expect(told.filter((kind) => kind === "start")).toHaveLength(6);
});

test("opposite numbers are drawn by a run that asks for them, and by no later one", async () => {
  const prepared = prepare(program, undefined);
  const team = alone();
  const runs = [];
  for (const antithetic of [false, true, false]) {
    const { inputs } = options(0.01, 64);
    runs.push(
      await runPaths(
        program,
        { inputs: { ...inputs, antithetic }, paths: 64, prepared, keepPaths: false },
        team,
      ),
    );
  }
  expect(runs[2]!.statistics).toEqual(runs[0]!.statistics);
  expect(runs[1]!.statistics).not.toEqual(runs[0]!.statistics);
});

test.each([
  ["by threads", 2, undefined],
  ["by this thread alone", 1, undefined],
  ["without room to keep them", 2, 0],
])("draws that are kept are those that a run of its own makes, %s", async (_, size, drawnMax) => {
  const prepared = prepare(program, undefined);
  const { team, draws } = keepingTeam(size, drawnMax);
  const runs = [
    { seed: 3, antithetic: false, paths: 200, mu: 0.01, told: "forget" },
    { seed: 3, antithetic: false, paths: 200, mu: 0.05, told: "keep" },
    { seed: 3, antithetic: false, paths: 200, mu: 0.02, told: "reuse" },
    { seed: 3, antithetic: false, paths: 200, mu: 0.05, told: "reuse" },
    { seed: 4, antithetic: false, paths: 200, mu: 0.05, told: "keep" },
    { seed: 4, antithetic: true, paths: 200, mu: 0.05, told: "keep" },
    { seed: 4, antithetic: true, paths: 200, mu: 0.02, told: "reuse" },
    { seed: 3, antithetic: false, paths: 200, mu: 0.01, told: "keep" },
    { seed: 3, antithetic: false, paths: 1100, mu: 0.01, told: "forget" },
    { seed: 3, antithetic: false, paths: 1100, mu: 0.01, told: "keep" },
    { seed: 3, antithetic: false, paths: 1100, mu: 0.02, told: "reuse" },
  ];
  for (const { seed, antithetic, paths, mu, told } of runs) {
    const given = options(mu, paths).inputs.given;
    const inputs = { seed, antithetic, given };
    const again = await runPaths(program, { inputs, paths, prepared, keepPaths: false }, team);
    const fresh = await runPaths(program, { inputs, paths, engine: "interpret" });
    expect(again.statistics).toEqual(fresh.statistics);
    expect(draws.at(-1)).toBe(drawnMax === 0 ? "forget" : told);
  }
});

test("a run that ended early leaves no draws to the next", async () => {
  const prepared = prepare(program, undefined);
  const { team, draws } = keepingTeam(1, undefined);
  const run = (progress?: () => void): Promise<unknown> =>
    runPaths(program, options(0.01, 200, { prepared, keepPaths: false, progress }), team);
  await run();
  await expect(
    run(() => {
      throw new Error("overtaken");
    }),
  ).rejects.toThrow("overtaken");
  await run();
  expect(draws).toEqual(["forget", "keep", "forget"]);
});

/** A team that notes what its threads were told of the draws. */
function keepingTeam(size: number, drawnMax: number | undefined): { team: Team; draws: string[] } {
  const { team } = teamOf(size);
  const draws: string[] = [];
  const ask: Team["ask"] = (member, order) => {
    if (order.kind === "start" || order.kind === "next") draws.push(order.job.draws);
    return team.ask(member, order);
  };
  return { team: { ...team, ask, ...(drawnMax === undefined ? {} : { drawnMax }) }, draws };
}
