// Large sparse systems x = A x + b: BiCGSTAB (van der Vorst 1992, SIAM J. Sci. Stat. Comput. 13(2)) and, where it
// stalls, restarted GMRES (Saad and Schultz 1986, SIAM J. Sci. Stat. Comput. 7(3)), both over Gauss–Seidel sweeps.

import { RoundtripError, exitCode } from "../error/error.ts";
import type { SparseMatrix } from "./sparse.ts";
import { type Swept, apply, dependenciesFirst, reordered, residual, sweep, sweepOf } from "./sweep.ts";

/** What b + A x − x may leave, as a sum of sizes, relative to that of b. */
const residualMax = 1e-12;
/** What one solution of the swept system may leave of its right side, as a root of squares. */
const innerMax = 2e-13;
/** What rounding leaves, relative to the sizes of b and x. */
const rounding = 16 * Number.EPSILON;
const passesMax = 5;
/** Steps of BiCGSTAB with the rows as they come, and in depth-first order. */
const quickMax = 30;
const bicgstabMax = 150;
/** Vectors that GMRES keeps before it starts anew, and how often it may. */
const keptMax = 60;
const restartsMax = 60;

/**
 * The solution of x = A x + b, for A without negative entries and with a spectral radius below 1.
 *
 * What is iterated is not A but a Gauss–Seidel sweep, which costs the same. Where that does not settle at once, the
 * rows are put in depth-first order: what a row needs comes before it, so that a chain takes one sweep, and a ring a
 * few, however small its leak. (GMRES on A itself takes n steps for a ring of n.)
 *
 * @param a n × n
 * @param b n
 * @returns x with Σ|b + A x − x| ≤ 1e-12 Σ|b|, or as near as rounding lets a nearly singular system come
 * @throws MATRIX_UNSOLVED where neither is reached
 */
export function solveIdentityMinus(a: SparseMatrix, b: Float64Array): Float64Array {
  const quick = settle(sweepOf(a), b, (swept, rest) => bicgstab(swept, rest, quickMax));
  if (quick !== undefined) return quick;
  const order = dependenciesFirst(a);
  const right = Float64Array.from(order, (i) => b[i]!);
  const x = settle(
    sweepOf(reordered(a, order)),
    right,
    (swept, rest) => bicgstab(swept, rest, bicgstabMax) ?? gmres(swept, rest),
  );
  if (x === undefined) throw unsolved(b.length);
  const solution = new Float64Array(b.length);
  for (let k = 0; k < b.length; k++) solution[order[k]!] = x[k]!;
  return solution;
}

/** Solves for what is left until nothing is, or rounding leaves no better; nothing where that fails. */
function settle(
  a: Swept,
  b: Float64Array,
  solve: (a: Swept, rest: Float64Array) => Float64Array | undefined,
): Float64Array | undefined {
  const x = new Float64Array(b.length);
  const size = sumOfSizes(b);
  let left = size;
  let rest = b;
  for (let pass = 0; left > residualMax * size; pass++) {
    const more = solve(a, rest);
    if (more === undefined || pass === passesMax) return undefined;
    addTimes(x, 1, more);
    rest = residual(a, b, x);
    const now = sumOfSizes(rest);
    if (!Number.isFinite(now)) return undefined;
    if (now > left / 2 && now <= rounding * (size + sumOfSizes(x))) break;
    left = now;
  }
  return Number.isFinite(size) ? x : undefined;
}

function unsolved(n: number): RoundtripError {
  return new RoundtripError("MATRIX_UNSOLVED", `A system of ${n} equations did not settle.`, {
    remedy: "Some group of parties passes on almost all that it receives; leave out the group.",
    exit: exitCode.limit,
  });
}

/** BiCGSTAB from zero; nothing where it breaks down or has not settled. */
function bicgstab(a: Swept, b: Float64Array, stepsMax: number): Float64Array | undefined {
  const n = b.length;
  const x = new Float64Array(n);
  const r = new Float64Array(n);
  sweep(a, r, b);
  const shadow = r.slice();
  const p = r.slice();
  const v = new Float64Array(n);
  const t = new Float64Array(n);
  let rho = dot(r, r);
  const target = innerMax * innerMax * rho;
  for (let step = 0; step < stepsMax; step++) {
    apply(a, p, v);
    const alpha = rho / dot(shadow, v);
    addTimes(r, -alpha, v);
    addTimes(x, alpha, p);
    if (dot(r, r) <= target) return x;
    apply(a, r, t);
    const omega = dot(t, r) / dot(t, t);
    addTimes(x, omega, r);
    addTimes(r, -omega, t);
    const left = dot(r, r);
    if (left <= target) return x;
    const rhoNext = dot(shadow, r);
    const beta = (rhoNext / rho) * (alpha / omega);
    if (!Number.isFinite(beta) || !Number.isFinite(left) || beta === 0) return undefined;
    for (let i = 0; i < n; i++) p[i] = r[i]! + beta * (p[i]! - omega * v[i]!);
    rho = rhoNext;
  }
  return undefined;
}

/** GMRES from zero, started anew after every 60 vectors. */
function gmres(a: Swept, b: Float64Array): Float64Array {
  const n = b.length;
  const x = new Float64Array(n);
  const first = new Float64Array(n);
  sweep(a, first, b);
  const target = innerMax * Math.sqrt(dot(first, first));
  for (let restart = 0; restart < restartsMax; restart++) {
    const r = x.slice();
    sweep(a, r, b);
    addTimes(r, -1, x);
    const size = Math.sqrt(dot(r, r));
    if (size <= target) break;
    scale(r, 1 / size);
    minimise(a, x, r, size, target);
  }
  return x;
}

/** One cycle of GMRES: adds to x what makes the residual least, over the vectors kept. */
function minimise(a: Swept, x: Float64Array, unit: Float64Array, size: number, target: number): void {
  const basis = [unit];
  const upper: number[][] = [];
  const rotations: [number, number][] = [];
  const right = [size];
  while (upper.length < keptMax && Math.abs(right.at(-1)!) > target) {
    const k = upper.length;
    const w = new Float64Array(x.length);
    apply(a, basis[k]!, w);
    const column = basis.map((q) => {
      const h = dot(q, w);
      addTimes(w, -h, q);
      return h;
    });
    const next = Math.sqrt(dot(w, w));
    rotations.forEach(([c, s], i) => {
      const [above, below] = [column[i]!, column[i + 1]!];
      column[i] = c * above + s * below;
      column[i + 1] = c * below - s * above;
    });
    const length = Math.hypot(column[k]!, next);
    if (length === 0) break;
    const [c, s] = [column[k]! / length, next / length];
    rotations.push([c, s]);
    column[k] = length;
    upper.push(column);
    right.push(-s * right[k]!);
    right[k]! *= c;
    if (next === 0) break;
    scale(w, 1 / next);
    basis.push(w);
  }
  for (let k = upper.length - 1; k >= 0; k--) {
    const y = right[k]! / upper[k]![k]!;
    for (let i = 0; i < k; i++) right[i]! -= y * upper[k]![i]!;
    addTimes(x, y, basis[k]!);
  }
}

/** Four sums side by side: the processor need not wait for one addition before the next. */
function dot(x: Float64Array, y: Float64Array): number {
  let [s0, s1, s2, s3] = [0, 0, 0, 0];
  const whole = x.length & ~3;
  for (let i = 0; i < whole; i += 4) {
    s0 += x[i]! * y[i]!;
    s1 += x[i + 1]! * y[i + 1]!;
    s2 += x[i + 2]! * y[i + 2]!;
    s3 += x[i + 3]! * y[i + 3]!;
  }
  for (let i = whole; i < x.length; i++) s0 += x[i]! * y[i]!;
  return s0 + s1 + (s2 + s3);
}

function addTimes(x: Float64Array, factor: number, y: Float64Array): void {
  for (let i = 0; i < x.length; i++) x[i]! += factor * y[i]!;
}

function scale(x: Float64Array, factor: number): void {
  for (let i = 0; i < x.length; i++) x[i]! *= factor;
}

function sumOfSizes(x: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < x.length; i++) sum += Math.abs(x[i]!);
  return sum;
}
