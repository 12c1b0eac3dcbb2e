// Whose money a party's receipts are in the end: S = (I − A)⁻¹ B, the absorption probabilities of the receipts' chain
// (Kemeny and Snell 1960, Finite Markov Chains, chapter III), read backwards from each party to the sources.

import { RoundtripError } from "../error/error.ts";
import { type SparseMatrix, rowSums, transpose } from "../matrix/sparse.ts";
import { chainOf } from "./chain.ts";
import { among, marked, placesOf, reached } from "./reach.ts";

/** The source of money that goes round in a group which nobody outside feeds, and of what such a group pays. */
export const itself = "itself";

export interface Receipts {
  /** n × n: row i, column j is what party i receives from party j. */
  readonly receipts: SparseMatrix;
  /** What each party receives from each source outside: n amounts by the name of the source. */
  readonly outside: ReadonlyMap<string, Float64Array>;
}

export interface OutsideMoney {
  /** Names of the sources as given, and `itself` at the end. */
  readonly sources: readonly string[];
  /** n × sources, by rows: the share of party i's receipts that comes from source s in the end; rows add to 1. */
  readonly shares: Float64Array;
  /** Numbers of the parties that nobody outside feeds, however far round: their source is `itself`. */
  readonly unfed: Int32Array;
}

/**
 * The sources of every party's receipts.
 *
 * Whom nobody outside feeds is found first: closed groups, and parties that pay without having received anything. They
 * are a source of their own, for those as well whom they pay.
 *
 * @throws NETWORK_AMOUNT where a receipt is negative or no finite number
 */
export function outsideMoney({ receipts, outside }: Receipts): OutsideMoney {
  refuse(receipts.value);
  const n = receipts.rows;
  const total = rowSums(receipts);
  const fedDirectly = new Uint8Array(n);
  for (const amounts of outside.values()) {
    refuse(amounts);
    amounts.forEach((amount, i) => {
      total[i]! += amount;
      if (amount > 0) fedDirectly[i] = 1;
    });
  }
  const fed = reached(transpose(receipts), marked(fedDirectly));
  const members = marked(fed);
  const place = placesOf(n, members);
  const each = Float64Array.from(members, (i) => 1 / total[i]!);
  const columns = [...outside.values()].map((amounts) =>
    Float64Array.from(members, (i, k) => amounts[i]! * each[k]!),
  );
  columns.push(Float64Array.from(members, (i, k) => fromOutside(receipts, i, place) * each[k]!));
  const leak = new Float64Array(members.length);
  for (const column of columns) column.forEach((share, k) => (leak[k]! += share));
  const chain = chainOf(among(receipts, members, place, each), leak);
  const width = columns.length;
  const shares = new Float64Array(n * width);
  columns.forEach((column, s) => {
    chain.backward(column).forEach((share, k) => (shares[members[k]! * width + s] = share));
  });
  const unfed = marked(fed.map((mark) => 1 - mark));
  for (const i of unfed) shares[i * width + width - 1] = 1;
  return { sources: [...outside.keys(), itself], shares, unfed };
}

function refuse(amounts: Float64Array): void {
  const wrong = amounts.find((amount) => !Number.isFinite(amount) || amount < 0);
  if (wrong === undefined) return;
  throw new RoundtripError("NETWORK_AMOUNT", `A receipt of ${wrong}.`, {
    remedy: "Write every amount as a finite number that is not negative.",
  });
}

/** What party i receives from parties without a place. */
function fromOutside({ start, column, value }: SparseMatrix, i: number, place: Int32Array): number {
  let amount = 0;
  for (let e = start[i]!; e < start[i + 1]!; e++) if (place[column[e]!]! < 0) amount += value[e]!;
  return amount;
}
