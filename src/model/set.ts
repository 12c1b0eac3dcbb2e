// A model with one number set otherwise, from the start or from a period on.

import { RoundtripError, exitCode } from "../error/error.ts";
import { didYouMean } from "../error/nearest.ts";
import { constant, lessOrEqual, period, select, sizeMax, variable } from "../expression/expression.ts";
import { isWhole } from "./check.ts";
import { periodsMax } from "./bounds.ts";
import type { Model, OnceNumber, Variable } from "./model.ts";

/**
 * The model in which something is a given value from a period on, whatever it was.
 *
 * - a given number takes the value and keeps it to the end, in place of later changes;
 * - a number found once is what it was before that period: then it becomes a variable;
 * - a variable follows its equation before that period.
 *
 * Without a period the value holds from the start; a variable keeps its initial value then, and takes the new
 * one only with period 0.
 *
 * @throws MODEL_UNKNOWN_NAME, MODEL_SET (a value that is beyond all sizes, a period that is none), both as wrong usage
 */
export function withSet(model: Model, name: string, value: number, fromPeriod?: number): Model {
  if (!(Math.abs(value) <= sizeMax))
    throw wrongSet(`${name} cannot be set to ${value}.`, "Give a finite number, below 1.8e75 in size.");
  const from = fromPeriod ?? 0;
  if (!isWhole(from, 0, periodsMax)) {
    throw wrongSet(`${name} cannot be set from period ${from} on.`, "Give the number of a period, from 0.");
  }
  if (model.given.some((number) => number.name === name)) {
    const changed = { from, to: undefined, value };
    return {
      ...model,
      given: model.given.map((number) =>
        number.name === name ? { ...number, changes: [...number.changes, changed] } : number,
      ),
    };
  }
  const once = model.once.find((number) => number.name === name);
  if (once) return withOnceSet(model, once, value, from);
  const found = model.variables.find((entry) => entry.name === name);
  if (found) {
    const set = withEquationSet(found, value, fromPeriod);
    return { ...model, variables: model.variables.map((entry) => (entry === found ? set : entry)) };
  }
  const names = [...model.given, ...model.once, ...model.variables].map((entry) => entry.name);
  throw new RoundtripError("MODEL_UNKNOWN_NAME", `The model has nothing called "${name}".`, {
    exit: exitCode.usage,
    remedy:
      didYouMean(name, names) ||
      `Its names are ${names.slice(0, 20).join(", ")}${names.length > 20 ? ", …" : "."}`,
  });
}

function withEquationSet(entry: Variable, value: number, fromPeriod: number | undefined): Variable {
  const set = constant(value, entry.unit);
  if (fromPeriod === 0) return { ...entry, equation: set, initial: set };
  if (fromPeriod === undefined || fromPeriod === 1) return { ...entry, equation: set };
  const isLater = lessOrEqual(constant(fromPeriod), period());
  return { ...entry, equation: select(isLater, set, entry.equation) };
}

function withOnceSet(model: Model, number: OnceNumber, value: number, from: number): Model {
  const { name, unit, place } = number;
  const others = model.once.filter((entry) => entry !== number);
  if (from === 0) {
    return { ...model, once: others, given: [...model.given, { name, unit, value, changes: [], place }] };
  }
  const before = freeName(model, `${name}.before.${from}`);
  const old = variable(before, unit);
  const entry: Variable = { name, unit, place, role: "auxiliary", equation: old, initial: old };
  return {
    ...model,
    once: [...others, { ...number, name: before }],
    variables: [...model.variables, withEquationSet(entry, value, from)],
  };
}

/** A name that the model does not have, and that its text can hold. */
function freeName(model: Model, wanted: string): string {
  const taken = new Set([...model.given, ...model.once, ...model.variables].map(({ name }) => name));
  let name = wanted;
  while (taken.has(name)) name = `${name}_`;
  return name;
}

function wrongSet(message: string, remedy: string): RoundtripError {
  return new RoundtripError("MODEL_SET", message, { exit: exitCode.usage, remedy });
}
