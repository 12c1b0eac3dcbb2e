// The words and signs of equations as text, for those who write them and those who read them.

import type { BinaryOperation } from "./expression.ts";

/** How tightly things bind, the loosest first. */
export const level = {
  or: 1,
  and: 2,
  not: 3,
  comparison: 4,
  sum: 5,
  product: 6,
  minus: 7,
  power: 8,
  whole: 9,
} as const;

export type InfixOperation = Exclude<BinaryOperation, "least" | "most">;

/** What stands between two operands. A sign that binds as tightly as its left operand needs no bracket there. */
export const infix: Readonly<Record<InfixOperation, { readonly sign: string; readonly level: number }>> = {
  or: { sign: "or", level: level.or },
  and: { sign: "and", level: level.and },
  less: { sign: "<", level: level.comparison },
  lessOrEqual: { sign: "<=", level: level.comparison },
  equal: { sign: "==", level: level.comparison },
  unequal: { sign: "!=", level: level.comparison },
  add: { sign: "+", level: level.sum },
  subtract: { sign: "-", level: level.sum },
  multiply: { sign: "*", level: level.product },
  divide: { sign: "/", level: level.product },
  power: { sign: "^", level: level.power },
};

/** Operations that are written as functions. */
export const functionOf = {
  absolute: "abs",
  root: "sqrt",
  exp: "exp",
  log: "log",
  least: "min",
  most: "max",
} as const;

export const distributionNames = ["normal", "uniform", "lognormal", "pert", "triangular"] as const;
export type DistributionName = (typeof distributionNames)[number];

/** Words that nothing can be called. `d(X)`, a difference, is told by its bracket: many models have a d. */
export const reservedWords: ReadonlySet<string> = new Set([
  "and",
  "or",
  "not",
  "if",
  "step",
  "period",
  ...Object.values(functionOf),
  ...distributionNames,
]);

/** Letters of any script, digits, underscores; parts joined by dots. */
export const namePattern = String.raw`[\p{L}_][\p{L}\p{M}\p{N}_]*(?:\.[\p{L}\p{M}\p{N}_]+)*`;
const wholeName = new RegExp(`^${namePattern}$`, "u");

/** Whether a text can stand in an equation as a name, as it is. */
export function isName(text: string): boolean {
  return wholeName.test(text) && !reservedWords.has(text);
}
