// Customers and investors: what they hold at the start, and what lenders lend them when that is not enough.

import { customers, investors, lenders } from "./cast.ts";
import { drawnRow } from "./builders.ts";
import { repaidRow } from "./rows.ts";
import { type Draft, usd, was } from "./draft.ts";
import { USD } from "./measures.ts";
import { larger, minus, plus, smaller } from "./write.ts";

/** Columns that stand for many, who cannot fail here: they borrow what their deposits lack, without interest. */
export const manyParties = [customers, investors] as const;

/** To be written after every other payment. */
export function writeDeposits(d: Draft): void {
  for (const id of manyParties) {
    const had = d.define(
      "flow",
      `cash before loans ${id}`,
      USD,
      plus(was(`cash ${id}`), minus(d.ledger.received(id), d.ledger.paid(id))),
      usd(0),
    );
    const debt = was(`debt ${id}`);
    const drawn = d.ledger.pay(drawnRow, lenders, id, larger(usd(0), minus(usd(0), had)));
    const repaid = d.ledger.pay(repaidRow, id, lenders, smaller(debt, larger(usd(0), had)));
    d.define("stock", `debt ${id}`, USD, minus(plus(debt, drawn), repaid), usd(0));
  }
}
