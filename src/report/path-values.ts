// Values of a run path by path, added up over quarters, and what stands in their middle and at their ends.

import { cellsOf } from "../paths/simulation.ts";
import { probabilityOf } from "../paths/probability.ts";
import { quantiles } from "../paths/quantile.ts";
import { validOf } from "../paths/valid.ts";
import { type Cell } from "./answer.ts";
import { percent } from "./series-text.ts";
import type { Simulated } from "./simulate.ts";

/** The middle of all paths, and the points below which 5 and 95 % of them are. */
export interface Points {
  readonly p5: number;
  readonly p50: number;
  readonly p95: number;
}

/** Values of a variable by path that did not fail, in a period. */
export type PathValues = (variable: string, period: number) => Float64Array;

/** A run must have kept its paths, and the variables that are asked for. */
export function pathValuesOf({ simulation, run }: Simulated): PathValues {
  const cells = cellsOf(simulation, run);
  return (variable, period) => validOf(cells.variable(variable, period));
}

export function pointsOf(values: Float64Array): Points {
  const [p5, p50, p95] = quantiles(values, [0.05, 0.5, 0.95]) as unknown as [number, number, number];
  return { p5, p50, p95 };
}

/** n values made of n by a function of the path. */
export function byPath(count: number, of: (path: number) => number): Float64Array {
  return Float64Array.from({ length: count }, (_, path) => of(path));
}

/** The sum of variables by path, in a period. */
export function sumIn(
  values: PathValues,
  variables: readonly string[],
  period: number,
  count: number,
): Float64Array {
  const parts = variables.map((name) => values(name, period));
  return byPath(count, (path) => parts.reduce((sum, part) => sum + part[path]!, 0));
}

/** Sums from period 1 to each period, by path: entry t − 1 is that to period t. */
export function cumulated(
  periods: number,
  count: number,
  of: (period: number) => Float64Array,
): Float64Array[] {
  const sums: Float64Array[] = [];
  for (let t = 1; t <= periods; t++) {
    const [now, before] = [of(t), sums.at(-1)];
    sums.push(byPath(count, (path) => (before?.[path] ?? 0) + now[path]!));
  }
  return sums;
}

/** The share of paths on which something holds, with its 95 % interval. */
export function shareOfPaths(values: Float64Array, holds: (value: number) => boolean) {
  return probabilityOf(
    values.reduce((count, value) => count + (holds(value) ? 1 : 0), 0),
    values.length,
  );
}

/** A share with its interval, as people read it. */
export function shareCell({ probability, low, high }: ReturnType<typeof probabilityOf>): Cell {
  if (probability === null) return { show: "", value: null };
  const show = (share: number): string => percent(Number(share.toPrecision(2)));
  return { show: `${show(probability)} (${show(low)}–${show(high)})`, value: probability };
}

/** The middle, with the ends in brackets, which have two digits. */
export function pointsCell({ p5, p50, p95 }: Points, show: (value: number) => string): Cell {
  const end = (value: number): string => show(Number(value.toPrecision(2)));
  return { show: `${show(p50)} (${end(p5)}–${end(p95)})`, value: p50 };
}
