// What a group has put into a lab by the start of a simulation, by the book.

import { classOf, isLive } from "../book/count.ts";
import { groupOf, on } from "../book/known.ts";
import { lastDayOf } from "../model/circular/quarter.ts";
import { low } from "../unit/quantity.ts";
import { USD } from "../model/circular/measures.ts";
import { amount, nameOf } from "./series-text.ts";
import type { Simulated } from "./simulate.ts";

export interface PutIn {
  readonly group: string;
  readonly amountUsd: number;
  readonly legs: readonly string[];
  readonly lines: readonly string[];
}

/** Money drawn or paid on funding legs by the end of the quarter of the start; undefined where there is none. */
export function putInBy({ book, day, simulation }: Simulated, group: string, lab: string): PutIn | undefined {
  const { start } = simulation.economy;
  const end = lastDayOf(start) < day ? lastDayOf(start) : day;
  const paid = [...book.legs.values()].flatMap((leg) => {
    const isFunding = classOf(leg) === "funding" && leg.medium !== "in-kind";
    if (!isFunding || groupOf(book, leg.payer, day) !== group || groupOf(book, leg.payee, day) !== lab)
      return [];
    if (!isLive(book, leg, day)) return [];
    const states = [leg.amount.drawn, leg.amount.paid].flatMap((state) => on(state, end) ?? []);
    const amountUsd = Math.max(0, ...states.map((state) => low(state)));
    return amountUsd > 0 ? [{ leg: leg.id, amountUsd }] : [];
  });
  const amountUsd = paid.reduce((sum, one) => sum + one.amountUsd, 0);
  if (amountUsd === 0) return undefined;
  const legs = paid.map(({ leg }) => leg);
  return {
    group,
    amountUsd,
    legs,
    lines: [
      `${nameOf(group, book)} had put in ${amount(amountUsd, USD)} by the end of ${start} (${legs.join(", ")}); what it was paid before that quarter is not in the figures.`,
    ],
  };
}
