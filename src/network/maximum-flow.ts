// The most that can get from one node to another. Edmonds and Karp (1972), "Theoretical Improvements in
// Algorithmic Efficiency for Network Flow Problems", Journal of the ACM 19(2): always by the shortest way left.

import { type Residual, flowOf, residualOf } from "./residual.ts";

/** Arcs from nodes 0 to nodes − 1; a capacity may be any amount from 0, and Infinity. */
export interface Pipes {
  readonly nodes: number;
  readonly from: Int32Array;
  readonly to: Int32Array;
  readonly capacity: Float64Array;
}

export interface MaximumFlow {
  /** In the unit of the capacities; Infinity where nothing bounds it, and then no flow is given. */
  readonly amount: number;
  /** What flows on each arc. */
  readonly flow: Float64Array;
}

/**
 * The maximum flow from a source to a sink.
 *
 * Amounts need not be whole: the arc that bounds a way is emptied exactly, so the number of ways taken
 * is at most nodes × arcs / 2, whatever the amounts.
 */
export function maximumFlow(pipes: Pipes, source: number, sink: number): MaximumFlow {
  const net = residualOf({ ...pipes, cost: new Float64Array(pipes.from.length) });
  let amount = 0;
  for (;;) {
    const way = shortestWay(net, source, sink);
    if (way.length === 0) return { amount, flow: flowOf(net) };
    const most = way.reduce((least, arc) => Math.min(least, net.left[arc]!), Infinity);
    if (most === Infinity) return { amount: Infinity, flow: new Float64Array(pipes.from.length) };
    for (const arc of way) {
      net.left[arc]! -= most;
      net.left[net.reverse[arc]!]! += most;
    }
    amount += most;
  }
}

/** The arcs of a shortest way on which something can still flow; empty where there is none. */
function shortestWay(
  { nodes, first, head, reverse, left }: Residual,
  source: number,
  sink: number,
): number[] {
  const cameBy = new Int32Array(nodes).fill(-1);
  const queue = [source];
  for (const node of queue) {
    if (node === sink) break;
    for (let arc = first[node]!; arc < first[node + 1]!; arc++) {
      const next = head[arc]!;
      if (left[arc]! <= 0 || next === source || cameBy[next] !== -1) continue;
      cameBy[next] = arc;
      queue.push(next);
    }
  }
  const way: number[] = [];
  for (let node = sink; node !== source; node = head[reverse[way.at(-1)!]!]!) {
    if (cameBy[node] === -1) return [];
    way.push(cameBy[node]!);
  }
  return way;
}
