// Pairs of parties with money going both ways: who funds whom, who buys from whom, and back.

import type { Book, Leg, PartyId } from "../book/book.ts";
import { type Counting, type Range, classOf, contingency, isLive, total } from "../book/count.ts";
import { groupOf } from "../book/known.ts";
import { termOf } from "../contract/term.ts";
import type { Day } from "../unit/date.ts";

export type Level = "group" | "segment";

/** What one party pays another: all that is known on the day, over the whole term, in USD. */
export interface Direction {
  /** Null where legs are known and none has a price; zero where there is no leg. */
  readonly fundingUsd: Range | null;
  readonly purchasesUsd: Range | null;
  /** Straight-line average of a year of the term; null where there is no price or no term. */
  readonly fundingUsdPerYear: Range | null;
  readonly purchasesUsdPerYear: Range | null;
  readonly unpriced: readonly string[];
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

function direction(view: View, legs: readonly Leg[]): Direction {
  const { book, day, counting } = view;
  const of = (kind: "funding" | "purchase"): Leg[] => legs.filter((leg) => classOf(leg) === kind);
  const [funding, purchases] = [of("funding"), of("purchase")].map((some) =>
    total(book, some, day, counting),
  );
  return {
    fundingUsd: funding!.amount,
    purchasesUsd: purchases!.amount,
    fundingUsdPerYear: perYear(view, of("funding")),
    purchasesUsdPerYear: perYear(view, of("purchase")),
    unpriced: [...funding!.leftOut, ...purchases!.leftOut].map(({ leg }) => leg.id),
    termAssumed: legs.filter((leg) => termOf(book, leg)?.assumed !== undefined).map((leg) => leg.id),
  };
}

/** The sum of each leg's amount over its years; equity and what has no term stands for no year. */
function perYear(view: View, legs: readonly Leg[]): Range | null {
  let [sumLow, sumHigh, counted] = [0, 0, 0];
  for (const leg of legs) {
    const term = termOf(view.book, leg);
    const { amount } = total(view.book, [leg], view.day, view.counting);
    if (!term || !amount) continue;
    sumLow += amount.low / Math.max(1, term.years);
    sumHigh += amount.high / Math.max(1, term.years);
    counted++;
  }
  return counted === 0 ? null : { low: sumLow, high: sumHigh };
}

function size(pair: Pair): number {
  return [pair.aToB, pair.bToA]
    .flatMap((side) => [side.fundingUsd, side.purchasesUsd])
    .reduce((sum, range) => sum + (range?.high ?? 0), 0);
}
