// Flows of least cost from where there is too much to where there is too little. Ahuja, Magnanti and
// Orlin (1993), "Network Flows", chapter 1.2: a circulation with one more node, which hands out what is
// supplied, collects what is wanted, and is paid well for every unit.

import { minimumCostCirculation } from "./cost-scaling.ts";
import type { ArcList } from "./residual.ts";

/** Arcs, whose capacity may be Infinity, and what each node supplies, or wants where it is negative. */
export interface FlowProblem extends ArcList {
  readonly supply: Float64Array;
}

export type MinimumCostFlow =
  | { readonly status: "optimal"; readonly cost: number; readonly flow: Float64Array }
  | { readonly status: "infeasible" | "unbounded" };

/**
 * The flow of least cost that meets every supply exactly. All figures are whole numbers.
 *
 * It is infeasible where supplies do not add to zero or cannot get through, and unbounded where a cycle of
 * arcs without a bound gains. Otherwise some flow of least cost has on no arc more than all supplies and
 * all bounded capacities together, because each of its cycles crosses an arc with a bound.
 */
export function minimumCostFlow(problem: FlowProblem): MinimumCostFlow {
  const { nodes, from, to, capacity, cost, supply } = problem;
  const wanted = supply.reduce((sum, x) => sum - Math.min(0, x), 0);
  const supplied = supply.reduce((sum, x) => sum + Math.max(0, x), 0);
  if (supplied !== wanted) return { status: "infeasible" };

  const bound = capacity.reduce((sum, x) => (x === Infinity ? sum : sum + x), supplied);
  const costMost = cost.reduce((most, x) => Math.max(most, Math.abs(x)), 0);
  const prize = 1 + 2 * (nodes + 1) * costMost; // more than any path and cycle of real arcs can cost
  const ends = [...supply.keys()].filter((i) => supply[i] !== 0);
  const flow = minimumCostCirculation({
    nodes: nodes + 1,
    from: Int32Array.of(...from, ...ends.map((i) => (supply[i]! > 0 ? nodes : i))),
    to: Int32Array.of(...to, ...ends.map((i) => (supply[i]! > 0 ? i : nodes))),
    capacity: Float64Array.of(
      ...capacity.map((x) => Math.min(x, bound)),
      ...ends.map((i) => Math.abs(supply[i]!)),
    ),
    cost: Float64Array.of(...cost, ...ends.map((i) => (supply[i]! > 0 ? -prize : 0))),
  });
  const arcs = from.length;
  if (ends.some((i, k) => flow[arcs + k] !== Math.abs(supply[i]!))) return { status: "infeasible" };
  if (gainsWithoutBound(problem)) return { status: "unbounded" };
  const inner = flow.slice(0, arcs);
  return { status: "optimal", cost: inner.reduce((sum, x, e) => sum + x * cost[e]!, 0), flow: inner };
}

/** Whether a cycle of arcs without a bound has a cost below zero, by Bellman and Ford. */
function gainsWithoutBound({ nodes, from, to, capacity, cost }: ArcList): boolean {
  const distance = new Float64Array(nodes);
  for (let round = 0; round < nodes; round++) {
    let shorter = false;
    for (let e = 0; e < from.length; e++) {
      if (capacity[e] !== Infinity) continue;
      const through = distance[from[e]!]! + cost[e]!;
      if (through >= distance[to[e]!]!) continue;
      distance[to[e]!] = through;
      shorter = true;
    }
    if (!shorter) return false;
  }
  return nodes > 0;
}
