// Who can stand on the map, whatever the year and the counting, so that everybody has one place in it for good.

import type { Book, Leg, PartyId } from "../../book/book.ts";
import { groupOf, newestDay } from "../../book/known.ts";
import { toldPayments } from "../../book/payment.ts";
import { termOf } from "../../contract/term.ts";
import { type Day, lastDay } from "../../unit/date.ts";
import { high } from "../../unit/quantity.ts";

export interface CastAsked {
  readonly level: "group" | "segment";
}

/** A party that pays or is paid on some leg of the book. */
export interface Member {
  readonly id: PartyId;
  readonly name: string;
  readonly kind: string;
  /** Whether it only stands for many, such as all unnamed investors: in no ring. */
  readonly isBoundary: boolean;
  /** USD, the most that all legs name which it pays, and which it is paid. Only to order and to size: never shown. */
  readonly pays: number;
  readonly paid: number;
}

export interface Cast extends CastAsked {
  readonly members: readonly Member[];
  /** USD, the largest amount that the legs between two parties can come to in a year: the scale of the arrows. */
  readonly widest: number;
}

/**
 * All parties of the book's legs and of payments told at a level, of whatever day, the largest first.
 *
 * No year, counting or day takes part, so that whatever is shown of the book finds the same cast.
 */
export function castOf(book: Book, { level }: CastAsked): Cast {
  const days = level === "group" ? daysOfGroups(book) : [newestDay(book)];
  const newest = days.at(-1)!;
  const sums = new Map<PartyId, { pays: number; paid: number }>();
  const pairs = new Map<string, number>();
  const see = (party: PartyId): { pays: number; paid: number } => {
    const known = sums.get(party) ?? { pays: 0, paid: 0 };
    sums.set(party, known);
    return known;
  };
  const at = (party: PartyId, day: Day): PartyId => (level === "group" ? groupOf(book, party, day) : party);
  // What only adds up other legs is never a flow.
  const legs = [...book.legs.values()].filter((leg) => leg.overlaps === undefined);
  for (const { payer, payee } of [...legs, ...toldPayments(book, newest)]) {
    for (const day of days) for (const party of [payer, payee]) see(at(party, day));
  }
  for (const leg of legs) {
    const most = mostOf(leg);
    const [payer, payee] = [at(leg.payer, newest), at(leg.payee, newest)];
    if (payer === payee) continue;
    see(payer).pays += most;
    see(payee).paid += most;
    const years = isSpread(leg) ? Math.max(1, termOf(book, leg)?.years ?? 1) : 1;
    const pair = `${payer}\0${payee}\0${leg.kind}`;
    pairs.set(pair, (pairs.get(pair) ?? 0) + most / years);
  }
  const members = [...sums].map(([id, { pays, paid }]): Member => {
    const party = book.parties.get(id)!;
    return { id, name: party.name, kind: party.kind, isBoundary: party.boundary === true, pays, paid };
  });
  return {
    level,
    members: members.toSorted((a, b) => b.pays + b.paid - (a.pays + a.paid) || (a.id < b.id ? -1 : 1)),
    widest: Math.max(0, ...pairs.values()),
  };
}

/** Money put in moves at once; what is bought is spread over its term. */
function isSpread({ kind }: Leg): boolean {
  return !["equity", "convertible", "debt", "acquisition", "joint-venture"].includes(kind);
}

/** The most that any state of a leg has ever named. */
function mostOf({ amount }: Leg): number {
  const named = Object.values(amount).flatMap((since) => since.flatMap(({ is }) => (is ? [high(is)] : [])));
  return Math.max(0, ...named);
}

/** A day before all changes of owner, each day on which one took place, and the newest. */
function daysOfGroups(book: Book): Day[] {
  const changes = [...book.parties.values()].flatMap((party) =>
    (party.parent ?? []).flatMap(({ from }) => (from === undefined ? [] : [from])),
  );
  return [...new Set(["0001-01-01", ...changes.map(lastDay), newestDay(book)])].toSorted();
}
