import fc from "fast-check";
import { expect, test } from "vitest";
import { ascending, midRanks } from "../../src/paths/rank.ts";
import { shapeNames, valuesOf } from "./futures.ts";

test("equal values share the mean of their ranks", () => {
  const ranks = midRanks(Float64Array.of(3, 1, 4, 1, 5, 9, 2, 6, 5, 3, 5));
  expect([...ranks]).toEqual([4.5, 1.5, 6, 1.5, 8, 11, 3, 10, 8, 4.5, 8]);
});

test("zero and negative zero are equal, no values have no ranks", () => {
  expect([...midRanks(Float64Array.of(0, -0, -1))]).toEqual([2.5, 2.5, 1]);
  expect([...midRanks(Float64Array.of())]).toEqual([]);
});

test.each(shapeNames)("places of %s are those that sorting gives, equal values in order of path", (shape) => {
  const values = valuesOf(shape, 3000, 8);
  const sorted = Array.from(values.keys()).sort((a, b) => values[a]! - values[b]! || a - b);
  expect([...ascending(values)]).toEqual(sorted);
});

test("ranks of any doubles add up, and keep their order", () => {
  const doubles = fc.array(fc.double({ noNaN: true, noDefaultInfinity: true }), {
    minLength: 2,
    maxLength: 60,
  });
  fc.assert(
    fc.property(doubles, (some) => {
      const ranks = midRanks(Float64Array.from(some));
      expect(ranks.reduce((sum, rank) => sum + rank, 0)).toBe((some.length * (some.length + 1)) / 2);
      for (let i = 1; i < some.length; i++) {
        const [x, y] = [some[i - 1]! + 0, some[i]! + 0];
        expect(Math.sign(ranks[i]! - ranks[i - 1]!)).toBe(x < y ? 1 : x > y ? -1 : 0);
      }
    }),
    { seed: 20_261_127, numRuns: 500 },
  );
});

test("NaN and infinities have no rank", () => {
  expect(() => midRanks(Float64Array.of(1, NaN))).toThrow(RangeError);
  expect(() => midRanks(Float64Array.of(1, Infinity))).toThrow(RangeError);
});
