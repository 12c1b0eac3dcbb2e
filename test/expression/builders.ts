// The builders of all operations, one each: the type checker says which is missing.

import {
  type BinaryOperation,
  type Expression,
  type UnaryOperation,
  absolute,
  add,
  and,
  binaryOperations,
  divide,
  equal,
  exp,
  least,
  less,
  lessOrEqual,
  log,
  most,
  multiply,
  negate,
  not,
  or,
  power,
  root,
  subtract,
  unaryOperations,
  unequal,
} from "../../src/expression/expression.ts";

type Unary = (a: Expression) => Expression;
type Binary = (a: Expression, b: Expression) => Expression;

const unaryOf: Readonly<Record<UnaryOperation, Unary>> = { negate, absolute, root, exp, log, not };
const binaryOf: Readonly<Record<BinaryOperation, Binary>> = {
  add,
  subtract,
  multiply,
  divide,
  power,
  least,
  most,
  less,
  lessOrEqual,
  equal,
  unequal,
  and,
  or,
};

export const unary = unaryOperations.map((op) => unaryOf[op]);
export const binary = binaryOperations.map((op) => binaryOf[op]);
