// A payer's money in a year, by where it came from: what it had when the year began, and what came in.

import type { Book, Leg, PartyId } from "../book/book.ts";
import { groupOf } from "../book/known.ts";
import { balanceInside, yearEndBalance, yearFigure } from "../book/year-figure.ts";
import { type Day, lastDay } from "../unit/date.ts";
import { type Flow, type FlowsView, flowsOf } from "./book-flows.ts";
import { type AssumedYear, assumedYears, isSettled, stretchesOf } from "./settled.ts";

/**
 * Where money came from: end customers; investors and lenders outside the ring; other parties of the
 * ring; the vendor's own group; and what nobody can say.
 */
export const moneyClasses = ["organic", "outside", "insiders", "own", "notKnown"] as const;
export type MoneyClass = (typeof moneyClasses)[number];

export type PoolView = Omit<FlowsView, "layer">;

export interface Pool {
  /** USD by class of whoever paid it. */
  readonly money: Readonly<Record<MoneyClass, number>>;
  /** Ids of the facts and legs that say so. */
  readonly from: readonly string[];
  /** Payments of which only the last day is known by which they were made, and that day is in the year. */
  readonly assumed: readonly AssumedYear[];
}

/** Parties whose money has gone round inside the ring; money of all others comes from outside. */
const insiders = new Set(["lab", "cloud", "neocloud", "chipmaker", "foundry", "developer", "energy"]);

export function isInsider(book: Book, party: PartyId): boolean {
  return insiders.has(book.parties.get(party)?.kind ?? "");
}

/** What is known to have been paid in cash between groups in the year of the view. */
export function settledFlows(view: PoolView): Flow[] {
  return flowsOf({ ...view, level: "group", layer: "cash" }).flows.filter((flow) =>
    isSettled(flow.leg, view.day),
  );
}

/** A payer's money in a year: opening cash and receipts, by class, seen from the vendor's group. */
export function poolOf(
  view: PoolView,
  vendor: PartyId,
  payer: PartyId,
  flows: readonly Flow[],
  missing: string[],
): Pool | undefined {
  const { book, day, year } = view;
  const isOver = lastDay(String(year)) <= day; // of a year that is not over only forecasts are whole
  const earned = isOver ? yearFigure(book, payer, "revenue", year, day) : undefined;
  const received = flows.filter((flow) => flow.payee === payer);
  const opening = openingCash(view, payer, received);
  if (!earned?.isWhole) missing.push(`${payer}/revenue of all of ${year}`);
  if ("missing" in opening) missing.push(opening.missing);
  if (!earned?.isWhole || "missing" in opening) return undefined;
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
  return {
    money,
    from: [...earned.facts, ...opening.from, ...received.map((flow) => flow.leg.id)],
    assumed: received.flatMap((flow) => assumedYears(flow.leg, year, day)),
  };
}

function classOfPayer(book: Book, payer: PartyId, group: PartyId): MoneyClass {
  if (payer === group) return "own";
  return isInsider(book, payer) ? "insiders" : "outside";
}

export function isPurchase(leg: Leg): boolean {
  return (
    leg.kind !== "equity" && leg.kind !== "convertible" && leg.kind !== "debt" && leg.kind !== "joint-venture"
  );
}

type Opening = { readonly amount: number; readonly from: readonly string[] } | { readonly missing: string };

/**
 * Cash at the start of the year: the balance itself or, where only a later one is known, that balance
 * plus what was burnt since the year began less what was raised: the year's end, or a day inside the
 * year if each payment is known to have come before or after it.
 */
function openingCash({ book, day, year }: PoolView, payer: PartyId, received: readonly Flow[]): Opening {
  const before = yearEndBalance(book, payer, "cash", year - 1, day);
  if (before) return { amount: before.central, from: before.facts };
  const raising = received.filter((flow) => !isPurchase(flow.leg));
  const raised = (flows: readonly Flow[]): number => flows.reduce((sum, flow) => sum + flow.amount, 0);
  const after = yearEndBalance(book, payer, "cash", year, day);
  const burn = yearFigure(book, payer, "cash-burn", year, day);
  if (after && burn?.isWhole) {
    return {
      amount: Math.max(0, after.central + burn.central - raised(raising)),
      from: [...after.facts, ...burn.facts],
    };
  }
  const missing = `${payer}/cash at the end of ${year - 1}`;
  const inside = balanceInside(book, payer, year, day);
  if (!inside) return { missing };
  const parts = raising.map((flow) => ({ flow, by: raisedBy(flow, inside.on, { year, day }) }));
  const open = parts.find(({ by }) => by === undefined);
  if (open) {
    return {
      missing: `${missing}, to which ${inside.facts[0]} leads only with the day on which ${open.flow.leg.id} was paid`,
    };
  }
  const sum = parts.reduce((total, { by }) => total + by!, 0);
  return { amount: Math.max(0, inside.cash + inside.burn - sum), from: inside.facts };
}

/** How much of a year's flow had come by a day; undefined where a payment may lie on either side. */
function raisedBy(flow: Flow, by: Day, { year, day }: Pick<PoolView, "year" | "day">): number | undefined {
  const inYear = stretchesOf(flow.leg, day).filter(({ until }) => until.startsWith(String(year)));
  if (inYear.length === 0) return undefined;
  if (inYear.some(({ since, until }) => since < by && by < until)) return undefined;
  const all = inYear.reduce((sum, { amount }) => sum + amount, 0);
  const come = inYear.reduce((sum, { until, amount }) => sum + (until <= by ? amount : 0), 0);
  return (flow.amount * come) / all;
}
