// Ranks that are found by partitions are those of the sorted values.

import fc from "fast-check";
import { expect, test } from "vitest";
import { findRanks } from "../../src/paths/find.ts";
import { drawsOf } from "../../src/random/philox.ts";

const shapes = {
  "all different": (i: number, draw: number) => draw + i,
  "few different": (_: number, draw: number) => Math.floor(4 * draw),
  "mostly zero": (_: number, draw: number) => Math.max(0, draw - 0.9),
  ascending: (i: number) => i,
  descending: (i: number) => -i,
  "up and down": (i: number, _: number, n: number) => Math.min(i, n - i),
  equal: () => 7,
};

test.each(Object.entries(shapes))("values that are %s", (_, shape) => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 700 }), fc.nat(1000), fc.array(fc.nat(699)), (n, seed, some) => {
      const draws = drawsOf(seed, 0, 0);
      const values = Float64Array.from({ length: n }, (_none, i) => shape(i, draws.next(), n));
      const ranks = [...new Set(some.map((rank) => rank % n))].toSorted((a, b) => a - b);
      const sorted = values.toSorted();
      const moved = Float64Array.from([...values, -1e9, 1e9]);
      findRanks(moved, n, { ranks: ranks.map((rank) => rank + 50), from: 0, to: ranks.length, below: 50 });
      expect(ranks.map((rank) => moved[rank])).toEqual(ranks.map((rank) => sorted[rank]));
      expect(moved.slice(0, n).toSorted()).toEqual(sorted);
      expect([...moved.slice(n)]).toEqual([-1e9, 1e9]);
    }),
  );
});

test("values that defy the choice of a pivot are sorted in the end", () => {
  // The middle one of three is the second smallest each time.
  const values = defying(4000);
  const sorted = values.toSorted();
  findRanks(values, values.length, { ranks: [3990], from: 0, to: 1, below: 0 });
  expect(values[3990]).toBe(sorted[3990]);
});

/** Values for which the first, the middle and the last one are the smallest of those that are left: Musser (1997). */
function defying(n: number): Float64Array {
  const values = new Float64Array(n);
  const half = n / 2;
  for (let i = 1; i <= half; i++) {
    if (i % 2 === 1) {
      values[i - 1] = i;
      values[i] = half + i;
    }
    values[half + i - 1] = 2 * i;
  }
  return values;
}
