// The amounts of a year's flows: what is told to have been paid, what the schedules leave, and no more
// than the payer spends.

import type { Fact } from "../book/book.ts";
import { amountTold, meanOf } from "../book/told-year.ts";
import type { Entry, Limit, Told, YearPlan } from "./year-plan.ts";

/** The figures at which a plan is taken: their middles, or one draw of them. */
export interface Point {
  /** USD that an entry's contract comes to on the days of which nothing is told. */
  readonly scheduled: (entry: Entry, i: number) => number;
  /** USD that the reports of one period are taken to say. */
  readonly told: (reports: readonly Fact[]) => number;
  /** What the payer spent in all, USD, and how much of the plan's excess over it counts, from 0 to 1. */
  readonly limit: (limit: Limit) => { readonly outlay: number; readonly excess: number };
}

/**
 * Every figure at its middle. Where the outlay is only forecast, plan and forecast contradict each
 * other: two equally likely points, of which the mean counts.
 */
export const middle: Point = {
  scheduled: ({ line, open }) =>
    line === undefined ? 0 : open.reduce((sum, days) => sum + line.whole * line.shareOf(days), 0),
  told: meanOf,
  limit: ({ outlay }) => ({ outlay: outlay.central, excess: outlay.isForecast ? 0.5 : 0 }),
};

/** A payer whose contracts of the year come to more than it spends in all. */
export interface Held {
  readonly limit: Limit;
  /** USD by what is told and by the contracts. */
  readonly planned: number;
  /** USD that counts. */
  readonly counted: number;
}

export interface Amounts {
  /** USD of each entry. */
  readonly amount: Float64Array;
  readonly held: readonly Held[];
}

/**
 * The amount of each entry of a plan.
 *
 * What is told stands. What the contracts say beside it is cut, all by the same part, where both
 * together exceed what the payer spent in all.
 */
export function amountsOf({ entries, told, limits }: YearPlan, point: Point): Amounts {
  const paid = new Map<Told, number>(told.map((each) => [each, amountTold(each, point.told)]));
  const settled = new Float64Array(entries.length);
  const scheduled = new Float64Array(entries.length);
  const amount = new Float64Array(entries.length);
  entries.forEach((entry, i) => {
    settled[i] = entry.told ? paid.get(entry.told)! * entry.part : 0;
    scheduled[i] = point.scheduled(entry, i);
    amount[i] = settled[i] + scheduled[i];
  });
  const held: Held[] = [];
  for (const limit of limits) {
    const { outlay, excess } = point.limit(limit);
    const fixed = sumOf(settled, limit.entries);
    const open = sumOf(scheduled, limit.entries);
    if (open === 0 || fixed + open <= outlay) continue;
    const within = Math.max(0, outlay - fixed) / open;
    const kept = within + excess * (1 - within);
    for (const i of limit.entries) amount[i] = settled[i]! + scheduled[i]! * kept;
    held.push({ limit, planned: fixed + open, counted: fixed + open * kept });
  }
  return { amount, held };
}

function sumOf(values: Float64Array, at: readonly number[]): number {
  return at.reduce((sum, i) => sum + values[i]!, 0);
}
