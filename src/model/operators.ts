// What stands between two values in the text of an equation, and what it makes of them.

import {
  type Expression,
  add,
  and,
  divide,
  equal,
  less,
  lessOrEqual,
  multiply,
  or,
  power,
  subtract,
  unequal,
} from "../expression/expression.ts";
import { level } from "../expression/grammar.ts";

interface Infix {
  readonly level: number;
  readonly build: (a: Expression, b: Expression) => Expression;
}

export const infixes: ReadonlyMap<string, Infix> = new Map([
  ["or", { level: level.or, build: or }],
  ["and", { level: level.and, build: and }],
  ["<", { level: level.comparison, build: less }],
  ["<=", { level: level.comparison, build: lessOrEqual }],
  [">", { level: level.comparison, build: (a, b) => less(b, a) }],
  [">=", { level: level.comparison, build: (a, b) => lessOrEqual(b, a) }],
  ["==", { level: level.comparison, build: equal }],
  ["=", { level: level.comparison, build: equal }],
  ["!=", { level: level.comparison, build: unequal }],
  ["<>", { level: level.comparison, build: unequal }],
  ["+", { level: level.sum, build: add }],
  ["-", { level: level.sum, build: subtract }],
  ["*", { level: level.product, build: multiply }],
  ["/", { level: level.product, build: divide }],
  ["^", { level: level.power, build: power }],
]);
