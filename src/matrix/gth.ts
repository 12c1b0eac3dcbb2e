// Small systems of a chain that loses something at each step, without a single subtraction: Grassmann, Taksar and
// Heyman (1985), "Regenerative analysis and steady state distributions for Markov chains", Operations Research 33(5).

/** I − P in factors, for P without negative entries whose rows add to 1 with what leaves the chain there. */
export interface Gth {
  readonly n: number;
  /** n × n by rows: above the diagonal the eliminated P, below it the factors of the elimination. */
  readonly factors: Float64Array;
  /** n: what remains of 1 − P_ii, as a sum of all other ways out. */
  readonly pivot: Float64Array;
}

/**
 * The factors of I − P. Each pivot is the sum of the ways out of a state, never 1 less the way back to it, so that a
 * group that loses 1e-15 in a round is solved to the last digits of that 1e-15.
 *
 * @param share n × n by rows, P; taken over and changed; the diagonal is not read
 * @param leak  n: what leaves the chain at each state
 * @throws where a group has no way out: find such groups first
 */
export function gthOf(share: Float64Array, leak: Float64Array): Gth {
  const n = leak.length;
  const pivot = new Float64Array(n);
  const out = leak.slice();
  for (let k = 0; k < n; k++) {
    let sum = out[k]!;
    for (let j = k + 1; j < n; j++) sum += share[k * n + j]!;
    if (!(sum > 0)) throw new Error("A group without a way out came to be solved.");
    pivot[k] = sum;
    for (let i = k + 1; i < n; i++) {
      const factor = share[i * n + k]! / sum;
      share[i * n + k] = factor;
      if (factor === 0) continue;
      for (let j = k + 1; j < n; j++) share[i * n + j]! += factor * share[k * n + j]!;
      out[i]! += factor * out[k]!;
    }
  }
  return { n, factors: share, pivot };
}

/** x = P x + b: what of b each state comes to, b being met at each visit. */
export function gthBackward({ n, factors, pivot }: Gth, b: Float64Array): Float64Array {
  const x = b.slice();
  for (let i = 1; i < n; i++) for (let k = 0; k < i; k++) x[i]! += factors[i * n + k]! * x[k]!;
  for (let k = n - 1; k >= 0; k--) {
    let sum = x[k]!;
    for (let j = k + 1; j < n; j++) sum += factors[k * n + j]! * x[j]!;
    x[k] = sum / pivot[k]!;
  }
  return x;
}

/** x = Pᵀ x + b: how much passes each state in all when b enters. */
export function gthForward({ n, factors, pivot }: Gth, b: Float64Array): Float64Array {
  const x = b.slice();
  for (let k = 0; k < n; k++) {
    x[k]! /= pivot[k]!;
    for (let j = k + 1; j < n; j++) x[j]! += factors[k * n + j]! * x[k]!;
  }
  for (let i = n - 1; i > 0; i--) for (let k = 0; k < i; k++) x[k]! += factors[i * n + k]! * x[i]!;
  return x;
}
