// Strongly connected components: the groups of parties in which money can get from each to each.
// Pearce (2016), "A space-efficient algorithm for finding strongly connected components", Information
// Processing Letters 116(1), in its form without recursion: one number per party does the work of three.

import type { SparseMatrix } from "../matrix/sparse.ts";

/** The components of a network, numbered in the order of their first party. */
export interface Components {
  readonly count: number;
  /** n: the component of each party. */
  readonly of: Int32Array;
  /** How many parties each component has. */
  readonly sizes: Int32Array;
}

/**
 * The strongly connected components of a network.
 *
 * A party that nobody can get back to is a component by itself.
 *
 * @param flow n × n: an entry in row i, column j leads from i to j, whatever its value
 */
export function components(flow: SparseMatrix): Components {
  const of = ranks(flow);
  const n = flow.rows;
  const number = new Int32Array(n + 1).fill(-1);
  const sizes = new Int32Array(n);
  let count = 0;
  for (let i = 0; i < n; i++) {
    const rank = of[i]!;
    if (number[rank] === -1) number[rank] = count++;
    of[i] = number[rank]!;
    sizes[of[i]!]!++;
  }
  return { count, of, sizes: sizes.slice(0, count) };
}

/**
 * A number for each party, from 1 to n, that two parties share where they are in one component.
 *
 * While a party waits, its number is the earliest place in the search that it is known to reach; when its
 * component is complete, the number becomes that of the component, counted down from n. Parties that wait
 * are at most as many as numbers are left, so a finished number is never below a waiting one, and one
 * comparison settles both "is it finished" and "is it earlier".
 */
function ranks({ rows: n, start, column }: SparseMatrix): Int32Array {
  const rank = new Int32Array(n); // 0: not yet seen
  const path = new Int32Array(n); // parties on the way from the root of the search
  const entry = new Int32Array(n); // the next entry of each to look at
  const seenAt = new Int32Array(n); // when each party on the path was seen
  const waiting = new Int32Array(n); // finished parties whose component is not
  let waits = 0;
  let seen = 1;
  let finished = n;
  for (let root = 0; root < n; root++) {
    if (rank[root] !== 0) continue;
    let depth = 0;
    let i = root;
    let e = start[root]!;
    let low = seen++; // what i is known to reach
    let own = low; // when i was seen
    rank[i] = low;
    for (;;) {
      const end = start[i + 1]!;
      let next = -1;
      while (e < end) {
        const j = column[e++]!;
        const reached = rank[j]!;
        if (reached === 0) {
          next = j;
          break;
        }
        if (reached < low) low = reached;
      }
      if (next >= 0) {
        rank[i] = low;
        path[depth] = i;
        entry[depth] = e;
        seenAt[depth++] = own;
        i = next;
        e = start[i]!;
        low = own = seen++;
        rank[i] = low;
        continue;
      }
      if (low === own) {
        seen--;
        while (waits > 0 && rank[waiting[waits - 1]!]! >= own) {
          rank[waiting[--waits]!] = finished;
          seen--;
        }
        rank[i] = finished--;
      } else {
        rank[i] = low;
        waiting[waits++] = i;
      }
      if (depth === 0) break;
      const reached = rank[i]!;
      i = path[--depth]!;
      e = entry[depth]!;
      own = seenAt[depth]!;
      low = rank[i]!;
      if (reached < low) low = reached;
    }
  }
  return rank;
}
