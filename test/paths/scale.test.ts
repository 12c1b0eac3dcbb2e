import { expect, test } from "vitest";
import { log } from "../../src/elementary/elementary.ts";
import { hasScale, scaleOf } from "../../src/paths/scale.ts";

test("what cannot be negative is measured in logs, down to a thousandth of the last actual", () => {
  const scale = scaleOf("log", 50);
  expect(scale(100)).toBe(log(100));
  expect([scale(0.05), scale(0), scale(-3)]).toEqual([log(0.05), log(0.05), log(0.05)]);
});

test("what can is measured in multiples of the last actual's size, with its sign", () => {
  const scale = scaleOf("multiple", -4);
  expect([scale(-8), scale(2)]).toEqual([-2, 0.5]);
});

test("zero is no size, and a negative actual has no log", () => {
  expect([hasScale("log", 0), hasScale("log", -1), hasScale("multiple", 0)]).toEqual([false, false, false]);
  expect([hasScale("log", 1), hasScale("multiple", -1)]).toEqual([true, true]);
  expect(() => scaleOf("log", -1)).toThrow(RangeError);
});
