// How much of what is left after netting goes round, by squares: the loop part of the combinatorial Hodge
// decomposition of net flows. Jiang, Lim, Yao and Ye (2011), "Statistical ranking and combinatorial Hodge
// theory", Mathematical Programming 127, section 3, without triangles: curl and harmonic part are one.

import { RoundtripError, exitCode } from "../error/error.ts";
import { transpose } from "../matrix/sparse.ts";
import type { Network } from "./network.ts";

/** The residual of the potentials at which they count as solved, relative to the norm of the right side. */
const tolerance = 1e-12;

/**
 * The share of loops in the squares of the net flows, each linked pair of parties weighing one.
 *
 * Net flows f are the sum of a gradient (differences of potentials, least squares) and loops, which are
 * at right angles; the share is Σ loop² / Σ f². It is a share of squares, not of money, and two parties
 * that pay each other the same count as no flow at all: show it beside reciprocity, never alone.
 *
 * Dead ends carry no loop and are taken off; a chain of parties with two partners each becomes one link,
 * with its length as resistance. The rest is solved by conjugate gradients, one component at a time.
 *
 * @returns a share from 0 to 1, or null where no pair has any net flow
 * @throws HODGE_ROUNDS where the potentials do not settle to 1e-12 of the flows
 */
export function hodgeLoopShare(network: Network): number | null {
  const pairs = netFlows(network);
  const total = sumOfSquares(pairs.flow);
  if (total === 0) return null;
  const { links, rings } = chains(pairs, network.parties.length);
  return Math.min(1, (rings + linkLoops(links, network.parties.length)) / total);
}

/** Links between parties: the flow from one end to the other, and the length (1 for a plain pair). */
interface Links {
  readonly from: Int32Array;
  readonly to: Int32Array;
  readonly flow: Float64Array;
  readonly length: Float64Array;
}

/** Every pair with a payment in either direction, once, with what flows on balance from lower to higher. */
function netFlows({ flow }: Network): Links {
  const back = transpose(flow);
  const largest = flow.value.reduce((most, x) => (most < x ? x : most), 0);
  const from = new Int32Array(flow.value.length);
  const to = new Int32Array(flow.value.length);
  const net = new Float64Array(flow.value.length);
  let pairs = 0;
  for (let i = 0; i < flow.rows; i++) {
    let a = flow.start[i]!;
    let b = back.start[i]!;
    const aEnd = flow.start[i + 1]!;
    const bEnd = back.start[i + 1]!;
    while (a < aEnd || b < bEnd) {
      const paid = a < aEnd ? flow.column[a]! : flow.columns;
      const got = b < bEnd ? back.column[b]! : flow.columns;
      const j = Math.min(paid, got);
      const sent = paid === j ? flow.value[a++]! : 0;
      const received = got === j ? back.value[b++]! : 0;
      if (j < i) continue; // the pair was met at its other end
      from[pairs] = i;
      to[pairs] = j;
      net[pairs++] = (sent - received) / largest; // so that no square overflows
    }
  }
  return {
    from: from.subarray(0, pairs),
    to: to.subarray(0, pairs),
    flow: net.subarray(0, pairs),
    length: new Float64Array(pairs).fill(1),
  };
}

function sumOfSquares(x: Float64Array): number {
  let sum = 0;
  for (const each of x) sum += each * each;
  return sum;
}

/** The links of each party: link e stands at both its ends. */
function incidence(links: Links, parties: number): { start: Int32Array; link: Int32Array } {
  const start = new Int32Array(parties + 1);
  for (let e = 0; e < links.from.length; e++) {
    start[links.from[e]! + 1]!++;
    start[links.to[e]! + 1]!++;
  }
  for (let i = 0; i < parties; i++) start[i + 1]! += start[i]!;
  const next = start.slice(0, parties);
  const link = new Int32Array(2 * links.from.length);
  for (let e = 0; e < links.from.length; e++) {
    link[next[links.from[e]!]!++] = e;
    link[next[links.to[e]!]!++] = e;
  }
  return { start, link };
}

/**
 * Without dead ends, and with chains as single links. A chain that ends where it began is a ring of its
 * own: its loop is the mean flow along it, and it needs no potentials.
 *
 * @returns the links between parties with three or more partners, and the squares of loops on rings
 */
function chains(pairs: Links, parties: number): { links: Links; rings: number } {
  const { start, link } = incidence(pairs, parties);
  const other = (e: number, i: number): number => (pairs.from[e] === i ? pairs.to[e]! : pairs.from[e]!);
  const gone = new Uint8Array(pairs.from.length);
  const degree = Int32Array.from({ length: parties }, (_, i) => start[i + 1]! - start[i]!);
  const nextLink = (i: number): number => {
    for (let at = start[i]!; at < start[i + 1]!; at++) if (gone[link[at]!] === 0) return link[at]!;
    return -1;
  };
  for (let leaf = 0; leaf < parties; leaf++) {
    for (let i = leaf; degree[i] === 1;) {
      const e = nextLink(i);
      gone[e] = 1;
      degree[i] = 0;
      i = other(e, i);
      degree[i]!--;
    }
  }
  const out = { from: [] as number[], to: [] as number[], flow: [] as number[], length: [] as number[] };
  let rings = 0;
  /** Follows a chain from a party along a link, to the next party that is no mere passage. */
  const follow = (begin: number, first: number): void => {
    let e = first;
    let i = begin;
    let flow = 0;
    let length = 0;
    do {
      gone[e] = 1;
      flow += pairs.from[e] === i ? pairs.flow[e]! : -pairs.flow[e]!;
      length++;
      i = other(e, i);
      e = degree[i] === 2 ? nextLink(i) : -1;
    } while (e >= 0);
    if (i === begin) rings += (flow * flow) / length;
    else {
      out.from.push(begin);
      out.to.push(i);
      out.flow.push(flow);
      out.length.push(length);
    }
  };
  for (const passage of [false, true]) {
    for (let i = 0; i < parties; i++) {
      if (passage ? degree[i] !== 2 : degree[i]! < 3) continue;
      for (let at = start[i]!; at < start[i + 1]!; at++) if (gone[link[at]!] === 0) follow(i, link[at]!);
    }
  }
  const links = {
    from: Int32Array.from(out.from),
    to: Int32Array.from(out.to),
    flow: Float64Array.from(out.flow),
    length: Float64Array.from(out.length),
  };
  return { links, rings };
}

/** The squares of the loops on links: what the potentials of least squares leave, over the lengths. */
function linkLoops(links: Links, parties: number): number {
  const { start, link } = incidence(links, parties);
  const number = new Int32Array(parties).fill(-1); // of a party within its component
  const queue = new Int32Array(parties);
  let squares = 0;
  for (let root = 0; root < parties; root++) {
    if (number[root]! >= 0 || start[root] === start[root + 1]) continue;
    let n = 0;
    const reach = (i: number): void => {
      if (number[i]! >= 0) return;
      number[i] = n;
      queue[n++] = i;
    };
    const own: number[] = [];
    reach(root);
    for (let at = 0; at < n; at++) {
      for (let k = start[queue[at]!]!; k < start[queue[at]! + 1]!; k++) {
        const e = link[k]!;
        if (links.from[e] === queue[at]) own.push(e);
        reach(links.from[e]!);
        reach(links.to[e]!);
      }
    }
    const component = {
      from: Int32Array.from(own, (e) => number[links.from[e]!]!),
      to: Int32Array.from(own, (e) => number[links.to[e]!]!),
      flow: Float64Array.from(own, (e) => links.flow[e]!),
      length: Float64Array.from(own, (e) => links.length[e]!),
    };
    squares += loopsLeft(component, potentials(component, n));
  }
  return squares;
}

function loopsLeft({ from, to, flow, length }: Links, potential: Float64Array): number {
  let squares = 0;
  for (let e = 0; e < flow.length; e++) {
    const loop = flow[e]! - (potential[from[e]!]! - potential[to[e]!]!);
    squares += (loop * loop) / length[e]!;
  }
  return squares;
}

/** Potentials of least squares in one component: conjugate gradients on its Laplacian over its diagonal. */
function potentials(links: Links, n: number): Float64Array {
  const { from, to, flow, length } = links;
  const diagonal = new Float64Array(n);
  const residual = new Float64Array(n);
  for (let e = 0; e < flow.length; e++) {
    diagonal[from[e]!]! += 1 / length[e]!;
    diagonal[to[e]!]! += 1 / length[e]!;
    residual[from[e]!]! += flow[e]! / length[e]!;
    residual[to[e]!]! -= flow[e]! / length[e]!;
  }
  const x = new Float64Array(n);
  const direction = residual.map((r, i) => r / diagonal[i]!);
  const image = new Float64Array(n);
  let size = scaledSquares(residual, diagonal);
  const enough = size * tolerance * tolerance;
  for (let round = 0; size > enough; round++) {
    if (round > 20 * n + 1000) {
      throw new RoundtripError("HODGE_ROUNDS", "The potentials of the Hodge decomposition do not settle.", {
        exit: exitCode.limit,
        remedy: "Please report it with the network.",
      });
    }
    applyLaplacian(links, direction, image);
    let along = 0;
    for (let i = 0; i < n; i++) along += direction[i]! * image[i]!;
    const step = size / along;
    for (let i = 0; i < n; i++) {
      x[i]! += step * direction[i]!;
      residual[i]! -= step * image[i]!;
    }
    const next = scaledSquares(residual, diagonal);
    for (let i = 0; i < n; i++) direction[i] = residual[i]! / diagonal[i]! + (next / size) * direction[i]!;
    size = next;
  }
  return x;
}

function applyLaplacian({ from, to, length }: Links, x: Float64Array, image: Float64Array): void {
  image.fill(0);
  for (let e = 0; e < length.length; e++) {
    const difference = (x[from[e]!]! - x[to[e]!]!) / length[e]!;
    image[from[e]!]! += difference;
    image[to[e]!]! -= difference;
  }
}

function scaledSquares(x: Float64Array, diagonal: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < x.length; i++) sum += (x[i]! * x[i]!) / diagonal[i]!;
  return sum;
}
