// Why a path failed, and where accounts leak: found by running that path again, alone.

import { type Surroundings, evaluate, valuesOf } from "../expression/evaluate.ts";
import { sizeMax, type Expression, operands } from "../expression/expression.ts";
import { show } from "../expression/show.ts";
import { type Equation, type Identity, type System, equationsOf } from "../expression/system.ts";
import { termsOf } from "../expression/terms.ts";
import { type Inputs } from "../kernel/interpret.ts";
import { type PathTrace, traceOf } from "./trace.ts";

export type FailureCause =
  | "division by zero"
  | "logarithm of no positive number"
  | "root of a negative number"
  | "overflow"
  | "not settled"
  | "no number";

export interface Failure {
  readonly path: number;
  readonly period: number;
  /** The equation where it began: the first that has no valid value although all that it reads has one. */
  readonly equation: string;
  readonly cause: FailureCause;
  /** What could not be worked out, as text; null where it is no operation of that equation. */
  readonly operation: string | null;
}

/** Why a path failed; undefined where it did not. */
export function failureOf(system: System, inputs: Inputs, path: number): Failure | undefined {
  const trace = traceOf(system, inputs, path);
  if (trace.failed === 0) return undefined;
  const period = trace.failed - 1;
  if (period === 0) return { path, period, ...startFailure(system, trace) };
  const equations = equationsOf(system);
  const [unsettled] = trace.unsettled(period);
  const at = trace.surroundings(period);
  const bad = equations.find(({ name }) => !isValid(trace.value(name, period)) && !unsettled?.includes(name));
  const began = bad && beginning(bad, at);
  if (began && isWorse(began.cause, unsettled)) return { path, period, ...began };
  if (unsettled)
    return { path, period, equation: unsettled.join(", "), cause: "not settled", operation: null };
  const equation = bad?.name ?? equations[0]?.name ?? system.name;
  return { path, period, equation, cause: "no number", operation: null };
}

type Began = Pick<Failure, "equation" | "cause" | "operation">;

/** A block that could not settle makes what reads it invalid: then the block is the cause. */
function isWorse(cause: FailureCause, unsettled: readonly string[] | undefined): boolean {
  return unsettled === undefined && cause !== "no number";
}

function beginning(bad: Pick<Equation, "name" | "value">, at: Surroundings): Began {
  // Equations stand in the order of solution, so the first bad one reads valid values, or members of its block.
  const values = valuesOf(bad.value, at);
  for (const [e, value] of values) {
    if (isValid(value) || !operands(e).every((operand) => isValid(values.get(operand)!))) continue;
    const cause = causeOf(e, values);
    if (cause) return { equation: bad.name, cause, operation: show(e) };
  }
  const value = values.get(bad.value)!;
  return { equation: bad.name, cause: Number.isNaN(value) ? "no number" : "overflow", operation: null };
}

function causeOf(e: Expression, values: ReadonlyMap<Expression, number>): FailureCause | undefined {
  switch (e.op) {
    case "divide":
      return values.get(e.b) === 0 ? "division by zero" : "overflow";
    case "log":
      return "logarithm of no positive number";
    case "root":
      return "root of a negative number";
    case "power":
      return values.get(e.a) === 0
        ? "division by zero"
        : values.get(e.a)! < 0
          ? "root of a negative number"
          : "overflow";
    case "exp":
    case "add":
    case "subtract":
    case "multiply":
      return "overflow";
    default:
      return undefined;
  }
}

/** A number found once, or an initial value. */
function startFailure(system: System, trace: PathTrace): Began {
  const starts = [
    ...system.once,
    ...equationsOf(system).flatMap(({ name, initial }) => (initial ? { name, value: initial } : [])),
  ];
  const bad = starts.find(({ name }) => !isValid(trace.value(name, 0)));
  if (!bad) return { equation: system.name, cause: "no number", operation: null };
  return beginning(bad, trace.surroundings(0));
}

function isValid(value: number): boolean {
  return Math.abs(value) <= sizeMax;
}

/** A row or column that does not add to zero. */
export interface Leak {
  readonly matrix: string;
  readonly line: string;
  /** Undefined where it is no line of a matrix. */
  readonly along: "row" | "column" | undefined;
  readonly period: number;
  readonly path: number;
  /** What its entries add up to. */
  readonly size: number;
  /** The same over the sum of their sizes. */
  readonly imbalance: number;
}

/** An imbalance up to this is rounding. */
export const imbalanceMax = 1e-10;

/** The largest leak of a path, beyond rounding. */
export function leakOf(system: System, inputs: Inputs, path: number): Leak | undefined {
  const trace = traceOf(system, inputs, path);
  let worst: Leak | undefined;
  for (let period = 1; period <= system.periods; period++) {
    const at = trace.surroundings(period);
    for (const identity of system.identities) {
      const { size, imbalance } = imbalanceOf(identity, at);
      if (imbalance > Math.max(imbalanceMax, worst?.imbalance ?? 0)) {
        const { matrix, line, along } = identity;
        worst = { matrix, line, along, period, path, size, imbalance };
      }
    }
  }
  return worst;
}

function imbalanceOf({ entries }: Identity, at: Surroundings): { size: number; imbalance: number } {
  const values = entries.map(({ value }) => evaluate(value, at));
  const size = values.reduce((sum, value) => sum + value, 0);
  const terms = entries.flatMap(({ value }) => termsOf(value)).map((term) => evaluate(term, at));
  const all = terms.reduce((sum, value) => sum + Math.abs(value), 0);
  return { size, imbalance: size === 0 ? 0 : Math.abs(size) / all };
}
