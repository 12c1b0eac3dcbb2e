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

/** Whom a lab pays in a quarter. */
interface Debtor {
  readonly id: string;
  readonly supply: Supply;
  readonly guarantees: readonly Guarantee[];
  readonly vendors: readonly string[];
  readonly platforms: readonly string[];
  readonly leased: readonly string[];
  /** Sells its computers' time, and so builds and pays for power. */
  readonly sells: boolean;
}

function writeLab(d: Draft, cast: Cast, supply: Supply, guarantees: readonly Guarantee[], id: string): void {
  const vendors = supply.vendorsOf(id).filter((vendor) => vendor !== id);
  const debtor: Debtor = {
    id,
    supply,
    guarantees,
    vendors,
    platforms: platformPayees(cast, supply, id),
    leased: vendors.filter((vendor) => isLeased(supply, id, vendor)),
    sells: cast.vendors.some((vendor) => vendor.id === id),
  };
  const dues = writeLabDues(d, debtor);
  const relief = writeRelief(d, debtor, dues);
  const paid = writePaid(d, debtor, dues, relief);
  const failed = writeDefault(d, debtor, dues, relief, paid);
  writeContractsKept(d, debtor, relief, failed);
  writeDuesPaid(d, debtor, relief, paid, failed);
  writeDebt(d, debtor, dues, relief, paid, failed);
  writeComputePaid(d, debtor);
}

function sum(of: readonly Expression[]): Expression {
  return plus(usd(0), ...of);
}

/** What a lab owes for a quarter, and what it has to pay it with, in USD. */
interface LabDues {
  readonly staff: Expression;
  /** All but staff and power. */
  readonly rest: Expression;
  readonly all: Expression;
  readonly interest: Expression;
  readonly repayment: Expression;
  readonly had: Expression;
  readonly facilities: ReturnType<typeof facilitiesOf>;
}

function writeLabDues(d: Draft, { id, vendors, platforms, sells, guarantees }: Debtor): LabDues {
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

/** What is done when dues are more than a lab has, each no more than is needed, in USD. */
interface Relief {
  readonly drawn: Expression;
  readonly rescue: Expression;
  /** Minimums that are put off, and their part of all that is not used. */
  readonly deferred: Expression;
  readonly putOff: Expression;
  /** Training that is cut, and its part of all use. */
  readonly saved: Expression;
  readonly cut: Expression;
  /** What is lacking after all of it. */
  readonly short: Expression;
}

function writeRelief(d: Draft, { id, supply, vendors }: Debtor, dues: LabDues): Relief {
  // First: credit that was promised; then an emergency round, at a discount.
  const missing = larger(usd(0), minus(dues.all, dues.had));
  const drawn = dues.facilities?.draw(missing) ?? usd(0);
  const beyondCredit = minus(missing, drawn);
  const rescue = writeEmergencyRound(d, id, beyondCredit);
  const beyondRound = minus(beyondCredit, rescue);
  // Second: minimums beyond use are put off.
  const unused = sum(vendors.map((vendor) => is(`unused ${id} to ${vendor}`)));
  const deferred = d.define(
    "flow",
    `put off ${id}`,
    USD,
    times(d.mechanism("arrears"), smaller(beyondRound, unused)),
  );
  const putOff = partOf(deferred, unused, usd(1));
  const beyondArrears = minus(beyondRound, deferred);
  // Third: training is cut, which lowers the use of this quarter and the need of the next. Leases are paid all the same.
  const trainingShare = partOf(is(`training ${id}`, GW), is(`served ${id}`, GW), constant(1e-6, GW));
  const useAll = sum(vendors.map((vendor) => usedOf(supply, id, vendor)));
  const most = smaller(beyondArrears, times(d.assume("training-cut"), trainingShare, useAll));
  const saved = d.define("flow", `training saved ${id}`, USD, times(d.mechanism("training-cut"), most));
  const cut = partOf(saved, useAll, usd(1));
  return { drawn, rescue, deferred, putOff, saved, cut, short: minus(beyondArrears, saved) };
}

/** No more than markets give when somebody must. */
function writeEmergencyRound(d: Draft, id: string, short: Expression): Expression {
  const cold = when(isBelow(0.5, is("winter", plain)), d.assume("emergency-in-winter"), 1);
  const most = smaller(
    times(d.assume("emergency-round"), cold, was(`valuation ${id}`)),
    times(d.assume("emergency-of-market"), d.assume("market-cap")),
  );
  const rescue = d.define(
    "flow",
    `emergency round ${id}`,
    USD,
    times(d.mechanism("emergency-round"), smaller(short, most)),
    usd(0),
  );
  d.ledger.pay(`${equityRow}: emergencies`, investors, id, rescue);
  return rescue;
}

/** The parts of dues that are paid: staff comes first, then leases, then all others alike. */
interface Paid {
  readonly staff: Expression;
  readonly leases: Expression;
  readonly rest: Expression;
}

function writePaid(d: Draft, { id, leased }: Debtor, dues: LabDues, relief: Relief): Paid {
  const fails = d.shock(`fails ${id}`, 0);
  const leases = d.define(
    "flow",
    `leases due ${id}`,
    USD,
    sum(leased.map((vendor) => is(`lease ${id} to ${vendor}`))),
  );
  const due = minus(dues.rest, plus(relief.deferred, relief.saved, leases));
  const staff = d.define(
    "auxiliary",
    `share of staff paid ${id}`,
    plain,
    covered(plus(dues.had, relief.drawn, relief.rescue), dues.staff, usd(1)),
    1,
  );
  const unpaid = larger(usd(0), minus(relief.short, minus(dues.staff, times(staff, dues.staff))));
  const afforded = larger(minus(1, partOf(unpaid, due, usd(1))), 0);
  const rest = d.define(
    "auxiliary",
    `share paid ${id}`,
    plain,
    when(isBelow(0.5, fails), times(d.assume("recovery-lab"), afforded), afforded),
    1,
  );
  const leasesPaid = d.define(
    "auxiliary",
    `share of leases paid ${id}`,
    plain,
    leased.length === 0
      ? constant(1, plain)
      : larger(minus(1, partOf(larger(usd(0), minus(unpaid, due)), leases, usd(1))), 0),
    1,
  );
  return { staff, leases: leasesPaid, rest };
}

/** Whether a lab fails in the quarter: too much is unpaid, or it has been helped for too long. */
function writeDefault(d: Draft, { id }: Debtor, dues: LabDues, relief: Relief, paid: Paid): Expression {
  const strain = plus(relief.deferred, relief.saved);
  const isStrained = isBelow(times(d.assume("strain-share"), dues.all), strain);
  const streak = d.define(
    "stock",
    `strained quarters ${id}`,
    plain,
    when(isStrained, plus(was(`strained quarters ${id}`, plain), 1), 0),
    0,
  );
  const isUnpaid = isBelow(times(d.assume("default-tolerance"), dues.all), relief.short);
  const isOver = any(
    isUnpaid,
    isAtMost(d.assume("strain-quarters"), streak),
    isBelow(0.5, d.shock(`fails ${id}`, 0)),
    isBelow(paid.staff, paidInFull),
  );
  const failed = d.define("auxiliary", `default ${id}`, plain, when(isOver, 1, 0), 0);
  const stretched = d.define("auxiliary", `stretched ${id}`, plain, when(isBelow(usd(1), strain), 1, 0), 0);
  d.event(`${id}.default`, failed);
  d.event(`${id}.stretched`, stretched);
  return failed;
}

/** What stays cut of training in the next quarters, and how much of its contracts a lab goes on with. */
function writeContractsKept(d: Draft, { id }: Debtor, relief: Relief, failed: Expression): void {
  d.define(
    "stock",
    `training cut ${id}`,
    plain,
    smaller(
      d.assume("training-cut"),
      times(d.assume("training-cut-kept"), plus(was(`training cut ${id}`, plain), relief.cut)),
    ),
    0,
  );
  const stretched = is(`stretched ${id}`, plain);
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
}

/** Staff, platforms, vendors and what is late; then guarantors, for what vendors did not get. */
function writeDuesPaid(d: Draft, debtor: Debtor, relief: Relief, paid: Paid, failed: Expression): void {
  const { id, supply, guarantees, platforms, vendors } = debtor;
  d.ledger.pay(rows.running, id, others, times(is(`running costs ${id}`), paid.staff));
  for (const payee of platforms)
    d.ledger.pay(rows.platform, id, payee, times(paid.rest, is(`platform share ${id} to ${payee}`)));
  d.define("auxiliary", `part put off ${id}`, plain, relief.putOff);
  d.define("auxiliary", `part of use cut ${id}`, plain, relief.cut);
  const missed = new Map(
    vendors.map((vendor) => [vendor, writeVendorPaid(d, debtor, vendor, paid, failed)] as const),
  );
  writeLabCalls(d, id, supply, guarantees, missed);
  writeClaims(d, id, guarantees, paid.rest, times(failed, minus(1, d.assume("recovery-lab"))));
}

/** @returns what the vendor does not get, USD */
function writeVendorPaid(
  d: Draft,
  { id, supply, leased }: Debtor,
  vendor: string,
  paid: Paid,
  failed: Expression,
): Expression {
  const pair = `${id} to ${vendor}`;
  const own = ownDue(supply, id, vendor);
  const lease = is(`lease ${pair}`);
  const hasLease = leased.includes(vendor);
  d.ledger.pay(
    rows.compute,
    id,
    vendor,
    plus(times(paid.rest, own), ...(hasLease ? [times(paid.leases, lease)] : [])),
    is(`use ${pair} at the start`),
  );
  const lacking = hasLease ? [times(minus(1, paid.leases), lease)] : [];
  const owed = `arrears ${pair}`;
  const back = d.ledger.pay(arrearsRow, id, vendor, times(paid.rest, d.assume("arrears-repaid"), was(owed)));
  const forgiven = times(failed, minus(1, d.assume("recovery-lab")));
  const open = plus(minus(was(owed), back), times(is(`part put off ${id}`, plain), is(`unused ${pair}`)));
  d.define("stock", owed, USD, times(minus(1, forgiven), open), usd(0));
  return plus(times(minus(1, paid.rest), own), ...lacking);
}

function writeDebt(
  d: Draft,
  { id }: Debtor,
  dues: LabDues,
  relief: Relief,
  paid: Paid,
  failed: Expression,
): void {
  const debt = was(`debt ${id}`);
  d.ledger.pay(interestRow, id, lenders, times(paid.rest, dues.interest));
  const repaid = d.ledger.pay(repaidRow, id, lenders, times(paid.rest, dues.repayment));
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
    minus(plus(debt, relief.drawn), plus(repaid, written)),
    d.started(`${id}.debt`) ?? usd(0),
  );
}

function writeComputePaid(d: Draft, { id, vendors }: Debtor): void {
  const spent = d.define(
    "flow",
    `paid for compute ${id}`,
    USD,
    plus(usd(0), d.ledger.paid(id, rows.compute)),
    sum(vendors.map((vendor) => is(`use ${id} to ${vendor} at the start`))),
  );
  d.show(`${id}.spend`, spent, "flow");
}
