// What a vendor was paid, as either side's accounts tell it. A schedule is never read as a payment.

import type { Book, Fact, PartyId } from "../book/book.ts";
import { factKnown, groupOf } from "../book/known.ts";
import { paidInYear } from "../book/payment.ts";
import { periodOf } from "../book/period.ts";
import { yearFigure } from "../book/year-figure.ts";
import { type Day, lastDay, lengthOf } from "../unit/date.ts";
import { central, high, low } from "../unit/quantity.ts";
import type { PoolView } from "./pool.ts";

/** A payment of a calendar year. */
export interface Paid {
  /** The least, the middle and the most that is reported or estimated, USD. */
  readonly low: number;
  readonly amount: number;
  readonly high: number;
  readonly from: readonly string[];
}

/** A payment as it was told, of whatever period overlaps the year. */
export interface Told {
  /** A party, or the words of the fact for customers that are not named. */
  readonly payer: string;
  /** Who was paid: the vendor, or the group of which it is a part. */
  readonly payee: PartyId;
  readonly period: string;
  readonly since: Day;
  readonly until: Day;
  /** USD; null where only a share is told and the revenue of the period is not. */
  readonly low: number | null;
  readonly amount: number | null;
  readonly high: number | null;
  /** From 0 to 1, of the revenue of whom in the same days; null where that revenue is not known. */
  readonly share: number | null;
  readonly shareOf: PartyId;
  readonly facts: readonly string[];
}

/** Metrics of the seller and of the buyer that tell of a payment, with the party that they name. */
const asSold = /^revenue-from-(.+)$/u;
const asShare = /^share-of-revenue-from-(.+)$/u;
const asBought = /^(?:spend-on|inference-spend|paid-to)-(.+)$/u;

/**
 * Where the revenue of a vendor stands. What a chipmaker sells for data centres is a metric of its own, of the
 * segment or of its group; where nobody tells it, all revenue counts.
 */
export function revenueOf(
  { book, day }: Pick<PoolView, "book" | "day">,
  vendor: PartyId,
): { party: PartyId; metric: string } {
  const ofSegment = "data-centre-revenue";
  const isChipmaker = book.parties.get(vendor)?.kind === "chipmaker";
  const tellers = isChipmaker ? [vendor, groupOf(book, vendor, day)] : [];
  const party = tellers.find((id) =>
    [...book.facts.values()].some((fact) => fact.party === id && fact.metric === ofSegment),
  );
  return party === undefined ? { party: vendor, metric: "revenue" } : { party, metric: ofSegment };
}

/** What a payer paid the vendor in the year, from either side's accounts. Never from a schedule: a plan is no payment. */
export function paidTo(view: PoolView, vendor: PartyId, payer: PartyId): Paid | undefined {
  const { book, day, year } = view;
  if (lastDay(String(year)) > day) return undefined; // what is told of a year that is not over is a forecast
  const told = paidInYear(book, { payer, vendor, year, day });
  if (told) {
    // Of what is paid to a group the segment's part may be anything below it.
    const least = told.payee === vendor ? told.low : 0;
    return { low: least, amount: told.central, high: told.high, from: told.facts };
  }
  const share = yearFigure(book, vendor, `share-of-revenue-from-${payer}`, year, day);
  const { party, metric } = revenueOf(view, vendor);
  const revenue = yearFigure(book, party, metric, year, day);
  if (!share?.isWhole || !revenue?.isWhole) return undefined;
  return {
    low: share.low * revenue.low,
    amount: share.central * revenue.central,
    high: share.high * revenue.high,
    from: [...share.facts, ...revenue.facts],
  };
}

/** Every payment to the vendor or its group of a period that overlaps the year and is over, no forecasts. */
export function toldPayments(view: PoolView, vendor: PartyId): Told[] {
  const { book, day, year } = view;
  return [...book.facts.values()].flatMap((fact): Told[] => {
    if (fact.kind === "forecast" || factKnown(book, fact) > day) return [];
    const parties = partiesOf(view, vendor, fact);
    const days = daysOf(fact);
    if (!parties || !days || days.until > day) return [];
    if (days.until < `${year}-01-01` || days.since > `${year}-12-31`) return [];
    const { payer, payee, isShare } = parties;
    const shareOf = isShare ? payee : vendor;
    const revenue = revenueIn(view, vendor, shareOf, days);
    const times = (value: number): number | null =>
      isShare ? (revenue ? value * revenue.amount : null) : value;
    const amount = times(central(fact.value));
    return [
      {
        payer,
        payee,
        period: fact.period,
        since: days.since,
        until: days.until,
        low: times(low(fact.value)),
        amount,
        high: times(high(fact.value)),
        share: isShare ? central(fact.value) : revenue && amount !== null ? amount / revenue.amount : null,
        shareOf,
        facts: [fact.id, ...(revenue?.facts ?? [])],
      },
    ];
  });
}

/** Who paid whom by a fact; undefined where it tells of no payment to the vendor or its group. */
function partiesOf(
  { book, day }: PoolView,
  vendor: PartyId,
  { party, metric }: Fact,
): { payer: string; payee: PartyId; isShare: boolean } | undefined {
  const group = groupOf(book, vendor, day);
  const isSeller = (id: string | undefined): id is PartyId => id === vendor || id === group;
  const bought = asBought.exec(metric)?.[1];
  if (isSeller(bought)) {
    const payer = groupOf(book, party, day);
    return payer === group ? undefined : { payer, payee: bought, isShare: false };
  }
  if (!isSeller(party)) return undefined;
  const sold = asSold.exec(metric)?.[1];
  if (sold !== undefined) return { payer: sold, payee: party, isShare: false };
  const shared = asShare.exec(metric)?.[1];
  return shared === undefined ? undefined : { payer: words(book, shared), payee: party, isShare: true };
}

const kinds: readonly Fact["kind"][] = ["reported", "press", "estimate"];

/** Revenue of the vendor or its group in the same days: told for just these, or its quarters added. */
function revenueIn(
  view: PoolView,
  vendor: PartyId,
  of: PartyId,
  days: Days,
): { amount: number; facts: readonly string[] } | undefined {
  const { book, day } = view;
  const { party, metric } = of === vendor ? revenueOf(view, vendor) : { party: of, metric: "revenue" };
  const known = [...book.facts.values()]
    .filter((fact) => fact.party === party && fact.metric === metric)
    .filter((fact) => kinds.includes(fact.kind) && factKnown(book, fact) <= day)
    .toSorted((a, b) => kinds.indexOf(a.kind) - kinds.indexOf(b.kind))
    .flatMap((fact) => {
      const own = daysOf(fact);
      return own ? [{ fact, own }] : [];
    });
  const same = known.find(({ own }) => own.until === days.until && own.months === days.months);
  if (same) return { amount: central(same.fact.value), facts: [same.fact.id] };
  const quarters = new Map<Day, Fact>();
  for (const { fact, own } of known) {
    const isInside = own.months === 3 && own.until > days.since && own.until <= days.until;
    if (isInside && !quarters.has(own.until)) quarters.set(own.until, fact);
  }
  if (quarters.size * 3 !== days.months || !quarters.has(days.until)) return undefined;
  const facts = [...quarters.values()];
  return {
    amount: facts.reduce((sum, fact) => sum + central(fact.value), 0),
    facts: facts.map(({ id }) => id),
  };
}

/** A party's id, or what a fact calls customers that it does not name. */
function words(book: Book, customers: string): string {
  return book.parties.has(customers) ? customers : `${customers.replaceAll("-", " ")}, not named`;
}

interface Days {
  readonly since: Day;
  readonly until: Day;
  readonly months: number;
}

/** The days of a fact's period; undefined for a single day, or where its end is not known. */
function daysOf(fact: Fact): Days | undefined {
  const period = periodOf(fact);
  if (!period) return undefined;
  const { start: since, end: until } = period;
  return { since, until, months: Math.round((12 * lengthOf(period)) / 365) };
}
