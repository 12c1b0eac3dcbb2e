// How far a loss of equity spreads before anybody defaults. `2012`: Battiston, Puliga, Kaushik, Tasca and Caldarelli,
// "DebtRank", Scientific Reports 2:541. `linear`: Bardoscia, Battiston, Caccioli and Caldarelli (2015), "DebtRank: A
// microscopic foundation for shock propagation", PLoS ONE 10(6) e0130406.

import { RoundtripError, exitCode } from "../error/error.ts";
import type { SparseMatrix } from "../matrix/sparse.ts";

export type DebtRankVariant = "2012" | "linear";

export interface DebtRankInput {
  /** n × n: row i, column j is what party i loses if party j fails, unit of the equity. */
  readonly exposures: SparseMatrix;
  /** n, above zero. */
  readonly equity: Float64Array;
  /** n: the share of its equity that each party loses at first, from 0 to 1. */
  readonly shock: Float64Array;
  readonly variant: DebtRankVariant;
  /** n: economic value of each party, in any unit; its equity unless given. */
  readonly value?: Float64Array | undefined;
}

export interface DebtRank {
  /** Rounds after the shock in which the distress of some party still rose. */
  readonly rounds: number;
  /** n: share of its equity that each party has lost in the end. */
  readonly distress: Float64Array;
  /** Share of all value that the network loses on top of the shock. */
  readonly debtRank: number;
}

/** A rise of distress up to this, as a share of equity, counts as none. */
const riseMax = 1e-12;
const roundsMax = 1_000_000;

/**
 * DebtRank of a shock, h_i the share of its equity that party i has lost, W_ij = exposure of i to j / equity of i.
 *
 * `linear`: each rise of h_j is passed on as W_ij times the rise, in every round, until no h moves by more than 1e-12.
 * `2012`: W_ij is at most 1, and each party passes on its distress once, in the round after it first had any, then
 * never again: a second wave that reaches it stays with it.
 *
 * @throws DEBTRANK_EQUITY where an equity is not above zero, DEBTRANK_SHOCK outside [0, 1], NETWORK_AMOUNT,
 *   DEBTRANK_ROUNDS after a million rounds
 */
export function debtRank(input: DebtRankInput): DebtRank {
  refuse(input);
  const { shock, equity } = input;
  const { rounds, distress } = input.variant === "2012" ? once(input) : linear(input);
  const value = input.value ?? equity;
  const total = value.reduce((sum, v) => sum + v, 0);
  const lost = value.reduce((sum, v, i) => sum + v * (distress[i]! - shock[i]!), 0);
  return { rounds, distress, debtRank: total > 0 ? lost / total : 0 };
}

function linear({ exposures, equity, shock }: DebtRankInput): { rounds: number; distress: Float64Array } {
  const { rows: n, start, column, value } = exposures;
  const distress = shock.slice();
  let rise = shock.slice();
  for (let rounds = 0; rounds < roundsMax; rounds++) {
    const next = new Float64Array(n);
    let largest = 0;
    for (let i = 0; i < n; i++) {
      let loss = 0;
      for (let e = start[i]!; e < start[i + 1]!; e++) loss += value[e]! * rise[column[e]!]!;
      const before = distress[i]!;
      const after = Math.min(1, before + loss / equity[i]!);
      next[i] = after - before;
      distress[i] = after;
      largest = Math.max(largest, next[i]!);
    }
    if (largest <= riseMax) return { rounds, distress };
    rise = next;
  }
  throw new RoundtripError("DEBTRANK_ROUNDS", `Distress still rises after ${roundsMax} rounds.`, {
    remedy: "Some parties pass on almost exactly what they lose to each other; look at their exposures.",
    exit: exitCode.limit,
  });
}

function once({ exposures, equity, shock }: DebtRankInput): { rounds: number; distress: Float64Array } {
  const { rows: n, start, column, value } = exposures;
  const distress = shock.slice();
  const passedOn = new Uint8Array(n);
  let rounds = 0;
  for (;;) {
    const passing = distress.map((h, i) => (h > 0 && passedOn[i] === 0 ? h : 0));
    let rose = false;
    for (let i = 0; i < n; i++) {
      let loss = 0;
      for (let e = start[i]!; e < start[i + 1]!; e++) {
        loss += Math.min(1, value[e]! / equity[i]!) * passing[column[e]!]!;
      }
      const before = distress[i]!;
      distress[i] = Math.min(1, before + loss);
      if (distress[i]! > before) rose = true;
    }
    if (!rose) return { rounds, distress };
    rounds++;
    passing.forEach((h, i) => {
      if (h > 0) passedOn[i] = 1;
    });
  }
}

function refuse({ exposures, equity, shock, value }: DebtRankInput): void {
  const amounts = [...exposures.value, ...(value ?? [])];
  const wrong = amounts.find((amount) => !Number.isFinite(amount) || amount < 0);
  if (wrong !== undefined) {
    throw new RoundtripError("NETWORK_AMOUNT", `An exposure or value of ${wrong}.`, {
      remedy: "Write every amount as a finite number that is not negative.",
    });
  }
  const poor = equity.findIndex((e) => !Number.isFinite(e) || e <= 0);
  if (poor !== -1) {
    throw new RoundtripError("DEBTRANK_EQUITY", `Party number ${poor} has an equity of ${equity[poor]}.`, {
      remedy:
        "DebtRank is a share of equity: leave out a party without any, or enter its failure as a shock.",
      about: { path: `equity[${poor}]` },
    });
  }
  const off = shock.findIndex((h) => !(h >= 0 && h <= 1));
  if (off === -1) return;
  throw new RoundtripError("DEBTRANK_SHOCK", `The shock to party number ${off} is ${shock[off]}.`, {
    remedy: "Give the share of its equity that the party loses, from 0 to 1.",
    about: { path: `shock[${off}]` },
  });
}
