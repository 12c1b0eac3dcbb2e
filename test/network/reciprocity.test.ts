import { readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import { sparseFromRows } from "../../src/matrix/sparse.ts";
import { maximumCirculation } from "../../src/network/circulation.ts";
import { networkOf } from "../../src/network/network.ts";
import { excess, reciprocity } from "../../src/network/reciprocity.ts";

/** A → B 10, B → C 6, C → A 4, B → A 3. */
const check = sparseFromRows(
  [
    [0, 10, 0],
    [3, 0, 6],
    [4, 0, 0],
  ],
  3,
);

test("what two parties pay each other counts once in each direction", () => {
  expect(reciprocity(check)).toBe(6 / 23);
});

test("a ring of three is all excess and not reciprocal at all", () => {
  const ring = sparseFromRows(
    [
      [0, 5, 0],
      [0, 0, 5],
      [5, 0, 0],
    ],
    3,
  );
  expect(reciprocity(ring)).toBe(0);
  expect(excess(ring)).toEqual({ amount: 15, share: 1 });
});

test("nothing is neither reciprocal nor in excess", () => {
  const nothing = sparseFromRows([], 0);
  expect(reciprocity(nothing)).toBe(0);
  expect(excess(nothing)).toEqual({ amount: 0, share: 0 });
});

test("compression of a ring of claims of 5, 10 and 20 removes 20, and 15 where no new claim may arise", () => {
  const { edges_debtor_creditor_amount: claims, expected } = JSON.parse(
    readFileSync(join(import.meta.dirname, "../known/flow-and-cycles/compression.json"), "utf8"),
  ) as {
    edges_debtor_creditor_amount: [string, string, number][];
    expected: { gross_before: number; excess: number; max_circulation: number };
  };
  const { flow } = networkOf(claims.map(([payer, payee, amount]) => ({ payer, payee, amount })));
  expect(excess(flow)).toEqual({ amount: expected.excess, share: expected.excess / expected.gross_before });
  expect(maximumCirculation(flow).amount).toBe(expected.max_circulation);
});

const networks = fc.integer({ min: 1, max: 7 }).chain((n) =>
  fc
    .array(fc.array(fc.constantFrom(0, 0, 1, 2, 5, 9), { minLength: n, maxLength: n }), {
      minLength: n,
      maxLength: n,
    })
    .map((rows) =>
      sparseFromRows(
        rows.map((row, i) => row.map((x, j) => (i === j ? 0 : x))),
        n,
      ),
    ),
);

test("pairs are loops, and netting undoes more than any loop: reciprocity ≤ circulation ≤ excess", () => {
  fc.assert(
    fc.property(networks, (flow) => {
      const { share } = maximumCirculation(flow);
      expect(reciprocity(flow)).toBeLessThanOrEqual(share);
      expect(excess(flow).share).toBeGreaterThanOrEqual(share);
    }),
    { seed: 1, numRuns: 500 },
  );
});
