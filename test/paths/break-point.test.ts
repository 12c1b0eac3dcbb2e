// The least size at which something is more likely than not.

import { expect, test } from "vitest";
import { breakPoint } from "../../src/paths/break-point.ts";

const sizes = { least: 0.01, most: 1, usual: 0.5, none: 0, isWhole: false };

test("the size is found to a hundredth of the usual one, from above", async () => {
  const tried: number[] = [];
  const found = await breakPoint(sizes, async (size) => {
    tried.push(size);
    return size;
  });
  expect(found).toEqual({ size: 0.505, probability: 0.505, relative: 1.01 });
  expect(tried.length).toBeLessThan(10);
});
test("whole sizes stay whole, and the least can be enough", async () => {
  const winter = { least: 1, most: 20, usual: 6, none: 0, isWhole: true };
  expect((await breakPoint(winter, (size) => Promise.resolve(size >= 7 ? 0.9 : 0.2)))!.size).toBe(7);
  expect((await breakPoint(winter, () => Promise.resolve(0.9)))!.size).toBe(1);
});
test("a factor counts from one", async () => {
  const odds = { least: 1.05, most: 20, usual: 2, none: 1, isWhole: false };
  const found = await breakPoint(odds, (size) => Promise.resolve(size > 3 ? 1 : 0));
  expect(found!.size).toBeCloseTo(3.01, 10);
  expect(found!.relative).toBeCloseTo(2.01, 10);
});
test("what no size breaks is said so", async () => {
  expect(await breakPoint(sizes, () => Promise.resolve(0.5))).toBeUndefined();
});
