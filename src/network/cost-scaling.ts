// Minimum-cost circulations by cost scaling.
// Goldberg and Tarjan (1990), "Finding Minimum-Cost Circulations by Successive Approximation", Math. of
// Operations Research 15(3); global updates as in Goldberg (1997), "An Efficient Implementation of a Scaling
// Minimum-Cost Flow Algorithm", J. of Algorithms 22(1); short paths as in Kovács (2015), "Minimum-cost flow
// algorithms: an experimental evaluation", Optimization Methods & Software 30(1).

import { type ArcList, type Residual, flowOf, residualOf } from "./residual.ts";

/** The first error of prices, as a part of the largest cost; found by measuring (bench/network-core.js). */
const firstStep = 64;
/** By how much the error falls from phase to phase. */
const step = 4;
/** How many arcs a path has at most before what it carries is pushed along it. */
const pathMost = 4;
/** How often each node may be looked at, on average, to find whether a flow is already of least cost. */
const looksMost = 4;

/**
 * The flow of least cost that conserves at every node, exactly.
 *
 * A flow and prices of the nodes are ε-optimal where no arc with something left has a reduced cost,
 * cost + price at its tail − price at its head, below −ε. Each phase makes them ε-optimal for a smaller ε;
 * with whole costs, ε < 1/n means least cost. Mostly this is so phases earlier, which we see by rounding
 * the prices to whole numbers and mending what this breaks.
 *
 * @returns per arc, whole numbers from 0 to the capacity
 */
export function minimumCostCirculation(arcs: ArcList): Float64Array {
  const costMost = arcs.cost.reduce((most, cost) => Math.max(most, Math.abs(cost)), 1);
  const last = 2 ** -Math.ceil(Math.log2(arcs.nodes + 1));
  if (costMost * arcs.nodes * 8 > 2 ** 53 * last)
    throw new Error("Prices would not be exact: costs are too large.");
  const scaling = scalingOf(residualOf(arcs));
  let epsilon = 2 ** Math.floor(Math.log2(costMost)) / firstStep;
  for (;;) {
    epsilon = Math.max(epsilon, last);
    saturate(scaling);
    route(scaling, epsilon);
    if (epsilon === last || (epsilon < 1 && isOfLeastCost(scaling))) return flowOf(scaling);
    epsilon /= step;
  }
}

interface Scaling extends Residual {
  readonly price: Float64Array;
  /** What has come into each node beyond what has left it. */
  readonly excess: Float64Array;
  /** The first arc of each node that may have something left and a reduced cost below zero. */
  readonly next: Int32Array;
  /** The nodes with an excess, in a ring. */
  readonly queue: Int32Array;
  readonly queued: Uint8Array;
  begin: number;
  end: number;
  readonly ranking: Ranking;
}

/** Nodes in buckets by rank: a doubly linked list each, −1 at its end. */
interface Ranking {
  readonly rank: Int32Array;
  readonly bucket: Int32Array;
  readonly after: Int32Array;
  readonly before: Int32Array;
}

function scalingOf(net: Residual): Scaling {
  const n = net.nodes;
  return {
    ...net,
    price: new Float64Array(n),
    excess: new Float64Array(n),
    next: new Int32Array(n),
    queue: new Int32Array(n + 1),
    queued: new Uint8Array(n),
    begin: 0,
    end: 0,
    ranking: {
      rank: new Int32Array(n),
      bucket: new Int32Array(firstStep * n + 1),
      after: new Int32Array(n),
      before: new Int32Array(n),
    },
  };
}

/** Fills every arc that gains. The reduced costs are then exact, and nodes have excesses and deficits. */
function saturate(scaling: Scaling): void {
  const { nodes, first, head, reverse, left, cost, price, excess, next, queue, queued } = scaling;
  for (let i = 0; i < nodes; i++) {
    const p = price[i]!;
    for (let a = first[i]!; a < first[i + 1]!; a++) {
      const j = head[a]!;
      const amount = left[a]!;
      if (!(amount > 0 && cost[a]! + p - price[j]! < 0)) continue;
      left[a] = 0;
      left[reverse[a]!]! += amount;
      excess[i]! -= amount;
      excess[j]! += amount;
    }
  }
  next.set(first.subarray(0, nodes));
  queued.fill(0);
  scaling.begin = 0;
  scaling.end = 0;
  for (let i = 0; i < nodes; i++) {
    if (excess[i]! <= 0) continue;
    queue[scaling.end++] = i;
    queued[i] = 1;
  }
}

/** Brings every excess to a deficit, over arcs of reduced cost below zero, lowering prices to make them. */
function route(scaling: Scaling, epsilon: number): void {
  const { nodes, first, head, reverse, left, cost, price, excess, next, queue, queued } = scaling;
  const path = new Int32Array(pathMost);
  let lowered = 0;
  while (scaling.begin !== scaling.end) {
    const start = queue[scaling.begin]!;
    if (excess[start]! <= 0) {
      queued[start] = 0;
      scaling.begin = scaling.begin === nodes ? 0 : scaling.begin + 1;
      continue;
    }
    let tip = start;
    let length = 0;
    while (length < pathMost && excess[tip]! >= 0) {
      const p = price[tip]!;
      const from = next[tip]!;
      const end = first[tip + 1]!;
      let least = Infinity;
      let a = from;
      for (; a < end; a++) {
        if (left[a]! <= 0) continue;
        const reduced = cost[a]! + p - price[head[a]!]!;
        if (reduced < 0) break;
        if (reduced < least) least = reduced;
      }
      if (a < end) {
        next[tip] = a;
        path[length++] = a;
        tip = head[a]!;
        continue;
      }
      for (a = first[tip]!; a < from; a++) {
        if (left[a]! <= 0) continue;
        const reduced = cost[a]! + p - price[head[a]!]!;
        if (reduced < least) least = reduced;
      }
      if (length > 0) {
        // What the path brings could be taken back, so the arc back counts although it may be empty.
        const back = reverse[path[--length]!]!;
        least = Math.min(least, cost[back]! + p - price[head[back]!]!);
        next[tip] = first[tip]!;
        price[tip] = p - (least + epsilon);
        tip = head[back]!;
      } else {
        next[tip] = first[tip]!;
        price[tip] = p - (least + epsilon);
      }
      lowered++;
    }
    push(scaling, start, path, length);
    if (lowered >= nodes) {
      lowerAll(scaling, epsilon);
      lowered = 0;
    }
  }
}

/** Pushes along a path as much of each node's excess as fits. */
function push(scaling: Scaling, start: number, path: Int32Array, length: number): void {
  const { nodes, head, reverse, left, excess, queue, queued } = scaling;
  let i = start;
  for (let k = 0; k < length; k++) {
    const a = path[k]!;
    const j = head[a]!;
    const amount = Math.min(left[a]!, excess[i]!);
    left[a]! -= amount;
    left[reverse[a]!]! += amount;
    excess[i]! -= amount;
    excess[j]! += amount;
    if (excess[j]! > 0 && queued[j] === 0) {
      queued[j] = 1;
      queue[scaling.end] = j;
      scaling.end = scaling.end === nodes ? 0 : scaling.end + 1;
    }
    i = j;
  }
}

/**
 * The global update: lowers each price by as many ε as the node is steps of ε away from a deficit, so that
 * every excess has a way to one. Without it prices creep.
 */
function lowerAll(
  { nodes, first, head, reverse, left, cost, price, excess, next, ranking }: Scaling,
  epsilon: number,
): void {
  const { rank, bucket, after } = ranking;
  const rankMost = bucket.length - 1;
  bucket.fill(-1);
  let open = 0; // the excess not yet met
  for (let i = 0; i < nodes; i++) {
    rank[i] = rankMost;
    if (excess[i]! > 0) open += excess[i]!;
    else if (excess[i]! < 0) moveTo(ranking, i, 0, rankMost);
  }
  let r = 0;
  for (; open > 0 && r < rankMost; r++) {
    while (open > 0 && bucket[r]! >= 0) {
      const j = bucket[r]!;
      bucket[r] = after[j]!;
      open -= Math.max(0, excess[j]!);
      for (let a = first[j]!; a < first[j + 1]!; a++) {
        const i = head[a]!;
        if (rank[i]! <= r || left[reverse[a]!]! <= 0) continue;
        const steps = r + 1 + Math.floor((price[i]! - cost[a]! - price[j]!) / epsilon);
        if (steps < rank[i]!) moveTo(ranking, i, steps, rankMost);
      }
    }
    if (open <= 0) break;
  }
  for (let i = 0; i < nodes; i++) {
    const lower = Math.min(rank[i]!, r);
    if (lower === 0) continue;
    price[i]! -= epsilon * lower;
    next[i] = first[i]!;
  }
}

function moveTo({ rank, bucket, after, before }: Ranking, i: number, to: number, outside: number): void {
  const old = rank[i]!;
  if (old !== outside) {
    if (bucket[old] === i) bucket[old] = after[i]!;
    else after[before[i]!] = after[i]!;
    if (after[i]! >= 0) before[after[i]!] = before[i]!;
  }
  const second = bucket[to]!;
  after[i] = second;
  if (second >= 0) before[second] = i;
  bucket[to] = i;
  rank[i] = to;
}

/**
 * Whether there are whole prices under which no arc gains: then no cycle does. Stops early with "no" where
 * they are not soon found; the next phase is then done for nothing, and no harm.
 */
function isOfLeastCost({ nodes, first, head, left, cost, price, queue, queued }: Scaling): boolean {
  const whole = price.map(Math.floor);
  queued.fill(0);
  let begin = 0;
  let end = 0;
  const mend = (i: number): void => {
    const p = whole[i]!;
    for (let a = first[i]!; a < first[i + 1]!; a++) {
      const j = head[a]!;
      if (left[a]! <= 0 || cost[a]! + p >= whole[j]!) continue;
      whole[j] = cost[a]! + p;
      if (queued[j] === 1) continue;
      queued[j] = 1;
      queue[end] = j;
      end = end === nodes ? 0 : end + 1;
    }
  };
  for (let i = 0; i < nodes; i++) mend(i);
  for (let looks = 0; begin !== end; looks++) {
    if (looks === looksMost * nodes) return false;
    const i = queue[begin]!;
    begin = begin === nodes ? 0 : begin + 1;
    queued[i] = 0;
    mend(i);
  }
  return true;
}
