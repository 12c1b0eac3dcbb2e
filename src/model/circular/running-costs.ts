// What it costs to run clouds and computers: paid to others, who pass it on to customers as income.

import type { Expression } from "../../expression/expression.ts";
import { type Cast, others } from "./cast.ts";
import { type Draft, is, usd } from "./draft.ts";
import { GW, plain } from "./measures.ts";
import { quartersInYear } from "./quarter.ts";
import { rows } from "./rows.ts";
import { plus, times } from "./write.ts";

/** Running costs and power of groups and neoclouds: paid to others, who pass them on to customers as income. */
export function writeCosts(d: Draft, cast: Cast): void {
  for (const { id, segment } of cast.groups) {
    const earned = plus(
      usd(0),
      ...(segment === undefined ? [] : [is(`${segment} without labs`)]),
      d.ledger.received(id, rows.compute, rows.services, `${rows.services}, open models`, rows.platform),
    );
    d.ledger.pay(rows.running, id, others, times(d.assume("cloud-opex"), earned));
  }
  for (const { id, kind } of cast.vendors.filter((vendor) => vendor.kind !== "neocloud")) {
    const due = powerDue(d, id);
    // A lab pays for power as it pays its staff.
    d.ledger.pay(
      rows.power,
      id,
      others,
      kind === "lab" ? times(is(`share of staff paid ${id}`, plain), due) : due,
    );
  }
}

/** What the power of a vendor's computers costs in a quarter. */
export function powerDue(d: Draft, id: string): Expression {
  return times(1 / quartersInYear, d.assume("opex-gw"), is(`live ${id}`, GW));
}
