// Debt at the end of a quarter: as told, with the loans that are known since, or as it grew.

import { addDays, daysBetween } from "../../unit/date.ts";
import { plus, widened } from "./level.ts";
import { type Quarter, lastDayOf } from "./quarter.ts";
import type { Level } from "./start.ts";
import type { Knowledge } from "./start-knowledge.ts";
import { loansSince } from "./start-payments.ts";
import { type Point, type Reach, levelOn, pointsOfFirst } from "./start-stock.ts";

const reach: Reach = { bridged: 550, carried: 280, isGrowing: true };

/** Balances of a party, the whole debt before its long-term part. */
function balances(knowledge: Knowledge, parties: readonly string[]): Point[] {
  return pointsOfFirst(
    ["debt", "debt-long-term"].map((metric) => parties.flatMap((each) => knowledge.facts(each, metric))),
  );
}

export function debtTold(
  knowledge: Knowledge,
  parties: readonly string[],
  quarter: Quarter,
): Level | undefined {
  return balances(knowledge, parties).find(({ on }) => on === lastDayOf(quarter))?.level;
}

/** Later than the last balance: that with the loans that are known to be drawn since or, where none is, grown on. */
export function debtByRule(
  knowledge: Knowledge,
  parties: readonly string[],
  quarter: Quarter,
): Level | undefined {
  const end = lastDayOf(quarter);
  const points = balances(knowledge, parties);
  const last = points.findLast(({ on }) => on < end);
  const isLater = last && !points.some(({ on }) => on > end) && daysBetween(last.on, end) <= reach.carried;
  const drawn = isLater && loansSince(knowledge, parties, { start: addDays(last.on, 1), end });
  return drawn
    ? widened(plus(last.level, drawn), knowledge.rule("start-carry-error"))
    : levelOn(knowledge, points, end, reach);
}
