import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { hodgeLoopShare } from "../../src/network/hodge.ts";
import { type Payment, networkOf } from "../../src/network/network.ts";

const pay = (...lines: [string, string, number][]) =>
  networkOf(lines.map(([payer, payee, amount]) => ({ payer, payee, amount })));

test("the check network: A and B net 7, so 101 squares of which 17²/3 go round", () => {
  const share = hodgeLoopShare(
    pay(["A", "B", 10], ["B", "C", 6], ["C", "A", 4], ["A", "B", 0], ["B", "A", 3]),
  )!;
  expect(share).toBeCloseTo(289 / 303, 12);
  expect(share).toBeCloseTo(0.953795, 6);
});

test("a ring of equal payments is all loop, a ring the other way round too", () => {
  expect(hodgeLoopShare(pay(["A", "B", 5], ["B", "C", 5], ["C", "A", 5]))).toBe(1);
  expect(hodgeLoopShare(pay(["A", "C", 5], ["C", "B", 5], ["B", "A", 5]))).toBe(1);
});

test("a tree has no loop", () => {
  expect(hodgeLoopShare(pay(["A", "B", 5], ["A", "C", 3], ["D", "A", 8]))).toBe(0);
});

test("money that moves as between levels has no loop, whatever the way", () => {
  expect(hodgeLoopShare(pay(["A", "B", 1], ["B", "C", 1], ["A", "C", 2]))!).toBeLessThan(1e-24);
});

test("two parties that pay each other the same have no net flow, and the share is unknown", () => {
  expect(hodgeLoopShare(pay(["A", "B", 5], ["B", "A", 5]))).toBeNull();
});

test("a pair that nets to nothing is still a link: its ends are held together", () => {
  // With A and C linked at zero, the ring A → B → C is 3, 3, 0: its loop is 2 on each of three links.
  const share = hodgeLoopShare(pay(["A", "B", 3], ["B", "C", 3], ["A", "C", 9], ["C", "A", 9]));
  expect(share).toBeCloseTo((3 * 4) / 18, 12);
});

test("a ring of 100,000 parties is one chain, and takes no time", () => {
  const lines = Array.from({ length: 100_000 }, (_, i): Payment => ({
    payer: `p${i}`,
    payee: `p${(i + 1) % 100_000}`,
    amount: i === 0 ? 100_001 : 1,
  }));
  // Mean flow 2 on each of 100,000 links.
  expect(hodgeLoopShare(networkOf(lines))).toBeCloseTo(400_000 / (100_001 ** 2 + 99_999), 15);
});

describe("laws", () => {
  const payments = fc.array(
    fc.record({
      payer: fc.integer({ min: 0, max: 9 }),
      payee: fc.integer({ min: 0, max: 9 }),
      amount: fc.integer({ min: 1, max: 1000 }),
    }),
    { minLength: 1, maxLength: 40 },
  );
  const network = (lines: { payer: number; payee: number; amount: number }[]) =>
    networkOf(
      lines
        .filter(({ payer, payee }) => payer !== payee)
        .map(({ payer, payee, amount }) => ({ payer: `${payer}`, payee: `${payee}`, amount })),
    );

  test("it is what Gaussian elimination on the whole Laplacian gives", () => {
    fc.assert(
      fc.property(payments, (lines) => {
        const share = hodgeLoopShare(network(lines));
        const expected = byElimination(lines);
        if (expected === null) expect(share).toBeNull();
        else expect(Math.abs(share! - expected)).toBeLessThan(1e-9);
      }),
      { seed: 2, numRuns: 300 },
    );
  });

  test("the order of the payments changes no bit", () => {
    fc.assert(
      fc.property(payments, (lines) => {
        expect(hodgeLoopShare(network(lines.toReversed()))).toBe(hodgeLoopShare(network(lines)));
      }),
      { seed: 3, numRuns: 100 },
    );
  });
});

/** The same by another way: the dense least-squares problem, potentials by Gauss and Jordan. */
function byElimination(lines: readonly { payer: number; payee: number; amount: number }[]): number | null {
  const n = 10;
  const net = new Map<string, [number, number, number]>();
  for (const { payer, payee, amount } of lines) {
    if (payer === payee) continue;
    const [i, j] = payer < payee ? [payer, payee] : [payee, payer];
    const before = net.get(`${i} ${j}`)?.[2] ?? 0;
    net.set(`${i} ${j}`, [i, j, before + (payer === i ? amount : -amount)]);
  }
  const a = Array.from({ length: n }, () => new Float64Array(n + 1));
  for (const [i, j, f] of net.values()) {
    a[i]![i]! += 1;
    a[j]![j]! += 1;
    a[i]![j]! -= 1;
    a[j]![i]! -= 1;
    a[i]![n]! += f;
    a[j]![n]! -= f;
  }
  const x = new Float64Array(n);
  for (let k = 0; k < n; k++) {
    if (Math.abs(a[k]![k]!) < 1e-9) {
      a[k]!.fill(0); // the last party of a component: its potential is free
      for (const row of a) row[k] = 0;
      a[k]![k] = 1;
    }
    for (let i = 0; i < n; i++) {
      if (i === k) continue;
      const factor = a[i]![k]! / a[k]![k]!;
      for (let j = 0; j <= n; j++) a[i]![j]! -= factor * a[k]![j]!;
    }
  }
  for (let k = 0; k < n; k++) x[k] = a[k]![n]! / a[k]![k]!;
  let loops = 0;
  let all = 0;
  for (const [i, j, f] of net.values()) {
    loops += (f - (x[i]! - x[j]!)) ** 2;
    all += f * f;
  }
  return all === 0 ? null : loops / all;
}
