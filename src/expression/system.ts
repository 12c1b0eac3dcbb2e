// A system of equations in the order in which they are solved: what a model hands to the kernel.
// Nothing here knows what the numbers stand for.

import type { Expression, MaybeUnit } from "./expression.ts";

/** A number that is given: one figure, or another from some periods on. */
export interface Given {
  readonly name: string;
  readonly unit: MaybeUnit;
  /** N + 1 values, by period from 0. */
  readonly byPeriod: Float64Array;
}

/** A number that is found once for each path, before the first period: drawn, or made of others. */
export interface Once {
  readonly name: string;
  readonly unit: MaybeUnit;
  readonly value: Expression;
}

/** What a variable is in every period. */
export interface Equation {
  readonly name: string;
  readonly unit: MaybeUnit;
  readonly value: Expression;
  /** What it is in period 0, of given and once-found numbers; undefined where it has no value then. */
  readonly initial: Expression | undefined;
}

/** Equations of one period that depend on one another, solved together. */
export interface Block {
  readonly equations: readonly Equation[];
  /** A round is the last where no variable moves by more than this share of its size. */
  readonly tolerance: number;
  readonly roundsMax: number;
}

export type Part = Equation | Block;

/** Entries that must add to zero in every period: a row or a column of an accounting matrix. */
export interface Identity {
  /** Such as `flows`, and the name of the row or column. */
  readonly matrix: string;
  readonly line: string;
  /** Undefined where it is no line of a matrix. */
  readonly along?: "row" | "column" | undefined;
  readonly entries: readonly { readonly name: string; readonly value: Expression }[];
}

export interface System {
  readonly name: string;
  /** N, how many periods are solved. */
  readonly periods: number;
  /** Length of a period. */
  readonly step: number;
  readonly given: readonly Given[];
  /** In an order in which each stands after those that it is made of. */
  readonly once: readonly Once[];
  /** In an order in which each stands after those of the same period that it is made of. */
  readonly parts: readonly Part[];
  readonly identities: readonly Identity[];
}

export function isBlock(part: Part): part is Block {
  return "equations" in part;
}

/** All equations, one after another. */
export function equationsOf(system: System): Equation[] {
  return system.parts.flatMap((part) => (isBlock(part) ? part.equations : [part]));
}
