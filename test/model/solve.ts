// A small solver of its own, built on what expressions mean: it shares no code with the engines.

import { evaluate } from "../../src/expression/evaluate.ts";
import type { Expression } from "../../src/expression/expression.ts";
import { type Equation, type System, isBlock } from "../../src/expression/system.ts";

/** Series by name, from period 0; NaN where a variable has no value. */
export type Solution = ReadonlyMap<string, Float64Array>;

/**
 * One path of a system: Gauss and Seidel within blocks, from the value of the period before or 1e-15 where that
 * is zero or not known, until nothing moves any more.
 *
 * @param draw the random number of a draw in a period
 */
export function solve(system: System, draw: (e: Expression, period: number) => number = () => NaN): Solution {
  const { periods, step } = system;
  const series = new Map<string, Float64Array>();
  const row = (name: string): Float64Array => {
    if (!series.has(name)) series.set(name, new Float64Array(periods + 1).fill(NaN));
    return series.get(name)!;
  };
  for (const { name, byPeriod } of system.given) series.set(name, byPeriod);
  const at = (e: Expression, period: number): number =>
    evaluate(e, {
      period,
      step,
      variable: (name) => row(name)[period]!,
      lag: (name, by) => row(name)[Math.max(0, period - by)]!,
      draw: (drawn) => draw(drawn, period),
    });
  const set = ({ name, value }: Equation, period: number): number => (row(name)[period] = at(value, period));

  for (const { name, value } of system.once) row(name).fill(at(value, 0));
  for (const part of system.parts)
    for (const { name, initial } of isBlock(part) ? part.equations : [part])
      if (initial) row(name)[0] = at(initial, 0);
  for (let t = 1; t <= periods; t++) {
    for (const part of system.parts) {
      if (!isBlock(part)) {
        set(part, t);
        continue;
      }
      for (const { name } of part.equations) row(name)[t] = row(name)[t - 1]! || 1e-15;
      for (let moves = Infinity, round = 0; moves > 2 ** -50; round++) {
        if (round > 5000) throw new Error(`${part.equations[0]!.name} does not settle in period ${t}`);
        moves = 0;
        for (const equation of part.equations) {
          const before = row(equation.name)[t]!;
          const now = set(equation, t);
          if (!Number.isFinite(now)) row(equation.name)[t] = 1e-15;
          const size = Math.max(Math.abs(now), 1e-6);
          moves = Math.max(moves, Number.isFinite(now) ? Math.abs(now - before) / size : Infinity);
        }
      }
    }
  }
  return series;
}
