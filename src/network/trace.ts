// Where a dollar paid by one party goes, and how much of it comes back: the chain of Finn (1976) with the party as an
// absorbing state (Kemeny and Snell 1960, Finite Markov Chains, chapter III), so that only the first return counts.

import { type SparseMatrix, transpose } from "../matrix/sparse.ts";
import { chainOf } from "./chain.ts";
import type { Network } from "./network.ts";
import { partyNumber } from "./party.ts";
import { among, marked, placesOf, reached } from "./reach.ts";
import { type Throughflow, throughflowOf } from "./throughflow.ts";

/** Shares of a dollar; `returned.total`, all of `endsAt` and `notKnown` add to 1. */
export interface Trace {
  readonly returned: {
    readonly total: number;
    /** Paid to one party and paid back by it at once. */
    readonly directly: number;
    readonly throughOthers: number;
  };
  /** Mean number of payments until it is back, given that it comes back; null where nothing does. */
  readonly steps: number | null;
  /** Where the rest ends, by party, in the order of the parties; boundaries among them. */
  readonly endsAt: ReadonlyMap<string, number>;
  /** What is paid on, nobody knows to whom. */
  readonly notKnown: number;
  /** The parties of a closed group without a way out, where all comes back by definition. */
  readonly closed: readonly string[] | null;
}

export interface TraceOptions {
  /** Name of the party whose dollar it is. */
  readonly from: string;
  /** Numbers of parties at which money leaves the ring: it ends there. */
  readonly boundaries?: ReadonlySet<number> | undefined;
  /** n, unit of the flows: what each party pays besides, not known to whom. */
  readonly spent?: Float64Array | undefined;
}

/**
 * Where a dollar goes that passes through a party.
 *
 * Each party passes on G_ij = F_ij / T_i and keeps what it receives beyond what it pays. Where the party itself keeps a
 * part, that part ends there before it sets out. Money that comes into a group that lets none out, but does not hold
 * the party, ends where it enters the group.
 *
 * @throws NETWORK_UNKNOWN_PARTY
 */
export function trace(network: Network, options: TraceOptions): Trace {
  const from = partyNumber(network, options.from);
  return traced(network.parties, network.flow, throughflowOf(network.flow, options.spent), from, options);
}

/** The same backwards. */
export interface TraceBack extends Omit<Trace, "endsAt" | "notKnown"> {
  /** Where the rest came from outside, by party. */
  readonly startsAt: ReadonlyMap<string, number>;
  /** What parties earned from customers that are none of the network. */
  readonly customers: number;
}

/** `earned`: n, unit of the flows: what each party receives from customers that are none of the network. */
export interface TraceBackOptions extends Omit<TraceOptions, "spent"> {
  readonly earned?: Float64Array | undefined;
}

/**
 * Where a dollar that a party receives came from: the share of it that the party itself had paid before, and the
 * parties at which the rest came in from outside, each payment to j being F_ij / T_j of what j has.
 *
 * @throws NETWORK_UNKNOWN_PARTY
 */
export function traceBack(network: Network, { from, boundaries, earned }: TraceBackOptions): TraceBack {
  const turned = transpose(network.flow);
  const to = partyNumber(network, from);
  const through = throughflowOf(turned, earned);
  const found = traced(network.parties, turned, through, to, { from, boundaries, spent: earned });
  const { returned, steps, endsAt, notKnown, closed } = found;
  return { returned, steps, startsAt: endsAt, customers: notKnown, closed };
}

function traced(
  parties: readonly string[],
  flow: SparseMatrix,
  throughflow: Throughflow,
  from: number,
  options: TraceOptions,
): Trace {
  const losses = lossesOf(throughflow, options.spent);
  const way = wayFrom(flow, losses, from, options.boundaries ?? new Set());
  const chain = chainOf(way.share, way.leak);
  const start = new Float64Array(way.members.length);
  const [first, end] = [flow.start[from]!, flow.start[from + 1]!];
  for (let e = first; e < end; e++) {
    const k = way.place[flow.column[e]!]!;
    if (k >= 0) start[k] = flow.value[e]! / throughflow.through[from]!;
  }
  const visits = chain.forward(start);
  const later = chain.forward(visits);
  // A visit at the k-th step that leads back makes k + 1 steps; `later` holds each visit k times.
  const total = dot(visits, way.back);
  const directly = dot(start, way.back);
  const amount = new Float64Array(parties.length);
  amount[from] = 1;
  way.members.forEach((i, k) => (amount[i] = visits[k]!));
  const { ended, notKnown } = endings(flow, losses, way, amount, from);
  return {
    returned: way.closed
      ? { total: 1, directly, throughOthers: Math.max(0, 1 - directly) }
      : { total, directly, throughOthers: Math.max(0, total - directly) },
    steps: total > 0 ? dot(later, way.back) / total + 1 : null,
    endsAt: new Map(parties.flatMap((name, i) => (ended[i]! > 0 ? [[name, ended[i]!] as const] : []))),
    notKnown,
    closed: way.closed ? [from, ...way.members].sort((a, b) => a - b).map((i) => parties[i]!) : null,
  };
}

/** n each: what passes a party, what of it the party keeps, and what it spends nobody knows where. */
interface Losses {
  readonly through: Float64Array;
  readonly kept: Float64Array;
  readonly spent: Float64Array;
}

/** A party that nothing passes keeps its own dollar. */
function lossesOf({ through, kept }: Throughflow, spent: Float64Array | undefined): Losses {
  return {
    through: through.map((amount) => (amount > 0 ? amount : 1)),
    kept: kept.map((amount, i) => (through[i]! > 0 ? amount : 1)),
    spent: spent ?? new Float64Array(through.length),
  };
}

/** What a dollar can pass before it is back or at an end. */
interface Way {
  /** Ascending. */
  readonly members: Int32Array;
  readonly place: Int32Array;
  /** The chain among the members. */
  readonly share: SparseMatrix;
  readonly leak: Float64Array;
  /** Share of each member that goes straight back to where the dollar set out. */
  readonly back: Float64Array;
  /** Nothing of it is ever lost. */
  readonly closed: boolean;
}

function wayFrom(flow: SparseMatrix, losses: Losses, from: number, boundaries: ReadonlySet<number>): Way {
  const ends = new Uint8Array(flow.rows);
  ends[from] = 1;
  for (const i of boundaries) ends[i] = 1;
  const payees = flow.column.subarray(flow.start[from], flow.start[from + 1]);
  const seen = reached(flow, payees, ends);
  const all = marked(seen.map((mark, i) => (ends[i] === 1 ? 0 : mark)));
  const members = withExit(flow, losses, all);
  const place = placesOf(flow.rows, members);
  const share = among(
    flow,
    members,
    place,
    Float64Array.from(members, (i) => 1 / losses.through[i]!),
  );
  const leak = Float64Array.from(members, (i) => lost(flow, losses, i, place) / losses.through[i]!);
  const back = Float64Array.from(members, (i) => paid(flow, i, from) / losses.through[i]!);
  const keepsNone = [from, ...members].every((i) => losses.kept[i] === 0 && losses.spent[i] === 0);
  const endsNowhere = seen.every((mark, i) => mark === 0 || i === from || place[i]! >= 0);
  return { members, place, share, leak, back, closed: keepsNone && endsNowhere && payees.length > 0 };
}

/** Those of some parties that money can leave again, whether by being kept, or for a party not among them. */
function withExit(flow: SparseMatrix, losses: Losses, all: Int32Array): Int32Array {
  const place = placesOf(flow.rows, all);
  const exits: number[] = [];
  all.forEach((i, k) => {
    if (lost(flow, losses, i, place) > 0) exits.push(k);
  });
  const open = reached(transpose(among(flow, all, place)), exits);
  return all.filter((_, k) => open[k] === 1);
}

/** What of party i's money leaves the places given. */
function lost(flow: SparseMatrix, { kept, spent }: Losses, i: number, place: Int32Array): number {
  let amount = kept[i]! + spent[i]!;
  for (let e = flow.start[i]!; e < flow.start[i + 1]!; e++) {
    if (place[flow.column[e]!]! < 0) amount += flow.value[e]!;
  }
  return amount;
}

function paid({ start, column, value }: SparseMatrix, i: number, j: number): number {
  for (let e = start[i]!; e < start[i + 1]!; e++) if (column[e] === j) return value[e]!;
  return 0;
}

/** Where it ends, given how much of the dollar passes whom. */
function endings(
  flow: SparseMatrix,
  { through, kept, spent }: Losses,
  { place }: Way,
  amount: Float64Array,
  from: number,
): { ended: Float64Array; notKnown: number } {
  const ended = new Float64Array(flow.rows);
  let notKnown = 0;
  for (let i = 0; i < flow.rows; i++) {
    if (amount[i] === 0) continue;
    const each = amount[i]! / through[i]!;
    ended[i]! += each * kept[i]!;
    notKnown += each * spent[i]!;
    for (let e = flow.start[i]!; e < flow.start[i + 1]!; e++) {
      const j = flow.column[e]!;
      if (j !== from && place[j]! < 0) ended[j]! += each * flow.value[e]!;
    }
  }
  return { ended, notKnown };
}

function dot(x: Float64Array, y: Float64Array): number {
  return x.reduce((sum, value, i) => sum + value * y[i]!, 0);
}
