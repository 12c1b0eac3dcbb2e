import { readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import * as highs from "highs";
import { describe, expect, test } from "vitest";
import {
  type SparseMatrix,
  columnSums,
  rowSums,
  sparseFromRows,
  sparseOf,
  transpose,
} from "../../src/matrix/sparse.ts";
import { maximumCirculation } from "../../src/network/circulation.ts";
import { minimumCostCirculation } from "../../src/network/cost-scaling.ts";
import { loops } from "../../src/network/loop.ts";
import { minimumCostFlow } from "../../src/network/minimum-cost-flow.ts";

function knownOf(file: string): unknown {
  return JSON.parse(readFileSync(join(import.meta.dirname, "../known/flow-and-cycles", file), "utf8"));
}

/** Conserved at every party and nowhere above F, to 1e-12 of ΣF. */
function expectCirculation(flow: SparseMatrix, circulated: Float64Array): void {
  const total = flow.value.reduce((sum, x) => sum + x, 0);
  const c = { ...flow, value: circulated };
  const paid = rowSums(c);
  const received = columnSums(c);
  paid.forEach((x, i) => expect(Math.abs(x - received[i]!)).toBeLessThanOrEqual(1e-12 * total));
  circulated.forEach((x, e) => {
    expect(x).toBeGreaterThanOrEqual(0);
    expect(x).toBeLessThanOrEqual(flow.value[e]!);
  });
}

const check = [
  [0, 10, 0],
  [3, 0, 6],
  [4, 0, 0],
];

test("of 23 paid on the check network 18 can go round", () => {
  const flow = sparseFromRows(check, 3);
  const { amount, share, circulated } = maximumCirculation(flow);
  expect(amount).toBe(18);
  expect(share).toBe(18 / 23);
  expect([...circulated]).toEqual([7, 3, 4, 4]);
});

test("the share of a network does not depend on the unit of its amounts", () => {
  for (const unit of [1e9, 0.1, 1e-6, 2 ** -60, 1e15, 1 / 3, Math.PI * 1e12]) {
    const flow = sparseFromRows(
      check.map((row) => row.map((x) => x * unit)),
      3,
    );
    const { share, circulated } = maximumCirculation(flow);
    expect(share).toBeCloseTo(18 / 23, 14);
    expectCirculation(flow, circulated);
  }
});

test("the least and the largest amounts of a double go round as any other", () => {
  for (const unit of [1e-320, 1e-310, 1e-300, 1e-200, 1e300]) {
    const flow = sparseFromRows(
      [
        [0, unit],
        [unit, 0],
      ],
      2,
    );
    const { share, amount } = maximumCirculation(flow);
    expect(share).toBe(1);
    expect(amount / (2 * unit)).toBeCloseTo(1, 12);
  }
});

test("decimals circulate as they are written", () => {
  const flow = sparseFromRows(
    [
      [0, 0.1, 0],
      [0, 0, 0.3],
      [0.7, 0, 0],
    ],
    3,
  );
  expect(maximumCirculation(flow)).toEqual({
    amount: 0.3,
    share: 0.3 / 1.1,
    circulated: Float64Array.of(0.1, 0.1, 0.1),
  });
});

test("everything circulates on a ring, and nothing on a tree", () => {
  const ring = sparseFromRows(
    [
      [0, 5, 0],
      [0, 0, 5],
      [5, 0, 0],
    ],
    3,
  );
  expect(maximumCirculation(ring).share).toBe(1);
  const tree = sparseFromRows(
    [
      [0, 1, 2],
      [0, 0, 0],
      [0, 0, 0],
    ],
    3,
  );
  expect(maximumCirculation(tree)).toEqual({ amount: 0, share: 0, circulated: new Float64Array(2) });
  expect(maximumCirculation(sparseFromRows([], 0))).toEqual({
    amount: 0,
    share: 0,
    circulated: new Float64Array(0),
  });
});

describe("the maximum circulation of food webs is what a linear program and a network simplex found", () => {
  interface Web {
    name: string;
    flows_from_row_to_column: number[][];
    derived: { max_circulation_excluding_self_loops: number; elementary_cycles_including_self_loops: number };
  }
  test.each((knownOf("ecological-networks.json") as { networks: Web[] }).networks)(
    "$name",
    ({ flows_from_row_to_column: rows, derived }) => {
      const n = rows.length;
      const flow = sparseFromRows(
        rows.map((row, i) => row.map((x, j) => (i === j ? 0 : x))),
        n,
      );
      const { amount, circulated } = maximumCirculation(flow);
      const expected = derived.max_circulation_excluding_self_loops;
      if (expected === 0) expect(amount).toBe(0);
      else expect(amount / expected).toBeCloseTo(1, 9);
      expectCirculation(flow, circulated);
      const { count } = loops({ flow: sparseFromRows(rows, n) }, { maxLength: n });
      expect(count).toBe(derived.elementary_cycles_including_self_loops);
    },
  );
});

test("of the claims among six countries' banks at the end of 2011, 1,147,689 million dollars go round", () => {
  const known = knownOf("cross-holdings.json") as {
    claims_debtor_row_creditor_column: number[][];
    max_circulation_of_claims: number;
    elementary_cycles: number;
  };
  const flow = sparseFromRows(known.claims_debtor_row_creditor_column, 6);
  expect(maximumCirculation(flow).amount).toBe(known.max_circulation_of_claims);
  expect(loops({ flow }, { maxLength: 6 }).count).toBe(known.elementary_cycles);
});

describe("flows of least cost are those that others published", () => {
  interface Case {
    id: string;
    supply: Record<string, number>;
    edges_from_to_capacity_cost: [string | number, string | number, number | null, number][];
    expected_status: string;
    expected_cost?: number;
    expected_flow_if_unique?: number[];
  }
  test.each((knownOf("min-cost-flow.json") as { cases: Case[] }).cases)("$id", (known) => {
    const arcs = known.edges_from_to_capacity_cost;
    const names = [
      ...new Set([...Object.keys(known.supply), ...arcs.flatMap(([i, j]) => [String(i), String(j)])]),
    ];
    const solved = minimumCostFlow({
      nodes: names.length,
      from: Int32Array.from(arcs, ([i]) => names.indexOf(String(i))),
      to: Int32Array.from(arcs, ([, j]) => names.indexOf(String(j))),
      capacity: Float64Array.from(arcs, ([, , capacity]) => capacity ?? Infinity),
      cost: Float64Array.from(arcs, ([, , , cost]) => cost),
      supply: Float64Array.from(names, (name) => known.supply[name] ?? 0),
    });
    expect(solved.status).toBe(known.expected_status);
    if (solved.status !== "optimal") return;
    expect(solved.cost).toBe(known.expected_cost);
    if (known.expected_flow_if_unique) expect([...solved.flow]).toEqual(known.expected_flow_if_unique);
  });
});

/** n × n amounts out of a list, without self-payments. */
const networksOf = (amount: fc.Arbitrary<number>): fc.Arbitrary<SparseMatrix> =>
  fc.integer({ min: 2, max: 8 }).chain((n) =>
    fc.array(fc.array(amount, { minLength: n, maxLength: n }), { minLength: n, maxLength: n }).map((rows) =>
      sparseFromRows(
        rows.map((row, i) => row.map((x, j) => (i === j ? 0 : x))),
        n,
      ),
    ),
  );
const wholeNetworks = networksOf(fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 50 })));

test("no circulation is larger, says a linear program", async () => {
  const solver = await load();
  fc.assert(
    fc.property(wholeNetworks, (flow) => {
      const { amount } = maximumCirculation(flow);
      expect(amount).toBeCloseTo(
        byLinearProgram(solver, flow, new Float64Array(flow.value.length).fill(-1)),
        6,
      );
    }),
    { seed: 1, numRuns: 200 },
  );
});

test("no circulation costs less at any whole costs, says a linear program", async () => {
  const solver = await load();
  const costs = fc.array(fc.integer({ min: -1000, max: 1000 }), { minLength: 64, maxLength: 64 });
  fc.assert(
    fc.property(wholeNetworks, costs, (flow, costs) => {
      const cost = Float64Array.from(flow.value, (_, e) => costs[e]!);
      const from = new Int32Array(flow.value.length);
      for (let i = 0; i < flow.rows; i++) from.fill(i, flow.start[i], flow.start[i + 1]);
      const best = minimumCostCirculation({
        nodes: flow.rows,
        from,
        to: flow.column,
        capacity: flow.value,
        cost,
      });
      expectCirculation(flow, best);
      const gain = best.reduce((sum, x, e) => sum - x * cost[e]!, 0);
      expect(gain).toBeCloseTo(byLinearProgram(solver, flow, cost), 3);
    }),
    { seed: 2, numRuns: 200 },
  );
});

test("whatever the amounts, nothing exceeds F and every party passes on what it gets", () => {
  const amounts = fc.oneof(fc.constant(0), fc.double({ min: 1e-9, max: 1e12, noNaN: true }));
  fc.assert(
    fc.property(networksOf(amounts), (flow) => {
      const { amount, share, circulated } = maximumCirculation(flow);
      const total = flow.value.reduce((sum, x) => sum + x, 0);
      expectCirculation(flow, circulated);
      expect(Math.abs(circulated.reduce((sum, x) => sum + x, 0) - amount)).toBeLessThanOrEqual(1e-12 * total);
      expect(share).toBeLessThanOrEqual(1);
      // A circulation turned round is one as well.
      expect(Math.abs(maximumCirculation(transpose(flow)).amount - amount)).toBeLessThanOrEqual(
        1e-12 * total,
      );
    }),
    { seed: 3, numRuns: 500 },
  );
});

test("on a long ring with shortcuts prices have far to fall, and the circulation is still found", () => {
  const n = 3000;
  const shortcut = 7;
  const from = Int32Array.from({ length: 2 * n }, (_, e) => e % n);
  const to = from.map((i, e) => (i + (e < n ? 1 : shortcut)) % n);
  const amount = Float64Array.from({ length: 2 * n }, (_, e) => 1 + ((e * 7919) % 100));
  const flow = sparseOf(n, n, from, to, amount);
  const { circulated, share } = maximumCirculation(flow);
  expectCirculation(flow, circulated);
  // Whatever leads across any one place comes round, so all places carry the same.
  const across = (k: number): number => {
    let sum = 0;
    for (let i = 0; i < n; i++) {
      for (let e = flow.start[i]!; e < flow.start[i + 1]!; e++) {
        const steps = (flow.column[e]! - i + n) % n;
        if ((k - i + n) % n < steps) sum += circulated[e]!;
      }
    }
    return sum;
  };
  expect(across(100)).toBe(across(2000));
  expect(share).toBeGreaterThan(0);
});

type Solver = Awaited<ReturnType<typeof load>>;

/** Under "nodenext" the types see a namespace where Node sees the loader itself. */
function load() {
  const loader = highs.default as unknown as typeof highs.default.default;
  return loader();
}

/** The most that a circulation can gain, by HiGHS. */
function byLinearProgram(solver: Solver, flow: SparseMatrix, cost: Float64Array): number {
  if (flow.value.length === 0) return 0;
  const balance: string[][] = Array.from({ length: flow.rows }, () => []);
  const gain: string[] = [];
  const bounds: string[] = [];
  for (let i = 0; i < flow.rows; i++) {
    for (let e = flow.start[i]!; e < flow.start[i + 1]!; e++) {
      balance[i]!.push(`- c${e}`);
      balance[flow.column[e]!]!.push(`+ c${e}`);
      gain.push(`${cost[e]! > 0 ? "-" : "+"} ${Math.abs(cost[e]!)} c${e}`);
      bounds.push(`0 <= c${e} <= ${flow.value[e]!}`);
    }
  }
  const rows = balance.filter((terms) => terms.length > 0).map((terms, k) => `b${k}: ${terms.join(" ")} = 0`);
  const program = [
    "Maximize",
    `gain: ${gain.join(" ")}`,
    "Subject To",
    ...rows,
    "Bounds",
    ...bounds,
    "End",
  ].join("\n");
  const { Status, ObjectiveValue } = solver.solve(program, { output_flag: false });
  expect(Status).toBe("Optimal");
  return ObjectiveValue;
}
