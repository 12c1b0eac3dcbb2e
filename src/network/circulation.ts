// The maximum circulation: how much of all payments could go round, if money were led round as often as
// the amounts allow. What conservative compression takes out of a network of debts is the same number:
// D'Errico and Roukny (2021), "Compressing Over-the-Counter Markets", Operations Research 69(6).

import type { SparseMatrix } from "../matrix/sparse.ts";
import { components } from "./component.ts";
import { minimumCostCirculation } from "./cost-scaling.ts";
import type { ArcList } from "./residual.ts";

export interface Circulation {
  /** Σ circulated, in the unit of the flow. */
  readonly amount: number;
  /** Of ΣF; 0 where nothing flows. */
  readonly share: number;
  /** What circulates on each entry, in the order of the matrix. Others may be as large; the amount is one. */
  readonly circulated: Float64Array;
}

/**
 * The largest Σc with 0 ≤ c ≤ F and c conserved at each party: a circulation of least cost, at cost −1
 * everywhere. Only payments within a strongly connected component can take part.
 *
 * It is found in whole numbers. Where the amounts are whole multiples of one power of two or of ten, and
 * their sum has at most 53 bits of it, it is exact: c and its sums are those of the decimals written.
 * Other amounts are first rounded down to multiples of a power of two of about ΣF / 2^52: then c stays
 * below F and is conserved without any error, and the amount may fall short by at most that much an
 * entry, 1e-12 of ΣF for some thousands of entries.
 *
 * @param flow n × n, above zero; a payment to oneself, where there is one, circulates
 */
export function maximumCirculation(flow: SparseMatrix): Circulation {
  const { whole, amountOf } = wholeAmounts(flow.value);
  const circulated = new Float64Array(whole.length);
  const { entry, arcs } = arcsInside(flow, whole);
  minimumCostCirculation(arcs).forEach((c, k) => (circulated[entry[k]!] = c));
  for (let i = 0; i < flow.rows; i++) {
    for (let e = flow.start[i]!; e < flow.start[i + 1]!; e++)
      if (flow.column[e] === i) circulated[e] = whole[e]!;
  }
  const amount = sum(circulated); // of whole numbers, exact
  const total = sum(whole);
  return {
    amount: amountOf(amount),
    share: total > 0 ? amount / total : 0,
    circulated: circulated.map(amountOf),
  };
}

/** The entries within components, as arcs at cost −1 between the parties that have any. */
function arcsInside(flow: SparseMatrix, whole: Float64Array): { entry: Int32Array; arcs: ArcList } {
  const { of, sizes } = components(flow);
  const node = new Int32Array(flow.rows);
  let nodes = 0;
  for (let i = 0; i < flow.rows; i++) node[i] = sizes[of[i]!]! > 1 ? nodes++ : -1;
  const entry = new Int32Array(whole.length);
  const from = new Int32Array(whole.length);
  const to = new Int32Array(whole.length);
  let count = 0;
  for (let i = 0; i < flow.rows; i++) {
    for (let e = flow.start[i]!; e < flow.start[i + 1]!; e++) {
      const j = flow.column[e]!;
      if (i === j || of[i] !== of[j]) continue;
      entry[count] = e;
      from[count] = node[i]!;
      to[count++] = node[j]!;
    }
  }
  const arcs = {
    nodes,
    from: from.subarray(0, count),
    to: to.subarray(0, count),
    capacity: new Float64Array(count),
    cost: new Float64Array(count).fill(-1),
  };
  for (let k = 0; k < count; k++) arcs.capacity[k] = whole[entry[k]!]!;
  return { entry, arcs };
}

/** Amounts as whole numbers whose sum is below 2^53, and the way back. */
interface WholeAmounts {
  readonly whole: Float64Array;
  readonly amountOf: (whole: number) => number;
}

const exactMost = 2 ** 53 - 1;
/** Powers of ten up to here are exact in a double. */
const digitsMost = 22;

function wholeAmounts(values: Float64Array): WholeAmounts {
  const total = sum(values);
  // Divided, since one over a quantum near the least number is infinite.
  const inUnitsOf = (quantum: number): WholeAmounts => ({
    whole: values.map((value) => value / quantum),
    amountOf: (whole) => whole * quantum,
  });
  if (total === 0) return inUnitsOf(1);
  const quantum = quantumOf(values, total);
  if (quantum !== undefined) return inUnitsOf(quantum);
  for (let digits = 1; digits <= digitsMost && total * 10 ** digits <= exactMost; digits++) {
    const tens = 10 ** digits;
    if (!values.every((value) => Math.round(value * tens) / tens === value)) continue;
    return { whole: values.map((value) => Math.round(value * tens)), amountOf: (whole) => whole / tens };
  }
  const { whole, amountOf } = inUnitsOf(2 ** (Math.floor(Math.log2(total)) - 51));
  return { whole: whole.map(Math.floor), amountOf };
}

/** The largest power of two of which all amounts are whole multiples, where 53 bits hold their sum. */
function quantumOf(values: Float64Array, total: number): number | undefined {
  let quantum = 2 ** Math.floor(Math.log2(total));
  for (const value of values) {
    while (!Number.isInteger(value / quantum)) {
      quantum /= 2;
      if (total / quantum > exactMost) return undefined;
    }
  }
  return quantum;
}

function sum(values: Float64Array): number {
  let total = 0;
  for (const value of values) total += value;
  return total;
}
