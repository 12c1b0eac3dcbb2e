// How much of a leg falls into a calendar year: by its ramp where it has one, else on a straight line.

import type { Book, Leg } from "../book/book.ts";
import { type Stretch, addDays, firstDay, lastDay, overlap, yearDays } from "../unit/date.ts";
import { central } from "../unit/quantity.ts";
import { type Term, shareOfTerm, termOf } from "./term.ts";

/** A leg's amount spread over its term. */
export interface Schedule {
  readonly term: Term;
  /** The part of the amount that falls into some days. */
  readonly shareOf: (days: Stretch) => number;
  /** The part of the amount that falls into a calendar year; the years of the term add to 1. */
  readonly shareIn: (year: number) => number;
}

/**
 * The schedule of a leg.
 *
 * A ramp gives rates of payment from day to day; the amount is spread in their proportion, so that it
 * keeps the leg's own total. Days of the term that no step of the ramp covers carry nothing.
 *
 * @param term  another than the leg's own, where an assumed one is drawn
 * @returns undefined where the leg has no term and the book assumes none for its kind
 */
export function scheduleOf(book: Book, leg: Leg, term = termOf(book, leg)): Schedule | undefined {
  if (!term) return undefined;
  const steps = stepsOf(leg, term);
  const weight = (days: Stretch): number =>
    steps.reduce((sum, step) => sum + step.rate * overlap(step, days), 0);
  const total = weight(term);
  const shareOf = (days: Stretch): number => (total === 0 ? shareOfTerm(term, days) : weight(days) / total);
  return { term, shareOf, shareIn: (year) => shareOf(yearDays(year)) };
}

interface Step extends Stretch {
  readonly rate: number;
}

/** Steps of the ramp, each until the next begins, within the term. */
function stepsOf(leg: Leg, term: Term): Step[] {
  const ramp = leg.ramp ?? [];
  return ramp.flatMap((step, i) => {
    const next = ramp[i + 1];
    const start = later(firstDay(step.from), term.start);
    const until = step.to ? lastDay(step.to) : next ? addDays(firstDay(next.from), -1) : term.end;
    const end = until < term.end ? until : term.end;
    return start <= end ? [{ start, end, rate: central(step.amount) }] : [];
  });
}

function later(a: string, b: string): string {
  return a > b ? a : b;
}
