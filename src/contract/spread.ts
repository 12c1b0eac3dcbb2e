// When a leg's money moves: funding when it is drawn or due, purchases over their term.

import type { Book, Leg } from "../book/book.ts";
import { classOf } from "../book/count.ts";
import { type Day, type Stretch, addDays, dayNumber, lengthOf, yearDays } from "../unit/date.ts";
import { high, low } from "../unit/quantity.ts";
import { conversion, unitNamed } from "../unit/unit.ts";
import { type Part, fundingParts } from "./funding.ts";
import { scheduleOf } from "./schedule.ts";
import { daysOf, lasting, shareOfTerm } from "./term.ts";

/** The part of a leg's amount that falls into some days, from 0 to 1. */
export type ShareOf = (days: Stretch) => number;

/** How a leg's amount falls into days and years. */
export interface Spread {
  readonly shareOf: ShareOf;
  /** From 0 to 1; all years add to 1. */
  readonly shareIn: (year: number) => number;
  /** Id of the assumption of a term by kind, where the leg does not say its own. */
  readonly assumed: string | undefined;
  /** What is assumed of the day on which money moved, where the book does not have that day. */
  readonly note: string | undefined;
  /**
   * Another spread that the leg may have had: its assumed term, or the day of a draw that is only
   * known to have been made by a day, drawn anew. Undefined where nothing of the kind is assumed.
   *
   * @param uniform  a number from 0 up to 1, another at each call
   */
  readonly redrawn: ((uniform: () => number) => ShareOf) | undefined;
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
  return classOf(leg) === "purchase" ? purchaseSpread(book, leg) : fundingSpread(leg, day);
}

function purchaseSpread(book: Book, leg: Leg): Spread | undefined {
  const schedule = scheduleOf(book, leg);
  if (!schedule) return undefined;
  const { term, shareOf, shareIn } = schedule;
  return {
    shareOf,
    shareIn,
    assumed: term.assumed,
    note: undefined,
    redrawn: redrawnTerm(book, leg, term.start, term.assumed),
  };
}

/** A term by kind, drawn evenly from its assumption's interval. */
function redrawnTerm(book: Book, leg: Leg, start: Day, assumed: string | undefined): Spread["redrawn"] {
  const value = assumed === undefined ? undefined : book.assumptions.get(assumed)?.value;
  if (!value || low(value) === high(value)) return undefined;
  const toYears = conversion(unitNamed(value.unit), unitNamed("year"));
  const first = dayNumber(start);
  return (uniform) => {
    const years = (low(value) + (high(value) - low(value)) * uniform()) * toYears;
    if (leg.ramp) return scheduleOf(book, leg, lasting(start, years, assumed))!.shareOf;
    // A straight line in numbers of days: bands draw it many thousand times.
    const length = daysOf(years);
    return (days) => {
      const from = Math.max(first, dayNumber(days.start));
      const to = Math.min(first + length - 1, dayNumber(days.end));
      return Math.max(0, to - from + 1) / length;
    };
  };
}

function fundingSpread(leg: Leg, day: Day): Spread {
  const { parts, note } = fundingParts(leg, day);
  const total = parts.reduce((sum, part) => sum + part.amount, 0);
  const shareOf =
    (at: (part: Part) => Stretch): ShareOf =>
    (days) =>
      parts.reduce((sum, part) => sum + part.amount * shareOfTerm(at(part), days), 0) / total;
  const known = shareOf((part) => part);
  return {
    shareOf: known,
    shareIn: (year) => known(yearDays(year)),
    assumed: undefined,
    note,
    redrawn: parts.some((part) => part.since !== undefined)
      ? (uniform) => {
          const drawn = new Map(parts.map((part) => [part, drawnDay(part, uniform)]));
          return shareOf((part) => drawn.get(part)!);
        }
      : undefined,
  };
}

/** A day of those on which a draw may have been made. */
function drawnDay(part: Part, uniform: () => number): Stretch {
  if (part.since === undefined) return part;
  const days = lengthOf({ start: part.since, end: part.end });
  const day = addDays(part.since, Math.floor(uniform() * days));
  return { start: day, end: day };
}
