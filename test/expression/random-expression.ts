// Random expressions, of amounts in dollars and of plain numbers, for laws that hold for all of them.

import fc from "fast-check";
import { lognormal, normal, pert, triangular, uniform } from "../../src/expression/distribution.ts";
import {
  type Expression,
  absolute,
  add,
  and,
  constant,
  divide,
  equal,
  exp,
  lag,
  least,
  less,
  lessOrEqual,
  log,
  most,
  multiply,
  negate,
  not,
  or,
  period,
  power,
  root,
  select,
  step,
  subtract,
  unequal,
  variable,
} from "../../src/expression/expression.ts";
import { unitNamed } from "../../src/unit/unit.ts";

export const dollars = unitNamed("USD");
/** Names of the random expressions; those of amounts come first. */
export const amountNames = ["H", "bank.cash", "Вклад", "d"] as const;
export const numberNames = ["θ", "a_1", "r2", "N"] as const;

const value = fc.oneof(
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.integer({ min: -70, max: 70 }),
  fc.constant(-0),
);
const three = fc
  .tuple(fc.integer({ min: -9, max: 9 }), fc.integer({ min: 1, max: 9 }), fc.integer({ min: 0, max: 4 }))
  .map(([low, width, share]) => [low, low + (width * share) / 4, low + width] as const);

type Pair = readonly [Expression, Expression];

const { amount, number } = fc.letrec<{ amount: Expression; number: Expression }>((tie) => {
  const amounts = fc.tuple(tie("amount"), tie("amount"));
  const numbers = fc.tuple(tie("number"), tie("number"));
  const either = (of: readonly ((a: Expression, b: Expression) => Expression)[], pairs: fc.Arbitrary<Pair>) =>
    fc.tuple(fc.constantFrom(...of), pairs).map(([op, [a, b]]) => op(a, b));
  return {
    amount: fc.oneof(
      { maxDepth: 6, depthIdentifier: "e" },
      fc.oneof(
        value.map((v) => constant(v, dollars)),
        fc.constantFrom(...amountNames).map((name) => variable(name, dollars)),
        fc
          .tuple(fc.constantFrom(...amountNames), fc.integer({ min: 1, max: 9 }))
          .map(([name, k]) => lag(name, k, dollars)),
      ),
      either([add, subtract, least, most], amounts),
      fc.tuple(tie("number"), tie("amount")).map(([a, b]) => multiply(a, b)),
      fc.tuple(tie("amount"), tie("number")).map(([a, b]) => divide(a, b)),
      fc.tuple(fc.constantFrom(negate, absolute), tie("amount")).map(([op, a]) => op(a)),
      fc.tuple(tie("number"), amounts).map(([c, [a, b]]) => select(c, a, b)),
      amounts.map(([a, b]) => normal(add(named(b), a), named(b))),
    ),
    number: fc.oneof(
      { maxDepth: 6, depthIdentifier: "e" },
      fc.oneof(
        value.map((v) => constant(v)),
        fc.constantFrom(...numberNames).map((name) => variable(name, unitNamed("1"))),
        fc.constantFrom(period(), step()),
        three.map(([low, mode, high]) => triangular(constant(low), constant(mode), constant(high))),
        three.map(([low, , high]) => uniform(constant(low), constant(high))),
        three.map(([low, , high]) => lognormal(constant(low + 10), constant(high + 10))),
        fc.constantFrom(pert(constant(1), constant(2), constant(4)), normal(constant(0), constant(1))),
      ),
      either([add, subtract, multiply, divide, power, least, most, and, or], numbers),
      either([less, lessOrEqual, equal, unequal, divide], amounts),
      fc.tuple(fc.constantFrom(negate, absolute, root, exp, log, not), tie("number")).map(([op, a]) => op(a)),
      fc.tuple(tie("number"), numbers).map(([c, [a, b]]) => select(c, a, b)),
    ),
  };
});

/** A name in place of a number: what numbers alone make of a normal may be impossible. */
function named(e: Expression): Expression {
  return e.op === "variable" ? e : variable("H", dollars);
}

export const randomAmount: fc.Arbitrary<Expression> = amount;
export const randomNumber: fc.Arbitrary<Expression> = number;
