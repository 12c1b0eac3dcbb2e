// A run that gave no answer: every path failed, or accounts leak. What was found, where it stands, what to do.

import { type Place, RoundtripError } from "../error/error.ts";
import { type Model, placeOf } from "../model/model.ts";
import type { Failure, FailureCause, Leak } from "../paths/diagnose.ts";
import { causeLine } from "./model-run.ts";

const remedies: Readonly<Record<FailureCause, string>> = {
  "division by zero":
    "Guard it with if(), or let what it divides by begin with almost nothing, such as 1e-15 under initial.",
  "logarithm of no positive number": "A logarithm is of a number above zero: guard it with max() or if().",
  "root of a negative number": "A root is of zero or more: guard it with max() or if().",
  overflow: "Numbers go up to 1.8e75 in size: look for what grows without bound, or guard it with min().",
  "not settled": "Its equations depend on one another and do not settle: check their signs and coefficients.",
  "no number": "Guard the operation with if(), max() or min(), or check the numbers that it is given.",
};

/** Every path failed; `why` is the first of them. */
export function allFailed(model: Model, paths: number, why: Failure): RoundtripError {
  const who = paths === 1 ? "The path" : `All ${paths} paths`;
  const message = `${who} failed: ${causeLine(why)}, in period ${why.period}.`;
  const [first] = why.equation.split(", "); // of a block that did not settle
  return placed("MODEL_FAILED", message, remedies[why.cause], placeOf(model, first!));
}

/** A line of the accounts that does not add to zero. */
export function leaks(model: Model, leak: Leak): RoundtripError {
  const { matrix, line, along, period, path, size, imbalance } = leak;
  const what = along === undefined ? line : `the ${along} ${line} of ${matrix}`;
  const share = `${(imbalance * 100).toPrecision(3)} % of its amounts`;
  const message = `The accounts leak: ${what} adds up to ${size} in period ${period} of path ${path}, ${share}.`;
  const remedy =
    "Every payment needs its payer and its payee: look for the missing or doubled entry of that line.";
  const cell = model.matrices
    .find(({ name }) => name === matrix)
    ?.cells.find((entry) => entry[along ?? "row"] === line);
  return placed("MODEL_IMBALANCE", message, remedy, cell?.place);
}

function placed(code: string, message: string, remedy: string, place: Place | undefined): RoundtripError {
  const faults = place ? [{ code, message, remedy, ...place }] : [];
  return new RoundtripError(code, message, { remedy, faults });
}
