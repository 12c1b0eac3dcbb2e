import fc from "fast-check";
import * as highs from "highs";
import { expect, test } from "vitest";
import { type Pipes, maximumFlow } from "../../src/network/maximum-flow.ts";
import { seed } from "./check-network.ts";

const pipes = (nodes: number, arcs: readonly (readonly [number, number, number])[]): Pipes => ({
  nodes,
  from: Int32Array.from(arcs, ([from]) => from),
  to: Int32Array.from(arcs, ([, to]) => to),
  capacity: Float64Array.from(arcs, ([, , capacity]) => capacity),
});

test("what gets through is what the narrowest places let through", () => {
  // 0 to 3 by 1 and by 2, and across from 1 to 2.
  const net = pipes(4, [
    [0, 1, 10],
    [0, 2, 2],
    [1, 2, 3],
    [1, 3, 4],
    [2, 3, 9],
  ]);
  const { amount, flow } = maximumFlow(net, 0, 3);
  expect(amount).toBe(9);
  expect([...flow]).toEqual([7, 2, 3, 4, 5]);
});
test("a way that was taken is taken back where that lets more through", () => {
  // The shortest way 0→1→4→5 blocks both others unless 1→4 is given up.
  const net = pipes(6, [
    [0, 1, 1],
    [1, 4, 1],
    [4, 5, 1],
    [0, 2, 1],
    [2, 3, 1],
    [3, 4, 1],
    [1, 5, 1],
  ]);
  expect(maximumFlow(net, 0, 5).amount).toBe(2);
});
test("nothing bounds a way of arcs without an end, and one bounded arc does", () => {
  const open = pipes(3, [
    [0, 1, Infinity],
    [1, 2, Infinity],
  ]);
  expect(maximumFlow(open, 0, 2).amount).toBe(Infinity);
  const closed = pipes(3, [
    [0, 1, Infinity],
    [1, 2, 0.3],
  ]);
  expect(maximumFlow(closed, 0, 2).amount).toBe(0.3);
});
test("nothing gets to a node to which no way leads", () => {
  expect(maximumFlow(pipes(3, [[1, 2, 5]]), 0, 2).amount).toBe(0);
});

const arcsOf = fc.integer({ min: 2, max: 7 }).chain((nodes) =>
  fc.record({
    nodes: fc.constant(nodes),
    arcs: fc.array(
      fc.tuple(
        fc.integer({ min: 0, max: nodes - 1 }),
        fc.integer({ min: 0, max: nodes - 1 }),
        fc.integer({ min: 0, max: 40 }).map((n) => n / 4),
      ),
      { maxLength: 20 },
    ),
  }),
);

test("is the optimum of the linear program, and a flow", async () => {
  const solver = await load();
  fc.assert(
    fc.property(arcsOf, ({ nodes, arcs }) => {
      const net = pipes(nodes, arcs);
      const { amount, flow } = maximumFlow(net, 0, nodes - 1);
      expect(amount).toBeCloseTo(byLinearProgram(solver, net), 6);
      const balance = new Float64Array(nodes);
      flow.forEach((x, e) => {
        expect(x).toBeGreaterThanOrEqual(0);
        expect(x).toBeLessThanOrEqual(net.capacity[e]!);
        balance[net.from[e]!]! -= x;
        balance[net.to[e]!]! += x;
      });
      expect(balance[nodes - 1]).toBeCloseTo(amount, 9);
      for (let node = 1; node < nodes - 1; node++) expect(balance[node]).toBeCloseTo(0, 9);
    }),
    { seed, numRuns: 200 },
  );
});

type Solver = Awaited<ReturnType<typeof load>>;

/** Under "nodenext" the types see a namespace where Node sees the loader itself. */
function load() {
  const loader = highs.default as unknown as typeof highs.default.default;
  return loader();
}

/** The most that can flow from the first node to the last, by HiGHS. */
function byLinearProgram(solver: Solver, { nodes, from, to, capacity }: Pipes): number {
  const balance: string[][] = Array.from({ length: nodes }, () => []);
  const bounds: string[] = ["0 <= back <= 1e6"];
  balance[nodes - 1]!.push("- back");
  balance[0]!.push("+ back");
  from.forEach((i, e) => {
    if (i === to[e]) return;
    balance[i]!.push(`- f${e}`);
    balance[to[e]!]!.push(`+ f${e}`);
    bounds.push(`0 <= f${e} <= ${capacity[e]}`);
  });
  const rows = balance.filter((terms) => terms.length > 0).map((terms, k) => `b${k}: ${terms.join(" ")} = 0`);
  const program = ["Maximize", "most: back", "Subject To", ...rows, "Bounds", ...bounds, "End"].join("\n");
  const { Status, ObjectiveValue } = solver.solve(program, { output_flag: false });
  expect(Status).toBe("Optimal");
  return ObjectiveValue;
}
