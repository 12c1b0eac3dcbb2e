// What one party is told to have paid another: from either side's accounts, the press, or an analyst.

import { type Day, type Stretch, lastDay, lengthOf, overlap, yearDays } from "../unit/date.ts";
import { high, low } from "../unit/quantity.ts";
import type { Book, Fact, PartyId } from "./book.ts";
import { factKnown, groupOf } from "./known.ts";
import { periodOf } from "./period.ts";
import { amountTold, meanOf, toldYear } from "./told-year.ts";

/** A payment over a stretch of days, between the parties that the figure names. */
export interface ToldPayment extends Stretch {
  readonly payer: PartyId;
  readonly payee: PartyId;
  readonly fact: Fact;
  /** How many of the two sides are named as whole groups: a figure of a part says less than one of the whole. */
  readonly breadth: number;
}

/**
 * The payments that were known on a day: `revenue-from-<payer>` of who was paid, `spend-on-<payee>` and
 * `paid-to-<payee>` of who paid.
 *
 * A forecast is no payment, and neither is an estimate of a period that is not over or that had not
 * begun when the estimate was made. What was paid "up to" an amount is not told.
 */
export function toldPayments(book: Book, day: Day): ToldPayment[] {
  const told: ToldPayment[] = [];
  for (const fact of book.facts.values()) {
    const sides = sidesOf(book, fact);
    if (!sides || fact.kind === "forecast" || fact.value.unit !== "USD") continue;
    if (fact.value.form === "cap" || low(fact.value) < 0) continue;
    const period = periodOf(fact);
    if (!period || period.end > day || factKnown(book, fact) > day) continue;
    if (fact.kind !== "reported" && lastDay(fact.stated!) < period.start) continue;
    const breadth = [sides.payer, sides.payee].filter((id) => groupOf(book, id, day) === id).length;
    told.push({ ...sides, ...period, fact, breadth });
  }
  return told.toSorted((a, b) => (a.fact.id < b.fact.id ? -1 : 1));
}

function sidesOf(book: Book, { party, metric }: Fact): { payer: PartyId; payee: PartyId } | undefined {
  const match = /^(revenue-from|spend-on|paid-to)-(.+)$/u.exec(metric);
  const other = match?.[2];
  if (other === undefined || !book.parties.has(other)) return undefined;
  return match![1] === "revenue-from" ? { payer: other, payee: party } : { payer: party, payee: other };
}

/** What is known to have been paid in a whole year, with the ends of its reports, USD. */
export interface PaidInYear {
  /** Whom the figures name: the vendor, or its group. */
  readonly payee: PartyId;
  readonly low: number;
  readonly central: number;
  readonly high: number;
  readonly facts: readonly string[];
}

/** Days of a year that may be missing where a company's year does not end with December: they are taken at the same rate. */
const missingDaysMax = 31;

/**
 * What a payer paid a vendor in a calendar year: by figures that name the vendor, else its group.
 *
 * @returns undefined where the figures do not cover the year, save for a month: a plan is no payment
 */
export function paidInYear(
  book: Book,
  { payer, vendor, year, day }: { payer: PartyId; vendor: PartyId; year: number; day: Day },
): PaidInYear | undefined {
  const told = toldPayments(book, day).filter((payment) => payment.payer === payer);
  for (const payee of [vendor, groupOf(book, vendor, day)]) {
    const found = toldYear(
      told.filter((payment) => payment.payee === payee),
      year,
    );
    if (!found) continue;
    const whole = lengthOf(yearDays(year));
    const covered = found.days.reduce((sum, days) => sum + overlap(days, yearDays(year)), 0);
    if (covered < whole - missingDaysMax) continue;
    const of = (value: (reports: readonly Fact[]) => number): number =>
      covered === whole ? amountTold(found, value) : (amountTold(found, value) * whole) / covered;
    return {
      payee,
      low: of((reports) => Math.min(...reports.map((fact) => low(fact.value)))),
      central: of(meanOf),
      high: of((reports) => Math.max(...reports.map((fact) => high(fact.value)))),
      facts: found.facts,
    };
  }
  return undefined;
}
