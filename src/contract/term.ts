// From when to when a leg runs, and what it comes to in a year.

import type { Book, Leg } from "../book/book.ts";
import { type Day, daysBetween, firstDay, lastDay } from "../unit/date.ts";
import { type Quantity, central } from "../unit/quantity.ts";
import { conversion, unitNamed } from "../unit/unit.ts";

const DAYS_A_YEAR = 365.25;

/** A leg's term, and the assumption that it rests on where the leg does not give its end. */
export interface Term {
  readonly start: Day;
  readonly end: Day;
  readonly years: number;
  /** Id of the assumption of a term by kind; undefined where the leg says it itself. */
  readonly assumed: string | undefined;
}

/**
 * The term of a leg: its length from its start, its own days, its maturity, or the assumption by its
 * kind. A length comes before an end: "2026 to 2029" for three years names years, not days.
 *
 * A partial date counts from its first day as a start and from its last day as an end.
 *
 * @returns undefined where the leg does not say and the book assumes nothing for its kind
 */
export function termOf(book: Book, leg: Leg): Term | undefined {
  const start = firstDay(leg.term?.start ?? leg.announced);
  if (leg.term?.length) return lasting(start, inYears(leg.term.length), undefined);
  const end = leg.term?.end ?? leg.maturity;
  if (end !== undefined) return between(start, lastDay(end), undefined);
  const id = `term-${leg.kind}`;
  const assumption = book.assumptions.get(id);
  return assumption && lasting(start, inYears(assumption.central ?? assumption.value), id);
}

function inYears(length: Quantity): number {
  return central(length) * conversion(unitNamed(length.unit), unitNamed("year"));
}

function between(start: Day, end: Day, assumed: string | undefined): Term {
  return { start, end, years: Math.max(1, daysBetween(start, end) + 1) / DAYS_A_YEAR, assumed };
}

function lasting(start: Day, years: number, assumed: string | undefined): Term {
  const days = Math.round(years * DAYS_A_YEAR);
  const end = new Date(Date.parse(start) + (days - 1) * 86_400_000).toISOString().slice(0, 10);
  return { start, end, years, assumed };
}

/** The part of a term that falls into a calendar year, from 0 to 1: straight-line spreading. */
export function shareInYear(term: Pick<Term, "start" | "end">, year: number): number {
  return daysInYear(term, year) / (daysBetween(term.start, term.end) + 1);
}

/** How many days of a stretch lie in a calendar year. */
export function daysInYear({ start, end }: Pick<Term, "start" | "end">, year: number): number {
  const from = start > `${year}-01-01` ? start : `${year}-01-01`;
  const to = end < `${year}-12-31` ? end : `${year}-12-31`;
  return Math.max(0, daysBetween(from, to) + 1);
}
