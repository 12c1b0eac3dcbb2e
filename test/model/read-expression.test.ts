// Equations as text: what is read, and that no text gets further than that.

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { evaluate } from "../../src/expression/evaluate.ts";
import { show } from "../../src/expression/show.ts";
import { readExpression } from "../../src/model/read-expression.ts";
import type { Scope } from "../../src/model/scope.ts";
import { tryTextModel } from "../../src/model/text-model.ts";

const values: Record<string, number> = { a: 2, b: 3, c: 0, d: 10, θ: 0.5, "bank.cash": 7 };
const scope: Scope = {
  kind: "equation",
  names: () => Object.keys(values),
  resolve: (name) => (Object.hasOwn(values, name) ? { unit: undefined, hasStart: true } : undefined),
};

function valueOf(text: string): number {
  const { value, faults } = readExpression(text, scope);
  expect(faults).toEqual([]);
  return evaluate(value!, {
    period: 4,
    step: 0.25,
    variable: (name) => values[name]!,
    lag: (name, periods) => values[name]! - periods,
    draw: () => 0,
  });
}

describe("what is written is what is meant", () => {
  test.each([
    ["1 + 2 * 3", 7],
    ["(1 + 2) * 3", 9],
    ["8 / 4 / 2", 1],
    ["1 - 2 - 3", -4],
    ["-2^2", -4],
    ["(-2)^2", 4],
    ["2^3^2", 512],
    ["2^-1", 0.5],
    ["--3", 3],
    ["2 * -3", -6],
    [".5 + 1. + 1e2 + 2.5E-1", 101.75],
    ["1 < 2 and 2 <= 2 and 3 > 2 and 2 >= 2", 1],
    ["1 == 1 and 1 != 2 and 1 <> 2", 1],
    ["if(a = 2, 1, 0)", 1],
    ["not c and a", 1],
    ["not (c or a)", 0],
    ["1 or 0 and 0", 1],
    ["not 1 == 2", 1],
    ["min(3, 1, 2) + max(1, 3)", 4],
    ["abs(-3) + sqrt(4) + exp(0) + log(1)", 6],
    ["a[-1] + a[-12]", 2 - 1 + (2 - 12)],
    ["a [ - 3 ]", -1],
    ["d(a) + d * 2", 21],
    ["period * step", 1],
    ["θ * bank.cash", 3.5],
    ["if(c, 1 / c, 5)", 5],
    ["a\n  + b", 5],
    ["`a` + 1", 3],
  ])("%s is %d", (text, value) => expect(valueOf(text)).toBeCloseTo(value, 12));
});

test("a name is the same however Unicode composes it", () => {
  const named: Scope = {
    ...scope,
    resolve: (name) => (name === "\u00e9" ? { unit: undefined, hasStart: true } : undefined),
  };
  expect(readExpression("e\u0301 + 1", named).faults).toEqual([]);
});

test("brackets within brackets are bounded, and a long sum is not", () => {
  const deep = (n: number): string => "(".repeat(n) + "1" + ")".repeat(n);
  expect(readExpression(deep(150), scope).faults).toEqual([]);
  for (const text of [
    deep(40_000),
    "-".repeat(50_000) + "1",
    "2^".repeat(40_000) + "2",
    "not ".repeat(20_000) + "1",
  ])
    expect(readExpression(text, scope).faults[0]!.code).toBe("MODEL_TOO_DEEP");
  expect(valueOf(Array.from({ length: 20_000 }, () => "a").join(" + "))).toBe(40_000);
  expect(readExpression(`1 + ${" ".repeat(100_000)} 1`, scope).faults[0]!.code).toBe("MODEL_TOO_LARGE");
});

test("any text is read or refused with its place, and what is read can be shown and read again", () => {
  const word = fc.constantFrom(
    "a",
    "b",
    "θ",
    "1",
    "2.5",
    "1e3",
    "+",
    "-",
    "*",
    "/",
    "^",
    "(",
    ")",
    ",",
    "<",
    "==",
    "=",
    "and",
    "or",
    "not",
    "if(",
    "min(",
    "pert(1, 2, 3)",
    "normal(0, 1)",
    "a[-1]",
    "[",
    "]",
    "`",
    "d(",
    "period",
    " ",
    "\n",
    "5 [USD]",
  );
  const text = fc.oneof(
    fc.array(word, { maxLength: 15 }).map((words) => words.join(" ")),
    fc.string({ unit: "binary", maxLength: 30 }),
  );
  fc.assert(
    fc.property(text, (written) => {
      const { value, faults } = readExpression(written, scope);
      expect(value === undefined).toBe(faults.length > 0);
      for (const { start, end, message, remedy } of faults) {
        expect(start).toBeGreaterThanOrEqual(0);
        expect(start).toBeLessThanOrEqual(written.length);
        expect(end).toBeGreaterThanOrEqual(start);
        expect(message && remedy).not.toBe("");
      }
      if (value) expect(readExpression(show(value), scope).value).toEqual(value);
    }),
    { seed: 20261127, numRuns: 3000 },
  );
});

test("any file is a model or is refused", () => {
  const line = fc.constantFrom(
    "periods: 3",
    "model: m",
    "equations:",
    "  A: B",
    "  B: 1",
    "  A [USD]: 2",
    "initial: {A: 0}",
    "parameters:",
    "balance:",
    "  r: {c: A}",
    "exogenous: {G: {value: 1, 2: 3}}",
    "- x",
    "  - y",
    "? k",
    "a: &b *c",
    "step: 1/4",
    "  : ",
    '"',
    "{",
    "---",
  );
  fc.assert(
    fc.property(fc.array(line, { maxLength: 12 }), (lines) => {
      const { model, faults } = tryTextModel({ file: "m.yaml", text: lines.join("\n") });
      expect(model === undefined).toBe(faults.length > 0);
      for (const { file, line: at } of faults) {
        expect(file).toBe("m.yaml");
        expect(at).toBeLessThanOrEqual(lines.length + 1);
      }
    }),
    { seed: 20261127, numRuns: 3000 },
  );
});
