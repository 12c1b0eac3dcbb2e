// Every payment of a quarter with its payer and its payee: cash follows from it, and so does the matrix of flows.

import { type Expression, negate, variable } from "../../expression/expression.ts";
import type { Name } from "../builder.ts";
import { USD } from "./measures.ts";
import type { Draft } from "./draft.ts";
import { plus } from "./write.ts";

/** A payment: a row of the matrix of flows, from one column to another. */
export interface Payment {
  readonly row: string;
  readonly payer: string;
  readonly payee: string;
  readonly amount: Name;
}

export interface Ledger {
  /**
   * Writes down a payment of this quarter, in USD.
   *
   * @param initial what was paid in the quarter of the start, where it is known
   */
  readonly pay: (row: string, payer: string, payee: string, amount: Expression, initial?: Expression) => Name;
  /** What a party has received in the rows written down so far, or in some of them. */
  readonly received: (party: string, ...rows: readonly string[]) => Expression;
  readonly paid: (party: string, ...rows: readonly string[]) => Expression;
  readonly payments: () => readonly Payment[];
  readonly parties: () => readonly string[];
}

export function ledgerOf(define: Draft["define"]): Ledger {
  const payments: Payment[] = [];
  const names = new Set<string>();
  const total = (side: "payer" | "payee", party: string, rows: readonly string[]): Expression => {
    const of = payments.filter(
      (entry) => entry[side] === party && (rows.length === 0 || rows.includes(entry.row)),
    );
    return of.length === 0 ? plus() : plus(...of.map(({ amount }) => variable(amount.name, USD)));
  };
  return {
    pay: (row, payer, payee, amount, initial) => {
      const own = `${row}: ${payer} to ${payee}`;
      if (names.has(own)) throw new Error(`two payments are called "${own}"`);
      names.add(own);
      const flow = define("flow", own, USD, amount, initial);
      payments.push({ row, payer, payee, amount: flow });
      return flow;
    },
    received: (party, ...rows) => total("payee", party, rows),
    paid: (party, ...rows) => total("payer", party, rows),
    payments: () => payments,
    parties: () => [...new Set(payments.flatMap(({ payer, payee }) => [payer, payee]))],
  };
}

/** A cell of the matrix: what is received counts up, what is paid counts down. */
export function cellsOf(ledger: Ledger): Record<string, Record<string, Expression>> {
  const rows: Record<string, Record<string, Expression>> = {};
  for (const { row, payer, payee, amount } of ledger.payments()) {
    const cells = (rows[row] ??= {});
    cells[payer] = cells[payer] ? plus(cells[payer], negate(amount)) : negate(amount);
    cells[payee] = cells[payee] ? plus(cells[payee], amount) : amount;
  }
  return rows;
}
