// Expressions as text: reading what is shown gives the same expression.

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { lognormal, normal, pert, triangular, uniform } from "../../src/expression/distribution.ts";
import * as e from "../../src/expression/expression.ts";
import { show, showName } from "../../src/expression/show.ts";
import { readExpression } from "../../src/model/read-expression.ts";
import type { Scope } from "../../src/model/scope.ts";
import { readUnit } from "../../src/model/unit-text.ts";
import { binary, unary } from "./builders.ts";

const names = ["a", "b_1", "bank.cash", "Größe", "d", "google-cloud.revenue", "a b", "min", "__proto__"];
const scope: Scope = {
  kind: "equation",
  names: () => names,
  resolve: (name) => (names.includes(name) ? { unit: undefined, hasStart: true } : undefined),
};

const leaf = fc.oneof(
  fc.double({ noNaN: true, noDefaultInfinity: true }).map((x) => e.constant(x)),
  fc.constantFrom(0, -0, 1, -1, 5, -5, 0.1, 1e21, 1e-7, 5e-324).map((x) => e.constant(x)),
  fc.constantFrom("USD", "USD per W-year", "1", "1 per year").map((unit) => e.constant(3, readUnit(unit))),
  fc.constantFrom(...names).map((name) => e.variable(name)),
  fc.tuple(fc.constantFrom(...names), fc.integer({ min: 1, max: 12 })).map(([name, k]) => e.lag(name, k)),
  fc.constantFrom(e.period(), e.step()),
  fc
    .constantFrom(
      () => normal(e.constant(1), e.constant(2)),
      () => normal(e.constant(0), e.constant(1)),
      () => uniform(e.variable("a"), e.lag("d")),
      () => lognormal(e.constant(1), e.constant(3)),
      () => pert(e.constant(1), e.constant(2), e.constant(4)),
      () => triangular(e.constant(-1), e.constant(0), e.constant(4)),
    )
    .map((make) => make()),
);
const { node: expression } = fc.letrec<{ node: e.Expression }>((tie) => ({
  node: fc.oneof(
    { depthSize: "medium", withCrossShrink: true },
    leaf,
    fc.tuple(fc.constantFrom(...unary), tie("node")).map(([make, a]) => built(() => make(a), a)),
    fc
      .tuple(fc.constantFrom(...binary), tie("node"), tie("node"))
      .map(([make, a, b]) => (isHugePower(make, a, b) ? a : built(() => make(a, b), a))),
    fc.tuple(tie("node"), tie("node"), tie("node")).map(([c, a, b]) => built(() => e.select(c, a, b), a)),
  ),
}));

/** The expression, or another where its units do not fit. */
function built(make: () => e.Expression, instead: e.Expression): e.Expression {
  try {
    return make();
  } catch {
    return instead;
  }
}

/** A power of a unit that nobody has: its unit would be a product of as many. */
function isHugePower(make: unknown, a: e.Expression, b: e.Expression): boolean {
  const times = b.op === "negate" ? b.a : b;
  return make === e.power && a.unit !== undefined && times.op === "constant" && Math.abs(times.value) > 9;
}

function read(text: string): e.Expression {
  const { value, faults } = readExpression(text, scope);
  if (!value) throw new Error(`${text}: ${faults.map(({ message }) => message).join(" ")}`);
  return value;
}

test("reading what is shown gives the same expression", () => {
  fc.assert(
    fc.property(expression, (found) => {
      expect(read(show(found))).toEqual(found);
    }),
    { seed: 20261127, numRuns: 3000 },
  );
});

describe("what is read is shown with as few brackets as it needs:", () => {
  test.each([
    ["a + b_1 - (a - b_1)", "a + b_1 - (a - b_1)"],
    ["((a * 2)) + (3 / a)", "a * 2 + 3 / a"],
    ["a / (2 * d)", "a / (2 * d)"],
    ["(a / 2) * d", "a / 2 * d"],
    ["2^(3^a)", "2^3^a"],
    ["(2^3)^a", "(2^3)^a"],
    ["-a^2", "-a^2"],
    ["(-a)^2", "(-a)^2"],
    ["(-5)^2", "(-5)^2"],
    ["-5^2", "-5^2"],
    ["2^-a", "2^-a"],
    ["not (a < 1 and d > 2) or a = 1", undefined],
    ["not (a < 1 and d > 2) or a == 1", "not (a < 1 and 2 < d) or a == 1"],
    ["d(a)", "a - a[-1]"],
    ["d", "d"],
    ["min(a, d, 1)", "min(a, d, 1)"],
    ["max(min(a, 1), 0)", "max(min(a, 1), 0)"],
    ["if(a >= 1, a, 0)", "if(1 <= a, a, 0)"],
    ["5 [USD] + 1e3 [USD]", "5 [USD] + 1000 [USD]"],
    ["`google-cloud.revenue`[-2]", "`google-cloud.revenue`[-2]"],
    ["`a`", "a"],
    ["pert(1, 2, 4)", "pert(1, 2, 4)"],
  ])("%s", (text, shown) => {
    if (shown === undefined) expect(readExpression(text, scope).value).toBeUndefined();
    else expect(show(read(text))).toBe(shown);
  });
});

test("precedence: not, comparison, sum, product, minus, power", () => {
  const [a, b] = [e.variable("a"), e.variable("b_1")];
  expect(read("not a + b_1 < 2 and a")).toEqual(e.and(e.not(e.less(e.add(a, b), e.constant(2))), a));
  expect(read("a - b_1 * -a^2")).toEqual(e.subtract(a, e.multiply(b, e.negate(e.power(a, e.constant(2))))));
});

test("a sum of 10,000 terms is shown and read", () => {
  const long = e.sum(Array.from({ length: 10_000 }, () => e.variable("a")));
  expect(show(read(show(long)))).toBe(show(long));
});

test("two draws that are written alike are two draws", () => {
  const [a, b] = e.operands(read("normal(0, 1) + normal(0, 1)"));
  expect(a).toEqual(b);
  expect(a).not.toBe(b);
});

test("a name that is a word of equations stands in backquotes", () => {
  expect(["min", "a b", "bank.cash", "G[-1]"].map(showName)).toEqual([
    "`min`",
    "`a b`",
    "bank.cash",
    "G[-1]",
  ]);
});
