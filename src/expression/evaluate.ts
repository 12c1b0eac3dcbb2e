// What an expression means: a plain walk over its nodes, one number each. Slow, and free of every choice that
// makes the engines fast, so that they can be compared with it.

import { exp, log, multipliedPowerMax, power, wholePower } from "../elementary/elementary.ts";
import {
  type BinaryOperation,
  type Draw,
  type Expression,
  type UnaryOperation,
  sizeMax,
} from "./expression.ts";
import { nodesOf } from "./walk.ts";

export type Op = UnaryOperation | BinaryOperation;

/** Where an expression stands: what its names, its lags and its draws are there. NaN is a value that is not known. */
export interface Surroundings {
  readonly period: number;
  readonly step: number;
  variable(name: string): number;
  lag(name: string, periods: number): number;
  draw(draw: Draw): number;
}

/**
 * What each operation means. A number that is not finite is no valid value, and every operation hands on that
 * one of its operands was not valid; where arithmetic itself would not (1 / ∞ is 0), the result is NaN. What exp,
 * division and powers give is an overflow beyond `sizeMax`.
 */
export const meaning: Readonly<Record<Op, (x: number, y: number) => number>> = {
  negate: (x) => -x,
  absolute: (x) => Math.abs(x),
  root: (x) => Math.sqrt(x),
  exp: (x) => (Number.isFinite(x) ? bounded(exp(x)) : NaN),
  log: (x) => log(x),
  not: (x) => (Number.isFinite(x) ? truth(x === 0) : NaN),
  add: (x, y) => x + y,
  subtract: (x, y) => x - y,
  multiply: (x, y) => x * y,
  divide: (x, y) => (Number.isFinite(y) ? bounded(x / y) : NaN),
  power: ofFinite((x, y) => bounded(power(x, y))),
  least: ofFinite((x, y) => (y < x ? y : x)),
  most: ofFinite((x, y) => (x < y ? y : x)),
  less: ofFinite((x, y) => truth(x < y)),
  lessOrEqual: ofFinite((x, y) => truth(x <= y)),
  equal: ofFinite((x, y) => truth(x === y)),
  unequal: ofFinite((x, y) => truth(x !== y)),
  and: ofFinite((x, y) => truth(x !== 0 && y !== 0)),
  or: ofFinite((x, y) => truth(x !== 0 || y !== 0)),
};

/** Beyond `sizeMax` it is an overflow. */
function bounded(x: number): number {
  return Math.abs(x) <= sizeMax ? x : NaN;
}

function truth(holds: boolean): number {
  return holds ? 1 : 0;
}

function ofFinite(of: (x: number, y: number) => number): (x: number, y: number) => number {
  return (x, y) => (Number.isFinite(x) && Number.isFinite(y) ? of(x, y) : NaN);
}

/** The value of an expression; a node that stands in several places is worked out once. */
export function evaluate(root: Expression, at: Surroundings): number {
  return valuesOf(root, at).get(root)!;
}

/** The value of every node of an expression, operands first. */
export function valuesOf(root: Expression, at: Surroundings): Map<Expression, number> {
  const values = new Map<Expression, number>();
  for (const e of nodesOf(root)) values.set(e, valueOf(e, values, at));
  return values;
}

function valueOf(e: Expression, values: ReadonlyMap<Expression, number>, at: Surroundings): number {
  switch (e.op) {
    case "constant":
      return e.value;
    case "variable":
      return at.variable(e.name);
    case "lag":
      return at.lag(e.name, e.periods);
    case "period":
      return at.period;
    case "step":
      return at.step;
    case "draw":
      return at.draw(e);
    case "select": {
      const condition = values.get(e.condition)!;
      if (!Number.isFinite(condition)) return NaN;
      return values.get(condition === 0 ? e.b : e.a)!;
    }
    case "power": {
      const times = wholeExponent(e.b);
      const base = values.get(e.a)!;
      if (times === undefined) return meaning.power(base, values.get(e.b)!);
      if (!Number.isFinite(base)) return NaN;
      return times < 0 ? bounded(wholePower(base, times)) : wholePower(base, times);
    }
    default:
      return meaning[e.op](values.get(e.a)!, "b" in e ? values.get(e.b)! : NaN);
  }
}

/** An exponent that stands in the equation as a whole number, small enough to multiply; with or without a minus. */
export function wholeExponent(e: Expression): number | undefined {
  const n =
    e.op === "constant" ? e.value : e.op === "negate" && e.a.op === "constant" ? -e.a.value : undefined;
  return n !== undefined && Number.isInteger(n) && Math.abs(n) <= multipliedPowerMax ? n : undefined;
}

/** The value of an expression that is made of numbers alone, or undefined. */
export function constantValue(root: Expression): number | undefined {
  if (root.op === "constant") return root.value;
  const leaves = new Set(["variable", "lag", "period", "step", "draw"]);
  return nodesOf(root).some(({ op }) => leaves.has(op)) ? undefined : evaluate(root, nowhere);
}

const nowhere: Surroundings = {
  period: NaN,
  step: NaN,
  variable: () => NaN,
  lag: () => NaN,
  draw: () => NaN,
};
