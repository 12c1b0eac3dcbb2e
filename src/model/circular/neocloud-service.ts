// What a neocloud owes its lenders for a quarter, what they get, and what they lose.

import { type Expression, constant } from "../../expression/expression.ts";
import { lenders } from "./cast.ts";
import { type Draft, is, usd, was } from "./draft.ts";
import type { Guarantee } from "./guarantee.ts";
import { GW, USD, plain } from "./measures.ts";
import { interestRow, repaidRow } from "./rows.ts";
import { neocloudCalls, writeNeocloudCalls } from "./support.ts";
import { larger, minus, partOf, plus, smaller, times } from "./write.ts";

/** What a neocloud owes lenders for a quarter, in USD. */
interface Service {
  readonly interest: Expression;
  readonly repayment: Expression;
  /** What its lenders ask back at once. */
  readonly called: Expression;
  readonly due: Expression;
}

export function writeService(d: Draft, id: string): Service {
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

/** What its lenders get of it and of guarantors, and what they lose. @returns by how much its debt falls, in USD */
export function writeLenders(
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
