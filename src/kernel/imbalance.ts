// The largest imbalance of the accounts of a path so far, as an equation of its own.

import {
  type Expression,
  absolute,
  constant,
  divide,
  equal,
  lag,
  most,
  select,
  sum,
} from "../expression/expression.ts";
import type { Equation, System } from "../expression/system.ts";
import { termsOf } from "../expression/terms.ts";

/** The state that holds the largest imbalance of a path so far; no variable of a model can be called so. */
export const imbalanceName = "largest imbalance";

/** The equation for the largest imbalance so far; undefined of a system without identities. */
export function imbalanceOf({ identities }: System): Equation | undefined {
  if (identities.length === 0) return undefined;
  const before = lag(imbalanceName);
  const value = identities.reduce<Expression>((worst, { entries }) => {
    const total = absolute(sum(entries.map((entry) => unitless(entry.value))));
    const size = sum(
      entries.flatMap(({ value: entry }) => termsOf(entry)).map((term) => absolute(unitless(term))),
    );
    return most(worst, select(equal(total, constant(0)), constant(0), divide(total, size)));
  }, before);
  return { name: imbalanceName, unit: undefined, value, initial: constant(0) };
}

/** Sizes of entries are compared, not their units: those were checked where the matrix was declared. */
function unitless(e: Expression): Expression {
  return e.op === "draw" ? e : { ...e, unit: undefined };
}
