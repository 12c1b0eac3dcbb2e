// What each operation means. The compiled code agrees with this table to the last bit.

import { sizeMax } from "../expression/expression.ts";
import { exp, log } from "../elementary/elementary.ts";
import { type Leaf, type Operation } from "./program.ts";

/** Truth is 1 and 0; least and most drop a NaN on the right, which is why there are guards. */
export const meaning: Readonly<
  Record<Exclude<Operation, Leaf | "select">, (x: number, y: number) => number>
> = {
  negate: (x) => -x,
  absolute: (x) => Math.abs(x),
  root: (x) => Math.sqrt(x),
  exp: (x) => exp(x),
  log: (x) => log(x),
  not: (x) => (x === 0 ? 1 : 0),
  floor: (x) => Math.floor(x),
  bound: (x) => (Math.abs(x) <= sizeMax ? x : NaN),
  add: (x, y) => x + y,
  subtract: (x, y) => x - y,
  multiply: (x, y) => x * y,
  divide: (x, y) => x / y,
  least: (x, y) => (y < x ? y : x), // as f64x2.pmin
  most: (x, y) => (x < y ? y : x), // as f64x2.pmax
  less: (x, y) => (x < y ? 1 : 0),
  lessOrEqual: (x, y) => (x <= y ? 1 : 0),
  equal: (x, y) => (x === y ? 1 : 0),
  unequal: (x, y) => (x === y ? 0 : 1),
  and: (x, y) => (x !== 0 && y !== 0 ? 1 : 0),
  or: (x, y) => (x !== 0 || y !== 0 ? 1 : 0),
  guard: (x, y) => (y - y === 0 ? x : NaN),
};
