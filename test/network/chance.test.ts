import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { columnSums, rowSums } from "../../src/matrix/sparse.ts";
import { chance, fitted } from "../../src/network/chance.ts";
import { type Network, networkOf } from "../../src/network/network.ts";
import { rewire } from "../../src/network/rewire.ts";
import { drawsOf } from "../../src/random/philox.ts";

const edges = ({ flow }: Pick<Network, "flow">): string[] =>
  Array.from({ length: flow.rows }, (_, i) =>
    [...flow.column.subarray(flow.start[i], flow.start[i + 1])].map((j) => `${i} ${j}`),
  ).flat();
const degrees = ({ flow }: Pick<Network, "flow">): number[] => {
  const degree = Array.from({ length: 2 * flow.rows }, () => 0);
  for (const edge of edges({ flow })) {
    const [i, j] = edge.split(" ").map(Number) as [number, number];
    degree[i]!++;
    degree[flow.rows + j]!++;
  }
  return degree;
};
/** The share of money between pairs that pay each other, as twice the smaller side over all. */
const reciprocal = ({ flow }: Network): number => {
  const paid = new Map(edges({ flow }).map((edge, e) => [edge, flow.value[e]!]));
  let both = 0;
  let all = 0;
  for (const [edge, amount] of paid) {
    all += amount;
    both += Math.min(amount, paid.get(edge.split(" ").toReversed().join(" ")) ?? 0);
  }
  return both / all;
};
/** A network drawn at random: each payment equally likely, weights over two orders of magnitude. */
const random = (parties: number, payments: number, seed: number): Network => {
  const draws = drawsOf(seed, 0, 1);
  const lines = new Map<string, { payer: string; payee: string; amount: number }>();
  while (lines.size < payments) {
    const payer = `p${draws.below(parties)}`;
    const payee = `p${draws.below(parties)}`;
    if (payer !== payee) lines.set(`${payer} ${payee}`, { payer, payee, amount: 10 ** (2 * draws.next()) });
  }
  return networkOf(lines.values());
};

describe("a rewired network", () => {
  const small = fc
    .uniqueArray(fc.tuple(fc.nat(7), fc.nat(7)), {
      selector: (pair) => pair.join(),
      minLength: 2,
      maxLength: 30,
    })
    .map((pairs) => pairs.filter(([i, j]) => i !== j))
    .filter((pairs) => pairs.length > 0)
    .map((pairs) =>
      networkOf(pairs.map(([i, j]) => ({ payer: `${i}`, payee: `${j}`, amount: 1 + i + 2 * j }))),
    );

  test("keeps every degree and the number of edges, and has no self-payment", () => {
    fc.assert(
      fc.property(small, fc.nat(1000), (network, seed) => {
        const { edges: rewired } = rewire(network.flow, drawsOf(seed, 0, 0));
        expect(degrees({ flow: rewired })).toEqual(degrees(network));
        expect(rewired.value.length).toBe(network.flow.value.length);
        expect(edges({ flow: rewired }).filter((edge) => edge[0] === edge[2])).toEqual([]);
      }),
      { seed: 6, numRuns: 200 },
    );
  });

  test("with weights that fit keeps what each party pays and receives", () => {
    let fits = 0;
    fc.assert(
      fc.property(small, fc.nat(1000), (network, seed) => {
        const paid = rowSums(network.flow);
        const received = columnSums(network.flow);
        const flow = fitted(rewire(network.flow, drawsOf(seed, 0, 0)).edges, paid, received);
        if (flow === undefined) return;
        fits++;
        const total = paid.reduce((sum, x) => sum + x, 0);
        const off = (a: Float64Array, b: Float64Array) => Math.max(...a.map((x, i) => Math.abs(x - b[i]!)));
        expect(off(rowSums(flow), paid)).toBeLessThan(2e-9 * total);
        expect(off(columnSums(flow), received)).toBeLessThan(2e-9 * total);
      }),
      { seed: 7, numRuns: 200 },
    );
    expect(fits).toBeGreaterThan(50);
  });

  test("every network with the same degrees is as likely: a ring of three goes either way", () => {
    // One payment out and one in for each of three parties: only the ring, one way or the other.
    const ring = networkOf(
      ["ab", "bc", "ca"].map(([payer, payee]) => ({ payer: payer!, payee: payee!, amount: 1 })),
    );
    let turned = 0;
    for (let draw = 0; draw < 1000; draw++) {
      if (edges({ flow: rewire(ring.flow, drawsOf(1, draw, 0)).edges })[0] === "0 2") turned++;
    }
    expect(Math.abs(turned - 500)).toBeLessThan(4 * Math.sqrt(250));
  });

  test("four parties, one payment out and one in: nine networks, each as likely", () => {
    // The derangements of four: six rings of four and three times two pairs.
    const ring = networkOf(
      ["ab", "bc", "cd", "da"].map(([payer, payee]) => ({ payer: payer!, payee: payee!, amount: 1 })),
    );
    const counts = new Map<string, number>();
    for (let draw = 0; draw < 9000; draw++) {
      const found = edges({ flow: rewire(ring.flow, drawsOf(2, draw, 0)).edges }).join();
      counts.set(found, (counts.get(found) ?? 0) + 1);
    }
    const chiSquare = [...counts.values()].reduce((sum, count) => sum + (count - 1000) ** 2 / 1000, 0);
    expect(counts.size).toBe(9);
    expect(chiSquare).toBeLessThan(26.12); // 99.9 % point with 8 degrees of freedom
  });

  test("a star cannot be rewired, and says so", () => {
    const star = networkOf(
      ["ab", "ac", "ad"].map(([payer, payee]) => ({ payer: payer!, payee: payee!, amount: 1 })),
    );
    const { edges: rewired, settled } = rewire(star.flow, drawsOf(1, 0, 0));
    expect(edges({ flow: rewired })).toEqual(edges(star));
    expect(settled).toBe(false);
  });
});

describe("against chance", () => {
  test("a network in which everybody pays back is unusual", () => {
    const lines = Array.from(
      { length: 60 },
      (_, k) => [`p${k % 20}`, `p${(k * 7 + 1 + Math.floor(k / 20)) % 20}`] as const,
    )
      .filter(([a, b]) => a !== b)
      .flatMap(([a, b]) => [
        { payer: a, payee: b, amount: 10 },
        { payer: b, payee: a, amount: 10 },
      ]);
    const result = chance(networkOf(lines), { statistic: reciprocal, samples: 99, seed: 1 });
    expect(result).toMatchObject({ observed: 1, pOneSided: 0.01, pTwoSided: 0.02, verdict: "unusual" });
  });

  test("networks drawn at random are unusual about as often as p says", () => {
    let unusual = 0;
    for (let k = 0; k < 40; k++) {
      const { verdict } = chance(random(15, 90, k), { statistic: reciprocal, samples: 39, seed: k });
      if (verdict === "unusual") unusual++;
    }
    expect(unusual).toBeLessThanOrEqual(7); // 1 in 20 is 2 of 40; the 99.9 % point is 7
  });

  test("fewer than 20 payments are too small to tell, with the figures all the same", () => {
    const result = chance(random(6, 12, 1), { statistic: reciprocal, samples: 99, seed: 1 });
    expect(result.verdict).toBe("too small to tell");
    expect(result.pOneSided).toBeGreaterThan(0);
  });

  test("where no weights fit, the draws are counted and nothing is claimed", () => {
    // Two payments of different sizes that can only exchange their payees.
    const network = networkOf([
      { payer: "a", payee: "b", amount: 1 },
      { payer: "c", payee: "d", amount: 5 },
    ]);
    const { samples, rejected, pTwoSided } = chance(network, { statistic: reciprocal, samples: 20, seed: 1 });
    expect(samples).toBe(20); // half of the draws come back to the network itself
    expect(rejected).toBeGreaterThan(5);
    expect(pTwoSided).toBe(1);
  });

  test("the same seed gives the same digits, whatever the order of the payments", () => {
    const network = random(12, 60, 3);
    const lines = edges(network).map((edge, e) => {
      const [i, j] = edge.split(" ").map(Number) as [number, number];
      return { payer: network.parties[i]!, payee: network.parties[j]!, amount: network.flow.value[e]! };
    });
    const options = { statistic: reciprocal, samples: 30, seed: 11 };
    expect(chance(networkOf(lines.toReversed()), options)).toEqual(chance(network, options));
    expect(chance(network, { ...options, seed: 12 }).mean).not.toBe(chance(network, options).mean);
  });
});
