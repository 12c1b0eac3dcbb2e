// All that a lab pays in a quarter, and what it still owes.

import type { Expression } from "../../expression/expression.ts";
import { lenders, others } from "./cast.ts";
import { type Draft, is, usd, was } from "./draft.ts";
import type { Paid } from "./lab-default.ts";
import { type Debtor, type LabDues, ownDue, sum } from "./lab-dues.ts";
import type { Relief } from "./lab-relief.ts";
import { USD, plain } from "./measures.ts";
import { interestRow, repaidRow, rows } from "./rows.ts";
import { writeClaims, writeLabCalls } from "./support.ts";
import { minus, plus, times } from "./write.ts";

const arrearsRow = "arrears paid";

/** Staff, platforms, vendors and what is late; then guarantors, for what vendors did not get. */
export function writeDuesPaid(
  d: Draft,
  debtor: Debtor,
  relief: Relief,
  paid: Paid,
  failed: Expression,
): void {
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

export function writeDebt(
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

export function writeComputePaid(d: Draft, { id, vendors }: Debtor): void {
  const spent = d.define(
    "flow",
    `paid for compute ${id}`,
    USD,
    plus(usd(0), d.ledger.paid(id, rows.compute)),
    sum(vendors.map((vendor) => is(`use ${id} to ${vendor} at the start`))),
  );
  d.show(`${id}.spend`, spent, "flow");
}
