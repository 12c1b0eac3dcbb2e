// When a quarter's dues are more than a lab has: credit, an emergency round, arrears, less training, and at last default.
// Nobody overdraws: what is not there is not paid.

import { type Expression, constant } from "../../expression/expression.ts";
import { type Cast, investors, lenders, others } from "./cast.ts";
import { type Draft, is, usd, was } from "./draft.ts";
import { equityRow } from "./funding.ts";
import { facilitiesOf } from "./facility.ts";
import type { Guarantee } from "./guarantee.ts";
import { GW, USD, plain } from "./measures.ts";
import { platformPayees, powerDue, rows } from "./receipts.ts";
import type { Supply } from "./supply.ts";
import { claimsDue, writeClaims, writeLabCalls } from "./support.ts";
import {
  any,
  covered,
  isAtMost,
  isBelow,
  larger,
  minus,
  partOf,
  plus,
  smaller,
  times,
  when,
} from "./write.ts";

/** Whoever pays this part of what is due has paid it: what is left is rounding. */
export const paidInFull = 0.9999;

export const interestRow = "interest";
export const repaidRow = "loans repaid";
const arrearsRow = "arrears paid";

/** Labs: what is due, what is done when it is too much, and every payment of the quarter. */
export function writeLabClearing(
  d: Draft,
  cast: Cast,
  supply: Supply,
  guarantees: readonly Guarantee[],
): void {
  // Who sells to other labs comes after them: what it is paid is there before it pays.
  const sells = (id: string): boolean => cast.vendors.some((vendor) => vendor.id === id);
  for (const { id } of cast.labs.filter((lab) => !sells(lab.id))) writeLab(d, cast, supply, guarantees, id);
  for (const { id } of cast.labs.filter((lab) => sells(lab.id))) writeLab(d, cast, supply, guarantees, id);
}

/** Whether a lab has a lease at a vendor. */
export function isLeased({ contracts }: Supply, lab: string, vendor: string): boolean {
  return contracts.some((one) => one.payer === lab && one.vendor === vendor && one.isLease);
}

/** What a lab owes a vendor for what it uses, beside leases and minimums that it does not use, in USD. */
function usedOf(supply: Supply, lab: string, vendor: string): Expression {
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

function writeLab(d: Draft, cast: Cast, supply: Supply, guarantees: readonly Guarantee[], id: string): void {
  const vendors = supply.vendorsOf(id).filter((vendor) => vendor !== id);
  const platforms = platformPayees(cast, supply, id);
  const sells = cast.vendors.some((vendor) => vendor.id === id);
  const sum = (of: readonly Expression[]): Expression => plus(usd(0), ...of);
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
  const amort = d.define(
    "flow",
    `repayment due ${id}`,
    USD,
    facilities ? larger(usual, smaller(debt, facilities.matured)) : usual,
  );
  const rest = d.define(
    "flow",
    `dues after staff ${id}`,
    USD,
    plus(shares, compute, late, interest, amort, claimsDue(d, id, guarantees)),
  );
  const dues = plus(staff, rest);

  // First: credit that was promised; then an emergency round, at a discount, of what markets give when somebody must.
  const missing = larger(usd(0), minus(dues, had));
  const drawn = facilities?.draw(missing) ?? usd(0);
  const short0 = minus(missing, drawn);
  const cold = when(isBelow(0.5, is("winter", plain)), d.assume("emergency-in-winter"), 1);
  const most = smaller(
    times(d.assume("emergency-round"), cold, was(`valuation ${id}`)),
    times(d.assume("emergency-of-market"), d.assume("market-cap")),
  );
  const rescue = d.define(
    "flow",
    `emergency round ${id}`,
    USD,
    times(d.mechanism("emergency-round"), smaller(short0, most)),
    usd(0),
  );
  d.ledger.pay(`${equityRow}: emergencies`, investors, id, rescue);
  const short1 = minus(short0, rescue);
  // Second: minimums beyond use are put off.
  const unused = sum(vendors.map((vendor) => is(`unused ${id} to ${vendor}`)));
  const deferred = d.define(
    "flow",
    `put off ${id}`,
    USD,
    times(d.mechanism("arrears"), smaller(short1, unused)),
  );
  const putOff = partOf(deferred, unused, usd(1));
  const short2 = minus(short1, deferred);
  // Third: training is cut, which lowers the use of this quarter and the need of the next. Leases are paid all the same.
  const trainingShare = partOf(is(`training ${id}`, GW), is(`served ${id}`, GW), constant(1e-6, GW));
  const useAll = sum(vendors.map((vendor) => usedOf(supply, id, vendor)));
  const cut = smaller(short2, times(d.assume("training-cut"), trainingShare, useAll));
  const cutAmount = d.define("flow", `training saved ${id}`, USD, times(d.mechanism("training-cut"), cut));
  const cutShare = partOf(cutAmount, useAll, usd(1));
  const short3 = minus(short2, cutAmount);
  const fails = d.shock(`fails ${id}`, 0);
  const leased = vendors.filter((vendor) => isLeased(supply, id, vendor));
  const leases = d.define(
    "flow",
    `leases due ${id}`,
    USD,
    sum(leased.map((vendor) => is(`lease ${id} to ${vendor}`))),
  );
  const due = minus(rest, plus(deferred, cutAmount, leases));
  const staffPaid = d.define(
    "auxiliary",
    `share of staff paid ${id}`,
    plain,
    covered(plus(had, drawn, rescue), staff, usd(1)),
    1,
  );
  // Staff comes first, then leases, then all others alike.
  const unpaid = larger(usd(0), minus(short3, minus(staff, times(staffPaid, staff))));
  const afforded = larger(minus(1, partOf(unpaid, due, usd(1))), 0);
  const paid = d.define(
    "auxiliary",
    `share paid ${id}`,
    plain,
    when(isBelow(0.5, fails), times(d.assume("recovery-lab"), afforded), afforded),
    1,
  );
  const leasePaid = d.define(
    "auxiliary",
    `share of leases paid ${id}`,
    plain,
    leased.length === 0
      ? constant(1, plain)
      : larger(minus(1, partOf(larger(usd(0), minus(unpaid, due)), leases, usd(1))), 0),
    1,
  );

  const strain = plus(deferred, cutAmount);
  const isStrained = isBelow(times(d.assume("strain-share"), dues), strain);
  const streak = d.define(
    "stock",
    `strained quarters ${id}`,
    plain,
    when(isStrained, plus(was(`strained quarters ${id}`, plain), 1), 0),
    0,
  );
  const isUnpaid = isBelow(times(d.assume("default-tolerance"), dues), short3);
  const isOver = any(
    isUnpaid,
    isAtMost(d.assume("strain-quarters"), streak),
    isBelow(0.5, fails),
    isBelow(staffPaid, paidInFull),
  );
  const failed = d.define("auxiliary", `default ${id}`, plain, when(isOver, 1, 0), 0);
  const stretched = d.define("auxiliary", `stretched ${id}`, plain, when(isBelow(usd(1), strain), 1, 0), 0);
  d.event(`${id}.default`, failed);
  d.event(`${id}.stretched`, stretched);
  d.define(
    "stock",
    `training cut ${id}`,
    plain,
    smaller(
      d.assume("training-cut"),
      times(d.assume("training-cut-kept"), plus(was(`training cut ${id}`, plain), cutShare)),
    ),
    0,
  );
  const kept = d.define(
    "auxiliary",
    `contracts kept ${id}`,
    plain,
    times(
      minus(1, times(d.mechanism("renegotiation"), d.assume("stretch-cut"), stretched)),
      when(isBelow(0.5, failed), d.assume("recovery-lab"), 1),
    ),
    1,
  );
  const scale = `contract scale ${id}`;
  d.define("stock", scale, plain, times(was(scale, plain), kept), 1);

  d.ledger.pay(rows.running, id, others, times(is(`running costs ${id}`), staffPaid));
  for (const payee of platforms)
    d.ledger.pay(rows.platform, id, payee, times(paid, is(`platform share ${id} to ${payee}`)));
  const missed = new Map<string, Expression>();
  d.define("auxiliary", `part put off ${id}`, plain, putOff);
  d.define("auxiliary", `part of use cut ${id}`, plain, cutShare);
  for (const vendor of vendors) {
    const pair = `${id} to ${vendor}`;
    const own = ownDue(supply, id, vendor);
    const lease = is(`lease ${pair}`);
    const hasLease = isLeased(supply, id, vendor);
    d.ledger.pay(
      rows.compute,
      id,
      vendor,
      plus(times(paid, own), ...(hasLease ? [times(leasePaid, lease)] : [])),
      is(`use ${pair} at the start`),
    );
    const lacking = hasLease ? [times(minus(1, leasePaid), lease)] : [];
    missed.set(vendor, plus(times(minus(1, paid), own), ...lacking));
    const owed = `arrears ${pair}`;
    const back = d.ledger.pay(arrearsRow, id, vendor, times(paid, d.assume("arrears-repaid"), was(owed)));
    const forgiven = times(failed, minus(1, d.assume("recovery-lab")));
    const open = plus(minus(was(owed), back), times(is(`part put off ${id}`, plain), is(`unused ${pair}`)));
    d.define("stock", owed, USD, times(minus(1, forgiven), open), usd(0));
  }
  writeLabCalls(d, id, supply, guarantees, missed);
  writeClaims(d, id, guarantees, paid, times(failed, minus(1, d.assume("recovery-lab"))));
  d.ledger.pay(interestRow, id, lenders, times(paid, interest));
  const repaid = d.ledger.pay(repaidRow, id, lenders, times(paid, amort));
  const written = d.define(
    "flow",
    `written off ${id}`,
    USD,
    times(failed, minus(1, d.assume("recovery-lab")), minus(debt, repaid)),
    usd(0),
  );
  d.define(
    "stock",
    `debt ${id}`,
    USD,
    minus(plus(debt, drawn), plus(repaid, written)),
    d.started(`${id}.debt`) ?? usd(0),
  );
  const spent = d.define(
    "flow",
    `paid for compute ${id}`,
    USD,
    plus(usd(0), d.ledger.paid(id, rows.compute)),
    sum(vendors.map((vendor) => is(`use ${id} to ${vendor} at the start`))),
  );
  d.show(`${id}.spend`, spent, "flow");
}
