// How the equations of the economy are written: operations on many terms, where a number stands for itself.

import {
  type Expression,
  add,
  and as both,
  constant,
  divide,
  draw,
  less,
  lessOrEqual,
  least,
  most,
  multiply,
  or as either,
  root as squareRoot,
  select,
  subtract,
} from "../../expression/expression.ts";

export type Term = Expression | number;

function term(of: Term): Expression {
  return typeof of === "number" ? constant(of) : of;
}

/** All terms added, from left to right; 0 without any. A zero adds nothing but its unit, where no other term has one. */
export function plus(...terms: readonly Term[]): Expression {
  const all = terms.map(term);
  const [first = constant(0), ...rest] = all.filter((one) => one.op !== "constant" || one.value !== 0);
  const total = rest.reduce(add, first);
  return total.unit === undefined && all.length > 0 ? all.reduce(add) : total;
}

export function minus(a: Term, b: Term): Expression {
  return subtract(term(a), term(b));
}

/** All terms multiplied, from left to right. */
export function times(first: Term, ...rest: readonly Term[]): Expression {
  return rest.map(term).reduce(multiply, term(first));
}

export function over(a: Term, b: Term): Expression {
  return divide(term(a), term(b));
}

export function smaller(...terms: readonly [Term, ...Term[]]): Expression {
  return constantsLast(terms).reduce(least);
}

export function larger(...terms: readonly [Term, ...Term[]]): Expression {
  return constantsLast(terms).reduce(most);
}

/** Of two numbers the engines keep an invalid one by themselves where it stands on the left. */
function constantsLast(terms: readonly Term[]): Expression[] {
  const isConstant = (one: Expression): boolean => one.op === "constant";
  const all = terms.map(term);
  return [...all.filter((one) => !isConstant(one)), ...all.filter(isConstant)];
}

/** Between two bounds. */
export function within(low: Term, value: Term, high: Term): Expression {
  return smaller(larger(value, low), high);
}

/** a where the condition holds, else b; truth is 1 and 0 itself. */
export function when(condition: Expression, a: Term, b: Term): Expression {
  if (a === 1 && b === 0 && truths.has(condition.op)) return condition;
  return select(condition, term(a), term(b));
}

const truths: ReadonlySet<string> = new Set(["less", "lessOrEqual", "and", "or"]);

export function isBelow(a: Term, b: Term): Expression {
  return less(term(a), term(b));
}

export function isAtMost(a: Term, b: Term): Expression {
  return lessOrEqual(term(a), term(b));
}

export function all(first: Expression, ...rest: readonly Expression[]): Expression {
  return rest.reduce(both, first);
}

export function any(first: Expression, ...rest: readonly Expression[]): Expression {
  return rest.reduce(either, first);
}

/**
 * A part of an amount that may be nothing; below the least that counts it is a part of that.
 *
 * @param part  no more than the whole
 */
export function partOf(part: Term, whole: Term, least: Term): Expression {
  return over(part, larger(whole, least));
}

/** The share of what is due that is there: all where nothing is due. */
export function covered(there: Term, due: Term, least: Term): Expression {
  return minus(1, partOf(larger(minus(due, there), 0), due, least));
}

/** A standard normal, new in each period and at each call. */
export function noise(): Expression {
  return draw({ name: "normal" });
}

/** 1 with a chance, else 0; new in each period and at each call. */
export function chance(probability: Term): Expression {
  return less(draw({ name: "uniform" }), term(probability));
}

/** The square root of a plain number that is not below zero. */
export function root(of: Term): Expression {
  return squareRoot(term(of));
}
