// From when to when a leg runs, and what it comes to in a year.

import type { Book, Leg } from "../book/book.ts";
import {
  type Day,
  type Stretch,
  addDays,
  daysBetween,
  firstDay,
  isDay,
  lastDay,
  lengthOf,
  overlap,
  yearDays,
} from "../unit/date.ts";
import { type Quantity, central } from "../unit/quantity.ts";
import { conversion, unitNamed } from "../unit/unit.ts";

const DAYS_A_YEAR = 365.25;

/** A leg's term, and the assumption that it rests on where the leg does not give its end. */
export interface Term extends Stretch {
  readonly years: number;
  /** Id of the assumption of a term by kind; undefined where the leg says it itself. */
  readonly assumed: string | undefined;
}

/**
 * The term of a leg: its length from its start, its own days, its maturity, or the assumption by its
 * kind. A length comes before an end: "2026 to 2029" for three years names years, not days.
 *
 * A partial date counts from its first day as a start and from its last day as an end, but for one
 * case: a contract that starts "in 2025" and was announced in November of that year starts on the day
 * of its announcement. Nobody pays on a contract before it is made. A full date stays as it is written,
 * and so does a month or year that was over when the deal was told: such a contract ran before.
 *
 * @returns undefined where the leg does not say and the book assumes nothing for its kind
 */
export function termOf(book: Book, leg: Leg): Term | undefined {
  const start = startOf(leg);
  if (leg.term?.length) return lasting(start, inYears(leg.term.length), undefined);
  const end = leg.term?.end ?? leg.maturity;
  if (end !== undefined) return between(start, lastDay(end), undefined);
  const id = `term-${leg.kind}`;
  const assumption = book.assumptions.get(id);
  return assumption && lasting(start, inYears(assumption.central ?? assumption.value), id);
}

/** The first day of a leg's term. */
export function startOf(leg: Leg): Day {
  const announced = firstDay(leg.announced);
  const written = leg.term?.start;
  if (written === undefined) return announced;
  const first = firstDay(written);
  const end = leg.term?.end ?? leg.maturity;
  const isWithin = !isDay(written) && announced >= first && announced <= lastDay(written);
  return isWithin && (end === undefined || announced <= lastDay(end)) ? announced : first;
}

function inYears(length: Quantity): number {
  return central(length) * conversion(unitNamed(length.unit), unitNamed("year"));
}

function between(start: Day, end: Day, assumed: string | undefined): Term {
  return { start, end, years: Math.max(1, daysBetween(start, end) + 1) / DAYS_A_YEAR, assumed };
}

/** Whole days of some years. */
export function daysOf(years: number): number {
  return Math.max(1, Math.round(years * DAYS_A_YEAR));
}

/** A term of some years from its start. */
export function lasting(start: Day, years: number, assumed: string | undefined): Term {
  const days = daysOf(years);
  const end = addDays(start, days - 1);
  return { start, end, years, assumed };
}

/** The part of a term that falls into some days, from 0 to 1: straight-line spreading. */
export function shareOfTerm(term: Stretch, days: Stretch): number {
  return overlap(term, days) / Math.max(1, lengthOf(term));
}

/** The part of a term that falls into a calendar year, from 0 to 1. */
export function shareInYear(term: Stretch, year: number): number {
  return shareOfTerm(term, yearDays(year));
}

/** How many days of a stretch lie in a calendar year. */
export function daysInYear(stretch: Stretch, year: number): number {
  return overlap(stretch, yearDays(year));
}
