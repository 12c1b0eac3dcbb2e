// What can still be changed in a flow: each arc as a pair, one way what may be added, the other way what
// may be taken back, in compressed rows.

/** Arcs on which something can flow, from nodes 0 to nodes − 1. */
export interface ArcList {
  readonly nodes: number;
  readonly from: Int32Array;
  readonly to: Int32Array;
  /** From 0; whole numbers whose sum is below 2^53 where costs count. */
  readonly capacity: Float64Array;
  /** Whole numbers. */
  readonly cost: Float64Array;
}

export interface Residual {
  readonly nodes: number;
  /** Node i's arcs stand from first[i] to first[i + 1] − 1. */
  readonly first: Int32Array;
  readonly head: Int32Array;
  /** The same arc, the other way. */
  readonly reverse: Int32Array;
  /** What may still flow. */
  readonly left: Float64Array;
  readonly cost: Float64Array;
  /** Where each arc of the list stands. */
  readonly place: Int32Array;
}

/** The residual network of a flow of zero. */
export function residualOf({ nodes, from, to, capacity, cost }: ArcList): Residual {
  const arcs = from.length;
  const first = new Int32Array(nodes + 1);
  for (const i of from) first[i + 1]!++;
  for (const j of to) first[j + 1]!++;
  for (let i = 0; i < nodes; i++) first[i + 1]! += first[i]!;
  const next = first.slice(0, nodes);
  const net = {
    nodes,
    first,
    head: new Int32Array(2 * arcs),
    reverse: new Int32Array(2 * arcs),
    left: new Float64Array(2 * arcs),
    cost: new Float64Array(2 * arcs),
    place: new Int32Array(arcs),
  };
  for (let e = 0; e < arcs; e++) {
    const a = next[from[e]!]!++;
    const b = next[to[e]!]!++;
    net.head[a] = to[e]!;
    net.head[b] = from[e]!;
    net.reverse[a] = b;
    net.reverse[b] = a;
    net.left[a] = capacity[e]!;
    net.cost[a] = cost[e]!;
    net.cost[b] = -cost[e]!;
    net.place[e] = a;
  }
  return net;
}

/** What flows on each arc of the list: what may be taken back. */
export function flowOf({ place, reverse, left }: Residual): Float64Array {
  const flow = new Float64Array(place.length);
  for (let e = 0; e < place.length; e++) flow[e] = left[reverse[place[e]!]!]!;
  return flow;
}
