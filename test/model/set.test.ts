// One number of a model set otherwise.

import { expect, test } from "vitest";
import { RoundtripError } from "../../src/error/error.ts";
import type { Model } from "../../src/model/model.ts";
import { withSet } from "../../src/model/set.ts";
import { readTextModel } from "../../src/model/text-model.ts";
import { run } from "./run.ts";

const model = readTextModel({
  file: "m.yaml",
  text: [
    "periods: 4",
    "parameters: {a: 10, b: 'normal(5, 1)', c: b * 2}",
    "exogenous: {G: {value: 1, 2: 2, 3 to 3: 9}}",
    "initial: {H: 100}",
    "equations: {A: a + G, B: b, C: c, H: 'H[-1] + 1', lagged: 'G[-1]'}",
  ].join("\n"),
});

function series(of: Model, name: string): number[] {
  return [...run(of).get(name)!].slice(1);
}

test("a given number takes the value from the start, in place of later changes", () => {
  expect(series(model, "A")).toEqual([11, 12, 19, 12]);
  expect(series(withSet(model, "G", 5), "A")).toEqual([15, 15, 15, 15]);
  expect(series(withSet(model, "a", 0), "A")).toEqual([1, 2, 9, 2]);
});

test("a given number takes the value from a period on, and its past stays what it was", () => {
  const changed = withSet(model, "G", 5, 3);
  expect(series(changed, "A")).toEqual([11, 12, 15, 15]);
  expect(series(changed, "lagged")).toEqual([1, 1, 2, 5]);
});

test("of two settings the later stands", () => {
  expect(series(withSet(withSet(model, "G", 5), "G", 7, 4), "A")).toEqual([15, 15, 15, 17]);
});

test("a number found once takes the value, and what is made of it follows", () => {
  const changed = withSet(model, "b", 3);
  expect(series(changed, "B")).toEqual([3, 3, 3, 3]);
  expect(series(changed, "C")).toEqual([6, 6, 6, 6]);
});

test("a number found once is what it was before the period from which it is set", () => {
  const [before] = series(model, "B");
  expect(series(withSet(model, "b", 3, 3), "B")).toEqual([before, before, 3, 3]);
});

test("what is made once of a number that is set later stays what it was", () => {
  expect(series(withSet(model, "b", 3, 3), "C")).toEqual(series(model, "C"));
});

test("a variable keeps its initial value and follows its equation before the period", () => {
  expect([...run(withSet(model, "H", 7)).get("H")!]).toEqual([100, 7, 7, 7, 7]);
  expect([...run(withSet(model, "H", 7, 3)).get("H")!]).toEqual([100, 101, 102, 7, 7]);
  expect([...run(withSet(model, "H", 7, 0)).get("H")!]).toEqual([7, 7, 7, 7, 7]);
});

test("the model that was there stays as it was", () => {
  const before = JSON.stringify(model);
  withSet(withSet(withSet(model, "G", 5), "b", 5, 2), "H", 5);
  expect(JSON.stringify(model)).toBe(before);
});

test.each([
  ["a name unlike any", () => withSet(model, "zebra", 1), "MODEL_UNKNOWN_NAME", "Its names are a, G, b"],
  ["a misspelt name", () => withSet(model, "lagegd", 1), "MODEL_UNKNOWN_NAME", 'Did you mean "lagged"?'],
  ["an infinite value", () => withSet(model, "G", Infinity), "MODEL_SET", "finite"],
  ["half a period", () => withSet(model, "G", 1, 1.5), "MODEL_SET", "number of a period"],
  ["a period before the first", () => withSet(model, "G", 1, -1), "MODEL_SET", "number of a period"],
])("%s cannot be set, which is wrong usage", (_, set, code, remedy) => {
  const error = thrown(set);
  expect(error).toMatchObject({ code, exit: 2 });
  expect(error.remedy).toContain(remedy);
});

function thrown(of: () => unknown): RoundtripError {
  try {
    of();
  } catch (error) {
    if (error instanceof RoundtripError) return error;
  }
  throw new Error("nothing was thrown");
}
