import fc from "fast-check";
import { expect, test } from "vitest";
import { sparseFromRows, sparseOf } from "../../src/matrix/sparse.ts";
import { components } from "../../src/network/component.ts";

test("money that can come back makes a component; a party at the end of a chain is one by itself", () => {
  // A → B → C → A, and C → D
  const flow = sparseFromRows(
    [
      [0, 10, 0, 0],
      [0, 0, 6, 0],
      [4, 0, 0, 1],
      [0, 0, 0, 0],
    ],
    4,
  );
  const { count, of, sizes } = components(flow);
  expect(count).toBe(2);
  expect([...of]).toEqual([0, 0, 0, 1]);
  expect([...sizes]).toEqual([3, 1]);
});

test("components are numbered by their first party, not by the order in which the search ends", () => {
  const flow = sparseFromRows(
    [
      [0, 0, 1, 0],
      [0, 0, 0, 1],
      [0, 0, 0, 1],
      [0, 1, 0, 0],
    ],
    4,
  );
  expect([...components(flow).of]).toEqual([0, 1, 2, 1]);
});

test("a network without parties has no component", () => {
  expect(components(sparseFromRows([], 0))).toEqual({
    count: 0,
    of: new Int32Array(0),
    sizes: new Int32Array(0),
  });
});

test("a ring of a million parties is one component: the search does not recurse", () => {
  const n = 1_000_000;
  const i = Int32Array.from({ length: n }, (_, k) => k);
  const ring = sparseOf(
    n,
    n,
    i,
    i.map((k) => (k + 1) % n),
    new Float64Array(n).fill(1),
  );
  expect(components(ring).sizes).toEqual(Int32Array.of(n));
});

test("two parties share a component exactly where each can reach the other", () => {
  const network = fc.integer({ min: 1, max: 9 }).chain((n) =>
    fc.array(fc.array(fc.constantFrom(0, 0, 0, 1), { minLength: n, maxLength: n }), {
      minLength: n,
      maxLength: n,
    }),
  );
  fc.assert(
    fc.property(network, (rows) => {
      const n = rows.length;
      const { count, of, sizes } = components(sparseFromRows(rows, n));
      const reaches = rows.map((row, i) => row.map((x, j) => x > 0 || i === j));
      for (let k = 0; k < n; k++) {
        for (let i = 0; i < n; i++) {
          for (let j = 0; j < n; j++) reaches[i]![j] ||= reaches[i]![k]! && reaches[k]![j]!;
        }
      }
      for (let i = 0; i < n; i++) {
        for (let j = 0; j < n; j++) expect(of[i] === of[j]).toBe(reaches[i]![j]! && reaches[j]![i]!);
      }
      expect(sizes.length).toBe(count);
      expect([...sizes]).toEqual([...sizes.keys()].map((c) => of.filter((x) => x === c).length));
    }),
    { seed: 1, numRuns: 500 },
  );
});
