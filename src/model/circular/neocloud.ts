// What neoclouds pay: running costs, then the capex that cannot be stopped, then lenders with what is left.

import type { Expression } from "../../expression/expression.ts";
import { type Cast, lenders } from "./cast.ts";
import { type Draft, is, usd, was } from "./draft.ts";
import type { Guarantee } from "./guarantee.ts";
import { paidInFull } from "./lab-default.ts";
import { USD, plain } from "./measures.ts";
import { type Purse, writeRunning } from "./neocloud-purse.ts";
import { writeLenders, writeService } from "./neocloud-service.ts";
import { claimsDue, writeClaims } from "./support.ts";
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
