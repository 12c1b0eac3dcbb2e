import fc from "fast-check";
import { expect, test } from "vitest";
import { debtRank } from "../../src/network/debtrank.ts";
import { matrix, seed, tables } from "./check-network.ts";

const chain = {
  exposures: matrix([
    [0, 0.5, 0],
    [0, 0, 0.5],
    [0, 0, 0],
  ]),
  equity: Float64Array.of(1, 1, 1),
  shock: Float64Array.of(0, 0, 1),
};

test.each(["2012", "linear"] as const)("a chain halves the loss at each link (%s)", (variant) => {
  const { distress, rounds, debtRank: rank } = debtRank({ ...chain, variant });
  expect([...distress]).toEqual([0.25, 0.5, 1]);
  expect(rounds).toBe(2);
  expect(rank).toBeCloseTo(0.25, 15);
});
test("of 2012 each passes its distress on once, and a ring ends after one round trip", () => {
  const exposures = matrix([
    [0, 0.5],
    [0.5, 0],
  ]);
  const ring = { exposures, equity: Float64Array.of(1, 1), shock: Float64Array.of(0.5, 0) };
  expect([...debtRank({ ...ring, variant: "2012" }).distress]).toEqual([0.625, 0.25]);
  expect(debtRank({ ...ring, variant: "linear" }).distress[0]).toBeCloseTo(2 / 3, 11);
});
test("of 2012 no exposure counts for more than the equity, in the linear one it does", () => {
  const twice = {
    exposures: matrix([
      [0, 2],
      [0, 0],
    ]),
    equity: Float64Array.of(1, 1),
    shock: Float64Array.of(0, 0.25),
  };
  expect(debtRank({ ...twice, variant: "2012" }).distress[0]).toBe(0.25);
  expect(debtRank({ ...twice, variant: "linear" }).distress[0]).toBe(0.5);
});
test("values of one's own weigh the losses", () => {
  const { debtRank: rank } = debtRank({ ...chain, variant: "linear", value: Float64Array.of(0, 1, 3) });
  expect(rank).toBe(0.125);
});
test("distress stays between the shock and 1", () => {
  fc.assert(
    fc.property(tables(8), fc.constantFrom("2012" as const, "linear" as const), (table, variant) => {
      const equity = new Float64Array(table.length).fill(30);
      const shock = Float64Array.from(table, (_, i) => (i === 0 ? 0.5 : 0));
      const { distress } = debtRank({ exposures: matrix(table), equity, shock, variant });
      distress.forEach((h, i) => {
        expect(h).toBeGreaterThanOrEqual(shock[i]!);
        expect(h).toBeLessThanOrEqual(1);
      });
    }),
    { seed, numRuns: 300 },
  );
});
test.each([
  ["DEBTRANK_EQUITY", { ...chain, equity: Float64Array.of(1, 0, 1) }],
  ["DEBTRANK_SHOCK", { ...chain, shock: Float64Array.of(0, 0, 1.5) }],
  ["NETWORK_AMOUNT", { ...chain, value: Float64Array.of(0, -1, 0) }],
])("%s is said of what cannot be", (code, input) => {
  expect(() => debtRank({ ...input, variant: "linear" })).toThrow(expect.objectContaining({ code }));
});
