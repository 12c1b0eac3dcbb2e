import { expect, test } from "vitest";
import { solveIdentityMinus } from "../../src/matrix/krylov.ts";
import { type SparseMatrix, sparseOf } from "../../src/matrix/sparse.ts";

/** Numbers from 0 to 1, always the same (Numerical Recipes' quick generator). */
function uniform(seed: number): () => number {
  let state = seed;
  return () => (state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0) / 2 ** 32;
}

/** A ring of n in a shuffled order that passes on all, but for `leak` at one place. */
function ring(n: number, leak: number): { a: SparseMatrix; at: number } {
  const next = uniform(7);
  const order = Int32Array.from({ length: n }, (_, i) => i);
  for (let i = n - 1; i > 0; i--) {
    const j = Math.floor(next() * (i + 1));
    const kept = order[i]!;
    order[i] = order[j]!;
    order[j] = kept;
  }
  const value = new Float64Array(n).fill(1);
  value[0] = 1 - leak;
  const after = order.map((_, k) => order[(k + 1) % n]!);
  return { a: sparseOf(n, n, order, after, value), at: order[5]! };
}

function largestResidual(a: SparseMatrix, x: Float64Array, b: Float64Array): number {
  let [left, size] = [0, 0];
  for (let i = 0; i < a.rows; i++) {
    let sum = b[i]! - x[i]!;
    for (let e = a.start[i]!; e < a.start[i + 1]!; e++) sum += a.value[e]! * x[a.column[e]!]!;
    left += Math.abs(sum);
    size += b[i]!;
  }
  return left / size;
}

test.each([0.5, 0.9, 0.999])("20,000 equations with column sums of %d are solved to 1e-12", (radius) => {
  const [n, degree, next] = [20_000, 8, uniform(1)];
  const row = Int32Array.from({ length: n * degree }, () => Math.floor(next() * n));
  const column = row.map((_, e) => e % n);
  const value = Float64Array.from(row, () => radius / degree);
  const a = sparseOf(n, n, row, column, value);
  const b = Float64Array.from({ length: n }, () => next());
  expect(largestResidual(a, solveIdentityMinus(a, b), b)).toBeLessThanOrEqual(1e-12);
});
test.each([1e-2, 1e-6, 1e-9])("a shuffled ring of 20,000 that loses %d in a round is solved", (leak) => {
  const { a, at } = ring(20_000, leak);
  const b = new Float64Array(20_000);
  b[at] = 1;
  expect(solveIdentityMinus(a, b)[at]! * leak).toBeCloseTo(1, 5);
});
test("3,000 parties near each other that pass on all but 1e-5 are solved", () => {
  const [n, next] = [3_000, uniform(3)];
  const row = Int32Array.from({ length: n * 2 }, (_, e) => e % n);
  const column = row.map((i, e) => (e < n ? (i + 1) % n : Math.floor(next() * 40 + i) % n));
  const value = Float64Array.from(row, () => (1 - 1e-5) / 2);
  const a = sparseOf(n, n, row, column, value);
  const b = Float64Array.from({ length: n }, () => 1);
  const x = solveIdentityMinus(a, b);
  for (const each of x) expect(each * 1e-5).toBeCloseTo(1, 6);
});
test("money that wanders up and down a ring of 2,000, where BiCGSTAB stalls, is solved by GMRES", () => {
  const n = 2_000;
  const row = Int32Array.from({ length: 2 * n }, (_, e) => e >> 1);
  const column = row.map((i, e) => (e % 2 === 0 ? i + 1 : i + n - 1) % n);
  const a = sparseOf(
    n,
    n,
    row,
    column,
    Float64Array.from(row, () => (1 - 1e-4) / 2),
  );
  const b = Float64Array.from({ length: n }, uniform(9));
  expect(largestResidual(a, solveIdentityMinus(a, b), b)).toBeLessThanOrEqual(1e-12);
});
test("what receives nothing is exactly zero", () => {
  const { a } = ring(1_000, 1e-10);
  expect(solveIdentityMinus(a, new Float64Array(1_000)).every((x) => x === 0)).toBe(true);
});
test("a spectral radius of one does not pass as a result", () => {
  const { a, at } = ring(400, 0);
  const b = new Float64Array(400);
  b[at] = 1;
  expect(() => solveIdentityMinus(a, b)).toThrow("did not settle");
});
