// A path fails in the period in which something that is kept or remembered has no valid value, and in no other: the
// program, with all that it leaves out because it can be shown, against a plain walk over the equations.

import fc from "fast-check";
import { expect, test } from "vitest";
import { evaluate } from "../../src/expression/evaluate.ts";
import { type Draw, sizeMax } from "../../src/expression/expression.ts";
import { readingOf } from "../../src/expression/reading.ts";
import { type Equation, type System, equationsOf, isBlock } from "../../src/expression/system.ts";
import { type Drawer, drawer } from "../../src/kernel/draws.ts";
import { imbalanceOf } from "../../src/kernel/imbalance.ts";
import { type Inputs, interpreter, recordOf } from "../../src/kernel/interpret.ts";
import { programOf } from "../../src/kernel/lower.ts";
import { drawsOfSetup, drawsOfStep } from "../../src/kernel/placed-draws.ts";
import { randomSystem } from "./random-systems.ts";

const paths = 8;

/** By path: 1 + the period in which it fails, 0 where it does not. */
function failuresOf(system: System, outputs: readonly string[], inputs: Inputs): (path: number) => number {
  const imbalance = imbalanceOf(system)!;
  const all = [...equationsOf(system), imbalance];
  const readings = new Map(all.map(({ name, value }) => [name, readingOf(value)]));
  const needed = new Set<string>([...outputs, imbalance.name]);
  for (const name of needed) {
    const { now, before } = readings.get(name) ?? { now: [], before: [] };
    for (const other of [...now, ...before]) needed.add(other);
  }
  const lagged = [...readings.values()].flatMap(({ before }) => before);
  const watched = new Set([...outputs, imbalance.name, ...lagged].filter((name) => needed.has(name)));
  const [setup, step] = [drawsOfSetup(system), drawsOfStep(system)].map(
    (placed) => new Map([...placed].map(([of, one]) => [of, drawer([one], inputs)])),
  ) as [Map<Draw, Drawer>, Map<Draw, Drawer>];
  const into = new Float64Array(1);
  const drawn =
    (path: number) =>
    (period: number) =>
    (of: Draw): number => {
      (period === 0 ? setup : step).get(of)!(path, period, into);
      return into[0]!;
    };
  return (path) => failsIn(system, { all, needed, watched, draw: drawn(path) });
}

interface Walk {
  readonly all: readonly Equation[];
  readonly needed: ReadonlySet<string>;
  readonly watched: ReadonlySet<string>;
  readonly draw: (period: number) => (of: Draw) => number;
}

function failsIn(system: System, { all, needed, watched, draw }: Walk): number {
  const value = new Map<string, number[]>();
  const at = (name: string, period: number): number => value.get(name)!.at(Math.max(0, period))!;
  for (const { name, byPeriod } of system.given) value.set(name, [...byPeriod]);
  const start = { period: 0, step: system.step, lag: () => NaN, draw: draw(0) };
  for (const once of system.once) {
    const found = evaluate(once.value, { ...start, variable: (name) => at(name, 0) });
    value.set(
      once.name,
      Array.from({ length: system.periods + 1 }, () => found),
    );
    if (needed.has(once.name) && !(Math.abs(found) <= sizeMax)) return 1;
  }
  for (const { name, initial } of all)
    value.set(name, [evaluate(initial!, { ...start, variable: (other) => at(other, 0) })]);
  for (let period = 1; period <= system.periods; period++) {
    let size = 0;
    for (const { name, value: equation } of all) {
      const found = evaluate(equation, {
        period,
        step: system.step,
        variable: (other) => at(other, period),
        lag: (other, periods) => at(other, period - periods),
        draw: draw(period),
      });
      value.get(name)!.push(found);
      if (watched.has(name)) size += Math.abs(found);
    }
    if (!(size <= sizeMax)) return 1 + period;
  }
  return 0;
}

test("paths of random systems fail when the equations say so, whatever is kept of them", () => {
  const seen = { failed: 0, good: 0 };
  fc.assert(
    fc.property(randomSystem, fc.constantFrom(["a"], ["c"], ["g"], ["d", "f"]), (system, outputs) => {
      fc.pre(!system.parts.some(isBlock));
      const program = programOf(system, outputs);
      const inputs: Inputs = { seed: 11, antithetic: false, given: program.givenDefault };
      const record = recordOf(program, paths);
      interpreter(program, inputs)(0, paths, record);
      const fails = failuresOf(system, outputs, inputs);
      const expected = Array.from({ length: paths }, (_, path) => fails(path));
      expect([...record.failed]).toEqual(expected);
      for (const mark of expected) seen[mark === 0 ? "good" : "failed"]++;
    }),
    { seed: 20261127, numRuns: 600 },
  );
  expect(Math.min(seen.failed, seen.good)).toBeGreaterThan(1000);
});
