// What expressions mean.

import { describe, expect, test } from "vitest";
import { constantValue, evaluate, meaning, valuesOf } from "../../src/expression/evaluate.ts";
import {
  type Expression,
  add,
  constant,
  divide,
  draw,
  lag,
  less,
  multiply,
  negate,
  period,
  power,
  select,
  step,
  subtract,
  sum,
  variable,
  binaryOperations,
} from "../../src/expression/expression.ts";

const [x, y] = [variable("x"), variable("y")];

function at(values: Record<string, number>, e: Expression): number {
  return evaluate(e, {
    period: 7,
    step: 0.25,
    variable: (name) => values[name]!,
    lag: (name, periods) => values[name]! - periods,
    draw: () => 0.5,
  });
}

test("names, lags, periods and draws are those of the place where it stands", () => {
  const e = sum([x, lag("x", 3), period(), step(), draw({ name: "uniform" })]);
  expect(at({ x: 100 }, e)).toBe(100 + 97 + 7 + 0.25 + 0.5);
});

test("a draw that stands twice is one draw, and two draws are two", () => {
  let drawn = 0;
  const surroundings = { period: 1, step: 1, variable: () => 0, lag: () => 0, draw: () => ++drawn };
  const z = draw({ name: "normal" });
  expect(evaluate(subtract(z, z), surroundings)).toBe(0);
  expect(evaluate(subtract(draw({ name: "normal" }), draw({ name: "normal" })), surroundings)).toBe(-1);
});

describe("what has no value stays without one", () => {
  test.each<[string, number]>([
    ["negate", NaN],
    ["absolute", NaN],
    ["root", -1],
    ["exp", -Infinity],
    ["exp", 1e6],
    ["log", 0],
    ["log", -1],
    ["not", NaN],
  ])("%s of %d", (op, value) => expect(meaning[op as "log"](value, NaN)).not.toSatisfy(Number.isFinite));

  test.each(binaryOperations)("%s of one that has none", (op) => {
    for (const none of [NaN, Infinity, -Infinity])
      for (const [a, b] of [
        [none, 2],
        [2, none],
        [none, 0],
        [0, none],
      ] as const)
        expect(meaning[op](a, b), `${a}, ${b}`).not.toSatisfy(Number.isFinite);
  });

  test("a choice takes only what it chose", () => {
    const e = select(less(x, constant(0)), constant(-1), divide(constant(1), y));
    expect(at({ x: -1, y: 0 }, e)).toBe(-1);
    expect(at({ x: 1, y: 0 }, e)).not.toSatisfy(Number.isFinite);
    expect(at({ x: NaN, y: 1 }, e)).toBeNaN();
  });
});

test("least takes the first of two equals, so that signs of zero are known", () => {
  expect(meaning.least(-0, 0)).toBe(-0);
  expect(meaning.least(0, -0)).toBe(0);
  expect(meaning.most(-0, 0)).toBe(-0);
});

test("truth is 1 and 0, and every number but 0 is true", () => {
  expect(meaning.and(-3, 0.1)).toBe(1);
  expect(meaning.or(0, -0)).toBe(0);
  expect(meaning.not(-0, NaN)).toBe(1);
  expect(at({ x: 5, y: 0 }, select(x, constant(1), constant(2)))).toBe(1);
});

describe("powers", () => {
  test("to a whole number that stands in the equation are products", () => {
    expect(at({ x: 1.1 }, power(x, constant(3)))).toBe(1.1 * (1.1 * 1.1));
    expect(at({ x: -2 }, power(x, negate(constant(2))))).toBe(0.25);
    expect(at({ x: 0 }, power(x, constant(0)))).toBe(1);
    expect(at({ x: NaN }, power(x, constant(0)))).toBeNaN();
    expect(at({ x: 0 }, power(x, constant(-1)))).not.toSatisfy(Number.isFinite);
  });
  test("to others go by the logarithm", () => {
    expect(at({ x: 2, y: 0.5 }, power(x, y))).toBeCloseTo(Math.SQRT2, 14);
    expect(at({ x: -2, y: 3 }, power(x, y))).toBeCloseTo(-8, 13);
    expect(at({ x: -2, y: 0.5 }, power(x, y))).toBeNaN();
  });
});

test("a sum of fifty thousand terms has a value", () => {
  expect(at({ x: 1 }, sum(Array.from({ length: 50_000 }, () => x)))).toBe(50_000);
});

test("each part of an expression can be asked for", () => {
  const product = multiply(x, constant(3));
  const whole = add(product, y);
  const values = valuesOf(whole, {
    period: 1,
    step: 1,
    variable: (name) => name.length,
    lag: () => 0,
    draw: () => 0,
  });
  expect(values.get(product)).toBe(3);
  expect([...values.keys()].at(-1)).toBe(whole);
});

test("numbers alone have a value anywhere, names have none", () => {
  expect(constantValue(divide(constant(1), constant(32)))).toBe(1 / 32);
  expect(constantValue(add(x, constant(1)))).toBeUndefined();
  expect(constantValue(step())).toBeUndefined();
});
