// What is done when a lab's dues are more than it has, each no more than is needed.

import { type Expression, constant } from "../../expression/expression.ts";
import { investors } from "./cast.ts";
import { type Draft, is, usd, was } from "./draft.ts";
import { equityRow } from "./funding.ts";
import { type Debtor, type LabDues, sum, usedOf } from "./lab-dues.ts";
import { GW, USD, plain } from "./measures.ts";
import { isBelow, larger, minus, partOf, smaller, times, when } from "./write.ts";

/** What is done when dues are more than a lab has, each no more than is needed, in USD. */
export interface Relief {
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

export function writeRelief(d: Draft, { id, supply, vendors }: Debtor, dues: LabDues): Relief {
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
