// An economy made ready to run: events counted once, drawn numbers kept, nothing changed by keeping.

import { expect, test } from "vitest";
import { givenRows } from "../../src/paths/given-rows.ts";
import { runPaths } from "../../src/paths/run.ts";
import {
  cellsOf,
  imbalanceOf,
  probabilityOfEvent,
  refuseUnusable,
  simulationOf,
  summaryOfSeries,
} from "../../src/paths/simulation.ts";
import { shocksFrom } from "../../src/model/circular/scenario.ts";
import { modelBuilder } from "../../src/model/builder.ts";
import { lag } from "../../src/expression/expression.ts";
import { toSystem } from "../../src/model/to-system.ts";
import { programOf } from "../../src/kernel/lower.ts";
import { defaultBook } from "../small-book.ts";
import { standIn } from "../stand-in-economy.ts";

const economy = standIn(undefined);
const chance = { seed: 1, antithetic: false };

test("an event is counted in the quarter in which it comes first, as its paths say", async () => {
  const simulation = simulationOf(economy, { series: economy.series, events: economy.events, drawn: [] });
  const { program, prepared } = simulation;
  const run = await runPaths(program, {
    inputs: { ...chance, given: program.givenDefault },
    paths: 500,
    prepared,
  });
  const event = economy.events[0]!;
  const { probability, byPeriod } = probabilityOfEvent(simulation, run, event);
  const counted = [...cellsOf(simulation, run).event(event, 8).values].filter((mark) => mark === 1).length;
  expect(counted).toBeGreaterThan(5);
  expect(probability).toBe(counted / 500);
  expect(byPeriod.at(-1)!.probability).toBe(probability);
  expect(byPeriod.map(({ probability: p }) => p)).toEqual(
    byPeriod.map(({ probability: p }) => p).toSorted((a, b) => a! - b!),
  );
  expect(imbalanceOf(run)).toBeLessThan(1e-10);
});

test("accounts that are left unchecked change no future, and cost nothing", async () => {
  const kept = { series: [economy.series[0]!], events: [], drawn: [] };
  const checked = simulationOf(economy, kept);
  const unchecked = simulationOf(economy, { ...kept, isUnchecked: true });
  const [one, other] = await Promise.all(
    [checked, unchecked].map(({ program, prepared }) =>
      runPaths(program, { inputs: { ...chance, given: program.givenDefault }, paths: 100, prepared }),
    ),
  );
  expect(other!.statistics).toEqual(one!.statistics.slice(0, other!.statistics.length));
  expect(imbalanceOf(one!)).not.toBeNull();
  expect(imbalanceOf(other!)).toBeNull();
  expect(unchecked.program.step.op.length).toBeLessThan(checked.program.step.op.length);
});

test("what is kept changes no future", async () => {
  const few = simulationOf(economy, { series: [economy.series[0]!], events: [], drawn: [] });
  const all = simulationOf(economy, {
    series: economy.series,
    events: economy.events,
    drawn: ["ceiling-ent", "winter-rate"],
  });
  const [one, other] = await Promise.all(
    [few, all].map(async (simulation) => {
      const { program, prepared } = simulation;
      const inputs = { ...chance, given: program.givenDefault };
      const run = await runPaths(program, { inputs, paths: 100, prepared });
      return { run, summary: summaryOfSeries(simulation, run, economy.series[0]!) };
    }),
  );
  expect(one!.summary).toEqual(other!.summary);
  expect(few.program.step.op.length).toBeLessThan(all.program.step.op.length);
  const drawn = cellsOf(all, other!.run).drawn("winter-rate").values;
  expect(new Set(drawn).size).toBe(100);
  expect(Math.min(...drawn)).toBeGreaterThan(0);
});

test("a scenario runs on the program of all, and does what it says", async () => {
  const simulation = simulationOf(economy, { series: economy.series, events: economy.events, drawn: [] });
  const { program, prepared } = simulation;
  const [shock] = shocksFrom(["party-fails:anthropic@2027Q1"], economy, await defaultBook());
  const given = givenRows(program, shock!.changes);
  const run = await runPaths(program, { inputs: { ...chance, given }, paths: 50, prepared });
  const { byPeriod } = probabilityOfEvent(simulation, run, economy.events[0]!);
  expect(byPeriod[2]!.probability).toBeLessThan(1);
  expect(byPeriod[3]!.probability).toBe(1);
});

test("a changed given number changes along where its past is read", () => {
  const m = modelBuilder("lags", { periods: 4 });
  m.given("G", 1);
  const y = m.flow("y");
  m.equation(y, lag("G", 2));
  const program = programOf(toSystem(m.build()));
  const rows = givenRows(program, [{ name: "G", from: 2, to: 2, value: 5 }]);
  const column = (name: string): number[] =>
    Array.from({ length: 5 }, (_, t) => rows[t * program.given.length + program.given.indexOf(name)]!);
  expect(column("G")).toEqual([1, 1, 5, 1, 1]);
  expect(column("G[-2]")).toEqual([1, 1, 1, 1, 5]);
  expect(() => givenRows(program, [{ name: "H", from: 0, to: 0, value: 1 }])).toThrow(/no given number "H"/u);
});

test("accounts that leak are refused", async () => {
  const leaking = standIn(undefined, { leaks: true });
  const simulation = simulationOf(leaking, { series: leaking.series, events: [], drawn: [] });
  const { program, prepared } = simulation;
  const run = await runPaths(program, {
    inputs: { ...chance, given: program.givenDefault },
    paths: 20,
    prepared,
  });
  expect(() => refuseUnusable(run, undefined)).toThrow(/leak/u);
});
