// Who falls with whom, told by rounds: what a failure costs those who hold claims on it and those who sell to it, then
// those who sell to them.

import type { Leg, PartyId } from "../book/book.ts";
import { classOf, count, isLive } from "../book/count.ts";
import { wholeYearFigure } from "../book/year-figure.ts";
import { termOf } from "../contract/term.ts";
import { type FlowsView, flowsOf, isBoundary, partyAt } from "./book-flows.ts";
import { type Behind, type Claim, type FallenAway, claimsOn } from "./claim.ts";
import { type LostSales, type Order, cutOrders } from "./cut-orders.ts";
import { type Mark, markOf } from "./mark.ts";

export type Cause = "stake" | "loan" | "guarantee" | "sales";

/** A loss of one party in one round, and the legs that carry it. */
export interface Loss {
  readonly party: PartyId;
  readonly lossUsd: number;
  readonly cause: Cause;
  /** On whose failure or on whose cut orders it rests. */
  readonly through: PartyId;
  readonly legs: readonly string[];
  /** Of a guarantee: what the guarantor answers for. */
  readonly behind?: Behind;
  /** Of sales: whether every contract in it runs through the whole year. */
  readonly wholeYear?: boolean;
  /** Of a stake, which is lost at cost: what it would be at the newest valuation, where that is known. */
  readonly mark?: Mark;
}

export interface Contagion {
  readonly failed: PartyId;
  readonly rounds: readonly (readonly Loss[])[];
  readonly fallsAway: readonly FallenAway[];
  /** Lost sales of later rounds that are too small to be followed, USD. */
  readonly tooSmallUsd: number;
  /** Ids of the assumptions that the figures rest on. */
  readonly assumed: readonly string[];
  /** Claims and sales that are known and have no price. */
  readonly notKnown: readonly { readonly party: PartyId; readonly leg: string; readonly what: string }[];
}

type View = Omit<FlowsView, "layer">;

/**
 * The failure of a party on the day, by rounds.
 *
 * Round 1: what `claimsOn` says of those who hold shares and loans of it or answer for it, and what its sellers would
 * have sold to it in the year. Later rounds: who lost sales cuts its own orders, as `cutOrders` says. Aggregates such as the
 * market bear losses as others do, and pass nothing on. Everything is at the counting of the view.
 */
export function contagion(view: View, failed: PartyId): Contagion {
  const { book } = view;
  const group = partyAt(view, failed);
  const { claims, fallsAway, assumed, covered } = claimsOn(view, group);
  const orders = ordersOf(view);
  const first = salesTo(group, orders, covered);
  const { rounds, tooSmallUsd } = cutOrders({
    orders,
    first,
    failed: group,
    revenue: (party) => wholeYearFigure(book, party, "revenue", view.year, view.day)?.central,
    ends: (party) => isBoundary(book, party),
  });
  const sales = [first, ...rounds].map((round) => round.map((lost) => salesLoss(view, lost)));
  const all = [[...claimLosses(view, group, claims), ...sales[0]!], ...sales.slice(1)];
  return {
    failed: group,
    rounds: all.filter((round) => round.length > 0).map((round) => round.toSorted(byLoss)),
    fallsAway,
    tooSmallUsd,
    assumed,
    notKnown: [...unpricedClaims(claims), ...unpricedSales(view, group)],
  };
}

function byLoss(a: Loss, b: Loss): number {
  return (
    b.lossUsd - a.lossUsd || (a.party < b.party ? -1 : a.party > b.party ? 1 : a.cause < b.cause ? -1 : 1)
  );
}

/** Claims by holder and cause. */
function claimLosses(view: View, failed: PartyId, claims: readonly Claim[]): Loss[] {
  const losses = new Map<string, Loss>();
  for (const { party, cause, leg, lossUsd = 0, behind } of claims) {
    if (lossUsd === 0) continue;
    const key = `${party}\0${cause}\0${behind ?? ""}`;
    const before = losses.get(key);
    const mark = cause === "stake" ? markOf(view, party, failed) : undefined;
    losses.set(key, {
      party,
      lossUsd: (before?.lossUsd ?? 0) + lossUsd,
      cause,
      through: failed,
      legs: [...(before?.legs ?? []), leg.id],
      ...(behind ? { behind } : {}),
      ...(mark ? { mark } : {}),
    });
  }
  return [...losses.values()];
}

/** Purchases of the year, in cash and in kind. */
function ordersOf(view: View): Order[] {
  const both = (["cash", "in-kind"] as const).flatMap((layer) => flowsOf({ ...view, layer }).flows);
  return both
    .filter(({ leg }) => classOf(leg) === "purchase")
    .map(({ payer, payee, amount, leg }) => ({ buyer: payer, seller: payee, amount, leg: leg.id }));
}

/** What sellers lose at once: all that the failed party would have bought, less what a guarantor pays for it. */
function salesTo(
  failed: PartyId,
  orders: readonly Order[],
  covered: ReadonlyMap<string, number>,
): LostSales[] {
  const left = new Map(covered);
  const losses = new Map<PartyId, LostSales>();
  for (const { buyer, seller, amount, leg } of orders) {
    if (buyer !== failed) continue;
    const paid = Math.min(amount, left.get(leg) ?? 0);
    left.set(leg, (left.get(leg) ?? 0) - paid);
    if (amount === paid) continue;
    const before = losses.get(seller);
    losses.set(seller, {
      party: seller,
      through: failed,
      lossUsd: (before?.lossUsd ?? 0) + amount - paid,
      legs: [...new Set([...(before?.legs ?? []), leg])],
    });
  }
  return [...losses.values()];
}

function salesLoss({ book, year }: View, lost: LostSales): Loss {
  const runsThrough = (leg: Leg): boolean => {
    const term = termOf(book, leg);
    return term !== undefined && term.start <= `${year}-01-01` && term.end >= `${year}-12-31`;
  };
  return { ...lost, cause: "sales", wholeYear: lost.legs.every((id) => runsThrough(book.legs.get(id)!)) };
}

function unpricedClaims(claims: readonly Claim[]): Contagion["notKnown"] {
  return claims
    .filter(({ lossUsd }) => lossUsd === undefined)
    .map(({ party, leg, cause }) => ({ party, leg: leg.id, what: cause }));
}

function unpricedSales(view: View, failed: PartyId): Contagion["notKnown"] {
  const { book, day, counting } = view;
  return [...book.legs.values()]
    .filter(
      (leg) =>
        classOf(leg) === "purchase" &&
        partyAt(view, leg.payer) === failed &&
        partyAt(view, leg.payee) !== failed &&
        isLive(book, leg, day) &&
        "leftOut" in count(book, leg, day, counting),
    )
    .map((leg) => ({ party: partyAt(view, leg.payee), leg: leg.id, what: "sales" }));
}
