// What those in default pay when all others pay in full: the linear system of one round of fictitious default,
// p = α external + β (received from others + received from each other), by elimination or by sweeps from above.

import type { SparseMatrix } from "../matrix/sparse.ts";
import { chainOf } from "./chain.ts";
import { among, marked, placesOf } from "./reach.ts";

/** Arrays have one entry for each party. */
export interface Balances {
  /** What row owes column, and the same turned round. */
  readonly owed: SparseMatrix;
  readonly claims: SparseMatrix;
  readonly external: Float64Array;
  readonly externalOwed: Float64Array;
  readonly due: Float64Array;
  readonly alpha: number;
  readonly beta: number;
  /** 1 where a party is in default. */
  readonly defaulted: Uint8Array;
  /** What each passes on of every debt: 1, and so the debt itself, where it pays in full. */
  readonly rate: Float64Array;
}

/** Below this many in default every round is settled by elimination. */
const fewMax = 2_000;
/** A round of many counts as settled when no rate moves by more; before the end, none by more than rounding. */
const nearlyMax = 1e-6;
const tightMax = 4 * Number.EPSILON;
const sweepsMax = 60;

/**
 * Sets the rates of those in default, from nothing: component by component, as `chainOf` says.
 *
 * A group that all fail and owe only each other cannot occur: the last of them would get its debts' worth in full.
 */
export function settle(balances: Balances): void {
  const { owed, claims, external, externalOwed, due, alpha, beta, defaulted, rate } = balances;
  const members = marked(defaulted);
  const place = placesOf(owed.rows, members);
  const entering = new Float64Array(members.length);
  const leak = new Float64Array(members.length);
  const each = new Float64Array(members.length);
  members.forEach((i, k) => {
    const outside = externalOwed[i]! + sumWhere(owed, i, place, false);
    leak[k] = (outside + (1 - beta) * sumWhere(owed, i, place, true)) / due[i]!;
    each[k] = beta / due[i]!;
    entering[k] = alpha * external[i]! + beta * sumWhere(claims, i, place, false);
  });
  const paid = chainOf(among(owed, members, place, each), leak).forward(entering);
  for (let k = 0; k < members.length; k++) rate[members[k]!] = Math.min(1, paid[k]! / due[members[k]!]!);
}

/** The sum of a row's entries in columns that have a place, or in those that have none. */
function sumWhere(
  { start, column, value }: SparseMatrix,
  i: number,
  place: Int32Array,
  has: boolean,
): number {
  let sum = 0;
  for (let e = start[i]!; e < start[i + 1]!; e++) if (place[column[e]!]! >= 0 === has) sum += value[e]!;
  return sum;
}

/** Lowers the rates of those in default to about 1e-6 above settled, where they are many; false where it is no use. */
export function settleNearly(balances: Balances): boolean {
  const members = marked(balances.defaulted);
  return members.length > fewMax && swept(balances, members, nearlyMax);
}

/**
 * The same to rounding, with proof: false where the sweeps may have stopped far from where they were going.
 *
 * Sweeps hardly move where a group passes on almost all of what it gets, however far they have to go. With u > 0 and
 * u − P u ≥ 1/10, what is missing is at most 10 max u times what the last sweep moved, all in all; such a u is the
 * expected number of payments until a dollar leaves those in default, which a few sweeps give nearly enough.
 */
export function tightened(balances: Balances): boolean {
  const members = marked(balances.defaulted);
  return leavesSoon(balances, members) && swept(balances, members, tightMax);
}

/** Gauss–Seidel from above: sweeps until no rate moves by more than a bound; false where that takes too long. */
function swept(
  { claims, external, due, alpha, beta, rate }: Balances,
  members: Int32Array,
  bound: number,
): boolean {
  const { start, column, value } = claims;
  for (let sweep = 0; sweep < sweepsMax; sweep++) {
    let largest = 0;
    for (let k = 0; k < members.length; k++) {
      const i = members[k]!;
      const end = start[i + 1]!;
      let received = 0;
      for (let e = start[i]!; e < end; e++) received += value[e]! * rate[column[e]!]!;
      const after = (alpha * external[i]! + beta * received) / due[i]!;
      const moved = Math.abs(rate[i]! - after);
      if (moved > largest) largest = moved;
      rate[i] = after;
    }
    if (largest <= bound) return true;
  }
  return false;
}

function leavesSoon({ owed, due, beta, defaulted }: Balances, members: Int32Array): boolean {
  const { start, column, value } = owed;
  const lifetime = new Float64Array(owed.rows);
  for (const i of members) lifetime[i] = 1;
  for (let sweep = 0; sweep < sweepsMax; sweep++) {
    let largest = 0;
    for (let k = 0; k < members.length; k++) {
      const i = members[k]!;
      const end = start[i + 1]!;
      let later = 0;
      for (let e = start[i]!; e < end; e++) later += value[e]! * lifetime[column[e]!]!;
      const after = 1 + (beta * later) / due[i]!;
      const rise = after - lifetime[i]!;
      if (rise > largest) largest = rise;
      lifetime[i] = after;
    }
    // What this sweep raised is at least what is missing in u = 1 + P u one sweep before.
    if (largest <= 0.9) return defaulted.length > 0;
  }
  return false;
}
