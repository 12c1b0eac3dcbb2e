// What falls due when: commitments, leases and debts by calendar year; the maturity wall.

import type { Book, Leg } from "../book/book.ts";
import { type Counting, contingency, count, isLive } from "../book/count.ts";
import { groupOf, on } from "../book/known.ts";
import { type Schedule, scheduleOf } from "../contract/schedule.ts";
import { daysInYear } from "../contract/term.ts";
import { type Day, lastDay } from "../unit/date.ts";
import { type Answer, table, text } from "./answer.ts";
import { dollars } from "./number.ts";

export interface DueInYear {
  readonly year: number;
  /** Shares of commitments to buy (compute, capacity, hardware, power, licences) by their schedules. */
  readonly commitmentsUsd: number;
  readonly leasesUsd: number;
  /** Debts and convertibles, in the year of their maturity; what has no maturity stands in none. */
  readonly debtUsd: number;
  readonly legs: readonly string[];
}

export interface Due {
  readonly years: readonly DueInYear[];
  /** Legs without a date, which stand in no year. */
  readonly undated: readonly string[];
  /** Legs that are spread over the term assumed for their kind. */
  readonly termAssumed: readonly string[];
  /** Legs that this counting cannot price, by reason: none of the sums holds them. */
  readonly leftOut: readonly { readonly why: string; readonly legs: readonly string[] }[];
}

type Column = "commitmentsUsd" | "leasesUsd" | "debtUsd";
const bought = new Set<Leg["kind"]>(["compute", "capacity", "hardware", "power", "licence", "revenue-share"]);

/**
 * What falls due after a day: of the day's own year only the rest. `party` restricts to what that group
 * or segment has to pay.
 */
export function due(book: Book, day: Day, counting: Counting, party?: string): Due {
  const byYear = new Map<number, Record<Column, number> & { legs: Set<string> }>();
  const undated: string[] = [];
  const termAssumed: string[] = [];
  const because = new Map<string, string[]>();
  for (const leg of book.legs.values()) {
    const column = columnOf(leg);
    if (!column || !isLive(book, leg, day) || contingency(leg, day) !== undefined) continue;
    // The payer of a debt leg is the lender: the debt falls due on its payee.
    if (party !== undefined && !belongs(book, column === "debtUsd" ? leg.payee : leg.payer, party, day))
      continue;
    const counted = count(book, leg, day, counting);
    if ("leftOut" in counted) {
      because.set(counted.leftOut, [...(because.get(counted.leftOut) ?? []), leg.id]);
      continue;
    }
    const schedule = column === "debtUsd" ? undefined : scheduleOf(book, leg);
    if (schedule?.term.assumed !== undefined) termAssumed.push(leg.id);
    const years = column === "debtUsd" ? maturityYear(leg, day) : schedule && remaining(schedule, day);
    if (!years) undated.push(leg.id);
    for (const [year, share] of years ?? []) {
      const row = byYear.get(year) ?? {
        commitmentsUsd: 0,
        leasesUsd: 0,
        debtUsd: 0,
        legs: new Set<string>(),
      };
      byYear.set(year, row);
      row[column] += counted.amount.high * share;
      row.legs.add(leg.id);
    }
  }
  const years = [...byYear]
    .toSorted(([a], [b]) => a - b)
    .map(([year, row]) => ({ year, ...row, legs: [...row.legs] }));
  return { years, undated, termAssumed, leftOut: [...because].map(([why, legs]) => ({ why, legs })) };
}

function columnOf(leg: Leg): Column | undefined {
  if (leg.kind === "debt" || leg.kind === "convertible") return "debtUsd";
  if (leg.kind === "lease") return "leasesUsd";
  return bought.has(leg.kind) ? "commitmentsUsd" : undefined;
}

/** A group stands for all that belong to it, a segment for itself. */
function belongs(book: Book, id: string, party: string, day: Day): boolean {
  return id === party || groupOf(book, id, day) === party;
}

function maturityYear(leg: Leg, day: Day): [number, number][] | undefined {
  const maturity = leg.maturity ?? leg.term?.end;
  if (maturity === undefined) return undefined;
  return lastDay(maturity) <= day || on(leg.status, day) === "completed"
    ? []
    : [[Number(lastDay(maturity).slice(0, 4)), 1]];
}

/** Shares of the years from the day on; of the day's own year, in proportion to its days that are left. */
function remaining({ term, shareIn }: Schedule, day: Day): [number, number][] {
  const first = Number(day.slice(0, 4));
  const years: [number, number][] = [];
  for (
    let year = Math.max(first, Number(term.start.slice(0, 4)));
    year <= Number(term.end.slice(0, 4));
    year++
  ) {
    const whole = daysInYear(term, year);
    const left = daysInYear({ start: term.start > day ? term.start : day, end: term.end }, year);
    if (whole > 0 && left > 0) years.push([year, shareIn(year) * (year === first ? left / whole : 1)]);
  }
  return years;
}

/** The maturity wall as a table and as data. */
export function dueAnswer(book: Book, day: Day, counting: Counting, party?: string): Answer {
  const found = due(book, day, counting, party);
  const { years, undated, termAssumed, leftOut } = found;
  const usd = (value: number) => ({ show: value === 0 ? "–" : dollars(value), value });
  const peak = years.toSorted((a, b) => sum(b) - sum(a))[0];
  const who = party === undefined ? "all parties" : (book.parties.get(party)?.name ?? party);
  return {
    json: { asOf: day, count: counting, party: party ?? null, ...found },
    blocks: [
      { heading: `Falling due after ${day}: ${who} (${counting})` },
      table(
        undefined,
        [">year", ">commitments", ">leases", ">debt", ">together", ">legs"],
        years.map((row) => [
          text(String(row.year)),
          usd(row.commitmentsUsd),
          usd(row.leasesUsd),
          usd(row.debtUsd),
          usd(sum(row)),
          { show: String(row.legs.length), value: row.legs.length },
        ]),
      ),
      {
        lines: [
          ...leftOut.map(({ why, legs }) => `In no sum (${why}): ${legs.join(", ")}.`),
          ...(termAssumed.length > 0
            ? [`Spread over the term assumed for their kind: ${termAssumed.join(", ")}.`]
            : []),
          ...(undated.length > 0 ? [`Without a date, and so in no year: ${undated.join(", ")}.`] : []),
        ],
      },
    ],
    sources: [...new Set(years.flatMap((row) => row.legs).flatMap((id) => book.legs.get(id)!.sources))],
    sentence: peak
      ? `The most falls due for ${who} in ${peak.year}: ${dollars(sum(peak))}, as far as it has a price and a date`
      : `Nothing that the book can price and date falls due for ${who}`,
  };
}

function sum(row: DueInYear): number {
  return row.commitmentsUsd + row.leasesUsd + row.debtUsd;
}
