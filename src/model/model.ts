// A model: numbers that are given, variables with an equation each, and accounts that must balance.

import type { Place } from "../error/error.ts";
import type { Expression, MaybeUnit } from "../expression/expression.ts";

/** A model as its author wrote it; `toSystem` puts it into the order in which it is solved. */
export interface Model {
  readonly name: string;
  /** How many periods are solved; period 0 is the state before the first. */
  readonly periods: number;
  /** Length of a period, in the model's unit of time. */
  readonly step: number;
  readonly given: readonly GivenNumber[];
  readonly once: readonly OnceNumber[];
  readonly variables: readonly Variable[];
  /** Which variables of one period may depend on one another: those that are declared, or any, as they are found. */
  readonly blocks: readonly DeclaredBlock[] | "found";
  readonly matrices: readonly Matrix[];
}

/** A figure from outside, and what it becomes later. */
export interface GivenNumber {
  readonly name: string;
  readonly unit: MaybeUnit;
  readonly value: number;
  /** In the order in which they are made: a later one stands over an earlier one. */
  readonly changes: readonly Change[];
  readonly place: Place | undefined;
}

/** Another value from a period on, to the end or to a last period. */
export interface Change {
  readonly from: number;
  readonly to: number | undefined;
  readonly value: number;
}

/** A number that is found once for a path, before the first period: drawn, or made of others. */
export interface OnceNumber {
  readonly name: string;
  readonly unit: MaybeUnit;
  readonly value: Expression;
  readonly place: Place | undefined;
}

/** What a variable is in the accounts: an amount that stays, an amount that moves, or neither. */
export type Role = "stock" | "flow" | "auxiliary";

export interface Variable {
  readonly name: string;
  readonly role: Role;
  readonly unit: MaybeUnit;
  readonly equation: Expression;
  /** Its value in period 0; undefined where it has none. */
  readonly initial: Expression | undefined;
  readonly place: Place | undefined;
}

/** Variables that are solved together in each period. */
export interface DeclaredBlock {
  readonly names: readonly string[];
  readonly tolerance: number;
  readonly roundsMax: number;
}

/** A round is the last where nothing moves by more than this share of its size: 64 units in the last place. */
export const tolerance = 2 ** -46;
export const roundsMax = 2000;

/** An accounting matrix: every row and every column adds to zero in every period, unless it is left out of the check. */
export interface Matrix {
  readonly name: string;
  readonly cells: readonly Cell[];
  /** Names of rows and columns that need not add to zero. */
  readonly unchecked: readonly string[];
}

export interface Cell {
  readonly row: string;
  readonly column: string;
  readonly value: Expression;
  readonly place: Place | undefined;
}

/** Where the equation or the number of a name stands, if it was read from a text. */
export function placeOf(model: Model, name: string): Place | undefined {
  return [model.variables, model.once, model.given]
    .flatMap((kind) => kind.find((entry) => entry.name === name) ?? [])
    .at(0)?.place;
}

/** What a given number is in each period, from 0 to `periods`. */
export function byPeriod({ value, changes }: GivenNumber, periods: number): Float64Array {
  const values = new Float64Array(periods + 1).fill(value);
  for (const change of changes) values.fill(change.value, change.from, (change.to ?? periods) + 1);
  return values;
}
