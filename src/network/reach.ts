// Which parties can be reached from which, and the part of a network that lies among some of them.

import type { SparseMatrix } from "../matrix/sparse.ts";

/**
 * What can be reached from some parties, they themselves included.
 *
 * @param flow   n × n: an entry in row i, column j leads from i to j
 * @param starts numbers of parties
 * @param ends   n, 1 where a party is reached and not passed through; none unless given
 * @returns n, 1 where reached
 */
export function reached(flow: SparseMatrix, starts: Iterable<number>, ends?: Uint8Array): Uint8Array {
  const seen = new Uint8Array(flow.rows);
  const waiting = new Int32Array(flow.rows);
  let waits = 0;
  for (const i of starts) {
    if (seen[i] === 1) continue;
    seen[i] = 1;
    waiting[waits++] = i;
  }
  while (waits > 0) {
    const i = waiting[--waits]!;
    if (ends?.[i] === 1) continue;
    for (let e = flow.start[i]!; e < flow.start[i + 1]!; e++) {
      const j = flow.column[e]!;
      if (seen[j] === 1) continue;
      seen[j] = 1;
      waiting[waits++] = j;
    }
  }
  return seen;
}

/** The numbers at which a mark of 1 stands, ascending; all others are 0. */
export function marked(marks: Uint8Array): Int32Array {
  let count = 0;
  for (let i = 0; i < marks.length; i++) count += marks[i]!;
  const members = new Int32Array(count);
  for (let i = marks.length - 1; i >= 0; i--) if (marks[i] === 1) members[--count] = i;
  return members;
}

/** The place of each party among some members, −1 outside. */
export function placesOf(n: number, members: Int32Array): Int32Array {
  const place = new Int32Array(n).fill(-1);
  for (let k = 0; k < members.length; k++) place[members[k]!] = k;
  return place;
}

/**
 * Rows and columns of some members only, each row times a factor of its own.
 *
 * @param members ascending
 * @param factor  one for each member
 */
export function among(
  matrix: SparseMatrix,
  members: Int32Array,
  place: Int32Array,
  factor?: Float64Array,
): SparseMatrix {
  const start = new Int32Array(members.length + 1);
  let size = 0;
  for (const i of members) size += matrix.start[i + 1]! - matrix.start[i]!;
  const column = new Int32Array(size);
  const value = new Float64Array(size);
  let kept = 0;
  for (let k = 0; k < members.length; k++) {
    const i = members[k]!;
    const times = factor === undefined ? 1 : factor[k]!;
    for (let e = matrix.start[i]!; e < matrix.start[i + 1]!; e++) {
      const at = place[matrix.column[e]!]!;
      if (at < 0) continue;
      column[kept] = at;
      value[kept++] = matrix.value[e]! * times;
    }
    start[k + 1] = kept;
  }
  return {
    rows: members.length,
    columns: members.length,
    start,
    column: column.subarray(0, kept),
    value: value.subarray(0, kept),
  };
}
