// The check network of the measures, and networks by chance for their laws.

import fc from "fast-check";
import { type SparseMatrix, sparseFromRows } from "../../src/matrix/sparse.ts";
import { type Network, networkOf } from "../../src/network/network.ts";

/** "A>B 10, B>C 6" as a network. */
export function network(payments: string): Network {
  return networkOf(
    payments.split(", ").map((payment) => {
      const [, payer, payee, amount] = /^(.+)>(.+) (.+)$/u.exec(payment)!;
      return { payer: payer!, payee: payee!, amount: Number(amount) };
    }),
  );
}

export const checkNetwork = network("A>B 10, B>C 6, C>A 4, B>A 3");

export function matrix(rows: number[][]): SparseMatrix {
  return sparseFromRows(rows, rows.length);
}

/** Square tables of whole amounts, many of them zero, without self-payments. */
export const tables = (largest: number) =>
  fc.integer({ min: 1, max: largest }).chain((n) =>
    fc
      .array(fc.oneof({ weight: 2, arbitrary: fc.constant(0) }, fc.integer({ min: 1, max: 20 })), {
        minLength: n * n,
        maxLength: n * n,
      })
      .map((cells) =>
        Array.from({ length: n }, (_, i) =>
          Array.from({ length: n }, (__, j) => (i === j ? 0 : cells[i * n + j]!)),
        ),
      ),
  );

export const named = (i: number) => `p${String(i).padStart(3, "0")}`;

export function networkOfTable(table: readonly (readonly number[])[]): Network {
  return networkOf(
    table
      .flatMap((row, i) => row.map((amount, j) => ({ payer: named(i), payee: named(j), amount })))
      .filter(({ payer, payee }) => payer !== payee),
  );
}

/** The same table with its parties in another order: party i becomes party to[i]. */
export function relabelled(table: readonly (readonly number[])[], to: readonly number[]): number[][] {
  const out = table.map((row) => row.map(() => 0));
  table.forEach((row, i) => row.forEach((amount, j) => (out[to[i]!]![to[j]!] = amount)));
  return out;
}

export const seed = 20_261_120;
