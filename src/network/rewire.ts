// Another network with the same degrees: double-edge swaps, and reversals of directed triangles without
// which some networks cannot be reached (Rao, Jana and Bandyopadhyay 1996, Sankhyā A 58; Roberts and
// Coolen 2012, Physical Review E 85). A refused move is a step that stays, so every network is as likely.

import { type SparseMatrix, sparseOf } from "../matrix/sparse.ts";
import type { Draws } from "../random/philox.ts";

/** How many moves must have been accepted for each edge. */
const acceptedPerEdge = 20;
/** Steps for each edge after which a network counts as one that hardly moves, or never does. */
const stepsPerEdgeMax = 1000;
const stepsPerEdgeFrozen = 100;

/** The new network, each edge with the weight it had before, and whether it has moved far enough. */
export interface Rewired {
  readonly edges: SparseMatrix;
  readonly settled: boolean;
}

/**
 * A network with the same number of payees of each payer and of payers of each payee, no self-payment
 * and no parallel edge, drawn by a walk from the given one.
 *
 * A step picks two edges. Where the first ends at the payer of the second, and a third closes the
 * triangle, all three are turned round; otherwise the two exchange their payees. When 20 moves for each
 * edge have been accepted, the walk goes on for as many steps again: to stop at an accepted move would
 * favour networks with many neighbours, and in a ring of three, which every move turns, would decide it.
 *
 * @param flow n × n, the network to begin with; an edge keeps its weight and its payer, unless it is turned
 */
export function rewire(flow: SparseMatrix, draws: Draws): Rewired {
  const m = flow.column.length;
  const payer = payersOf(flow);
  const payee = flow.column.slice();
  const walk = { payer, payee, table: edgeTable(payer, payee) };
  let accepted = 0;
  let steps = 0;
  while (accepted < acceptedPerEdge * m && steps < stepsPerEdgeMax * m) {
    if (accepted === 0 && steps >= stepsPerEdgeFrozen * m) break;
    for (let k = 0; k < m; k++) accepted += step(walk, draws);
    steps += m;
  }
  if (accepted > 0) for (let k = 0; k < steps; k++) step(walk, draws);
  const edges = sparseOf(flow.rows, flow.columns, payer, payee, flow.value);
  return { edges, settled: accepted >= acceptedPerEdge * m };
}

function payersOf({ rows, start, column }: SparseMatrix): Int32Array {
  const payer = new Int32Array(column.length);
  for (let i = 0; i < rows; i++) payer.fill(i, start[i], start[i + 1]);
  return payer;
}

interface Walk {
  readonly payer: Int32Array;
  readonly payee: Int32Array;
  readonly table: EdgeTable;
}

/** One step of the walk: 1 where a move was accepted, 0 where it was refused. */
function step({ payer, payee, table }: Walk, draws: Draws): 0 | 1 {
  const first = draws.below(payer.length);
  const second = draws.below(payer.length);
  const a = payer[first]!;
  const b = payee[first]!;
  const c = payer[second]!;
  const d = payee[second]!;
  if (b === c) {
    // a → b → d → a turns into a → d → b → a.
    const third = a === d ? -1 : table.find(d, a);
    if (third < 0 || table.find(a, d) >= 0 || table.find(d, b) >= 0 || table.find(b, a) >= 0) return 0;
    for (const e of [first, second, third]) {
      table.remove(e);
      [payer[e], payee[e]] = [payee[e]!, payer[e]!];
      table.add(e);
    }
    return 1;
  }
  if (a === c || b === d || a === d || table.find(a, d) >= 0 || table.find(c, b) >= 0) return 0;
  table.remove(first);
  table.remove(second);
  payee[first] = d;
  payee[second] = b;
  table.add(first);
  table.add(second);
  return 1;
}

/** Which edge leads from whom to whom. An edge is taken out before it changes, and put back after. */
interface EdgeTable {
  /** The number of the edge from a to b, or −1. */
  find(a: number, b: number): number;
  add(edge: number): void;
  remove(edge: number): void;
}

/** A hash table with open addressing; what is removed is closed up, so that it never fills with gaps. */
function edgeTable(payer: Int32Array, payee: Int32Array): EdgeTable {
  const slots = new Int32Array(2 ** Math.ceil(Math.log2(payer.length * 2 + 2))).fill(-1);
  const mask = slots.length - 1;
  const home = (a: number, b: number): number => {
    const h = Math.imul(Math.imul(a, 0x9e3779b1) ^ b, 0x85ebca6b);
    return (h ^ (h >>> 15)) & mask;
  };
  const seek = (edge: number): number => {
    let at = home(payer[edge]!, payee[edge]!);
    while (slots[at] !== edge) at = (at + 1) & mask;
    return at;
  };
  const table: EdgeTable = {
    find: (a, b) => {
      for (let at = home(a, b); slots[at]! >= 0; at = (at + 1) & mask) {
        const edge = slots[at]!;
        if (payer[edge] === a && payee[edge] === b) return edge;
      }
      return -1;
    },
    add: (edge) => {
      let at = home(payer[edge]!, payee[edge]!);
      while (slots[at]! >= 0) at = (at + 1) & mask;
      slots[at] = edge;
    },
    remove: (edge) => {
      let gap = seek(edge);
      for (let at = (gap + 1) & mask; slots[at]! >= 0; at = (at + 1) & mask) {
        const wanted = home(payer[slots[at]!]!, payee[slots[at]!]!);
        if (((at - wanted) & mask) < ((at - gap) & mask)) continue;
        slots[gap] = slots[at]!;
        gap = at;
      }
      slots[gap] = -1;
    },
  };
  for (let edge = 0; edge < payer.length; edge++) table.add(edge);
  return table;
}
