import { expect, test } from "vitest";
import { concentration } from "../../src/network/concentration.ts";

test("four equals have an index of 2,500 and count for four", () => {
  expect(concentration([5, 5, 5, 5])).toEqual({ hhi: 2_500, effectiveNumber: 4 });
});
test("shares of 30, 30, 20 and 20 % have an index of 2,600", () => {
  expect(concentration([30, 30, 20, 20])!.hhi).toBeCloseTo(2_600, 10);
});
test("one alone has 10,000, and those without a share do not count", () => {
  expect(concentration([0, 1e300, 0])).toEqual({ hhi: 10_000, effectiveNumber: 1 });
});
test("of nothing there is none", () => {
  expect(concentration([])).toBeNull();
  expect(concentration([0, 0])).toBeNull();
});
test("a negative amount is refused", () => {
  expect(() => concentration([1, -1])).toThrow(expect.objectContaining({ code: "NETWORK_AMOUNT" }));
});
