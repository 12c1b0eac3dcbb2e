// Small dense matrices: LU decomposition with partial pivoting (Golub and Van Loan, Matrix Computations, section 3.4).

/** A decomposed matrix: P M = L U, both in one array by rows, the unit diagonal of L left out. */
export interface Lu {
  readonly n: number;
  readonly factors: Float64Array;
  /** n: which row of M stands in each place. */
  readonly row: Int32Array;
}

/**
 * The LU decomposition of a square matrix.
 *
 * @param matrix n × n by rows; left as it is
 * @returns nothing where the matrix is singular, that is, where a pivot is no more than rounding of its column
 */
export function luOf(matrix: Float64Array, n: number): Lu | undefined {
  const m = matrix.slice();
  const row = Int32Array.from({ length: n }, (_, i) => i);
  for (let k = 0; k < n; k++) {
    const at = largestBelow(m, n, k);
    if (!(Math.abs(m[at * n + k]!) > 4 * n * Number.EPSILON * columnSize(matrix, n, k))) return undefined;
    if (at !== k) exchange(m, row, n, k, at);
    const pivot = m[k * n + k]!;
    for (let i = k + 1; i < n; i++) {
      const factor = m[i * n + k]! / pivot;
      m[i * n + k] = factor;
      if (factor === 0) continue;
      for (let j = k + 1; j < n; j++) m[i * n + j]! -= factor * m[k * n + j]!;
    }
  }
  return { n, factors: m, row };
}

function largestBelow(m: Float64Array, n: number, k: number): number {
  let at = k;
  for (let i = k + 1; i < n; i++) if (Math.abs(m[i * n + k]!) > Math.abs(m[at * n + k]!)) at = i;
  return at;
}

function columnSize(m: Float64Array, n: number, k: number): number {
  let size = 0;
  for (let i = 0; i < n; i++) size = Math.max(size, Math.abs(m[i * n + k]!));
  return size;
}

function exchange(m: Float64Array, row: Int32Array, n: number, k: number, at: number): void {
  for (let j = 0; j < n; j++) {
    const kept = m[k * n + j]!;
    m[k * n + j] = m[at * n + j]!;
    m[at * n + j] = kept;
  }
  const kept = row[k]!;
  row[k] = row[at]!;
  row[at] = kept;
}

/** The solution x of M x = b. */
export function luSolve({ n, factors, row }: Lu, b: Float64Array): Float64Array {
  const x = Float64Array.from(row, (i) => b[i]!);
  for (let i = 0; i < n; i++) {
    let sum = x[i]!;
    for (let j = 0; j < i; j++) sum -= factors[i * n + j]! * x[j]!;
    x[i] = sum;
  }
  for (let i = n - 1; i >= 0; i--) {
    let sum = x[i]!;
    for (let j = i + 1; j < n; j++) sum -= factors[i * n + j]! * x[j]!;
    x[i] = sum / factors[i * n + i]!;
  }
  return x;
}

/** The inverse, n × n by rows. */
export function luInverse(lu: Lu): Float64Array {
  const { n } = lu;
  const inverse = new Float64Array(n * n);
  const unit = new Float64Array(n);
  for (let j = 0; j < n; j++) {
    unit[j] = 1;
    const column = luSolve(lu, unit);
    for (let i = 0; i < n; i++) inverse[i * n + j] = column[i]!;
    unit[j] = 0;
  }
  return inverse;
}
