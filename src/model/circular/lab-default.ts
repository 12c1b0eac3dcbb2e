// Which part of its dues a lab pays, whether it fails, and with what it goes on.

import { type Expression, constant } from "../../expression/expression.ts";
import { type Draft, is, usd, was } from "./draft.ts";
import { type Debtor, type LabDues, sum } from "./lab-dues.ts";
import type { Relief } from "./lab-relief.ts";
import { USD, plain } from "./measures.ts";
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

/** The parts of dues that are paid: staff comes first, then leases, then all others alike. */
export interface Paid {
  readonly staff: Expression;
  readonly leases: Expression;
  readonly rest: Expression;
}

export function writePaid(d: Draft, { id, leased }: Debtor, dues: LabDues, relief: Relief): Paid {
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
export function writeDefault(
  d: Draft,
  { id }: Debtor,
  dues: LabDues,
  relief: Relief,
  paid: Paid,
): Expression {
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
export function writeContractsKept(d: Draft, { id }: Debtor, relief: Relief, failed: Expression): void {
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
