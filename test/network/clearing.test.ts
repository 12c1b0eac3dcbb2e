import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { sparseOf } from "../../src/matrix/sparse.ts";
import { type Debts, clear } from "../../src/network/clearing.ts";
import { matrix, relabelled, seed, tables } from "./check-network.ts";

const ring = [
  [0, 10, 0],
  [0, 0, 10],
  [10, 0, 0],
];
const none = Float64Array.of(0, 0, 0);

test("a ring of equal debts clears in full without any cash", () => {
  const { payments, defaulted, rounds } = clear({ owed: matrix(ring), external: none });
  expect([...payments]).toEqual([10, 10, 10]);
  expect([...defaulted]).toEqual([0, 0, 0]);
  expect(rounds).toEqual([]);
});
test("a ring with a leak of 1e-10 pays nothing", () => {
  const { payments, defaulted } = clear({
    owed: matrix(ring),
    external: none,
    externalOwed: Float64Array.of(1e-10, 0, 0),
  });
  expect([...payments]).toEqual([0, 0, 0]);
  expect([...defaulted]).toEqual([1, 1, 1]);
});
test("a ring with a leak of 1e-10 that owns half of it pays half", () => {
  const { payments } = clear({
    owed: matrix(ring),
    external: Float64Array.of(0, 0.5e-10, 0),
    externalOwed: Float64Array.of(1e-10, 0, 0),
  });
  expect(payments[1]).toBeCloseTo(5, 4);
});
test("a party whose assets equal its debts is solvent", () => {
  const { defaulted } = clear({ owed: matrix([[0, 0.3], [0, 0]]), external: Float64Array.of(0.1 + 0.2 - 1e-17, 0) }); // prettier-ignore
  expect([...defaulted]).toEqual([0, 0]);
});
test("failures spread round by round", () => {
  const { rounds, payments, equity } = clear({
    owed: matrix([
      [0, 10, 0],
      [0, 0, 8],
      [0, 0, 0],
    ]),
    external: Float64Array.of(4, 2, 1),
  });
  expect(rounds.map((round) => [...round])).toEqual([[0], [1]]);
  expect([...payments]).toEqual([4, 6, 0]);
  expect([...equity]).toEqual([-6, -2, 7]);
});
test("costs of default take from what is there and from what comes in", () => {
  const { payments } = clear({
    owed: matrix([
      [0, 4, 0],
      [0, 0, 8],
      [0, 0, 0],
    ]),
    external: Float64Array.of(4, 2, 0),
    alpha: 0.5,
    beta: 0.25,
  });
  expect([...payments]).toEqual([4, 2, 0]);
});
test.each([
  ["CLEARING_NEGATIVE", { owed: matrix([[0, -1], [0, 0]]), external: Float64Array.of(0, 0) }], // prettier-ignore
  ["CLEARING_NEGATIVE", { owed: matrix([[0]]), external: Float64Array.of(Number.NaN) }],
  ["CLEARING_SELF", { owed: matrix([[1]]), external: Float64Array.of(0) }],
  ["CLEARING_RECOVERY", { owed: matrix([[0]]), external: Float64Array.of(0), alpha: 1.5 }],
  ["NETWORK_SHAPE", { owed: matrix([[0]]), external: none }],
])("%s is said of debts that cannot be", (code, debts: Debts) => {
  expect(() => clear(debts)).toThrow(expect.objectContaining({ code }));
});

describe("whatever the debts", () => {
  const cash = fc.array(fc.integer({ min: 0, max: 15 }), { minLength: 8, maxLength: 8 });
  const cost = fc.constantFrom(0, 0.5, 0.9, 1);

  test("nobody pays more than it has or owes, and who pays in full has enough", () => {
    fc.assert(
      fc.property(tables(8), cash, cost, cost, (table, amounts, alpha, beta) => {
        const external = Float64Array.from(amounts.slice(0, table.length));
        const { payments, defaulted, equity } = clear({ owed: matrix(table), external, alpha, beta });
        table.forEach((row, i) => {
          const due = row.reduce((sum, x) => sum + x, 0);
          const assets = equity[i]! + due;
          expect(payments[i]).toBeLessThanOrEqual(due + 1e-12);
          expect(payments[i]).toBeLessThanOrEqual(assets + 1e-9);
          expect(defaulted[i] === 1).toBe(assets < due - 1e-9);
          if (defaulted[i] === 0) expect(payments[i]).toBe(due);
        });
      }),
      { seed, numRuns: 500 },
    );
  });
  test("it is the greatest vector: plain iteration from full payment comes down to it", () => {
    fc.assert(
      fc.property(tables(8), cash, (table, amounts) => {
        const external = Float64Array.from(amounts.slice(0, table.length));
        // A little is owed outside, so that iteration comes down fast.
        const due = table.map((row) => row.reduce((sum, x) => sum + x, 2));
        let paid = due;
        for (let k = 0; k < 3_000; k++) {
          paid = due.map((owes, i) =>
            Math.min(
              owes,
              table.reduce((sum, row, j) => sum + (paid[j]! * row[i]!) / due[j]!, external[i]!),
            ),
          );
        }
        const externalOwed = new Float64Array(table.length).fill(2);
        clear({ owed: matrix(table), external, externalOwed }).payments.forEach((amount, i) => {
          expect(amount).toBeCloseTo(paid[i]!, 9);
        });
      }),
      { seed, numRuns: 200 },
    );
  });
  test("payments never rise when cash falls", () => {
    fc.assert(
      fc.property(tables(8), cash, fc.nat(7), cost, (table, amounts, poorer, beta) => {
        const external = Float64Array.from(amounts.slice(0, table.length));
        const less = external.slice();
        less[poorer % table.length] = 0;
        const before = clear({ owed: matrix(table), external, beta }).payments;
        const after = clear({ owed: matrix(table), external: less, beta }).payments;
        after.forEach((amount, i) => expect(amount).toBeLessThanOrEqual(before[i]! + 1e-9));
      }),
      { seed, numRuns: 300 },
    );
  });
  test("names change nothing", () => {
    fc.assert(
      fc.property(tables(7), cash, (table, amounts) => {
        const n = table.length;
        const to = table.map((_, i) => n - 1 - i);
        const external = Float64Array.from(amounts.slice(0, n));
        const one = clear({ owed: matrix(table), external });
        const other = clear({ owed: matrix(relabelled(table, to)), external: external.toReversed() });
        expect([...other.defaulted].toReversed()).toEqual([...one.defaulted]);
        other.payments.toReversed().forEach((amount, i) => expect(amount).toBeCloseTo(one.payments[i]!, 12));
      }),
      { seed, numRuns: 200 },
    );
  });
});

describe("a large network", () => {
  const n = 30_000;
  function large(leak: number): Debts {
    let state = 5;
    const next = () => (state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0) / 2 ** 32;
    const payer = Int32Array.from({ length: 4 * n }, (_, e) => e % n);
    const payee = payer.map((i, e) => (e < n ? (i + 1) % n : (i + 1 + Math.floor(next() * (n - 1))) % n));
    const owed = sparseOf(
      n,
      n,
      payer,
      payee,
      Float64Array.from(payer, () => 0.5 + next()),
    );
    return {
      owed,
      external: Float64Array.from({ length: n }, () => 0.6 * next()),
      externalOwed: Float64Array.from({ length: n }, () => leak * next()),
    };
  }

  test.each([1, 0.01, 1e-6])("with a leak of %d satisfies its own equations to rounding", (leak) => {
    const debts = large(leak);
    const { payments, defaulted, equity } = clear(debts);
    let failures = 0;
    for (let i = 0; i < n; i++) {
      let due = debts.externalOwed![i]!;
      for (let e = debts.owed.start[i]!; e < debts.owed.start[i + 1]!; e++) due += debts.owed.value[e]!;
      failures += defaulted[i]!;
      if (defaulted[i] === 0) expect(payments[i]).toBeCloseTo(due, 12);
      else expect(Math.abs(payments[i]! - (equity[i]! + due))).toBeLessThan(1e-8);
    }
    expect(failures).toBeGreaterThan(2_000);
  });
  test("that is one ring with a leak of 1e-6 and no cash pays nothing", () => {
    const at = Int32Array.from({ length: n }, (_, i) => i);
    const owed = sparseOf(n, n, at, at.map((i) => (i + 1) % n), new Float64Array(n).fill(10)); // prettier-ignore
    const externalOwed = new Float64Array(n);
    externalOwed[17] = 1e-6;
    const { payments, defaulted } = clear({ owed, external: new Float64Array(n), externalOwed });
    expect(defaulted.every((mark) => mark === 1)).toBe(true);
    expect(payments.every((amount) => amount === 0)).toBe(true);
  });
});
