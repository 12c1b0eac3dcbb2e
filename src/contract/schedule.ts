// How much of a leg falls into a calendar year: by its ramp where it has one, else on a straight line.

import type { Book, Leg } from "../book/book.ts";
import { firstDay, lastDay } from "../unit/date.ts";
import { central } from "../unit/quantity.ts";
import { type Term, daysInYear, shareInYear, termOf } from "./term.ts";

/** A leg's amount spread over its term. */
export interface Schedule {
  readonly term: Term;
  /** The part of the amount that falls into a calendar year; the years of the term add to 1. */
  readonly shareIn: (year: number) => number;
}

/**
 * The schedule of a leg.
 *
 * A ramp gives rates of payment from day to day; the amount is spread in their proportion, so that it
 * keeps the leg's own total. Days of the term that no step of the ramp covers carry nothing.
 *
 * @returns undefined where the leg has no term and the book assumes none for its kind
 */
export function scheduleOf(book: Book, leg: Leg): Schedule | undefined {
  const term = termOf(book, leg);
  if (!term) return undefined;
  const steps = stepsOf(leg, term);
  const weight = (year: number): number =>
    steps.reduce((sum, step) => sum + step.rate * daysInYear(step, year), 0);
  let total = 0;
  for (let year = yearOf(term.start); year <= yearOf(term.end); year++) total += weight(year);
  if (total === 0) return { term, shareIn: (year) => shareInYear(term, year) };
  return { term, shareIn: (year) => weight(year) / total };
}

interface Step {
  readonly start: string;
  readonly end: string;
  readonly rate: number;
}

/** Steps of the ramp, each until the next begins, within the term. */
function stepsOf(leg: Leg, term: Term): Step[] {
  const ramp = leg.ramp ?? [];
  return ramp.flatMap((step, i) => {
    const next = ramp[i + 1];
    const start = later(firstDay(step.from), term.start);
    const until = step.to ? lastDay(step.to) : next ? dayBefore(firstDay(next.from)) : term.end;
    const end = until < term.end ? until : term.end;
    return start <= end ? [{ start, end, rate: central(step.amount) }] : [];
  });
}

function later(a: string, b: string): string {
  return a > b ? a : b;
}

function dayBefore(day: string): string {
  return new Date(Date.parse(day) - 86_400_000).toISOString().slice(0, 10);
}

function yearOf(day: string): number {
  return Number(day.slice(0, 4));
}
