// How much of a vendor's revenue each class of money has surely paid, pays in proportion, and can at most
// have paid: of one payer, and of all payers with the rest.

import type { PartyId } from "../book/book.ts";
import { type MoneyClass, type Pool, moneyClasses } from "./pool.ts";
import type { Reached } from "./sent.ts";
import type { AssumedYear } from "./settled.ts";
import type { Paid } from "./told.ts";

/** Bounds of a class in USD. Pro rata figures add up over the classes; the ends do not. */
export interface Bounds {
  readonly atLeast: number;
  readonly proRata: number;
  readonly atMost: number;
}

export type Classes = Readonly<Record<MoneyClass, Bounds>>;

/** What can have reached a payer by the end of the year. */
export interface Arrived {
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

/**
 * method: V the class's money, O all other; at least P − O, pro rata P·V/(V+O), at most min(P, V). What was
 * paid beyond all the money that is known was paid with money that is not. Of the vendor's own group and of
 * other insiders V is at most what can have arrived, through others too; as much less is surely others'.
 */
export function splitOf(
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
export function together(
  payers: readonly PayerSplit[],
  others: number,
  unseen: readonly UnseenPayer[],
): Classes {
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
