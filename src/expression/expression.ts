// Expressions: what an equation says, as a graph that can be shown, run and compiled.
// Operations are data. A new way to run or draw them is a new table over the same names.

import { RoundtripError } from "../error/error.ts";
import { type Unit, conversion, divideUnits, multiplyUnits, sameDimensions, showUnit } from "../unit/unit.ts";

export const unaryOperations = ["negate", "absolute", "root", "exp", "log", "not"] as const;
export const binaryOperations = [
  "add",
  "subtract",
  "multiply",
  "divide",
  "power",
  "least",
  "most",
  "less",
  "lessOrEqual",
  "equal",
  "unequal",
  "and",
  "or",
] as const;
export type UnaryOperation = (typeof unaryOperations)[number];
export type BinaryOperation = (typeof binaryOperations)[number];

/** A unit, or undefined where none was given: then nothing is checked. */
export type MaybeUnit = Unit | undefined;

/**
 * A node of an equation. Nodes may be shared; a shared draw is one draw, two draws are independent.
 * Truth is 1 and 0; every number but 0 is true.
 */
export type Expression = { readonly unit: MaybeUnit } & (
  | { readonly op: "constant"; readonly value: number }
  | { readonly op: "variable"; readonly name: string }
  | { readonly op: "lag"; readonly name: string; readonly periods: number }
  | { readonly op: "period" | "step" }
  | Draw
  | { readonly op: UnaryOperation; readonly a: Expression }
  | { readonly op: BinaryOperation; readonly a: Expression; readonly b: Expression }
  | {
      readonly op: "select";
      readonly condition: Expression;
      readonly a: Expression;
      readonly b: Expression;
    }
);

/** A random number, new in each period where it stands in an equation, one for the path in a parameter. */
export interface Draw {
  readonly op: "draw";
  readonly unit: MaybeUnit;
  readonly from: StandardDistribution;
}

/** Distributions that the engines draw from; all others are made of them by equations. */
export type StandardDistribution =
  | { readonly name: "normal" | "uniform" }
  /** Between 0 and 1; shapes from 0.1 to 1,000. */
  | { readonly name: "beta"; readonly alpha: number; readonly beta: number };

/**
 * Sizes beyond it count as overflow, in what exp and division give, in states and in outputs: 2^250, about 1.8e75,
 * above any sum of money, and so far below the largest double that a product of four such numbers is finite.
 */
export const sizeMax = 2 ** 250;

/** No unit: a plain number. */
export const plain: Unit = { over: [], under: [] };

/** A number; without a unit it goes with any. */
export function constant(value: number, unit?: Unit): Expression {
  return { op: "constant", value, unit };
}

/** The value of a variable or a parameter in this period. */
export function variable(name: string, unit?: Unit): Expression {
  return { op: "variable", name, unit };
}

/**
 * The value of a variable some periods before; before the start, its initial value.
 *
 * @param periods a whole number from 1
 */
export function lag(name: string, periods = 1, unit?: Unit): Expression {
  if (!Number.isInteger(periods) || periods < 1) {
    throw new RoundtripError("LAG_LENGTH", `A lag of ${periods} periods is none.`, {
      remedy: "Write a whole number of periods from 1.",
    });
  }
  return { op: "lag", name, periods, unit };
}

/** The number of this period: 0 is the state before the first that is solved. */
export function period(): Expression {
  return { op: "period", unit: undefined };
}

/** The length of a period, in the model's unit of time. */
export function step(): Expression {
  return { op: "step", unit: undefined };
}

export function draw(from: StandardDistribution): Draw {
  return { op: "draw", from, unit: plain };
}

/** a + b. Units are checked here, so the stack trace ends at the equation that is wrong. @throws UNIT_MISMATCH */
export function add(a: Expression, b: Expression): Expression {
  return { op: "add", a, b, unit: same(a, b, "add", "to") };
}

/** All of them, from left to right. @throws UNIT_MISMATCH */
export function sum(terms: readonly Expression[]): Expression {
  if (terms.length === 0) return constant(0);
  return terms.reduce((total, term) => add(total, term));
}

/** a − b. @throws UNIT_MISMATCH */
export function subtract(a: Expression, b: Expression): Expression {
  return { op: "subtract", a, b, unit: same(a, b, "subtract", "and") };
}

/** a b; of numbers without units, such as 2 * 3, again one that goes with any. */
export function multiply(a: Expression, b: Expression): Expression {
  if (isFigure(a) && isFigure(b)) return { op: "multiply", a, b, unit: undefined };
  const [x, y] = [scale(a), scale(b)];
  return { op: "multiply", a, b, unit: x && y && multiplyUnits(x, y) };
}

/** a / b; of numbers without units, such as 1/12, again one that goes with any. */
export function divide(a: Expression, b: Expression): Expression {
  if (isFigure(a) && isFigure(b)) return { op: "divide", a, b, unit: undefined };
  const [x, y] = [scale(a), scale(b)];
  return { op: "divide", a, b, unit: x && y && divideUnits(x, y) };
}

/** No figure of physics or economics has a unit to a higher power. */
const unitPowerMax = 16;

/** a to the power of b; a figure with a unit only to a whole constant. @throws UNIT_MISMATCH */
export function power(a: Expression, b: Expression): Expression {
  refuseUnit(b, "raise to the power of");
  if (isFigure(a) && isFigure(b)) return { op: "power", a, b, unit: undefined };
  const base = scale(a);
  if (base === undefined || isPlain(base)) return { op: "power", a, b, unit: base };
  const times = wholeConstant(b);
  if (times === undefined) refuseUnit(a, "raise to a power that is no whole constant");
  if (Math.abs(times!) > unitPowerMax) {
    throw new RoundtripError("UNIT_MISMATCH", `Cannot raise ${showUnit(base)} to the power of ${times}.`, {
      remedy: `Powers of a figure with a unit go up to ${unitPowerMax}: divide by the unit first.`,
    });
  }
  let unit = plain;
  for (let k = 0; k < Math.abs(times!); k++) unit = multiplyUnits(unit, base);
  return { op: "power", a, b, unit: times! < 0 ? divideUnits(plain, unit) : unit };
}

/** A whole number that stands as such, with or without a minus. */
function wholeConstant(e: Expression): number | undefined {
  if (e.op === "negate" && e.a.op === "constant" && Number.isInteger(e.a.value)) return -e.a.value;
  return e.op === "constant" && Number.isInteger(e.value) ? e.value : undefined;
}

export function negate(a: Expression): Expression {
  return { op: "negate", a, unit: a.unit };
}

/** |a|. */
export function absolute(a: Expression): Expression {
  return { op: "absolute", a, unit: a.unit };
}

/** The square root of a plain number. @throws UNIT_MISMATCH */
export function root(a: Expression): Expression {
  refuseUnit(a, "take the root of");
  return { op: "root", a, unit: a.unit };
}

/** e to the power of a plain number. @throws UNIT_MISMATCH */
export function exp(a: Expression): Expression {
  refuseUnit(a, "raise e to the power of");
  return { op: "exp", a, unit: a.unit };
}

/** The natural logarithm of a plain number. @throws UNIT_MISMATCH */
export function log(a: Expression): Expression {
  refuseUnit(a, "take the logarithm of");
  return { op: "log", a, unit: a.unit };
}

/** The smaller of two. @throws UNIT_MISMATCH */
export function least(a: Expression, b: Expression): Expression {
  return { op: "least", a, b, unit: same(a, b, "compare", "with") };
}

/** The larger of two. @throws UNIT_MISMATCH */
export function most(a: Expression, b: Expression): Expression {
  return { op: "most", a, b, unit: same(a, b, "compare", "with") };
}

/** a < b, as 1 or 0. @throws UNIT_MISMATCH */
export function less(a: Expression, b: Expression): Expression {
  return comparison("less", a, b);
}

/** a ≤ b. @throws UNIT_MISMATCH */
export function lessOrEqual(a: Expression, b: Expression): Expression {
  return comparison("lessOrEqual", a, b);
}

/** a = b. @throws UNIT_MISMATCH */
export function equal(a: Expression, b: Expression): Expression {
  return comparison("equal", a, b);
}

/** a ≠ b. @throws UNIT_MISMATCH */
export function unequal(a: Expression, b: Expression): Expression {
  return comparison("unequal", a, b);
}

export function and(a: Expression, b: Expression): Expression {
  return { op: "and", a, b, unit: plain };
}

export function or(a: Expression, b: Expression): Expression {
  return { op: "or", a, b, unit: plain };
}

export function not(a: Expression): Expression {
  return { op: "not", a, unit: plain };
}

/** a where the condition holds, else b; only the chosen one counts for whether the result is valid. @throws UNIT_MISMATCH */
export function select(condition: Expression, a: Expression, b: Expression): Expression {
  return { op: "select", condition, a, b, unit: same(a, b, "choose between", "and") };
}

/** The operands of a node, from left to right. */
export function operands(e: Expression): readonly Expression[] {
  if ("condition" in e) return [e.condition, e.a, e.b];
  if ("b" in e) return [e.a, e.b];
  return "a" in e ? [e.a] : [];
}

function comparison(
  op: "less" | "lessOrEqual" | "equal" | "unequal",
  a: Expression,
  b: Expression,
): Expression {
  same(a, b, "compare", "with");
  return { op, a, b, unit: plain };
}

/** The unit of two that must measure the same in the same size; undefined goes with any. */
function same(a: Expression, b: Expression, doing: string, word: string): MaybeUnit {
  if (a.unit === b.unit) return a.unit;
  if (a.unit === undefined || b.unit === undefined) return a.unit ?? b.unit;
  if (sameDimensions(a.unit, b.unit) && conversion(a.unit, b.unit) === 1) return a.unit;
  throw new RoundtripError(
    "UNIT_MISMATCH",
    `Cannot ${doing} ${showUnit(a.unit)} ${word} ${showUnit(b.unit)}.`,
    {
      remedy: sameDimensions(a.unit, b.unit)
        ? `Multiply one of them by ${conversion(b.unit, a.unit)} or its inverse, written with its unit.`
        : "Give both the same unit.",
    },
  );
}

/** The unit for products: a number without one counts as plain, a name without one as not known. */
function scale(e: Expression): MaybeUnit {
  return e.unit ?? (isFigure(e) ? plain : undefined);
}

/** How far down a figure is looked into: each product would look into all of a long chain. */
const figureDepth = 8;

/** Worked out of numbers without units alone, as 1/12 is: it goes with any unit, as a number does. */
function isFigure(e: Expression, depth = figureDepth): boolean {
  if (e.unit !== undefined) return false;
  const of = operands(e);
  return of.length === 0 ? e.op === "constant" : depth > 0 && of.every((a) => isFigure(a, depth - 1));
}

function isPlain(unit: Unit): boolean {
  return sameDimensions(unit, plain) && conversion(unit, plain) === 1;
}

function refuseUnit(e: Expression, doing: string): void {
  if (e.unit === undefined || isPlain(e.unit)) return;
  throw new RoundtripError("UNIT_MISMATCH", `Cannot ${doing} ${showUnit(e.unit)}.`, {
    remedy: "Divide by a figure of the same unit first.",
  });
}
