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

test.each(Object.entries(shapes))(
  "values that are %s, by partitions and by sorting what is left",
  (_, shape) => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 700 }),
        fc.nat(1000),
        fc.array(fc.nat(699)),
        fc.constantFrom(0, 1, 2, 64),
        (n, seed, some, partitionsMax) => {
          const draws = drawsOf(seed, 0, 0);
          const values = Float64Array.from({ length: n }, (_none, i) => shape(i, draws.next(), n));
          const ranks = [...new Set(some.map((rank) => rank % n))].toSorted((a, b) => a - b);
          const sorted = values.toSorted();
          const moved = Float64Array.from([...values, -1e9, 1e9]);
          findRanks(
            moved,
            n,
            { ranks: ranks.map((rank) => rank + 50), from: 0, to: ranks.length, below: 50 },
            partitionsMax,
          );
          expect(ranks.map((rank) => moved[rank])).toEqual(ranks.map((rank) => sorted[rank]));
          expect(moved.slice(0, n).toSorted()).toEqual(sorted);
          expect(Array.from(moved.slice(n))).toEqual([-1e9, 1e9]);
        },
      ),
    );
  },
);
