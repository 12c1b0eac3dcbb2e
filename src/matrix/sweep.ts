// Gauss–Seidel sweeps over x = A x + b, and the order of rows in which they go furthest.

import type { SparseMatrix } from "./sparse.ts";

/** The rows in depth-first postorder over their entries: a row after those that it needs, cycles apart. */
export function dependenciesFirst({ rows, start, column }: SparseMatrix): Int32Array {
  const order = new Int32Array(rows);
  const next = start.slice();
  const seen = new Uint8Array(rows);
  const path = new Int32Array(rows);
  let placed = 0;
  for (let root = 0; root < rows; root++) {
    if (seen[root] === 1) continue;
    let depth = 0;
    path[0] = root;
    seen[root] = 1;
    while (depth >= 0) {
      const i = path[depth]!;
      const end = start[i + 1]!;
      if (next[i] === end) {
        order[placed++] = i;
        depth--;
        continue;
      }
      const j = column[next[i]!++]!;
      if (seen[j] === 1) continue;
      seen[j] = 1;
      path[++depth] = j;
    }
  }
  return order;
}

/** The matrix with rows and columns in a given order; columns within a row as they come. */
export function reordered(a: SparseMatrix, order: Int32Array): SparseMatrix {
  const place = new Int32Array(a.rows);
  for (let k = 0; k < a.rows; k++) place[order[k]!] = k;
  const start = new Int32Array(a.rows + 1);
  const column = new Int32Array(a.column.length);
  const value = new Float64Array(a.value.length);
  let kept = 0;
  for (let k = 0; k < a.rows; k++) {
    const i = order[k]!;
    for (let e = a.start[i]!; e < a.start[i + 1]!; e++) {
      column[kept] = place[a.column[e]!]!;
      value[kept++] = a.value[e]!;
    }
    start[k + 1] = kept;
  }
  return { ...a, start, column, value };
}

/** A matrix with its diagonal taken out of its entries. */
export interface Swept {
  readonly start: Int32Array;
  readonly column: Int32Array;
  readonly value: Float64Array;
  /** n: 1 / (1 − a_ii). */
  readonly pivot: Float64Array;
}

export function sweepOf({ rows, start, column, value }: SparseMatrix): Swept {
  const pivot = new Float64Array(rows).fill(1);
  let rest = value;
  for (let i = 0; i < rows; i++) {
    for (let e = start[i]!; e < start[i + 1]!; e++) {
      if (column[e] !== i) continue;
      if (rest === value) rest = value.slice();
      pivot[i] = 1 / (1 - value[e]!);
      rest[e] = 0;
    }
  }
  return { start, column, value: rest, pivot };
}

/** One sweep in place: each x_i becomes (b_i + Σ a_ij x_j) / (1 − a_ii), those before it being new already. */
export function sweep(
  { start, column, value, pivot }: Swept,
  x: Float64Array,
  b: Float64Array | undefined,
): void {
  const n = pivot.length;
  let e = 0;
  for (let i = 0; i < n; i++) {
    const end = start[i + 1]!;
    let sum = b === undefined ? 0 : b[i]!;
    for (; e < end; e++) sum += value[e]! * x[column[e]!]!;
    x[i] = sum * pivot[i]!;
  }
}

/** y = x − swept(x): the operator that is iterated. */
export function apply(a: Swept, x: Float64Array, y: Float64Array): void {
  y.set(x);
  sweep(a, y, undefined);
  for (let i = 0; i < x.length; i++) y[i] = x[i]! - y[i]!;
}

/** b + A x − x. */
export function residual(
  { start, column, value, pivot }: Swept,
  b: Float64Array,
  x: Float64Array,
): Float64Array {
  const left = new Float64Array(b.length);
  for (let i = 0; i < b.length; i++) {
    let sum = b[i]! - x[i]! / pivot[i]!;
    for (let e = start[i]!; e < start[i + 1]!; e++) sum += value[e]! * x[column[e]!]!;
    left[i] = sum;
  }
  return left;
}
