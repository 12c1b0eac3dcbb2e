// How much of what flows has been there before: Finn (1976), "Measures of ecosystem structure and function derived
// from analysis of flows", Journal of Theoretical Biology 56(2), with the throughflow of Finn (1980), J. Ecology 68.

import { RoundtripError } from "../error/error.ts";
import { luInverse, luOf } from "../matrix/dense.ts";
import { type SparseMatrix, columnSums, rowSums, sparseFromRows } from "../matrix/sparse.ts";
import { chainOf } from "./chain.ts";
import { components } from "./component.ts";
import { among } from "./reach.ts";
import { throughflowOf } from "./throughflow.ts";

export interface Cycling {
  /** n, unit of the flows. */
  readonly throughflow: Float64Array;
  readonly totalSystemThroughflow: number;
  /** Parties that a unit entering from outside passes on average; null where nothing enters. */
  readonly averagePathLength: number | null;
  /** The share of all throughflow that is due to cycling; null where nothing flows. */
  readonly finnCyclingIndex: number | null;
  /** n: the share of what passes a party that comes back to it, (N_ii − 1) / N_ii. */
  readonly firstReturn: Float64Array;
  /** Groups without a way out, in which all comes back by definition: numbers of their parties. */
  readonly closed: readonly Int32Array[];
}

/** A network in a steady state, with what crosses its boundary; flows[i][j] goes from i to j. */
export interface SteadyState {
  readonly nodes: readonly string[];
  readonly flows: readonly (readonly number[])[];
  readonly boundaryInput: readonly number[];
  readonly boundaryOutput?: readonly number[] | undefined;
}

/** What goes in and comes out of each node may differ by this, relative to the larger. */
const balanceMax = 1e-9;
/** How many nodes an error names. */
const namedMax = 12;

/**
 * Finn's index of a network of payments, closed by what it needs from outside: T_i = max(in_i, out_i).
 *
 * Up to some hundred parties in a component it takes milliseconds; in larger ones each party needs an iteration
 * of its own.
 *
 * @param flow n × n, without self-payments
 */
export function finn(flow: SparseMatrix): Cycling {
  const { through, kept, entering } = throughflowOf(flow);
  return cycling(flow, through, kept, sum(entering));
}

/**
 * The same for a network whose boundary flows are known. Flows of a node to itself count.
 *
 * Without `boundaryOutput` what remains at a node leaves the network. Published networks are rounded, so a node may then
 * send on a little more than it receives; N is taken as it stands, as long as it is the sum of its passages.
 *
 * @throws NETWORK_SHAPE where a table is not n × n or a list not n long, NETWORK_AMOUNT where an amount is negative or
 *   no finite number, NETWORK_NOT_STEADY where inputs and outputs of a node differ by more than 1e-9 of the larger
 *   (without `boundaryOutput`: where flows that nothing feeds have no finite N)
 */
export function finnSteadyState(state: SteadyState): Cycling {
  refuseShape(state);
  const { nodes, flows, boundaryInput, boundaryOutput } = state;
  const flow = sparseFromRows(flows, nodes.length);
  const [sent, received] = [rowSums(flow), columnSums(flow)];
  const kept = new Float64Array(nodes.length);
  const through = received.map((amount, i) => amount + boundaryInput[i]!);
  nodes.forEach((node, i) => {
    const difference = through[i]! - sent[i]! - (boundaryOutput?.[i] ?? 0);
    const size = Math.max(through[i]!, sent[i]! + (boundaryOutput?.[i] ?? 0));
    const unsteady = Math.abs(difference) > balanceMax * size;
    if (unsteady && (boundaryOutput !== undefined || through[i] === 0)) throw notSteady(node, i, difference);
    const rounding = nodes.length * Number.EPSILON * size;
    kept[i] = boundaryOutput?.[i] ?? (Math.abs(difference) <= rounding ? 0 : difference);
  });
  return cycling(flow, through, kept, sum(Float64Array.from(boundaryInput)), nodes);
}

function refuseShape({ nodes, flows, boundaryInput, boundaryOutput }: SteadyState): void {
  const n = nodes.length;
  const table: [string, readonly number[]][] = flows.map((row, i) => [`flows from "${nodes[i] ?? i}"`, row]);
  const boundary: [string, readonly number[]][] = [["boundaryInput", boundaryInput]];
  if (boundaryOutput !== undefined) boundary.push(["boundaryOutput", boundaryOutput]);
  if (flows.length !== n) {
    throw new RoundtripError("NETWORK_SHAPE", `${n} nodes, but ${flows.length} rows of flows.`, {
      remedy: "Give one row and one column of flows for each node, in the order of the nodes.",
    });
  }
  for (const [name, row] of [...table, ...boundary]) {
    if (row.length !== n) {
      throw new RoundtripError("NETWORK_SHAPE", `${n} nodes, but ${row.length} numbers in ${name}.`, {
        remedy: "Give one number for each node, in the order of the nodes; 0 where nothing flows.",
      });
    }
    const wrong = row.findIndex((amount) => !Number.isFinite(amount) || amount < 0);
    if (wrong === -1) continue;
    throw new RoundtripError("NETWORK_AMOUNT", `${row[wrong]} in ${name}, at "${nodes[wrong]}".`, {
      remedy: "Write every amount as a finite number that is not negative.",
    });
  }
}

function notSteady(node: string, i: number, difference: number): RoundtripError {
  const more = difference > 0 ? "more comes in than goes out" : "more goes out than comes in";
  return new RoundtripError("NETWORK_NOT_STEADY", `At "${node}" ${Math.abs(difference)} ${more}.`, {
    remedy: "Correct a flow, or write the difference into the boundary flows.",
    about: { path: `nodes[${i}]`, party: node },
  });
}

/**
 * Each component by itself: what leaves it never comes back, so a diagonal entry of N needs no other.
 *
 * @param kept  n: what leaves the network at each party
 * @param nodes n: their names, where some may send on more than they receive
 */
function cycling(
  flow: SparseMatrix,
  through: Float64Array,
  kept: Float64Array,
  entering: number,
  nodes: readonly string[] = [],
): Cycling {
  const firstReturn = new Float64Array(flow.rows);
  const closed: Int32Array[] = [];
  const place = new Int32Array(flow.rows).fill(-1);
  for (const members of cyclicComponents(flow)) {
    for (let k = 0; k < members.length; k++) place[members[k]!] = k;
    const share = among(
      flow,
      members,
      place,
      Float64Array.from(members, (i) => 1 / through[i]!),
    );
    const leak = Float64Array.from(members, (i) => (kept[i]! + leaving(flow, i, place)) / through[i]!);
    for (const i of members) place[i] = -1;
    if (leak.every((x) => x === 0)) {
      closed.push(members);
      for (const i of members) firstReturn[i] = 1;
      continue;
    }
    const passages = leak.some((x) => x < 0) ? passagesByInverse(share) : passagesByChain(share, leak);
    if (passages === undefined) throw neverFed(members, nodes);
    members.forEach((i, k) => (firstReturn[i] = 1 - 1 / passages[k]!));
  }
  const total = sum(through);
  return {
    throughflow: through,
    totalSystemThroughflow: total,
    averagePathLength: entering > 0 ? total / entering : null,
    finnCyclingIndex: total > 0 ? sum(through.map((t, i) => t * firstReturn[i]!)) / total : null,
    firstReturn,
    closed,
  };
}

/** The diagonal of N, for a component that loses something. */
function passagesByChain(share: SparseMatrix, leak: Float64Array): Float64Array {
  const chain = chainOf(share, leak);
  const unit = new Float64Array(leak.length);
  return leak.map((_, k) => {
    unit[k] = 1;
    const passages = chain.backward(unit)[k]!;
    unit[k] = 0;
    return passages;
  });
}

/** The same where some member sends on more than it receives, and so is no chain; undefined without a finite sum. */
function passagesByInverse({ rows: n, start, column, value }: SparseMatrix): Float64Array | undefined {
  const matrix = new Float64Array(n * n);
  for (let i = 0; i < n; i++) {
    matrix[i * n + i] = 1;
    for (let e = start[i]!; e < start[i + 1]!; e++) matrix[i * n + column[e]!]! -= value[e]!;
  }
  const lu = luOf(matrix, n);
  const inverse = lu && luInverse(lu);
  // Where the series I + G + G² + … converges, no entry of its sum is negative; where it does not, some are.
  if (inverse === undefined || inverse.some((x) => x < 0)) return undefined;
  return Float64Array.from({ length: n }, (_, k) => inverse[k * (n + 1)]!);
}

function neverFed(members: Int32Array, nodes: readonly string[]): RoundtripError {
  const names = Array.from(members.subarray(0, namedMax), (i) => nodes[i]);
  const more = members.length > namedMax ? ` and ${members.length - namedMax} more` : "";
  return new RoundtripError(
    "NETWORK_NOT_STEADY",
    `What comes in never makes up for what goes out at ${names.join(", ")}${more}.`,
    {
      remedy: "Give what enters them from outside (boundaryInput), or correct a flow.",
      about: { path: `nodes[${members[0]}]` },
    },
  );
}

/** Components with a cycle: of several parties, or of one with a flow to itself. */
function cyclicComponents(flow: SparseMatrix): Int32Array[] {
  const { of, sizes } = components(flow);
  const filled = new Int32Array(sizes.length);
  const groups = Array.from(sizes, (size) => new Int32Array(size));
  for (let i = 0; i < flow.rows; i++) groups[of[i]!]![filled[of[i]!]!++] = i;
  return groups.filter((group) => group.length > 1 || flowsTo(flow, group[0]!, group[0]!));
}

function flowsTo({ start, column }: SparseMatrix, i: number, j: number): boolean {
  return column.subarray(start[i], start[i + 1]).includes(j);
}

function leaving({ start, column, value }: SparseMatrix, i: number, place: Int32Array): number {
  let amount = 0;
  for (let e = start[i]!; e < start[i + 1]!; e++) if (place[column[e]!]! < 0) amount += value[e]!;
  return amount;
}

function sum(x: Float64Array): number {
  return x.reduce((total, y) => total + y, 0);
}
