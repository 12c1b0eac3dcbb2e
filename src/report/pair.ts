// Pairs of parties with money going both ways: who funds whom, who buys from whom, and back.

import type { Book, Leg, PartyId } from "../book/book.ts";
import { type Counting, type Range, classOf, contingency, isLive, total } from "../book/count.ts";
import { groupOf } from "../book/known.ts";
import { type Term, termOf } from "../contract/term.ts";
import { type Day, addDays, daysBetween } from "../unit/date.ts";

export type Level = "group" | "segment";

export interface SideCount {
  readonly legs: number;
  readonly leftOut: number;
  readonly headlineUsd: Range | null;
}

/** What one party pays another: all that is known on the day, over the whole term, in USD. */
export interface Direction {
  /** Null where legs are known and none has a price; zero where there is no leg. */
  readonly fundingUsd: Range | null;
  readonly purchasesUsd: Range | null;
  /** Purchases over the years that their terms cover; null where there is no price or no term. */
  readonly purchasesUsdPerYear: Range | null;
  /** Legs that this counting leaves out: no price, only an intent, only a cap. */
  readonly unpriced: readonly string[];
  /** How many legs there are, how many of them are left out, and their headlines. */
  readonly funding: SideCount;
  readonly purchases: SideCount;
  /** Legs whose term is the assumption for their kind, in the figures a year. */
  readonly termAssumed: readonly string[];
}

export interface Pair {
  readonly a: PartyId;
  readonly b: PartyId;
  readonly aToB: Direction;
  readonly bToA: Direction;
  readonly deals: readonly string[];
  readonly legs: readonly string[];
}

export interface View {
  readonly book: Book;
  readonly day: Day;
  readonly counting: Counting;
  readonly level: Level;
}

/** The party at the level of the view. */
function atLevel({ book, day, level }: View, party: PartyId): PartyId {
  return level === "group" ? groupOf(book, party, day) : party;
}

/** Whether a party is an aggregate: money that passes it has left the ring. */
function isBoundary(book: Book, party: PartyId): boolean {
  return book.parties.get(party)?.boundary === true;
}

/** Live legs that move money, by payer and payee at the level of the view; none within one party. */
function movingLegs(view: View): Map<PartyId, Map<PartyId, Leg[]>> {
  const flows = new Map<PartyId, Map<PartyId, Leg[]>>();
  for (const leg of view.book.legs.values()) {
    if (!isLive(view.book, leg, view.day) || contingency(leg, view.day) !== undefined) continue;
    const [payer, payee] = [atLevel(view, leg.payer), atLevel(view, leg.payee)];
    if (payer === payee) continue;
    const byPayee = flows.get(payer) ?? new Map<PartyId, Leg[]>();
    flows.set(payer, byPayee);
    byPayee.set(payee, [...(byPayee.get(payee) ?? []), leg]);
  }
  return flows;
}

/**
 * Every pair with funding or purchases in both directions, the largest first.
 *
 * A direction whose legs have no price is null and listed, never zero. Cash acquisitions and
 * grants are neither funding nor purchase and make no pair.
 */
export function pairs(view: View): Pair[] {
  const flows = movingLegs(view);
  const legsFrom = (payer: PartyId, payee: PartyId): Leg[] =>
    (flows.get(payer)?.get(payee) ?? []).filter((leg) => classOf(leg) !== undefined);
  const found: Pair[] = [];
  for (const [a, byPayee] of flows) {
    for (const b of byPayee.keys()) {
      if (a >= b) continue; // seen from the other side
      const [there, back] = [legsFrom(a, b), legsFrom(b, a)];
      if (there.length === 0 || back.length === 0 || isBoundary(view.book, a) || isBoundary(view.book, b))
        continue;
      const legs = [...there, ...back];
      found.push({
        a,
        b,
        aToB: direction(view, there),
        bToA: direction(view, back),
        deals: [...new Set(legs.map((leg) => leg.deal))].toSorted(),
        legs: legs.map((leg) => leg.id),
      });
    }
  }
  return found.toSorted((p, q) => size(q) - size(p) || (p.a + p.b < q.a + q.b ? -1 : 1));
}

/**
 * Pairs that are none because one side is a warrant, a guarantee or an option only: no money moves back
 * until it is exercised or called.
 */
export function contingentPairs(
  view: View,
): { readonly a: PartyId; readonly b: PartyId; readonly legs: readonly string[] }[] {
  const { book, day } = view;
  const sides = new Map<string, { moves: boolean; legs: string[] }>();
  for (const leg of book.legs.values()) {
    if (!isLive(book, leg, day) || isBoundary(book, leg.payer) || isBoundary(book, leg.payee)) continue;
    const waits = contingency(leg, day) !== undefined;
    if (!waits && classOf(leg) === undefined) continue;
    const [payer, payee] = [atLevel(view, leg.payer), atLevel(view, leg.payee)];
    // A warrant's holder pays the strike one day; what it gets is the issuer's to give.
    const key = leg.kind === "warrant" ? `${payee}\0${payer}` : `${payer}\0${payee}`;
    const side = sides.get(key) ?? { moves: false, legs: [] };
    sides.set(key, { moves: side.moves || !waits, legs: waits ? [...side.legs, leg.id] : side.legs });
  }
  return [...sides].flatMap(([key, side]) => {
    const [a, b] = key.split("\0") as [string, string];
    const back = sides.get(`${b}\0${a}`);
    const isTie = a !== b && !side.moves && side.legs.length > 0 && back?.moves === true;
    return isTie ? [{ a, b, legs: side.legs }] : [];
  });
}

function direction(view: View, legs: readonly Leg[]): Direction {
  const { book, day, counting } = view;
  const of = (kind: "funding" | "purchase"): Leg[] => legs.filter((leg) => classOf(leg) === kind);
  const [funding, purchases] = [of("funding"), of("purchase")].map((some) =>
    total(book, some, day, counting),
  );
  return {
    fundingUsd: funding!.amount,
    purchasesUsd: purchases!.amount,
    purchasesUsdPerYear: perYear(view, of("purchase")),
    funding: sideCount(view, of("funding"), funding!.leftOut.length),
    purchases: sideCount(view, of("purchase"), purchases!.leftOut.length),
    unpriced: [...funding!.leftOut, ...purchases!.leftOut].map(({ leg }) => leg.id),
    termAssumed: legs.filter((leg) => termOf(book, leg)?.assumed !== undefined).map((leg) => leg.id),
  };
}

function sideCount({ book, day }: View, legs: readonly Leg[], leftOut: number): SideCount {
  return { legs: legs.length, leftOut, headlineUsd: total(book, legs, day, "headline").amount };
}

/** What some legs come to in a year of the time that their terms cover together, overlaps once. */
function perYear(view: View, legs: readonly Leg[]): Range | null {
  let [sumLow, sumHigh] = [0, 0];
  const terms: Term[] = [];
  for (const leg of legs) {
    const term = termOf(view.book, leg);
    const { amount } = total(view.book, [leg], view.day, view.counting);
    if (!term || !amount) continue;
    sumLow += amount.low;
    sumHigh += amount.high;
    terms.push(term);
  }
  const years = Math.max(1, yearsCovered(terms));
  return terms.length === 0 ? null : { low: sumLow / years, high: sumHigh / years };
}

function yearsCovered(terms: readonly Term[]): number {
  let [days, until] = [0, ""];
  for (const { start, end } of terms.toSorted((a, b) => (a.start < b.start ? -1 : 1))) {
    const from = start > until ? start : addDays(until, 1);
    if (end < from) continue;
    days += daysBetween(from, end) + 1;
    until = end;
  }
  return days / 365.25;
}

function size(pair: Pair): number {
  return [pair.aToB, pair.bToA]
    .flatMap((side) => [side.fundingUsd, side.purchasesUsd])
    .reduce((sum, range) => sum + (range?.high ?? 0), 0);
}
