// A figure of a calendar year from the facts of a party: its annual figure, or its quarters added.

import { type Day, addDays, lastDay } from "../unit/date.ts";
import { central, high, low } from "../unit/quantity.ts";
import type { Book, Fact, PartyId } from "./book.ts";
import { factKnown } from "./known.ts";

/** A figure with its bounds, in the unit of its facts, and the facts that it rests on. */
export interface YearFigure {
  readonly low: number;
  readonly central: number;
  readonly high: number;
  readonly facts: readonly string[];
  /** The last day that it covers: before the end of the year where later quarters are not known. */
  readonly through: Day;
  readonly isWhole: boolean;
}

const trust: readonly Fact["kind"][] = ["reported", "press", "estimate", "forecast"];

/**
 * The figure of a calendar year that was known on a day.
 *
 * Quarters are taken where all four are known; a financial quarter belongs to the calendar year in
 * which most of it lies. Else the annual figure, where the year ends within a month of December. Of
 * several figures of one period those of the best kind count (reported before press before estimate
 * before forecast); where these contradict each other, their ends bound it. Failing all that, the
 * quarters that are known, and `isWhole` is false.
 */
export function yearFigure(
  book: Book,
  party: PartyId,
  metric: string,
  year: number,
  day: Day,
): YearFigure | undefined {
  const known = factsOf(book, party, metric, day);
  const quarters = quartersOf(known, year);
  if (quarters.length === 4) return sum(quarters, true);
  const annual = best(
    known.filter((fact) => isAnnual(fact) && Math.abs(monthsFromDecember(fact, year)) <= 1),
  );
  if (annual.length > 0) return sum([annual], true);
  return quarters.length === 0 ? undefined : sum(quarters, false);
}

/** The figure of a whole year: of the year itself or, where that is not over or not told, of the year before. */
export function wholeYearFigure(
  book: Book,
  party: PartyId,
  metric: string,
  year: number,
  day: Day,
): (YearFigure & { readonly year: number }) | undefined {
  for (const each of [year, year - 1]) {
    const figure = yearFigure(book, party, metric, each, day);
    if (figure?.isWhole) return { ...figure, year: each };
  }
  return undefined;
}

/** A balance at the end of a calendar year: of the day itself, or the nearest within a month. */
export function yearEndBalance(
  book: Book,
  party: PartyId,
  metric: string,
  year: number,
  day: Day,
): YearFigure | undefined {
  const known = factsOf(book, party, metric, day).filter(
    (fact) => fact.ends !== undefined && Math.abs(monthsFromDecember(fact, year)) <= 1,
  );
  const found = best(known);
  return found.length === 0 ? undefined : sum([found], true);
}

/** The newest balance of a party that was known on a day. */
export function newestBalance(book: Book, party: PartyId, metric: string, day: Day): Fact | undefined {
  return factsOf(book, party, metric, day)
    .filter((fact) => fact.ends !== undefined && fact.kind !== "forecast")
    .toSorted((a, b) => (lastDay(a.ends!) < lastDay(b.ends!) ? 1 : -1))[0];
}

/** Cash on a day inside a year, and what was burnt from the first of January to that day. */
export interface BalanceInside {
  readonly on: Day;
  readonly cash: number;
  readonly burn: number;
  readonly facts: readonly string[];
}

/** The first balance of cash inside a calendar year for which the burn since the year began is told as well. */
export function balanceInside(book: Book, party: PartyId, year: number, day: Day): BalanceInside | undefined {
  const sinceJanuary = new Set([`${year}Q1`, `${year}H1`, `${year}-9M`, `9M${year}`]);
  const known = [...book.facts.values()].filter(
    (fact) =>
      fact.party === party &&
      fact.ends?.startsWith(String(year)) === true &&
      fact.kind !== "forecast" &&
      factKnown(book, fact) <= day,
  );
  const burns = known
    .filter((fact) => fact.metric === "cash-burn" && sinceJanuary.has(fact.period))
    .toSorted((a, b) => (lastDay(a.ends!) < lastDay(b.ends!) ? -1 : 1));
  for (const burn of burns) {
    const on = lastDay(burn.ends!);
    const cash = known.find((fact) => fact.metric === "cash" && lastDay(fact.ends!) === on);
    if (cash) return { on, cash: central(cash.value), burn: central(burn.value), facts: [cash.id, burn.id] };
  }
  return undefined;
}

/** The facts of a party and metric that were known on a day. */
function factsOf(book: Book, party: PartyId, metric: string, day: Day): Fact[] {
  return [...book.facts.values()].filter(
    (fact) => fact.party === party && fact.metric === metric && factKnown(book, fact) <= day,
  );
}

/** For each quarter of the year, the best facts that are known of it. */
function quartersOf(known: readonly Fact[], year: number): Fact[][] {
  const byEnd = new Map<string, Fact[]>();
  for (const fact of known) {
    if (!/^(?:FY)?\d{2,4}Q[1-4]$/u.test(fact.period) || fact.ends === undefined) continue;
    const middle = addDays(lastDay(fact.ends), -45);
    if (middle.slice(0, 4) !== String(year)) continue;
    const quarter = `${Math.floor((Number(middle.slice(5, 7)) - 1) / 3)}`;
    byEnd.set(quarter, [...(byEnd.get(quarter) ?? []), fact]);
  }
  return [...byEnd].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, facts]) => best(facts));
}

function isAnnual(fact: Fact): boolean {
  return /^(?:FY|CY)\d{4}$/u.test(fact.period);
}

/** How many months a period ends after the December of a year. */
function monthsFromDecember(fact: Fact, year: number): number {
  const end = fact.ends === undefined ? `${fact.period.replace(/^\D+/u, "")}-12-31` : lastDay(fact.ends);
  return (Number(end.slice(0, 4)) - year) * 12 + Number(end.slice(5, 7)) - 12;
}

/** Those of the best kind. */
function best(facts: readonly Fact[]): Fact[] {
  for (const kind of trust) {
    const of = facts.filter((fact) => fact.kind === kind);
    if (of.length > 0) return of;
  }
  return [];
}

function sum(parts: readonly (readonly Fact[])[], isWhole: boolean): YearFigure {
  const add = (pick: (facts: readonly Fact[]) => number): number =>
    parts.reduce((total, facts) => total + pick(facts), 0);
  const facts = parts.flat();
  const ends = facts.map((fact) => (fact.ends === undefined ? "" : lastDay(fact.ends))).toSorted();
  return {
    low: add((of) => Math.min(...of.map((fact) => low(fact.value)))),
    central: add((of) => of.reduce((total, fact) => total + central(fact.value), 0) / of.length),
    high: add((of) => Math.max(...of.map((fact) => high(fact.value)))),
    facts: facts.map((fact) => fact.id),
    through: ends.at(-1) ?? "",
    isWhole,
  };
}
