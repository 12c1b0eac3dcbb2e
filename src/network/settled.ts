// Which payments are known to have been made, and between which days.

import type { Leg } from "../book/book.ts";
import { on } from "../book/known.ts";
import { type Day, firstDay, lastDay } from "../unit/date.ts";
import { high, low } from "../unit/quantity.ts";

/** A payment made between two days of different years, and counted in the later year. */
export interface AssumedYear {
  readonly leg: string;
  readonly amount: number;
  readonly since: Day;
  readonly until: Day;
}

/** A stretch of days in which an amount was paid. */
interface Stretch {
  readonly since: Day;
  readonly until: Day;
  readonly amount: number;
}

/** Whether money of a leg is known to have moved: what is promised fills no pool. */
export function isSettled(leg: Leg, day: Day): boolean {
  const moved = [on(leg.amount.paid, day), on(leg.amount.drawn, day)];
  return moved.some((q) => q !== undefined && high(q) > 0) || on(leg.status, day) === "completed";
}

/** Payments of a leg that may have been made in the year before the one in which they count. */
export function assumedYears(leg: Leg, year: number, day: Day): AssumedYear[] {
  return stretchesOf(leg, day)
    .filter(({ since, until }) => until.startsWith(String(year)) && since < `${year}-01-01`)
    .map(({ since, until, amount }) => ({ leg: leg.id, amount, since, until }));
}

/**
 * When a leg was paid: each dated amount between the day of the one before it (the announcement, for the
 * first) and its own day; on the day itself where a dated tranche says so, or nothing else is known.
 */
export function stretchesOf(leg: Leg, day: Day): Stretch[] {
  const states = [leg.amount.paid, leg.amount.drawn].map((list) =>
    list.filter((entry) => entry.from !== undefined && entry.is !== undefined && lastDay(entry.from) <= day),
  );
  const dated = states.find((list) => list.length > 0) ?? [];
  const start = firstDay(leg.announced);
  if (dated.length === 0) return [{ since: start, until: start, amount: 1 }];
  const tranches = (leg.tranches ?? []).flatMap(({ on: due }) => (due === undefined ? [] : [lastDay(due)]));
  return dated.flatMap((entry, i) => {
    const until = lastDay(entry.from!);
    const before = dated[i - 1];
    const amount = low(entry.is!) - (before ? low(before.is!) : 0);
    const since = before ? lastDay(before.from!) : start;
    const isDue = tranches.includes(until) || since > until;
    return amount > 0 ? [{ since: isDue ? until : since, until, amount }] : [];
  });
}
