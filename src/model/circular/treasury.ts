// Groups: interest, repayment, borrowing at the floor of their cash, distributions; what grown labs pay to their owners;
// and the columns that close the economy: sinks pass on what they get, lenders their income.

import { type Cast, customers, investors, lenders, others } from "./cast.ts";
import { drawnRow } from "./builders.ts";
import { distributionRow } from "./makers.ts";
import { holdersOf } from "./marks.ts";
import { interestRow, repaidRow, rows } from "./rows.ts";
import { stopsDistributions } from "./covenant.ts";
import { type Draft, is, usd, was } from "./draft.ts";
import { USD, plain } from "./measures.ts";
import { isBelow, larger, minus, plus, smaller, times, when } from "./write.ts";

const incomeRow = "income returned to customers";
const passedRow = "lenders' income passed on";

export function writeTreasury(d: Draft, cast: Cast): void {
  for (const { id } of cast.labs) writeLab(d, cast, id);
  for (const { id } of cast.groups) writeGroup(d, id);
  d.ledger.pay(incomeRow, others, customers, d.ledger.received(others));
  d.ledger.pay(passedRow, lenders, investors, d.ledger.received(lenders, interestRow));
}

/** A lab that no longer burns money, and grows little, pays its owners a part of what it does not need. */
function writeLab(d: Draft, cast: Cast, id: string): void {
  const outlay = plus(was(`running costs ${id}`), was(`paid for compute ${id}`));
  const before = plus(was(`cash ${id}`), minus(d.ledger.received(id), d.ledger.paid(id)));
  const spare = larger(usd(0), minus(before, times(d.assume("lab-cash-kept"), outlay)));
  const grows = times(was(`growth ${id}`, plain), d.inverse("multiple-half"));
  const earns = isBelow(was(`burn ${id}`), usd(1));
  const part = times(
    d.mechanism("lab-distributions"),
    d.assume("lab-payout"),
    when(earns, larger(0, minus(1, larger(grows, 0))), 0),
  );
  const paid = d.define("flow", `distributed by ${id}`, USD, times(part, spare), usd(0));
  for (const holder of holdersOf(d, cast, id)) {
    const stake = was(`stake ${holder} in ${id}`, plain);
    d.ledger.pay(distributionRow, id, holder, times(stake, paid));
  }
}

function writeGroup(d: Draft, id: string): void {
  const debt = was(`debt ${id}`);
  const rate = times(
    0.25,
    plus(
      d.assume("base-rate"),
      d.shock("shock base rate", 0),
      d.assume(`margin-${id === "oracle" ? "oracle" : "group"}`),
    ),
  );
  d.ledger.pay(interestRow, id, lenders, times(rate, debt));
  const repaid = d.ledger.pay(
    repaidRow,
    id,
    lenders,
    times(d.mechanism("amortisation"), d.assume("amort-group"), debt),
  );
  const earned = minus(
    d.ledger.received(id),
    plus(usd(0), d.ledger.paid(id, rows.running, rows.power, interestRow), paidForCompute(d, id)),
  );
  const operating = d.define("flow", `operating cash ${id}`, USD, earned, d.started(`${id}.operatingCash`));
  const before = plus(was(`cash ${id}`), minus(d.ledger.received(id), d.ledger.paid(id)));
  const had = d.define("flow", `cash before borrowing ${id}`, USD, before);
  const floor = d.assume(`cash-floor-${id}`);
  const borrowed = d.ledger.pay(drawnRow, lenders, id, larger(usd(0), minus(floor, had)));
  const spare = larger(usd(0), minus(had, floor));
  // Owners get a part of what comes in, and of what has piled up.
  const piled = larger(usd(0), minus(had, times(d.assume("group-cash-kept"), floor)));
  const paid = plus(
    times(d.assume(`payout-${id}`), larger(usd(0), operating)),
    times(d.assume("group-excess-paid"), piled),
  );
  const wished = times(minus(1, stopsDistributions(d, id)), paid);
  d.ledger.pay(distributionRow, id, investors, smaller(spare, wished));
  const owed = d.define(
    "stock",
    `debt ${id}`,
    USD,
    plus(minus(debt, repaid), borrowed),
    d.started(`${id}.debt`),
  );
  if (id !== "oracle") return;
  // Groups do not default here; one whose debt is far above its cash flow for a year is called strained.
  const yearly = times(4, larger(usd(1), operating));
  const heavy = isBelow(times(8, yearly), owed);
  const streak = d.define(
    "stock",
    `strained quarters ${id}`,
    plain,
    when(heavy, plus(was(`strained quarters ${id}`, plain), 1), 0),
    0,
  );
  d.event(
    `${id}.strained`,
    d.define("auxiliary", `strained ${id}`, plain, when(isBelow(3.5, streak), 1, 0), 0),
  );
}

function paidForCompute(d: Draft, id: string) {
  const of = d.ledger.payments().filter(({ payer, row }) => payer === id && row.startsWith(rows.compute));
  return plus(usd(0), ...of.map(({ amount }) => is(amount.name)));
}
