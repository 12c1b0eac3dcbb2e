// Who can pay whom when everybody pays at once. Eisenberg and Noe (2001), "Systemic Risk in Financial Systems",
// Management Science 47(2), section 3.3; with costs of default, Rogers and Veraart (2013), "Failure and Rescue in an
// Interbank Network", Management Science 59(4), section 3.

import { RoundtripError } from "../error/error.ts";
import { type SparseMatrix, rowSums, transpose } from "../matrix/sparse.ts";
import { type Balances, settle, settleNearly, tightened } from "./settlement.ts";

export interface Debts {
  /** n × n: row i, column j is what party i owes party j. */
  readonly owed: SparseMatrix;
  /** n: what each party has from outside before anyone pays. */
  readonly external: Float64Array;
  /** n: what each owes to creditors outside, who rank equally with those inside; nothing unless given. */
  readonly externalOwed?: Float64Array | undefined;
  /** The share of its external assets that a party in default can use; 1 unless given. */
  readonly alpha?: number | undefined;
  /** The share of what it receives from others that a party in default can use; 1 unless given. */
  readonly beta?: number | undefined;
}

export interface Clearing {
  /** n: all that each party pays, inside and outside. */
  readonly payments: Float64Array;
  /** n: 1 where a party is in default. */
  readonly defaulted: Uint8Array;
  /** n: external assets and receipts, without costs of default, less all debts; negative in default. */
  readonly equity: Float64Array;
  /** Numbers of those that failed, by round. */
  readonly rounds: readonly Int32Array[];
}

/**
 * In networks of more parties than this, failures of later rounds are followed from party to party and stand in one
 * round: a chain of n failures would take n rounds of n steps.
 */
const manyMin = 2_000;
const roundsMax = 100;

/**
 * The greatest clearing vector of a payment network, by fictitious default.
 *
 * There may be several vectors: a ring of equal debts clears in full or not at all. We begin with "nobody fails" and
 * mark failures until no new one appears, so the result is the greatest, after at most n rounds; in each round those
 * marked are settled as a linear system. Waiting until payments hardly change would be wrong: a ring with a tiny leak
 * stays near full payment for ever, and its answer is zero.
 *
 * Where many fail, a round settles them to 1e-6 only, from above, so that nobody is marked who does not fail (one who
 * fails by less may be marked a round later); before the end those who fail are settled to rounding, and looked at again.
 *
 * A party that pays in full passes on the debts themselves. In default means assets below debts by more than 4 n ulp
 * of the debts: a party whose assets equal its debts is solvent, whatever the order of a sum.
 *
 * @throws NETWORK_SHAPE, CLEARING_NEGATIVE where a debt or an external asset is below zero or no finite number,
 *   CLEARING_SELF where a party owes itself, CLEARING_RECOVERY where alpha or beta is outside [0, 1]
 */
export function clear(debts: Debts): Clearing {
  refuse(debts);
  const { owed, external } = debts;
  const n = owed.rows;
  const due = rowSums(owed);
  debts.externalOwed?.forEach((amount, i) => (due[i]! += amount));
  const balances: Balances = {
    owed,
    claims: transpose(owed),
    external,
    externalOwed: debts.externalOwed ?? new Float64Array(n),
    due,
    alpha: debts.alpha ?? 1,
    beta: debts.beta ?? 1,
    defaulted: new Uint8Array(n),
    rate: new Float64Array(n).fill(1),
  };
  const rounds: Int32Array[] = [];
  let exact = true;
  for (;;) {
    const failed = shortOf(balances);
    if (failed.length > 0) {
      for (const i of failed) balances.defaulted[i] = 1;
      rounds.push(n > manyMin && rounds.length >= roundsMax ? followed(balances, failed) : failed);
      exact = !settleNearly(balances);
      if (exact) settle(balances);
    } else if (exact) {
      return cleared(balances, rounds);
    } else {
      exact = true;
      if (!tightened(balances)) settle(balances);
    }
  }
}

function cleared(balances: Balances, rounds: Int32Array[]): Clearing {
  const { due, rate, defaulted } = balances;
  const equity = new Float64Array(due.length);
  for (let i = 0; i < due.length; i++) equity[i] = assetsOf(balances, i) - due[i]!;
  return { payments: due.map((amount, i) => amount * rate[i]!), defaulted, equity, rounds };
}

/** Those not yet in default whose assets are below their debts. */
function shortOf(balances: Balances): Int32Array {
  const { claims, external, due, rate, defaulted } = balances;
  const { start, column, value } = claims;
  const short = new Int32Array(due.length);
  let count = 0;
  for (let i = 0; i < due.length; i++) {
    if (defaulted[i] === 1) continue;
    const end = start[i + 1]!;
    let received = 0;
    for (let e = start[i]!; e < end; e++) received += value[e]! * rate[column[e]!]!;
    if (isShort(due[i]!, external[i]! + received, due.length)) short[count++] = i;
  }
  return short.slice(0, count);
}

/** In default: assets below debts by more than 4 n ulp of the debts. An ulp is at most ε times the number. */
function isShort(due: number, assets: number, n: number): boolean {
  const missing = due - assets;
  return missing > 0 && (missing > 4 * n * Number.EPSILON * due || missing > 4 * n * ulp(due));
}

/**
 * All whose failure follows from some failures, they themselves included, ascending; marks them.
 *
 * Each that fails passes on what it has at that time, which is never less than in the end, so nobody fails too soon.
 */
function followed(balances: Balances, failed: Int32Array): Int32Array {
  const { owed, due, defaulted, rate } = balances;
  const all = [...failed];
  for (let at = 0; at < all.length; at++) {
    const i = all[at]!;
    rate[i] = Math.min(rate[i]!, usable(balances, i) / due[i]!);
    for (let e = owed.start[i]!; e < owed.start[i + 1]!; e++) {
      const j = owed.column[e]!;
      if (defaulted[j] === 1 || !isShort(due[j]!, assetsOf(balances, j), due.length)) continue;
      defaulted[j] = 1;
      all.push(j);
    }
  }
  return Int32Array.from(all).sort();
}

/** What party i has when each passes on its rate of every debt. */
function assetsOf({ claims, external, rate }: Balances, i: number): number {
  return external[i]! + received(claims, rate, i);
}

/** What of it a party in default can use. */
function usable({ claims, external, rate, alpha, beta }: Balances, i: number): number {
  return alpha * external[i]! + beta * received(claims, rate, i);
}

function received({ start, column, value }: SparseMatrix, rate: Float64Array, i: number): number {
  let sum = 0;
  for (let e = start[i]!; e < start[i + 1]!; e++) sum += value[e]! * rate[column[e]!]!;
  return sum;
}

/** The distance from a number to the next larger one. */
function ulp(x: number): number {
  let power = 2 ** Math.floor(Math.log2(x));
  if (power > x) power /= 2;
  else if (2 * power <= x) power *= 2;
  return x === 0 ? 0 : Math.max(power * Number.EPSILON, Number.MIN_VALUE);
}

function refuse({ owed, external, externalOwed, alpha = 1, beta = 1 }: Debts): void {
  const n = owed.rows;
  if (owed.columns !== n || external.length !== n || (externalOwed ?? external).length !== n) {
    throw new RoundtripError("NETWORK_SHAPE", `Debts of ${n} parties, but lists of another length.`, {
      remedy: "Give one row and one column of debts and one external amount for each party.",
    });
  }
  for (const amounts of [owed.value, external, externalOwed ?? external]) {
    const wrong = firstWrong(amounts);
    if (wrong === -1) continue;
    throw new RoundtripError("CLEARING_NEGATIVE", `A debt or an external amount of ${amounts[wrong]}.`, {
      remedy:
        "Write debts and assets as finite numbers that are not negative; what is owed outside is a debt.",
    });
  }
  for (let i = 0; i < n; i++) {
    for (let e = owed.start[i]!; e < owed.start[i + 1]!; e++) {
      if (owed.column[e] !== i) continue;
      throw new RoundtripError("CLEARING_SELF", `Party number ${i} owes itself.`, {
        remedy: "Remove the entry on the diagonal.",
        about: { path: `liabilities[${i}][${i}]` },
      });
    }
  }
  if (alpha >= 0 && alpha <= 1 && beta >= 0 && beta <= 1) return;
  throw new RoundtripError("CLEARING_RECOVERY", `alpha ${alpha}, beta ${beta}.`, {
    remedy: "Give the shares of a defaulter's assets that are left, from 0 to 1.",
  });
}

function firstWrong(amounts: Float64Array): number {
  for (let i = 0; i < amounts.length; i++) if (!(amounts[i]! >= 0 && amounts[i]! < Infinity)) return i;
  return -1;
}
