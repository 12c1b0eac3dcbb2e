// Two ways to see, without following any loop, how much money only passes through: what pairs of parties
// pay each other (Squartini, Picciolo, Ruzzenenti and Garlaschelli 2013, "Reciprocity of weighted
// networks", Scientific Reports 3:2729), and what all pay beyond their net positions (D'Errico and Roukny
// 2021, "Compressing Over-the-Counter Markets", Operations Research 69(6), arXiv:1705.07155).

import { type SparseMatrix, columnSums, rowSums, transpose } from "../matrix/sparse.ts";

/** What is paid beyond what would settle every net position. */
export interface Excess {
  /** ΣF − ½ Σ|net|, in the unit of the flow. */
  readonly amount: number;
  /** Of ΣF; 0 where nothing flows. */
  readonly share: number;
}

/**
 * Σ min(F_ij, F_ji) over all ordered pairs, as a share of ΣF; 0 where nothing flows.
 *
 * @param flow n × n, above zero, no self-payments
 */
export function reciprocity(flow: SparseMatrix): number {
  const back = transpose(flow);
  let returned = 0;
  for (let i = 0; i < flow.rows; i++) {
    let b = back.start[i]!;
    const end = back.start[i + 1]!;
    for (let e = flow.start[i]!; e < flow.start[i + 1]!; e++) {
      const j = flow.column[e]!;
      while (b < end && back.column[b]! < j) b++;
      if (b < end && back.column[b] === j) returned += Math.min(flow.value[e]!, back.value[b]!);
    }
  }
  return shareOf(returned, sum(flow.value));
}

/**
 * The excess of a network: all payments, less the least that would leave every party with the same net
 * position. It is at least the maximum circulation, because netting may also make new payers and payees.
 *
 * @param flow n × n, above zero
 */
export function excess(flow: SparseMatrix): Excess {
  const paid = rowSums(flow);
  const received = columnSums(flow);
  let net = 0;
  for (let i = 0; i < flow.rows; i++) net += Math.abs(received[i]! - paid[i]!);
  const total = sum(flow.value);
  const amount = Math.max(0, total - net / 2); // rounding must not make it negative
  return { amount, share: shareOf(amount, total) };
}

function shareOf(part: number, total: number): number {
  return total > 0 ? part / total : 0;
}

function sum(values: Float64Array): number {
  let total = 0;
  for (const value of values) total += value;
  return total;
}
