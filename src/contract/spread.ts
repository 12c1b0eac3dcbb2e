// When a leg's money moves: funding when it is drawn or due, purchases over their term.

import type { Book, Leg, Since } from "../book/book.ts";
import { classOf } from "../book/count.ts";
import { on } from "../book/known.ts";
import { type Day, firstDay, lastDay } from "../unit/date.ts";
import { type Quantity, low } from "../unit/quantity.ts";
import { scheduleOf } from "./schedule.ts";
import { shareInYear } from "./term.ts";

/** How a leg's amount falls into calendar years. */
export interface Spread {
  /** From 0 to 1; all years add to 1. */
  readonly shareIn: (year: number) => number;
  /** Id of the assumption of a term by kind, where the leg does not say its own. */
  readonly assumed: string | undefined;
}

/**
 * When the money of a leg moves.
 *
 * Purchases and leases move over their term (straight line, or the ramp). Funding moves on the days on
 * which it is known to have been drawn or paid; what is left moves on the dated tranches, else over
 * the leg's own term, else on its announcement.
 *
 * @returns undefined where a purchase has no term and the book assumes none for its kind
 */
export function spreadOf(book: Book, leg: Leg, day: Day): Spread | undefined {
  if (classOf(leg) === "purchase") {
    const schedule = scheduleOf(book, leg);
    return schedule && { shareIn: schedule.shareIn, assumed: schedule.term.assumed };
  }
  const parts = fundingParts(leg, day);
  const total = parts.reduce((sum, part) => sum + part.amount, 0);
  return {
    shareIn: (year) => parts.reduce((sum, part) => sum + part.amount * shareInYear(part, year), 0) / total,
    assumed: undefined,
  };
}

interface Part {
  readonly start: Day;
  readonly end: Day;
  readonly amount: number;
}

function fundingParts(leg: Leg, day: Day): Part[] {
  const whole = largest(leg, day);
  const drawn = increments(leg.amount.paid, day) ?? increments(leg.amount.drawn, day) ?? [];
  const known = drawn.reduce((sum, part) => sum + part.amount, 0);
  const rest = whole - known;
  if (drawn.length > 0 && rest <= 0) return drawn;
  const due = dueTranches(leg, drawn.at(-1)?.end ?? "", rest);
  const left = rest - due.reduce((sum, part) => sum + part.amount, 0);
  const parts = [...drawn, ...due];
  if (left <= 0 && parts.length > 0) return parts;
  const start = later(
    leg.term?.start === undefined ? firstDay(leg.announced) : firstDay(leg.term.start),
    drawn.at(-1)?.end,
  );
  const end =
    leg.term?.start !== undefined && leg.term.end !== undefined && !isLoan(leg)
      ? lastDay(leg.term.end)
      : start;
  return [...parts, { start, end: end < start ? start : end, amount: left > 0 ? left : 1 }];
}

/** A loan's term says when it is repaid, not when it is drawn. */
function isLoan(leg: Leg): boolean {
  return leg.kind === "debt" || leg.kind === "convertible";
}

/** What was drawn by each dated day beyond the day before it; undefined without a date. */
function increments(list: readonly Since<Quantity | undefined>[], day: Day): Part[] | undefined {
  const dated = list.filter(
    (entry) => entry.from !== undefined && entry.is !== undefined && lastDay(entry.from) <= day,
  );
  if (dated.length === 0) return undefined;
  let before = 0;
  return dated.flatMap((entry) => {
    const amount = low(entry.is!) - before;
    before = low(entry.is!);
    const on = lastDay(entry.from!);
    return amount > 0 ? [{ start: on, end: on, amount }] : [];
  });
}

/** Dated tranches after what has been drawn, up to what is left. */
function dueTranches(leg: Leg, after: Day, rest: number): Part[] {
  let left = rest;
  return (leg.tranches ?? []).flatMap((tranche) => {
    if (tranche.on === undefined || tranche.amount === undefined) return [];
    const on = lastDay(tranche.on);
    const amount = Math.min(left, low(tranche.amount));
    if (on <= after || amount <= 0) return [];
    left -= amount;
    return [{ start: on, end: on, amount }];
  });
}

/** The largest known of firm, drawn, paid and headline: proportions are all that is needed here. */
function largest(leg: Leg, day: Day): number {
  const known = [leg.amount.firm, leg.amount.drawn, leg.amount.paid].map((state) => on(state, day));
  const amounts = known.flatMap((q) => (q ? [low(q)] : []));
  const headline = on(leg.amount.headline, day);
  return Math.max(0, ...amounts, ...(headline ? [low(headline)] : []));
}

function later(a: Day, b: Day | undefined): Day {
  return b !== undefined && b > a ? b : a;
}
