// What a lab owes for a quarter, and what it has to pay it with.

import type { Expression } from "../../expression/expression.ts";
import { type Draft, is, usd, was } from "./draft.ts";
import { facilitiesOf } from "./facility.ts";
import type { Guarantee } from "./guarantee.ts";
import { USD, plain } from "./measures.ts";
import { powerDue } from "./running-costs.ts";
import type { Supply } from "./supply.ts";
import { claimsDue } from "./support.ts";
import { larger, minus, plus, smaller, times } from "./write.ts";

/** Whom a lab pays in a quarter. */
export interface Debtor {
  readonly id: string;
  readonly supply: Supply;
  readonly guarantees: readonly Guarantee[];
  readonly vendors: readonly string[];
  readonly platforms: readonly string[];
  readonly leased: readonly string[];
  /** Sells its computers' time, and so builds and pays for power. */
  readonly sells: boolean;
}

export function sum(of: readonly Expression[]): Expression {
  return plus(usd(0), ...of);
}

/** What a lab owes for a quarter, and what it has to pay it with, in USD. */
export interface LabDues {
  readonly staff: Expression;
  /** All but staff and power. */
  readonly rest: Expression;
  readonly all: Expression;
  readonly interest: Expression;
  readonly repayment: Expression;
  readonly had: Expression;
  readonly facilities: ReturnType<typeof facilitiesOf>;
}

export function writeLabDues(d: Draft, { id, vendors, platforms, sells, guarantees }: Debtor): LabDues {
  const staff = d.define(
    "flow",
    `staff and power due ${id}`,
    USD,
    plus(is(`running costs ${id}`), sells ? powerDue(d, id) : usd(0)),
  );
  const shares = sum(platforms.map((payee) => is(`platform share ${id} to ${payee}`)));
  const compute = sum(vendors.map((vendor) => is(`compute due ${id} to ${vendor}`)));
  const late = sum(
    vendors.map((vendor) => times(d.assume("arrears-repaid"), was(`arrears ${id} to ${vendor}`))),
  );
  const debt = was(`debt ${id}`);
  const rate = times(
    0.25,
    plus(d.assume("base-rate"), d.shock("shock base rate", 0), d.assume("margin-lab")),
  );
  const interest = d.define("flow", `interest due ${id}`, USD, times(rate, debt));
  const received = plus(d.ledger.received(id), usd(0));
  // What it builds is planned by the cash of the quarter before, and is paid.
  const built = sells ? is(`capex ${id}`) : usd(0);
  const had = d.define("flow", `money at hand ${id}`, USD, minus(plus(was(`cash ${id}`), received), built));
  const facilities = facilitiesOf(d, id);
  const usual = times(d.mechanism("amortisation"), d.assume("amort-lab"), debt);
  const repayment = d.define(
    "flow",
    `repayment due ${id}`,
    USD,
    facilities ? larger(usual, smaller(debt, facilities.matured)) : usual,
  );
  const rest = d.define(
    "flow",
    `dues after staff ${id}`,
    USD,
    plus(shares, compute, late, interest, repayment, claimsDue(d, id, guarantees)),
  );
  return { staff, rest, all: plus(staff, rest), interest, repayment, had, facilities };
}

/** Whether a lab has a lease at a vendor. */
export function isLeased({ contracts }: Supply, lab: string, vendor: string): boolean {
  return contracts.some((one) => one.payer === lab && one.vendor === vendor && one.isLease);
}

/** What a lab owes a vendor for what it uses, beside leases and minimums that it does not use, in USD. */
export function usedOf(supply: Supply, lab: string, vendor: string): Expression {
  const pair = `${lab} to ${vendor}`;
  const lease = isLeased(supply, lab, vendor) ? [is(`lease ${pair}`)] : [];
  return minus(is(`compute due ${pair}`), plus(is(`unused ${pair}`), ...lease));
}

/** What a lab owes a vendor beside leases after minimums are put off and training is cut, in USD. */
export function ownDue(supply: Supply, lab: string, vendor: string): Expression {
  const kept = (part: string): Expression => minus(1, is(`${part} ${lab}`, plain));
  return plus(
    times(kept("part of use cut"), usedOf(supply, lab, vendor)),
    times(kept("part put off"), is(`unused ${lab} to ${vendor}`)),
  );
}
