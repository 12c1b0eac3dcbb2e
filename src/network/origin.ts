// Whose money is this revenue? Who pays a vendor, what is known of each payer's money, and the split of the
// vendor's revenue by where that money came from.

import type { Leg, PartyId } from "../book/book.ts";
import { groupOf } from "../book/known.ts";
import { type YearFigure, yearFigure } from "../book/year-figure.ts";
import { flowsOf } from "./book-flows.ts";
import { type Pool, type PoolView, isInsider, isPurchase, poolOf, settledFlows } from "./pool.ts";
import {
  type Arrived,
  type Classes,
  type PayerSplit,
  type UnseenPayer,
  splitOf,
  together,
} from "./money-split.ts";
import { type Sent, reachOf, sentUntil } from "./sent.ts";
import { type Paid, type Told, paidTo, revenueOf, toldPayments } from "./told.ts";

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
