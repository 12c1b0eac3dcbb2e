// Whose money is this revenue? Each payer's money, by class of where it came from, and how much of a
// vendor's revenue each class has surely paid, pays in proportion, and can at most have paid.

import type { Leg, PartyId } from "../book/book.ts";
import { groupOf } from "../book/known.ts";
import { type YearFigure, yearFigure } from "../book/year-figure.ts";
import { flowsOf } from "./book-flows.ts";
import {
  type AssumedYear,
  type MoneyClass,
  type Pool,
  type PoolView,
  isInsider,
  isPurchase,
  moneyClasses,
  poolOf,
  settledFlows,
} from "./pool.ts";
import { type Reached, type Sent, reachOf, sentUntil } from "./sent.ts";
import { type Paid, type Told, paidTo, revenueOf, toldPayments } from "./told.ts";

export { type MoneyClass, moneyClasses } from "./pool.ts";

/** Bounds of a class in USD. Pro rata figures add up over the classes; the ends do not. */
export interface Bounds {
  readonly atLeast: number;
  readonly proRata: number;
  readonly atMost: number;
}

export type Classes = Readonly<Record<MoneyClass, Bounds>>;

export interface RevenueSplit {
  readonly party: PartyId;
  readonly year: number;
  /** Null where the vendor's revenue of the year is not known. */
  readonly revenue: YearFigure | null;
  /** Null where no payer's accounts are known well enough. */
  readonly classes: Classes | null;
  readonly payers: readonly PayerSplit[];
  /** Payers by name whose accounts are not known. */
  readonly unseen: readonly UnseenPayer[];
  /** Revenue from everybody but `payers`: end customers as far as the book knows, and `unseen`. */
  readonly others: number | null;
  /** Payments of periods that overlap the year, by payers whose money is not known. */
  readonly told: readonly ToldSplit[];
  /** What would have to be known for the rest. */
  readonly missing: readonly string[];
}

/** What can have reached a payer by the end of the year. */
interface Arrived {
  readonly own: Reached;
  readonly insiders: Reached;
}

/** One payer: what it paid the vendor, and the pool from which it paid. */
export interface PayerSplit {
  readonly payer: PartyId;
  readonly paid: number;
  /** The least and the most that is reported or estimated. */
  readonly paidLow: number;
  readonly paidHigh: number;
  readonly paidFrom: readonly string[];
  readonly pool: Readonly<Record<MoneyClass, number>>;
  readonly poolFrom: readonly string[];
  readonly assumed: readonly AssumedYear[];
  readonly reach: Arrived;
  readonly classes: Classes;
}

/** A payer whose accounts are not known: what it was told to pay or, at most, may have paid by its contracts. */
export interface UnseenPayer extends Paid {
  readonly payer: PartyId;
  readonly isTold: boolean;
  readonly reach: Arrived;
  /** USD: the most of it that can be the vendor's own group's money, and other insiders'. */
  readonly ownAtMost: number;
  readonly insidersAtMost: number;
}

export interface ToldSplit extends Told {
  /** USD: the most of it that can be the vendor's own group's money; null where nothing can be said. */
  readonly ownAtMost: number | null;
}

/**
 * The split of a vendor segment's revenue in a calendar year, as known on the day.
 *
 * @param sent  what groups may have sent one another until the year and the day; found where it is not given
 */
export function revenueSplit(
  view: PoolView,
  vendor: PartyId,
  sent: readonly Sent[] = sentUntil(view, Math.max(view.year, Number(view.day.slice(0, 4)))),
): RevenueSplit {
  const { book, day, year } = view;
  const { party: teller, metric } = revenueOf(view, vendor);
  const revenue = yearFigure(book, teller, metric, year, day) ?? null;
  const missing = revenue?.isWhole ? [] : [`${teller}/${metric} of all of ${year}`];
  const flows = settledFlows(view);
  const seen: { payer: PartyId; paid: Paid; pool: Pool }[] = [];
  const toldOnly = new Map<PartyId, Paid>();
  for (const payer of payersOf(view, vendor)) {
    const paid = paidTo(view, vendor, payer);
    if (!paid) missing.push(`what ${payer} paid ${vendor} in ${year}`);
    const pool = paid && poolOf(view, vendor, payer, flows, missing);
    if (paid && pool) seen.push({ payer, paid, pool });
    else if (paid) toldOnly.set(payer, paid);
  }
  const known = new Set(seen.map(({ payer }) => payer));
  const told = toldPayments(view, vendor)
    .filter(({ payer }) => !known.has(payer))
    .map((each) => ({ ...each, ownAtMost: ownOf(view, vendor, sent, each) }));
  const base = { party: vendor, year, revenue, told, missing };
  if (seen.length === 0 || !revenue?.isWhole) {
    return { ...base, classes: null, payers: [], unseen: [], others: null };
  }
  const fits = fitting(seen, revenue.central);
  const payers = fits.map(({ payer, paid, pool }) =>
    splitOf(payer, paid, pool, (opening) => arrived(view, vendor, sent, payer, opening)),
  );
  const others = Math.max(0, revenue.central - payers.reduce((sum, payer) => sum + payer.paid, 0));
  const unseen = unseenOf(view, vendor, known, toldOnly).map((one): UnseenPayer => {
    const reach = arrived(view, vendor, sent, one.payer);
    return {
      ...one,
      reach,
      ownAtMost: Math.min(one.high, reach.own.most),
      insidersAtMost: Math.min(one.high, reach.insiders.most),
    };
  });
  return { ...base, classes: together(payers, others, unseen), payers, unseen, others };
}

/** Payments that come to more than the revenue are cut to it in proportion: either side may count otherwise. */
function fitting<P extends { paid: Paid }>(payers: readonly P[], revenue: number): P[] {
  const all = payers.reduce((sum, { paid }) => sum + paid.amount, 0);
  const part = all > revenue ? revenue / all : 1;
  return payers.map((payer) => {
    const { low, amount, high, from } = payer.paid;
    return {
      ...payer,
      paid: { low: low * part, amount: amount * part, high: Math.min(high, revenue), from },
    };
  });
}

/** Payers without known accounts: what is told of them, else the most that contracts with a price come to. */
function unseenOf(
  view: PoolView,
  vendor: PartyId,
  known: ReadonlySet<PartyId>,
  told: ReadonlyMap<PartyId, Paid>,
): (Paid & { payer: PartyId; isTold: boolean })[] {
  const { flows } = flowsOf({ ...view, counting: "headline", level: "segment", layer: "cash" });
  const group = groupOf(view.book, vendor, view.day);
  const planned = new Map<PartyId, Paid>();
  for (const { leg, payer: buyer, payee, amount } of flows) {
    const payer = groupOf(view.book, buyer, view.day);
    const sells = payee === vendor || payee === group;
    if (!sells || !isPurchase(leg) || payer === group || known.has(payer) || told.has(payer)) continue;
    const before = planned.get(payer);
    const sum = (before?.amount ?? 0) + amount;
    planned.set(payer, { low: 0, amount: sum, high: sum, from: [...(before?.from ?? []), leg.id] });
  }
  return [
    ...[...told].map(([payer, paid]) => ({ ...paid, payer, isTold: true })),
    ...[...planned].map(([payer, paid]) => ({ ...paid, payer, isTold: false })),
  ];
}

/** Groups outside the vendor's that buy from it, by name. */
function payersOf({ book, day }: PoolView, vendor: PartyId): PartyId[] {
  const own = groupOf(book, vendor, day);
  const sells = (id: PartyId): boolean => id === vendor || id === own;
  const payers = [...book.legs.values()].flatMap((leg) => {
    const payer = groupOf(book, leg.payer, day);
    const bought = new Set<Leg["kind"]>(["compute", "capacity", "hardware", "lease"]);
    return sells(leg.payee) && bought.has(leg.kind) && payer !== own && !leg.overlaps && leg.announced <= day
      ? [payer]
      : [];
  });
  return [...new Set(payers)].filter((id) => book.parties.get(id)?.boundary !== true).toSorted();
}

/** What can have reached a payer: the vendor's own group's money through anybody, other insiders' past that group. */
function arrived(
  { book, day, year }: PoolView,
  vendor: PartyId,
  sent: readonly Sent[],
  to: PartyId,
  opening?: number,
): Arrived {
  const group = groupOf(book, vendor, day);
  const senders = new Set(sent.map(({ payer }) => payer).filter((id) => id !== group && isInsider(book, id)));
  return {
    own: reachOf(sent, { of: new Set([group]), to, year, opening }),
    insiders: reachOf(sent, { of: senders, to, year, past: group, opening }),
  };
}

/** The most of a told payment that can be the vendor's own group's money, by the end of its last year. */
function ownOf(
  { book, day }: PoolView,
  vendor: PartyId,
  sent: readonly Sent[],
  { payer, high, until }: Told,
): number | null {
  const last = Number(until.slice(0, 4));
  if (high === null || !book.parties.has(payer)) return null;
  const of = new Set([groupOf(book, vendor, day)]);
  return Math.min(high, reachOf(sent, { of, to: payer, year: last }).most);
}

/**
 * method: V the class's money, O all other; at least P − O, pro rata P·V/(V+O), at most min(P, V). What was
 * paid beyond all the money that is known was paid with money that is not. Of the vendor's own group and of
 * other insiders V is at most what can have arrived, through others too; as much less is surely others'.
 */
function splitOf(
  payer: PartyId,
  paid: Paid,
  { money, from, assumed }: Pool,
  arrivedWith: (opening: number) => Arrived,
): PayerSplit {
  const short = Math.max(0, paid.amount - total(money));
  const pool = { ...money, notKnown: money.notKnown + short };
  const all = total(pool);
  const reach = arrivedWith(pool.notKnown);
  const most: Record<MoneyClass, number> = {
    organic: pool.organic + pool.notKnown,
    outside: pool.outside + pool.notKnown,
    insiders: Math.max(pool.insiders, reach.insiders.most),
    own: Math.max(pool.own, reach.own.most),
    notKnown: pool.notKnown,
  };
  const ownThroughOthers = most.own - pool.own;
  const insidersThroughOthers = most.insiders - pool.insiders;
  const surely: Record<MoneyClass, number> = {
    ...pool,
    insiders: Math.max(0, pool.insiders - ownThroughOthers),
    outside: Math.max(0, pool.outside - ownThroughOthers - insidersThroughOthers),
  };
  const classes = each((name): Bounds => ({
    atLeast: Math.max(0, paid.low - (all - surely[name])),
    proRata: all === 0 ? 0 : (paid.amount * pool[name]) / all,
    atMost: Math.min(paid.high, most[name]),
  }));
  return {
    payer,
    paid: paid.amount,
    paidLow: paid.low,
    paidHigh: paid.high,
    paidFrom: paid.from,
    pool,
    poolFrom: from,
    assumed,
    reach,
    classes,
  };
}

/**
 * All payers and the rest. The rest is end customers' money, except what payers by name whose accounts are
 * not known may have paid: that is not known pro rata, and at most of each class what can have reached them.
 *
 * A payer that paid more than the middle of its band leaves less to the rest, so end customers' least is taken
 * where all paid the most, and their most where all paid the least.
 */
function together(payers: readonly PayerSplit[], others: number, unseen: readonly UnseenPayer[]): Classes {
  const over = (of: (payer: PayerSplit) => number): number =>
    payers.reduce((sum, payer) => sum + of(payer), 0);
  const among = (of: (payer: UnseenPayer) => number): number =>
    Math.min(
      others,
      unseen.reduce((sum, payer) => sum + of(payer), 0),
    );
  const revenue = others + over(({ paid }) => paid);
  const mostUnseen: Record<MoneyClass, number> = {
    organic: among(({ high }) => high),
    outside: among(({ high }) => high),
    insiders: among(({ insidersAtMost }) => insidersAtMost),
    own: among(({ ownAtMost }) => ownAtMost),
    notKnown: among(({ high }) => high),
  };
  const notSeen = among(({ amount }) => amount);
  const classes = each((name): Bounds => ({
    atLeast: over(({ classes: of }) => of[name].atLeast),
    proRata: over(({ classes: of }) => of[name].proRata) + (name === "notKnown" ? notSeen : 0),
    atMost: Math.min(revenue, over(({ classes: of }) => of[name].atMost) + mostUnseen[name]),
  }));
  const organic: Bounds = {
    atLeast: Math.max(
      0,
      revenue -
        mostUnseen.organic -
        over(({ paidHigh, pool }) => Math.min(paidHigh, total(pool) - pool.organic)),
    ),
    proRata: classes.organic.proRata + others - notSeen,
    atMost: revenue - over(({ paidLow, pool }) => Math.max(0, paidLow - pool.organic - pool.notKnown)),
  };
  return { ...classes, organic };
}

function total(pool: Readonly<Record<MoneyClass, number>>): number {
  return moneyClasses.reduce((sum, name) => sum + pool[name], 0);
}

/** A value for each class of money. */
export function each<T>(of: (name: MoneyClass) => T): Record<MoneyClass, T> {
  return Object.fromEntries(moneyClasses.map((name) => [name, of(name)])) as Record<MoneyClass, T>;
}
