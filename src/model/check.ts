// Rules that every model keeps, whoever wrote it.

import { RoundtripError } from "../error/error.ts";
import { didYouMean } from "../error/nearest.ts";
import { type Expression, type MaybeUnit, operands } from "../expression/expression.ts";
import { type Reading, readingOf } from "../expression/reading.ts";
import { nodesOf } from "../expression/walk.ts";
import { conversion, sameDimensions, showUnit } from "../unit/unit.ts";
import { periodsMax } from "./bounds.ts";
import type { Model, Variable } from "./model.ts";

/**
 * Everything that is wrong with a model, each with the name of what is wrong; empty where nothing is.
 * Cycles are found by `toSystem`, which has to put things into order anyway.
 */
export function faultsOf(model: Model): RoundtripError[] {
  const names = [...model.given, ...model.once, ...model.variables].map(({ name }) => name);
  const known = new Set(names);
  const withStart = new Set(
    [...model.given, ...model.once, ...model.variables.filter(({ initial }) => initial)].map(
      ({ name }) => name,
    ),
  );
  const faults: RoundtripError[] = [];
  const check = (where: string, e: Expression): Reading => {
    const reading = readingOf(e);
    for (const name of new Set([...reading.now, ...reading.before]))
      if (!known.has(name)) faults.push(unknownName(name, where, names));
    for (const name of new Set(reading.before))
      if (known.has(name) && !withStart.has(name)) faults.push(lagWithoutInitial(name, where));
    if (!reading.isFinite) faults.push(notFinite(where));
    return reading;
  };
  if (!isWhole(model.periods, 1, periodsMax)) faults.push(wrongPeriods(model.periods));
  if (!(Number.isFinite(model.step) && model.step > 0)) faults.push(wrongStep(model.step));
  const seen = new Set<string>();
  for (const name of names) {
    if (seen.has(name)) faults.push(secondName(name));
    seen.add(name);
  }
  faults.push(...names.filter(isUnspeakable).map(wrongName));
  for (const { name, value, changes } of model.given)
    if (![value, ...changes.map((change) => change.value)].every(Number.isFinite))
      faults.push(notFinite(name));
  for (const { name, value, unit } of model.once) {
    check(name, value);
    faults.push(...unitFault(name, unit, value));
  }
  for (const entry of model.variables) {
    check(entry.name, entry.equation);
    if (entry.initial) check(`${entry.name} (initial)`, entry.initial);
    faults.push(...unitFaults(entry));
  }
  for (const { name, cells } of model.matrices) {
    for (const { row, column, value } of cells) {
      const { draws } = check(`${name}, ${row}, ${column}`, value);
      if (draws.length > 0) faults.push(drawInBalance(`${name}, ${row}, ${column}`));
    }
  }
  return faults;
}

/** One error for all of them: itself where it is the only one. */
export function asOneError(faults: readonly RoundtripError[]): RoundtripError {
  const [first] = faults;
  if (faults.length === 1) return first!;
  return new RoundtripError("MODEL_FAULTS", `The model has ${faults.length} faults.`, {
    remedy: "Mend what is listed.",
    faults: faults.map(({ code, message, remedy }) => ({ code, message, remedy })),
  });
}

function unitFaults({ name, unit, equation, initial }: Variable): RoundtripError[] {
  return [
    ...unitFault(name, unit, equation),
    ...(initial ? unitFault(`${name} (initial)`, unit, initial) : []),
  ];
}

/** The fault of a value in another unit than its name was given, if it is one. */
export function unitFault(name: string, unit: MaybeUnit, value: Expression): RoundtripError[] {
  const { unit: found } = value;
  if (unit === undefined || found === undefined || unit === found) return [];
  if ((sameDimensions(unit, found) && conversion(unit, found) === 1) || isBareFigure(value)) return [];
  return [
    new RoundtripError("UNIT_MISMATCH", `${name} is in ${showUnit(unit)}, its value in ${showUnit(found)}.`, {
      remedy: "Give both the same unit.",
    }),
  ];
}

/** Worked out of numbers without units, as 1/4: it goes with any unit, as a number does. */
function isBareFigure(value: Expression): boolean {
  return nodesOf(value).every((e) => operands(e).length > 0 || (e.op === "constant" && e.unit === undefined));
}

export function isWhole(value: number, least: number, most: number): boolean {
  return Number.isInteger(value) && value >= least && value <= most;
}

export function unknownName(name: string, where: string, names: readonly string[]): RoundtripError {
  return new RoundtripError("MODEL_UNKNOWN_NAME", `${where}: nothing is called "${name}".`, {
    remedy: didYouMean(name, names) || "Add it to the model, or write one of its names.",
  });
}

export function lagWithoutInitial(name: string, where: string): RoundtripError {
  return new RoundtripError(
    "LAG_WITHOUT_INITIAL",
    `${where} reads ${name} of a period before, and ${name} has no initial value.`,
    { remedy: `Give ${name} the value that it has before the first period.` },
  );
}

export function wrongPeriods(periods: number): RoundtripError {
  return new RoundtripError("MODEL_PERIODS", `${periods} periods cannot be solved.`, {
    remedy: `Give a whole number of periods from 1 to ${periodsMax}.`,
  });
}

export function wrongStep(step: number): RoundtripError {
  return new RoundtripError("MODEL_STEP", `A period cannot have the length ${step}.`, {
    remedy: "Give a number above zero, such as 1 or 1/32.",
  });
}

function drawInBalance(where: string): RoundtripError {
  return new RoundtripError("MODEL_DRAW_IN_BALANCE", `${where}: a new random number balances nothing.`, {
    remedy: "Give it an equation, and write its name in the balance.",
  });
}

function secondName(name: string): RoundtripError {
  return new RoundtripError("MODEL_DUPLICATE_NAME", `Two things are called "${name}".`, {
    remedy: "Give each its own name.",
  });
}

/** Names may be those of parties and deals; what no equation could show is refused. */
function isUnspeakable(name: string): boolean {
  return name.trim() !== name || name === "" || /[`\p{C}]|\[-\d+\]$/u.test(name);
}

function wrongName(name: string): RoundtripError {
  return new RoundtripError("MODEL_NAME", `Nothing can be called ${JSON.stringify(name)}.`, {
    remedy: "A name is a word without spaces around it, backquotes, or [-1] at its end.",
  });
}

function notFinite(where: string): RoundtripError {
  return new RoundtripError("MODEL_NUMBER", `${where} has a number that is not finite.`, {
    remedy: "Write a finite number.",
  });
}
