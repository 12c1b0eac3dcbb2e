// Sparse matrices in compressed rows, on typed arrays: one row after another, columns ascending.

/** A matrix of which only the entries that are not zero are kept. */
export interface SparseMatrix {
  readonly rows: number;
  readonly columns: number;
  /** Row i's entries stand from start[i] to start[i + 1] − 1; length rows + 1. */
  readonly start: Int32Array;
  /** Column of each entry, ascending within a row. */
  readonly column: Int32Array;
  readonly value: Float64Array;
}

/**
 * A sparse matrix of entries in any order; entries of one place are added.
 *
 * What is added is added in ascending order of size, so that the order of the input changes no bit.
 *
 * @param row     row of each entry
 * @param column  column of each entry
 * @param value   the entries
 */
export function sparseOf(
  rows: number,
  columns: number,
  row: Int32Array,
  column: Int32Array,
  value: Float64Array,
): SparseMatrix {
  const byRow = sortedByRow(rows, row);
  const start = new Int32Array(rows + 1);
  const outColumn = new Int32Array(value.length);
  const outValue = new Float64Array(value.length);
  let kept = 0;
  let from = 0;
  for (let i = 0; i < rows; i++) {
    start[i] = kept;
    let to = from;
    while (to < byRow.length && row[byRow[to]!] === i) to++;
    const entries = byRow.subarray(from, to).sort((a, b) => column[a]! - column[b]! || value[a]! - value[b]!);
    for (const entry of entries) {
      if (kept > start[i]! && outColumn[kept - 1] === column[entry]) {
        outValue[kept - 1]! += value[entry]!;
      } else {
        outColumn[kept] = column[entry]!;
        outValue[kept++] = value[entry]!;
      }
    }
    from = to;
  }
  start[rows] = kept;
  return { rows, columns, start, column: outColumn.slice(0, kept), value: outValue.slice(0, kept) };
}

/** The entries' numbers in the order of their rows, by counting. */
function sortedByRow(rows: number, row: Int32Array): Int32Array {
  const next = new Int32Array(rows + 1);
  for (const i of row) next[i + 1]!++;
  for (let i = 0; i < rows; i++) next[i + 1]! += next[i]!;
  const order = new Int32Array(row.length);
  for (let entry = 0; entry < row.length; entry++) order[next[row[entry]!]!++] = entry;
  return order;
}

/** The same matrix with rows and columns exchanged. */
export function transpose({ rows, columns, start, column, value }: SparseMatrix): SparseMatrix {
  const next = new Int32Array(columns + 1);
  for (const j of column) next[j + 1]!++;
  for (let j = 0; j < columns; j++) next[j + 1]! += next[j]!;
  const outStart = next.slice();
  const outColumn = new Int32Array(column.length);
  const outValue = new Float64Array(value.length);
  for (let i = 0; i < rows; i++) {
    for (let e = start[i]!; e < start[i + 1]!; e++) {
      const at = next[column[e]!]!++;
      outColumn[at] = i;
      outValue[at] = value[e]!;
    }
  }
  return { rows: columns, columns: rows, start: outStart, column: outColumn, value: outValue };
}

/** A dense matrix as a sparse one; zeros are left out. */
export function sparseFromRows(dense: readonly (readonly number[])[], columns: number): SparseMatrix {
  const start = new Int32Array(dense.length + 1);
  const column: number[] = [];
  const value: number[] = [];
  dense.forEach((row, i) => {
    row.forEach((x, j) => {
      if (x === 0) return;
      column.push(j);
      value.push(x);
    });
    start[i + 1] = column.length;
  });
  return {
    rows: dense.length,
    columns,
    start,
    column: Int32Array.from(column),
    value: Float64Array.from(value),
  };
}

/** The sum of each row. */
export function rowSums({ rows, start, value }: SparseMatrix): Float64Array {
  const sums = new Float64Array(rows);
  for (let i = 0; i < rows; i++) for (let e = start[i]!; e < start[i + 1]!; e++) sums[i]! += value[e]!;
  return sums;
}

/** The sum of each column. */
export function columnSums({ columns, column, value }: SparseMatrix): Float64Array {
  const sums = new Float64Array(columns);
  for (let e = 0; e < column.length; e++) sums[column[e]!]! += value[e]!;
  return sums;
}
