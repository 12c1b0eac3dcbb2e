// One path of a system, with every variable in every period: to explain a number, a failure or a leak.

import type { Draw } from "../expression/expression.ts";
import { type Surroundings, evaluate } from "../expression/evaluate.ts";
import type { System } from "../expression/system.ts";
import { type Drawer, drawer } from "../kernel/draws.ts";
import { type Inputs, tracer } from "../kernel/interpret.ts";
import { programOf } from "../kernel/lower.ts";
import { type PlacedDraws, drawsOfSetup, drawsOfStep } from "../kernel/placed-draws.ts";
import { type Program, codeOf } from "../kernel/program.ts";

export interface PathTrace {
  readonly path: number;
  /** 1 + the period in which it failed, 0 where it did not. */
  readonly failed: number;
  /** A variable or number by its name; NaN where it has no value. */
  value(name: string, period: number): number;
  /** What an equation sees in a period; in period 0, what once-found numbers and initial values see. */
  surroundings(period: number): Surroundings;
  /** Names of the variables whose block did not settle in a period. */
  unsettled(period: number): readonly (readonly string[])[];
}

/** Runs one path alone, slowly, and keeps everything. */
export function traceOf(system: System, inputs: Inputs, path: number): PathTrace {
  const program = programOf(system);
  const width = system.periods + 1;
  const values = new Map(program.outputs.map(({ name }) => [name, new Float64Array(width).fill(NaN)]));
  const unsettled: string[][][] = Array.from({ length: width }, () => []);
  let failed = 0;
  tracer(program, inputs)(path, (moment) => {
    for (const output of program.outputs) {
      const value =
        moment.period > 0 ? moment.step[output.value]! : output.first < 0 ? NaN : moment.setup[output.first]!;
      values.get(output.name)![moment.period] = value;
    }
    if (moment.period > 0) unsettled[moment.period] = unsettledIn(program, moment.step);
    failed = moment.failed;
  });
  const given = new Map(program.given.map((name, k) => [name, k]));
  const startDraws = drawReader(drawsOfSetup(system), inputs, path);
  const once = onceOf(system, startDraws, (name) => inputs.given[given.get(name)!]!);
  const value = (name: string, period: number): number => {
    const found = values.get(name)?.[Math.max(0, period)] ?? once.get(name);
    return found ?? inputs.given[Math.max(0, period) * program.given.length + given.get(name)!] ?? NaN;
  };
  const stepDraws = drawReader(drawsOfStep(system), inputs, path);
  return {
    path,
    failed,
    value,
    surroundings: (period) => ({
      period,
      step: system.step,
      variable: (name) => value(name, period),
      lag: (name, periods) => value(name, period - periods),
      draw: (draw) => (period === 0 ? startDraws : stepDraws)(draw, period),
    }),
    unsettled: (period) => unsettled[period]!,
  };
}

function unsettledIn(program: Program, step: Float64Array): string[][] {
  return program.segments.flatMap(({ block }) =>
    block && program.step.op[block.settled] === codeOf.settled && step[block.settled] !== 0
      ? [[...block.names]]
      : [],
  );
}

/** Numbers that a path finds once. */
function onceOf(
  system: System,
  draws: (draw: Draw, period: number) => number,
  given: (name: string) => number,
): ReadonlyMap<string, number> {
  const found = new Map<string, number>();
  const named = (name: string): number => found.get(name) ?? given(name);
  for (const { name, value } of system.once) {
    const number = evaluate(value, {
      period: 0,
      step: system.step,
      variable: named,
      lag: named,
      draw: (draw) => draws(draw, 0),
    });
    found.set(name, number);
  }
  return found;
}

function drawReader(
  placed: PlacedDraws,
  inputs: Inputs,
  path: number,
): (draw: Draw, period: number) => number {
  const drawers = new Map<Draw, Drawer>();
  const into = new Float64Array(1);
  return (draw, period) => {
    if (!drawers.has(draw)) drawers.set(draw, drawer([placed.get(draw)!], inputs));
    drawers.get(draw)!(path, period, into);
    return into[0]!;
  };
}
