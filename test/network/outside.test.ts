import fc from "fast-check";
import { expect, test } from "vitest";
import { itself, outsideMoney } from "../../src/network/outside.ts";
import { matrix, seed, tables } from "./check-network.ts";

const rows = ({ sources, shares }: { sources: readonly string[]; shares: Float64Array }) =>
  Array.from({ length: shares.length / sources.length }, (_, i) =>
    Object.fromEntries(sources.map((source, s) => [source, shares[i * sources.length + s]!])),
  );

test("a vendor paid out of a customer's money lives on the customer's sources", () => {
  // The lab has 6 of its own customers and 4 of the vendor's equity; it pays the vendor 8, who has 2 more.
  const money = outsideMoney({
    receipts: matrix([
      [0, 4],
      [8, 0],
    ]),
    outside: new Map([
      ["customers", Float64Array.of(6, 0)],
      ["debt", Float64Array.of(0, 2)],
    ]),
  });
  const [lab, vendor] = rows(money);
  // lab = 0.6 customers + 0.4 vendor, vendor = 0.2 debt + 0.8 lab
  expect(lab!["customers"]).toBeCloseTo(0.6 / 0.68, 14);
  expect(vendor!["debt"]).toBeCloseTo(0.2 / 0.68, 14);
  expect(money.unfed).toHaveLength(0);
});
test("a closed group that nobody feeds lives on itself, and feeds others with that", () => {
  const money = outsideMoney({
    receipts: matrix([
      [0, 5, 0],
      [6, 0, 0],
      [0, 1, 0],
    ]),
    outside: new Map([["customers", Float64Array.of(0, 0, 3)]]),
  });
  expect(rows(money).map((row) => row[itself])).toEqual([1, 1, 0.25]);
  expect([...money.unfed]).toEqual([0, 1]);
});
test("the shares of every party add to 1", () => {
  const sources = fc.array(fc.constantFrom(0, 0, 0, 1, 5, 20), { minLength: 18, maxLength: 18 });
  fc.assert(
    fc.property(tables(9), sources, (table, amounts) => {
      const n = table.length;
      const money = outsideMoney({
        receipts: matrix(table),
        outside: new Map([
          ["customers", Float64Array.from(amounts.slice(0, n))],
          ["debt", Float64Array.from(amounts.slice(9, 9 + n))],
        ]),
      });
      for (const row of rows(money)) {
        expect(Object.values(row).reduce((sum, x) => sum + x)).toBeCloseTo(1, 12);
      }
    }),
    { seed, numRuns: 500 },
  );
});
test("a receipt below zero is refused", () => {
  expect(() =>
    outsideMoney({ receipts: matrix([[0]]), outside: new Map([["debt", Float64Array.of(-1)]]) }),
  ).toThrow(expect.objectContaining({ code: "NETWORK_AMOUNT" }));
});
