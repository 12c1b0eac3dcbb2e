// What a lab has in cash: the last balance that is told, what came in since by the book's legs, and what was burnt.

import { addDays, daysBetween } from "../../unit/date.ts";
import { plus, times } from "./level.ts";
import { type Quarter, firstDayOf, lastDayOf, plusQuarters } from "./quarter.ts";
import { burntIn } from "./start-burn.ts";
import type { Knowledge } from "./start-knowledge.ts";
import { paymentsTo, raisedIn } from "./start-payments.ts";
import { pointsOf } from "./start-stock.ts";
import type { Level } from "./start.ts";

/** Days of balances that are too old, or too far ahead, to start from. */
const balanceAgeMax = 550;

/**
 * Cash of a lab at the end of a quarter by the balance that is told before it (or after, where none is),
 * with what came in and less what was burnt between. Without any balance: a part of what it raised in the
 * four quarters.
 */
export function cashByRule(
  knowledge: Knowledge,
  parties: readonly string[],
  quarter: Quarter,
): Level | undefined {
  const end = lastDayOf(quarter);
  const payments = paymentsTo(knowledge, parties);
  const balances = parties.flatMap((party) => pointsOf(knowledge.facts(party, "cash")));
  const before = balances.findLast((point) => point.on <= end);
  const base = before ?? balances.find((point) => point.on > end);
  if (base && Math.abs(daysBetween(base.on, end)) <= balanceAgeMax) {
    const days =
      base.on <= end ? { start: addDays(base.on, 1), end } : { start: addDays(end, 1), end: base.on };
    const burnt = burntIn(knowledge, parties, days);
    if (burnt) {
      const change = plus(raisedIn(payments, days), burnt, -1);
      const level = plus(base.level, change, base.on <= end ? 1 : -1);
      if (level.central > 0) return { ...level, low: Math.max(level.low, 0) };
    }
  }
  const kept = knowledge.rule("start-cash-over-raised");
  const raised = raisedIn(payments, { start: firstDayOf(plusQuarters(quarter, -3)), end });
  return kept && raised.central > 0 ? times(raised, kept) : undefined;
}
