// What neoclouds pay: running costs, then the capex that cannot be stopped, then lenders with what is left.

import { type Expression, constant } from "../../expression/expression.ts";
import { type Cast, lenders, others } from "./cast.ts";
import { topUpRow } from "./builders.ts";
import { interestRow, paidInFull, repaidRow } from "./clearing.ts";
import { type Draft, is, usd, was } from "./draft.ts";
import type { Guarantee } from "./guarantee.ts";
import { GW, USD, plain } from "./measures.ts";
import { prepaidTo } from "./prepayment.ts";
import { rows } from "./receipts.ts";
import { claimsDue, neocloudCalls, writeClaims, writeNeocloudCalls } from "./support.ts";
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

/** Variables: `revenue`, `share paid`, `default`, `debt`, `cash flow <neocloud>`, and all that it pays. */
export function writeNeocloudClearing(d: Draft, cast: Cast, guarantees: readonly Guarantee[]): void {
  for (const id of cast.neoclouds) {
    const service = writeService(d, id);
    const purse = writeRunning(d, id);
    const paid = writeServicePaid(d, id, purse.left, service.due);
    const failed = writeDefault(d, id, paid);
    const owed = writeLenders(d, id, guarantees, service, paid, failed);
    const spare = writeOwnCapex(d, id, purse, service.due);
    writeGuarantors(d, id, guarantees, spare, failed);
    writeStocks(d, id, purse, owed);
  }
}

/** What a neocloud owes lenders for a quarter, in USD. */
interface Service {
  readonly interest: Expression;
  readonly repayment: Expression;
  /** What its lenders ask back at once. */
  readonly called: Expression;
  readonly due: Expression;
}

function writeService(d: Draft, id: string): Service {
  const debt = was(`debt ${id}`);
  const interest = d.define("flow", `interest due ${id}`, USD, times(writeCoupon(d, id), debt), usd(0));
  // Repayment begins when the assets earn: what is being built repays nothing yet.
  const built = plus(is(`starts ${id}`, GW), is(`works ${id}`, GW));
  const operating = minus(1, partOf(built, plus(is(`live ${id}`, GW), built), constant(1e-6, GW)));
  const repayment = d.define(
    "flow",
    `repayment due ${id}`,
    USD,
    times(d.mechanism("amortisation"), d.assume("amort-neo"), operating, debt),
    usd(0),
  );
  const called = is(`accelerated ${id}`);
  const usual = d.define("flow", `service due ${id}`, USD, plus(interest, repayment), usd(0));
  return { interest, repayment, called, due: plus(usual, called) };
}

/** @returns the rate of a quarter: its spread follows the mood of lenders slowly */
function writeCoupon(d: Draft, id: string): Expression {
  const mood = `coupon ${id}`;
  const target = minus(1, times(d.assume("coupon-mood"), is("appetite", plain)));
  d.define(
    "stock",
    mood,
    plain,
    plus(
      was(mood, plain),
      times(d.assume("coupon-speed"), minus(larger(0.5, smaller(4, target)), was(mood, plain))),
    ),
    1,
  );
  return times(
    0.25,
    plus(
      d.assume("base-rate"),
      d.shock("shock base rate", 0),
      times(d.assume("margin-neo"), is(mood, plain)),
    ),
  );
}

/** What a neocloud has before and after running costs and the capex that it cannot stop, in USD. */
interface Purse {
  readonly earned: Expression;
  readonly running: Expression;
  readonly bound: Expression;
  readonly left: Expression;
}

function writeRunning(d: Draft, id: string): Purse {
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

/** @returns the part of what is due to lenders that they get */
function writeServicePaid(d: Draft, id: string, left: Expression, due: Expression): Expression {
  const fails = d.shock(`fails ${id}`, 0);
  const afforded = covered(larger(left, usd(0)), due, usd(1));
  return d.define(
    "auxiliary",
    `share paid ${id}`,
    plain,
    when(isBelow(0.5, fails), times(d.assume("recovery-neo"), afforded), afforded),
    1,
  );
}

/** Whether a neocloud fails in the quarter: its lenders get very little, or too little for too long. */
function writeDefault(d: Draft, id: string, paid: Expression): Expression {
  const isLow = isBelow(paid, d.assume("service-strain"));
  const streak = d.define(
    "stock",
    `strained quarters ${id}`,
    plain,
    when(isLow, plus(was(`strained quarters ${id}`, plain), 1), 0),
    0,
  );
  const isOver = any(
    isBelow(paid, d.assume("service-default")),
    isAtMost(d.assume("service-quarters"), streak),
    isBelow(0.5, d.shock(`fails ${id}`, 0)),
  );
  const failed = d.define("auxiliary", `default ${id}`, plain, when(isOver, 1, 0), 0);
  d.event(`${id}.default`, failed);
  const stretched = when(isBelow(paid, paidInFull), 1, 0);
  d.event(`${id}.stretched`, d.define("auxiliary", `stretched ${id}`, plain, stretched, 0));
  return failed;
}

/** What its lenders get of it and of guarantors, and what they lose. @returns by how much its debt falls, in USD */
function writeLenders(
  d: Draft,
  id: string,
  guarantees: readonly Guarantee[],
  { interest, repayment, called, due }: Service,
  paid: Expression,
  failed: Expression,
): Expression {
  d.ledger.pay(interestRow, id, lenders, times(paid, interest));
  const repaid = d.ledger.pay(repaidRow, id, lenders, times(paid, plus(repayment, called)));
  // Guarantors pay a part of what is missing, and then hold that part of the debt.
  const calls = neocloudCalls(d, id, guarantees);
  const missing = minus(1, paid);
  const taken = d.define(
    "flow",
    `debt taken over ${id}`,
    USD,
    times(calls.share, missing, repayment),
    usd(0),
  );
  const written = d.define(
    "flow",
    `written off ${id}`,
    USD,
    times(failed, minus(1, d.assume("recovery-neo")), minus(was(`debt ${id}`), plus(repaid, taken))),
    usd(0),
  );
  writeNeocloudCalls(d, calls, times(missing, due), written);
  // What lenders have lost they do not lend again, until they forget.
  const kept = minus(1, d.assume("lender-forgets"));
  const lost = `lost by lenders on ${id}`;
  d.define("stock", lost, USD, plus(times(kept, was(lost)), written, taken), usd(0));
  return plus(repaid, taken, written);
}

/** @returns what is left when lenders are paid and it has built what it chose to, in USD */
function writeOwnCapex(d: Draft, id: string, { bound, left }: Purse, due: Expression): Expression {
  const free = larger(usd(0), minus(left, due));
  const chosen = smaller(free, minus(is(`own part of capex ${id}`), is(`bound part of capex ${id}`)));
  d.define("flow", `own money in capex ${id}`, USD, plus(bound, chosen));
  return minus(free, chosen);
}

function writeGuarantors(
  d: Draft,
  id: string,
  guarantees: readonly Guarantee[],
  spare: Expression,
  failed: Expression,
): void {
  const owed = claimsDue(d, id, guarantees);
  const part = smaller(partOf(spare, owed, usd(1)), 1);
  writeClaims(d, id, guarantees, part, times(failed, minus(1, d.assume("recovery-neo"))));
}

function writeStocks(d: Draft, id: string, { earned, running }: Purse, fall: Expression): void {
  d.define(
    "stock",
    `debt ${id}`,
    USD,
    minus(plus(was(`debt ${id}`), is(`loans drawn: ${lenders} to ${id}`)), fall),
    d.started(`${id}.debt`),
  );
  const memory = d.assume("cash-flow-memory");
  d.define(
    "stock",
    `cash flow ${id}`,
    USD,
    plus(times(memory, was(`cash flow ${id}`)), times(minus(1, memory), minus(earned, running))),
    times(d.assume("neo-margin-start"), d.started(`${id}.revenue`)!),
  );
}

function contractRows(d: Draft, id: string): string[] {
  return d.ledger
    .payments()
    .filter(({ payee, row }) => payee === id && row.startsWith(`${rows.compute}, `))
    .map(({ row }) => row);
}
