// What was known when: the day on which each record became known, and what a record said on a day.

import { type Day, addDays, daysBetween, firstDay, lastDay } from "../unit/date.ts";
import { central } from "../unit/quantity.ts";
import type { Assumption, Book, Fact, Leg, PartyId, Provenance, Since } from "./book.ts";

/** Assumptions by which the publication of a reported figure is dated. */
const publicationLags = {
  large: "publication-lag-large-us",
  other: "publication-lag-other",
  year: "publication-lag-year",
} as const;

/** What held on a day: the last entry whose day had come, or undefined. */
export function on<T>(since: readonly Since<T>[], day: Day): T | undefined {
  return entryOn(since, day)?.is;
}

/** The entry itself, with what took its place and why. */
function entryOn<T>(since: readonly Since<T>[], day: Day): Since<T> | undefined {
  return since.findLast((entry) => entry.from === undefined || lastDay(entry.from) <= day);
}

/**
 * The day on which a leg became known: the last day that its announcement can mean or, where that
 * is not one day, the date of an early page that tells of it or the day on which the book was read.
 */
export function legKnown(book: Book, leg: Leg): Day {
  return knownBy(book, leg.announced, leg);
}

/**
 * The day on which a figure of a party's accounts became known.
 *
 * Reported: its filing or, where that is not known, the end of the period plus a publication lag
 * (an assumption of the book, by the size of the company and for a year's end), or the date of the
 * page that gave it where that is earlier. What the press, a forecast or an estimate said: the day
 * on which it was said.
 */
export function factKnown(book: Book, fact: Fact): Day {
  if (fact.filed !== undefined) return lastDay(fact.filed);
  if (fact.kind !== "reported") return knownBy(book, fact.stated!, fact);
  const end = lastDay(fact.ends!);
  const lag = publicationLag(book, fact, end);
  const pages = pageDays(book, fact).filter((day) => day >= end);
  const candidates = lag === undefined ? pages : [addDays(end, lag), ...pages];
  return capped(book, candidates.length === 0 ? end : candidates.toSorted()[0]!);
}

/** The day on which any other dated record became known: its own date, or an earlier page's. */
export function recordKnown(book: Book, date: string, record: Provenance): Day {
  const earliest = [lastDay(date), ...pageDays(book, record)].toSorted()[0]!;
  return earliest === date ? earliest : capped(book, earliest);
}

/** Whether an assumption could have been made on a day: a later one rests on what had not happened yet. */
export function couldAssume(assumption: Assumption, day: Day): boolean {
  return assumption.known === undefined || lastDay(assumption.known) <= day;
}

/** The newest day on which something in the book became known; never the clock's. */
export function newestDay(book: Book): Day {
  let newest = "";
  const see = (day: Day): void => {
    if (day > newest) newest = day;
  };
  for (const leg of book.legs.values()) {
    see(legKnown(book, leg));
    for (const since of [leg.status, leg.firmness, ...Object.values(leg.amount)].flat()) {
      if (since.from !== undefined) see(lastDay(since.from));
    }
  }
  for (const fact of book.facts.values()) see(factKnown(book, fact));
  for (const price of book.prices.values()) see(recordKnown(book, price.date, price));
  for (const offering of book.offerings.values()) see(recordKnown(book, offering.asOf, offering));
  const measured = [book.infrastructure, book.switching, book.incidents, book.regions];
  for (const record of measured.flatMap((records) => [...records.values()])) {
    see(recordKnown(book, record.asOf, record));
  }
  return newest === "" ? lastDay(book.header.read) : newest;
}

/** The group that a party belonged to on a day; itself where it has no parent. */
export function groupOf(book: Book, party: PartyId, day: Day): PartyId {
  let group = party;
  for (;;) {
    const parent = book.parties.get(group)?.parent;
    const above = parent === undefined ? undefined : on(parent, day);
    if (above === undefined || above === "none") return group;
    group = above;
  }
}

function knownBy(book: Book, date: string, record: Provenance): Day {
  const last = lastDay(date);
  const first = firstDay(date);
  if (last === first) return last;
  const pages = pageDays(book, record).filter((day) => day >= first);
  return capped(book, [last, ...pages].toSorted()[0]!);
}

/** A date that is no single day is no later than the day on which the book's sources were last read. */
function capped(book: Book, day: Day): Day {
  const read = lastDay(book.header.read);
  return day < read ? day : read;
}

function pageDays(book: Book, record: Provenance): Day[] {
  return record.sources.flatMap((id) => {
    const date = book.sources.get(id)?.date;
    return date === undefined ? [] : [lastDay(date)];
  });
}

function publicationLag(book: Book, fact: Fact, end: Day): number | undefined {
  const party = book.parties.get(fact.party);
  const group = book.parties.get(groupOf(book, fact.party, end));
  const yearEnd = party?.yearEnd ?? group?.yearEnd ?? "12";
  const large = party?.filer === "large-us" || group?.filer === "large-us";
  const id = endsYear(end, yearEnd)
    ? publicationLags.year
    : large
      ? publicationLags.large
      : publicationLags.other;
  const lag = book.assumptions.get(id);
  return lag === undefined ? undefined : central(lag.value);
}

/** Whether a period ends with the financial year; companies close within ten days of a month's end. */
function endsYear(end: Day, yearEnd: string): boolean {
  const year = Number(end.slice(0, 4));
  return [year - 1, year, year + 1].some((y) => Math.abs(daysBetween(lastDay(`${y}-${yearEnd}`), end)) <= 10);
}
