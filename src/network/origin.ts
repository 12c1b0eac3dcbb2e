// Whose money is this revenue? Each payer's money, by class of where it came from, and how much of a
// vendor's revenue each class has surely paid, pays in proportion, and can at most have paid.

import type { Book, Leg, PartyId } from "../book/book.ts";
import { groupOf, on } from "../book/known.ts";
import { paidInYear } from "../book/payment.ts";
import { type YearFigure, newestBalance, yearEndBalance, yearFigure } from "../book/year-figure.ts";
import type { Day } from "../unit/date.ts";
import { central, high } from "../unit/quantity.ts";
import { type Flow, type FlowsView, flowsOf } from "./book-flows.ts";

/**
 * Where money came from: end customers; investors and lenders outside the ring; other parties of the
 * ring; the vendor's own group; and what nobody can say.
 */
export const moneyClasses = ["organic", "outside", "insiders", "own", "notKnown"] as const;
export type MoneyClass = (typeof moneyClasses)[number];

/** Bounds of a class in USD. Pro rata figures add up over the classes; the ends do not. */
export interface Bounds {
  readonly atLeast: number;
  readonly proRata: number;
  readonly atMost: number;
}

export interface RevenueSplit {
  readonly party: PartyId;
  readonly year: number;
  /** Null where the vendor's revenue of the year is not known. */
  readonly revenue: YearFigure | null;
  readonly backlog: { readonly amount: number; readonly fact: string } | null;
  /** Null where no payer's accounts are known well enough. */
  readonly classes: Readonly<Record<MoneyClass, Bounds>> | null;
  readonly payers: readonly PayerSplit[];
  /** Revenue from everybody else: end customers as far as the book knows. */
  readonly others: number | null;
  /** What would have to be known for the rest. */
  readonly missing: readonly string[];
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
  readonly classes: Readonly<Record<MoneyClass, Bounds>>;
}

/** Parties whose money has gone round inside the ring; money of all others comes from outside. */
const insiders = new Set(["lab", "cloud", "neocloud", "chipmaker", "foundry", "developer", "energy"]);
const revenueMetric = (book: Book, vendor: PartyId): string =>
  book.parties.get(vendor)?.kind === "chipmaker" ? "data-centre-revenue" : "revenue";

/** The split of a vendor segment's revenue in a calendar year, as known on the day. */
export function revenueSplit(view: Omit<FlowsView, "layer">, vendor: PartyId): RevenueSplit {
  const { book, day, year } = view;
  const missing: string[] = [];
  const revenue = yearFigure(book, vendor, revenueMetric(book, vendor), year, day) ?? null;
  if (!revenue?.isWhole) missing.push(`${vendor}/${revenueMetric(book, vendor)} of all of ${year}`);
  const flows = flowsOf({ ...view, level: "group", layer: "cash" }).flows.filter((flow) =>
    isSettled(flow.leg, day),
  );
  const payers = payersOf(view, vendor).flatMap((payer): PayerSplit[] => {
    const paid = paidTo(view, vendor, payer, missing);
    const pool = paid && poolOf(view, vendor, payer, flows, missing);
    return paid && pool ? [splitOf(payer, paid, pool)] : [];
  });
  const newest = newestBalance(book, vendor, "rpo", day) ?? newestBalance(book, vendor, "backlog", day);
  const backlog = newest ? { amount: central(newest.value), fact: newest.id } : null;
  if (payers.length === 0 || !revenue?.isWhole) {
    return { party: vendor, year, revenue, backlog, classes: null, payers, others: null, missing };
  }
  const others = Math.max(0, revenue.central - payers.reduce((sum, payer) => sum + payer.paid, 0));
  const known = new Set(payers.map(({ payer }) => payer));
  const unseen = Math.min(
    others,
    planned(view, vendor, (payer) => !known.has(payer)),
  );
  return {
    party: vendor,
    year,
    revenue,
    backlog,
    classes: together(payers, others, unseen),
    payers,
    others,
    missing,
  };
}

/** Whether money of a leg is known to have moved: what is promised fills no pool. */
function isSettled(leg: Leg, day: Day): boolean {
  const moved = [on(leg.amount.paid, day), on(leg.amount.drawn, day)];
  return moved.some((q) => q !== undefined && high(q) > 0) || on(leg.status, day) === "completed";
}

/** The most that ring parties may have paid the vendor in the year by their contracts, where these have a price. */
function planned(view: Omit<FlowsView, "layer">, vendor: PartyId, of: (payer: PartyId) => boolean): number {
  const { flows } = flowsOf({ ...view, counting: "headline", level: "segment", layer: "cash" });
  const group = groupOf(view.book, vendor, view.day);
  const sold = flows.filter(
    ({ leg, payee, payer }) =>
      (payee === vendor || payee === group) && isPurchase(leg) && of(groupOf(view.book, payer, view.day)),
  );
  return sold.reduce((sum, flow) => sum + flow.amount, 0);
}

/** Groups outside the vendor's that buy from it, by name. */
function payersOf({ book, day }: Omit<FlowsView, "layer">, vendor: PartyId): PartyId[] {
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

interface Paid {
  readonly low: number;
  readonly amount: number;
  readonly high: number;
  readonly from: readonly string[];
}

/** What a payer paid the vendor in the year, from either side's accounts. Never from a schedule: a plan is no payment. */
function paidTo(
  view: Omit<FlowsView, "layer">,
  vendor: PartyId,
  payer: PartyId,
  missing: string[],
): Paid | undefined {
  const { book, day, year } = view;
  const told = paidInYear(book, { payer, vendor, year, day });
  if (told) return { low: told.low, amount: told.central, high: told.high, from: told.facts };
  missing.push(`what ${payer} paid ${vendor} in ${year}`);
  return undefined;
}

interface Pool {
  readonly money: Record<MoneyClass, number>;
  readonly from: readonly string[];
}

/** A payer's money in a year: opening cash and receipts, by class, seen from the vendor's group. */
function poolOf(
  view: Omit<FlowsView, "layer">,
  vendor: PartyId,
  payer: PartyId,
  flows: readonly Flow[],
  missing: string[],
): Pool | undefined {
  const { book, day, year } = view;
  const earned = yearFigure(book, payer, "revenue", year, day);
  const received = flows.filter((flow) => flow.payee === payer);
  const opening = openingCash(view, payer, received);
  if (!earned?.isWhole) missing.push(`${payer}/revenue of all of ${year}`);
  if (opening === undefined) missing.push(`${payer}/cash at the end of ${year - 1}`);
  if (!earned?.isWhole || opening === undefined) return undefined;
  const money: Record<MoneyClass, number> = {
    organic: earned.central,
    outside: 0,
    insiders: 0,
    own: 0,
    notKnown: opening.amount,
  };
  const group = groupOf(book, vendor, day);
  for (const flow of received) money[classOfPayer(book, flow.payer, group)] += flow.amount;
  // What ring parties pay for the payer's own product is in its revenue already, and is not organic.
  for (const flow of received) {
    if (isPurchase(flow.leg)) money.organic = Math.max(0, money.organic - flow.amount);
  }
  return { money, from: [...earned.facts, ...opening.from, ...received.map((flow) => flow.leg.id)] };
}

function classOfPayer(book: Book, payer: PartyId, group: PartyId): MoneyClass {
  if (payer === group) return "own";
  const kind = book.parties.get(payer)?.kind;
  return kind !== undefined && insiders.has(kind) ? "insiders" : "outside";
}

function isPurchase(leg: Leg): boolean {
  return (
    leg.kind !== "equity" && leg.kind !== "convertible" && leg.kind !== "debt" && leg.kind !== "joint-venture"
  );
}

/**
 * Cash at the start of the year: the balance itself or, where only the end of the year is known, that
 * balance plus what was burnt less what was raised.
 */
function openingCash(
  view: Omit<FlowsView, "layer">,
  payer: PartyId,
  received: readonly Flow[],
): { amount: number; from: readonly string[] } | undefined {
  const { book, day, year } = view;
  const before = yearEndBalance(book, payer, "cash", year - 1, day);
  if (before) return { amount: before.central, from: before.facts };
  const after = yearEndBalance(book, payer, "cash", year, day);
  const burn = yearFigure(book, payer, "cash-burn", year, day);
  if (!after || !burn?.isWhole) return undefined;
  const raised = received.filter((flow) => !isPurchase(flow.leg)).reduce((sum, flow) => sum + flow.amount, 0);
  return {
    amount: Math.max(0, after.central + burn.central - raised),
    from: [...after.facts, ...burn.facts],
  };
}

/** method: V the class's money, O all other; at least P − O, pro rata P·V/(V+O), at most min(P, V). */
function splitOf(payer: PartyId, paid: Paid, pool: Pool): PayerSplit {
  const all = total(pool.money);
  const bounds = (name: MoneyClass): Bounds => {
    const own = pool.money[name];
    // What is not known may belong to any class, so it widens both ends of every other one.
    const reach = name === "notKnown" ? own : own + pool.money.notKnown;
    return {
      atLeast: Math.max(0, paid.low - (all - own)),
      proRata: all === 0 ? 0 : (paid.amount * own) / all,
      atMost: Math.min(paid.high, reach),
    };
  };
  const classes = Object.fromEntries(moneyClasses.map((name) => [name, bounds(name)])) as Record<
    MoneyClass,
    Bounds
  >;
  return {
    payer,
    paid: paid.amount,
    paidLow: paid.low,
    paidHigh: paid.high,
    paidFrom: paid.from,
    pool: pool.money,
    poolFrom: pool.from,
    classes,
  };
}

/**
 * All payers and the rest. The rest is end customers' money, except what ring parties whose accounts are
 * not known may have paid by their contracts: that may be of any class, and widens every end.
 *
 * A payer that paid more than the middle of its band leaves less to the rest, so end customers' least is taken
 * where all paid the most, and their most where all paid the least.
 */
function together(payers: readonly PayerSplit[], others: number, unseen: number): Record<MoneyClass, Bounds> {
  const over = (of: (payer: PayerSplit) => number): number =>
    payers.reduce((sum, payer) => sum + of(payer), 0);
  const revenue = others + over(({ paid }) => paid);
  const proRata = (name: MoneyClass): number => over(({ classes }) => classes[name].proRata);
  const bounds = (name: MoneyClass): Bounds => ({
    atLeast: over(({ classes }) => classes[name].atLeast),
    proRata: proRata(name) + (name === "notKnown" ? unseen : 0),
    atMost: Math.min(revenue, over(({ classes }) => classes[name].atMost) + unseen),
  });
  const organic: Bounds = {
    atLeast: Math.max(
      0,
      revenue - unseen - over(({ paidHigh, pool }) => Math.min(paidHigh, total(pool) - pool.organic)),
    ),
    proRata: proRata("organic") + others - unseen,
    atMost: revenue - over(({ paidLow, pool }) => Math.max(0, paidLow - pool.organic - pool.notKnown)),
  };
  return { ...Object.fromEntries(moneyClasses.map((name) => [name, bounds(name)])), organic } as Record<
    MoneyClass,
    Bounds
  >;
}

function total(pool: Readonly<Record<MoneyClass, number>>): number {
  return moneyClasses.reduce((sum, name) => sum + pool[name], 0);
}
