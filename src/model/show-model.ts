// A model as text: what `readTextModel` reads as the same model again.

import type { MaybeUnit } from "../expression/expression.ts";
import { show } from "../expression/show.ts";
import { showUnit } from "../unit/unit.ts";
import { type GivenNumber, type Matrix, type Model, byPeriod } from "./model.ts";

/**
 * The text model of a model: reading it gives the same equations, values and accounts.
 *
 * Roles and tolerances have no place in the text; blocks are found when it is read. Names must be such as
 * equations can hold.
 */
export function showModel(model: Model): string {
  const initial = model.variables.flatMap(({ name, initial: value }) =>
    value === undefined ? [] : [line(key(name, undefined), show(value))],
  );
  const section = (name: string, lines: readonly string[]): string[] =>
    lines.length === 0 ? [] : [`${name}:`, ...lines];
  return `${[
    `model: ${scalar(model.name)}`,
    `periods: ${model.periods}`,
    ...(model.step === 1 ? [] : [`step: ${model.step}`]),
    ...section(
      "parameters",
      model.once.map(({ name, unit, value }) => line(key(name, unit), show(value))),
    ),
    ...section("initial", initial),
    ...section(
      "exogenous",
      model.given.map((number) => `  ${key(number.name, number.unit)}: ${figure(number, model.periods)}`),
    ),
    ...section(
      "equations",
      model.variables.map(({ name, unit, equation }) => line(key(name, unit), show(equation))),
    ),
    ...section("balance", model.matrices.flatMap(matrixLines)),
  ].join("\n")}\n`;
}

function figure(number: GivenNumber, periods: number): string {
  const [[, first], ...later] = steps(number, periods) as [[number, number], ...[number, number][]];
  if (later.length === 0) return `${first}`;
  return `{ value: ${first}, ${later.map(([from, value]) => `${from}: ${value}`).join(", ")} }`;
}

/** The periods from which a given number has another value than before, with that value. */
function steps(number: GivenNumber, periods: number): [from: number, value: number][] {
  const values = byPeriod(number, periods);
  return [...values.entries()].filter(([t, value]) => t === 0 || !Object.is(value, values[t - 1]));
}

function matrixLines({ name, cells, unchecked }: Matrix): string[] {
  const rows = new Map<string, string[]>();
  for (const { row, column, value } of cells) {
    if (!rows.has(row)) rows.set(row, []);
    rows.get(row)!.push(`      ${scalar(column)}: ${scalar(show(value))}`);
  }
  const left =
    unchecked.length === 0
      ? []
      : [`    unchecked: [${unchecked.map((text) => JSON.stringify(text)).join(", ")}]`];
  return [
    `  ${scalar(name)}:`,
    ...[...rows].flatMap(([row, entries]) => [`    ${scalar(row)}:`, ...entries]),
    ...left,
  ];
}

function line(of: string, text: string): string {
  return `  ${of}: ${scalar(text)}`;
}

function key(name: string, unit: MaybeUnit): string {
  return scalar(unit === undefined ? name : `${name} [${showUnit(unit)}]`);
}

/** A text as YAML reads it: in quotation marks unless it can stand without. */
function scalar(text: string): string {
  const isPlain = /^(?:[\p{L}\p{N}_(.]|-(?=[^\s-]))/u.test(text) && !/: |:$| #|\s$|\p{C}/u.test(text);
  return isPlain && text !== "null" ? text : JSON.stringify(text);
}
