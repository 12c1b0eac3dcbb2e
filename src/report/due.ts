// What falls due when: commitments, leases and debts by calendar year; the maturity wall.

import type { Book, Leg } from "../book/book.ts";
import { type Counting, count, contingency, isLive } from "../book/count.ts";
import { groupOf, on } from "../book/known.ts";
import { scheduleOf } from "../contract/schedule.ts";
import { type Day, lastDay } from "../unit/date.ts";
import { type Answer, table, text } from "./answer.ts";
import { dollars } from "./number.ts";

export interface DueInYear {
  readonly year: number;
  /** Straight-line shares of commitments to buy (compute, capacity, hardware, power, licences). */
  readonly commitmentsUsd: number;
  readonly leasesUsd: number;
  /** Debts and convertibles, in the year of their maturity; what has no maturity stands in none. */
  readonly debtUsd: number;
  readonly legs: readonly string[];
}

const bought = new Set(["compute", "capacity", "hardware", "power", "licence", "revenue-share"]);

/** Years from the day on; amounts by the counting; `party` restricts to what that group has to pay. */
export function due(
  book: Book,
  day: Day,
  counting: Counting,
  party?: string,
): { years: DueInYear[]; undated: string[]; assumed: string[] } {
  const byYear = new Map<
    number,
    { commitmentsUsd: number; leasesUsd: number; debtUsd: number; legs: Set<string> }
  >();
  const undated: string[] = [];
  const assumed: string[] = [];
  const first = Number(day.slice(0, 4));
  for (const leg of book.legs.values()) {
    if (!isLive(book, leg, day) || contingency(leg, day) !== undefined) continue;
    const isDebt = leg.kind === "debt" || leg.kind === "convertible";
    if (!isDebt && leg.kind !== "lease" && !bought.has(leg.kind)) continue;
    // The payer of a debt leg is the lender: the debt falls due on its payee.
    if (party !== undefined && !belongs(book, isDebt ? leg.payee : leg.payer, party, day)) continue;
    const counted = count(book, leg, day, counting);
    if ("leftOut" in counted) continue;
    for (const [year, amount] of spread(book, leg, counted.amount.high, first, undated, assumed, day)) {
      const row = byYear.get(year) ?? {
        commitmentsUsd: 0,
        leasesUsd: 0,
        debtUsd: 0,
        legs: new Set<string>(),
      };
      byYear.set(year, row);
      row[isDebt ? "debtUsd" : leg.kind === "lease" ? "leasesUsd" : "commitmentsUsd"] += amount;
      row.legs.add(leg.id);
    }
  }
  const years = [...byYear]
    .toSorted(([a], [b]) => a - b)
    .map(([year, row]) => ({ year, ...row, legs: [...row.legs] }));
  return { years, undated, assumed };
}

/** A group stands for all that belong to it, a segment for itself. */
function belongs(book: Book, id: string, party: string, day: Day): boolean {
  return id === party || groupOf(book, id, day) === party;
}

function spread(
  book: Book,
  leg: Leg,
  amount: number,
  first: number,
  undated: string[],
  assumed: string[],
  day: Day,
): [number, number][] {
  if (leg.kind === "debt" || leg.kind === "convertible") {
    const maturity = leg.maturity ?? leg.term?.end;
    if (maturity === undefined || on(leg.status, day) === "completed") {
      if (maturity === undefined) undated.push(leg.id);
      return [];
    }
    const year = Number(lastDay(maturity).slice(0, 4));
    return year < first ? [] : [[year, amount]];
  }
  const schedule = scheduleOf(book, leg);
  if (!schedule) {
    undated.push(leg.id);
    return [];
  }
  const { term } = schedule;
  if (term.assumed !== undefined) assumed.push(leg.id);
  const years: [number, number][] = [];
  for (
    let year = Math.max(first, Number(term.start.slice(0, 4)));
    year <= Number(term.end.slice(0, 4));
    year++
  ) {
    years.push([year, amount * schedule.shareIn(year)]);
  }
  return years;
}

/** The maturity wall as a table and as data. */
export function dueAnswer(book: Book, day: Day, counting: Counting, party?: string): Answer {
  const { years, undated, assumed } = due(book, day, counting, party);
  const usd = (value: number) => ({ show: value === 0 ? "–" : dollars(value), value });
  const peak = years.toSorted((a, b) => sum(b) - sum(a))[0];
  const who = party === undefined ? "all parties" : (book.parties.get(party)?.name ?? party);
  return {
    json: { asOf: day, count: counting, party: party ?? null, years, undated, termAssumed: assumed },
    blocks: [
      { heading: `Falling due by year: ${who}` },
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
          `${assumed.length} legs do not say their term and are spread over the term assumed for their kind; ${undated.length} legs have no date and stand in no year.`,
        ],
      },
    ],
    sources: [...new Set(years.flatMap((row) => row.legs).flatMap((id) => book.legs.get(id)!.sources))],
    sentence: peak
      ? `The most falls due for ${who} in ${peak.year}: ${dollars(sum(peak))}`
      : `Nothing that the book can date falls due for ${who}`,
  };
}

function sum(row: DueInYear): number {
  return row.commitmentsUsd + row.leasesUsd + row.debtUsd;
}
