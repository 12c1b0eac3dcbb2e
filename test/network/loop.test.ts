import { readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type SparseMatrix, sparseFromRows, sparseOf } from "../../src/matrix/sparse.ts";
import type { Loop } from "../../src/network/loop-list.ts";
import { loops } from "../../src/network/loop.ts";

/** Elementary cycles that others counted. */
interface Known {
  readonly cases: readonly {
    id: string;
    nodes?: number;
    edges: string | [number, number][];
    expected_elementary_cycles: number;
    expected_cycles?: number[][];
    by_length?: Record<string, number>;
  }[];
}
const known = JSON.parse(
  readFileSync(join(import.meta.dirname, "../known/flow-and-cycles/elementary-cycles.json"), "utf8"),
) as Known;

/** A → B 10, B → C 6, C → A 4, B → A 3. */
const check = sparseFromRows(
  [
    [0, 10, 0],
    [3, 0, 6],
    [4, 0, 0],
  ],
  3,
);

function network(links: readonly (readonly [number, number])[]): SparseMatrix {
  const n = Math.max(0, ...links.flat()) + 1;
  return sparseOf(
    n,
    n,
    Int32Array.from(links, ([i]) => i),
    Int32Array.from(links, ([, j]) => j),
    new Float64Array(links.length).fill(1),
  );
}

function complete(n: number): [number, number][] {
  const parties = [...Array.from({ length: n }).keys()];
  return parties.flatMap((i) => parties.filter((j) => j !== i).map((j): [number, number] => [i, j]));
}

test("a loop carries what its smallest leg carries, and starts at its smallest party", () => {
  expect(loops({ flow: check }, { maxLength: 5 })).toEqual({
    count: 2,
    byLength: { 2: 1, 3: 1 },
    cut: false,
    loops: [
      { parties: [0, 1, 2], throughput: 4 },
      { parties: [0, 1], throughput: 3 },
    ],
  });
});

test("a loop longer than asked for is not counted", () => {
  const { count, byLength } = loops({ flow: check }, { maxLength: 2 });
  expect(count).toBe(1);
  expect(byLength).toEqual({ 2: 1 });
});

describe("elementary cycles are as many as others counted", () => {
  test.each(known.cases)(
    "$id",
    ({ nodes, edges, expected_elementary_cycles, expected_cycles, by_length }) => {
      const flow = network(typeof edges === "string" ? complete(nodes!) : edges);
      const found = loops({ flow }, { maxLength: flow.rows });
      expect(found.count).toBe(expected_elementary_cycles);
      expect(found.loops.length).toBe(expected_elementary_cycles);
      if (by_length) expect(found.byLength).toEqual(by_length);
      if (expected_cycles) expect(found.loops.map(({ parties }) => parties)).toEqual(expected_cycles);
    },
  );
});

test("the limit bounds the list and nothing else; ties are listed in the order of the parties", () => {
  const flow = network(complete(6));
  const all = loops({ flow }, { maxLength: 6 });
  for (const limit of [0, 1, 7, 300, 1000]) {
    const some = loops({ flow }, { maxLength: 6, limit });
    expect({ ...some, loops: [] }).toEqual({ ...all, loops: [] });
    expect(some.loops).toEqual(all.loops.slice(0, limit));
  }
});

test("a search that is stopped says so, and counts no more than there is", () => {
  const flow = network(complete(6));
  const all = loops({ flow }, { maxLength: 6 });
  let before = 0;
  for (const searchLimit of [0, 10, 100, 1000]) {
    const some = loops({ flow }, { maxLength: 6, searchLimit });
    expect(some.cut).toBe(true);
    expect(some.count).toBeLessThan(all.count);
    expect(some.count).toBeGreaterThanOrEqual(before);
    expect(some.loops.length).toBe(some.count);
    before = some.count;
  }
  expect(loops({ flow }, { maxLength: 6, searchLimit: 1_000_000 })).toEqual(all);
});

test("a tree has no loop, and neither has nothing", () => {
  const none = { count: 0, byLength: {}, cut: false, loops: [] };
  expect(
    loops(
      {
        flow: network([
          [0, 1],
          [0, 2],
          [1, 3],
        ]),
      },
      { maxLength: 9 },
    ),
  ).toEqual(none);
  expect(loops({ flow: sparseFromRows([], 0) }, { maxLength: 9 })).toEqual(none);
});

test("a ring of 20,000 is one loop of 20,000 legs: the search does not recurse", () => {
  const n = 20_000;
  const flow = network([...Array.from({ length: n }).keys()].map((i): [number, number] => [i, (i + 1) % n]));
  expect(loops({ flow }, { maxLength: n - 1 }).count).toBe(0);
  expect(loops({ flow }, { maxLength: n }).byLength).toEqual({ [n]: 1 });
});

test("lengths and limits that mean nothing are refused", () => {
  expect(() => loops({ flow: check }, { maxLength: 0 })).toThrow("up to 0 legs");
  expect(() => loops({ flow: check }, { maxLength: 2.5 })).toThrow("up to 2.5 legs");
  expect(() => loops({ flow: check }, { maxLength: 5, limit: -1 })).toThrow("A limit of -1");
  expect(() => loops({ flow: check }, { maxLength: 5, searchLimit: -1 })).toThrow("A limit of -1");
});

/** Every simple path that comes back, written as plainly as can be. */
function byHand(rows: readonly (readonly number[])[], maxLength: number): Loop[] {
  const found: Loop[] = [];
  const go = (parties: number[], throughput: number): void => {
    rows[parties.at(-1)!]!.forEach((amount, j) => {
      if (amount === 0) return;
      const least = Math.min(throughput, amount);
      if (j === parties[0]) found.push({ parties, throughput: least });
      else if (j > parties[0]! && !parties.includes(j) && parties.length < maxLength)
        go([...parties, j], least);
    });
  };
  rows.forEach((_, i) => go([i], Infinity));
  return found.sort((a, b) => b.throughput - a.throughput); // it is found in the order of the parties
}

test("the loops are those that a plain search finds, whatever the length", () => {
  const networks = fc.integer({ min: 1, max: 8 }).chain((n) =>
    fc.array(fc.array(fc.constantFrom(0, 0, 0, 1, 2, 3), { minLength: n, maxLength: n }), {
      minLength: n,
      maxLength: n,
    }),
  );
  fc.assert(
    fc.property(
      networks,
      fc.integer({ min: 1, max: 9 }),
      fc.integer({ min: 0, max: 40 }),
      (rows, maxLength, limit) => {
        const expected = byHand(rows, maxLength);
        const found = loops({ flow: sparseFromRows(rows, rows.length) }, { maxLength, limit });
        expect(found.count).toBe(expected.length);
        expect(found.loops).toEqual(expected.slice(0, limit));
        for (const [length, count] of Object.entries(found.byLength)) {
          expect(count).toBe(expected.filter(({ parties }) => parties.length === Number(length)).length);
        }
      },
    ),
    { seed: 1, numRuns: 1000 },
  );
});
