import { expect, test } from "vitest";
import { gthBackward, gthForward, gthOf } from "../../src/matrix/gth.ts";

test("a ring that loses 1e-15 in a round is solved to the last digits", () => {
  const gth = gthOf(Float64Array.of(0, 1, 0, 0, 0, 1, 1 - 1e-15, 0, 0), Float64Array.of(0, 0, 1e-15));
  expect(gthForward(gth, Float64Array.of(1, 0, 0))[2]! * 1e-15).toBeCloseTo(1, 14);
  expect(gthBackward(gth, Float64Array.of(0, 0, 1e-15))[1]!).toBeCloseTo(1, 14);
});
test("a group without a way out is our own mistake", () => {
  expect(() => gthOf(Float64Array.of(0, 1, 1, 0), Float64Array.of(0, 0))).toThrow("without a way out");
});
