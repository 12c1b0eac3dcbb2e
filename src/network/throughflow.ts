// What passes each party of a network, and what it keeps of it or brings in from outside.

import { type SparseMatrix, columnSums, rowSums } from "../matrix/sparse.ts";

/** All arrays have one entry for each party, in the unit of the flows. */
export interface Throughflow {
  /** The larger of what a party receives and what it pays. */
  readonly through: Float64Array;
  /** What it receives beyond what it pays: kept. */
  readonly kept: Float64Array;
  /** What it pays beyond what it receives: from outside. */
  readonly entering: Float64Array;
}

/**
 * Who passes on how much, T_i = max(in_i, out_i).
 *
 * A difference that the rounding of the two sums explains counts as none: else 0.1 + 0.2 paid out of 0.3 would be a
 * leak, and a closed group would not be found.
 *
 * @param flow  n × n, without self-payments
 * @param spent n: what each pays besides, not known to whom
 */
export function throughflowOf(flow: SparseMatrix, spent?: Float64Array): Throughflow {
  const [paid, received] = [rowSums(flow), columnSums(flow)];
  const entries = entriesOf(flow);
  const through = new Float64Array(flow.rows);
  const kept = new Float64Array(flow.rows);
  const entering = new Float64Array(flow.rows);
  for (let i = 0; i < flow.rows; i++) {
    const [incoming, out] = [received[i]!, paid[i]! + (spent?.[i] ?? 0)];
    through[i] = Math.max(incoming, out);
    const difference = incoming - out;
    if (Math.abs(difference) <= entries[i]! * Number.EPSILON * through[i]!) continue;
    if (difference > 0) kept[i] = difference;
    else entering[i] = -difference;
  }
  return { through, kept, entering };
}

/** How many payments each party makes and receives. */
function entriesOf({ rows, start, column }: SparseMatrix): Int32Array {
  const entries = new Int32Array(rows);
  for (let i = 0; i < rows; i++) entries[i]! += start[i + 1]! - start[i]!;
  for (const j of column) entries[j]!++;
  return entries;
}
