// Who pays whom: the value that every measure of this folder starts from, whether it comes from the
// book or from anybody's list of payments.

import { RoundtripError } from "../error/error.ts";
import { type SparseMatrix, sparseOf } from "../matrix/sparse.ts";

/** Parties in the order of their names, and what each pays each: no self-payments, parallel ones added. */
export interface Network {
  readonly parties: readonly string[];
  /** n × n: row i, column j is what party i pays party j, above zero. */
  readonly flow: SparseMatrix;
}

/** One payment. */
export interface Payment {
  readonly payer: string;
  readonly payee: string;
  readonly amount: number;
}

/**
 * The network of some payments. Their order changes no bit of it: parties stand by name, parallel
 * payments are added by size.
 *
 * @throws NETWORK_AMOUNT where an amount is negative or no finite number, NETWORK_SELF_PAYMENT
 */
export function networkOf(payments: Iterable<Payment>): Network {
  const index = new Map<string, number>();
  const payer: number[] = [];
  const payee: number[] = [];
  const amount: number[] = [];
  const number = (name: string): number => {
    const known = index.get(name);
    if (known !== undefined) return known;
    index.set(name, index.size);
    return index.size - 1;
  };
  for (const payment of payments) {
    refuse(payment);
    const [i, j] = [number(payment.payer), number(payment.payee)];
    if (payment.amount === 0) continue;
    payer.push(i);
    payee.push(j);
    amount.push(payment.amount);
  }
  return networkOfArrays(
    [...index.keys()],
    Int32Array.from(payer),
    Int32Array.from(payee),
    Float64Array.from(amount),
  );
}

/**
 * The same from arrays, for large lists: numbers of payers and payees in `names`.
 *
 * @param names  names of the parties, in any order
 * @param payer  m, payer of each payment
 * @param payee  m, payee of each payment
 * @param amount m, above zero
 */
export function networkOfArrays(
  names: readonly string[],
  payer: Int32Array,
  payee: Int32Array,
  amount: Float64Array,
): Network {
  const order = names.map((_, i) => i).sort((a, b) => (names[a]! < names[b]! ? -1 : 1));
  const rank = new Int32Array(names.length);
  order.forEach((i, at) => (rank[i] = at));
  const n = names.length;
  return {
    parties: order.map((i) => names[i]!),
    flow: sparseOf(
      n,
      n,
      payer.map((i) => rank[i]!),
      payee.map((i) => rank[i]!),
      amount,
    ),
  };
}

function refuse({ payer, payee, amount }: Payment): void {
  if (!Number.isFinite(amount) || amount < 0) {
    throw new RoundtripError("NETWORK_AMOUNT", `${payer} pays ${payee} ${amount}.`, {
      remedy:
        "Write every amount as a finite number that is not negative; payer and payee give the direction.",
    });
  }
  if (payer === payee) {
    throw new RoundtripError("NETWORK_SELF_PAYMENT", `"${payer}" pays itself.`, {
      remedy: "Remove the line: money that stays with one party is no payment.",
    });
  }
}
