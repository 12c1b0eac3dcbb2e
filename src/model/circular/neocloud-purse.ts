// What a neocloud has in a quarter, before and after running costs and the capex that it cannot stop.

import type { Expression } from "../../expression/expression.ts";
import { topUpRow } from "./builders.ts";
import { others } from "./cast.ts";
import { type Draft, is, was } from "./draft.ts";
import { GW, USD } from "./measures.ts";
import { prepaidTo } from "./prepayment.ts";
import { rows } from "./rows.ts";
import { minus, plus, smaller, times } from "./write.ts";

/** What a neocloud has before and after running costs and the capex that it cannot stop, in USD. */
export interface Purse {
  readonly earned: Expression;
  readonly running: Expression;
  readonly bound: Expression;
  readonly left: Expression;
}

export function writeRunning(d: Draft, id: string): Purse {
  const earned = d.define(
    "flow",
    `revenue ${id}`,
    USD,
    d.ledger.received(id, rows.cloud, rows.compute, `${rows.services}, open models`, ...contractRows(d, id)),
    d.started(`${id}.revenue`),
  );
  d.show(`${id}.revenue`, earned, "flow");
  const running = plus(
    times(d.assume("neo-opex"), earned),
    times(0.25, d.assume("opex-gw"), is(`live ${id}`, GW)),
  );
  // Loans and new shares are for capex alone.
  const had = plus(was(`cash ${id}`), earned, d.ledger.received(id, topUpRow), prepaidTo(d, id));
  const runningPaid = d.define("flow", `running costs paid ${id}`, USD, smaller(had, running));
  d.ledger.pay(rows.running, id, others, runningPaid);
  // What it may still stop waits until its lenders are paid: nobody calls a guarantor and builds with the money.
  const bound = smaller(minus(had, runningPaid), is(`bound part of capex ${id}`));
  return { earned, running, bound, left: minus(had, plus(runningPaid, bound)) };
}

function contractRows(d: Draft, id: string): string[] {
  return d.ledger
    .payments()
    .filter(({ payee, row }) => payee === id && row.startsWith(`${rows.compute}, `))
    .map(({ row }) => row);
}
