// Who falls with whom, told by rounds: what a failure costs those who hold claims on it, then those who
// sell to it, then those who sell to them.

import type { Book, Leg, PartyId } from "../book/book.ts";
import { count, isLive } from "../book/count.ts";
import { on } from "../book/known.ts";
import { yearFigure } from "../book/year-figure.ts";
import { central, low } from "../unit/quantity.ts";
import { type Flow, type FlowsView, flowsOf, isBoundary, partyAt } from "./book-flows.ts";

export type Cause = "stake" | "loan" | "guarantee" | "sales";

/** A loss of one party in one round, and the legs that carry it. */
export interface Loss {
  readonly party: PartyId;
  readonly lossUsd: number;
  readonly cause: Cause;
  /** On whose failure or on whose cut orders it rests. */
  readonly through: PartyId;
  readonly legs: readonly string[];
}

export interface Contagion {
  readonly failed: PartyId;
  readonly rounds: readonly (readonly Loss[])[];
  /** Ids of the assumptions that the figures rest on. */
  readonly assumed: readonly string[];
  /** Claims and sales that are known and have no price. */
  readonly notKnown: readonly { readonly party: PartyId; readonly leg: string; readonly what: string }[];
}

/** Sales that are passed on below this share of the first round's are no longer told. */
const toldMin = 1e-3;
const roundsMax = 12;

/**
 * The failure of a party on the day, by rounds.
 *
 * Round 1: holders of its shares lose what they have paid in, lenders what is not recovered, guarantors
 * of its debts what they stand for, and sellers a year of its purchases. Later rounds: whoever lost
 * sales cuts its own orders in the same proportion of its purchases to its sales, and so on upstream.
 * Stakes are taken at what was paid in, not at marks. Everything is at the counting of the view.
 */
export function contagion(view: Omit<FlowsView, "layer">, failed: PartyId): Contagion {
  const { book, day } = view;
  const group = partyAt(view, failed);
  const assumed = new Set<string>();
  const notKnown: { party: PartyId; leg: string; what: string }[] = [];
  const first = claimsOn(view, group, assumed, notKnown);
  const flows = purchasesOf(view);
  const sales = salesLost(flows, new Map([[group, 1]]));
  for (const leg of book.legs.values()) {
    if (!isLive(book, leg, day) || partyAt(view, leg.payer) !== group || !isSale(leg)) continue;
    if ("leftOut" in count(book, leg, day, view.counting))
      notKnown.push({ party: partyAt(view, leg.payee), leg: leg.id, what: "sales" });
  }
  const rounds: Loss[][] = [[...first, ...sales].toSorted(byLoss)];
  const firstSales = sales.reduce((sum, loss) => sum + loss.lossUsd, 0);
  let cut = cutsOf(view, flows, sales);
  while (rounds.length < roundsMax) {
    const next = salesLost(flows, cut).filter(
      (loss) => loss.lossUsd > toldMin * firstSales && loss.party !== group,
    );
    if (next.length === 0) break;
    rounds.push(next.toSorted(byLoss));
    cut = cutsOf(view, flows, next);
  }
  return {
    failed: group,
    rounds: rounds.filter((round) => round.length > 0),
    assumed: [...assumed].toSorted(),
    notKnown,
  };
}

function byLoss(a: Loss, b: Loss): number {
  return (
    b.lossUsd - a.lossUsd || (a.party < b.party ? -1 : a.party > b.party ? 1 : a.cause < b.cause ? -1 : 1)
  );
}

function isSale(leg: Leg): boolean {
  return ["compute", "capacity", "hardware", "lease", "power", "licence", "revenue-share"].includes(leg.kind);
}

/** What holders of claims on the failed party lose, by party and cause. */
function claimsOn(
  view: Omit<FlowsView, "layer">,
  failed: PartyId,
  assumed: Set<string>,
  notKnown: { party: PartyId; leg: string; what: string }[],
): Loss[] {
  const { book, day } = view;
  const losses = new Map<string, Loss>();
  for (const leg of book.legs.values()) {
    if (!isLive(book, leg, day) || partyAt(view, leg.payee) !== failed || leg.kind === "warrant") continue;
    const cause = causeOf(leg);
    const party = partyAt(view, leg.payer);
    if (cause === undefined || party === failed || isBoundary(book, party)) continue;
    const held = outstanding(view, leg);
    if (held === undefined) {
      notKnown.push({ party, leg: leg.id, what: cause });
      continue;
    }
    const lost = held * (cause === "loan" ? 1 - recovery(book, failed, assumed) : 1);
    if (lost === 0) continue;
    const key = `${party}\0${cause}`;
    const before = losses.get(key);
    losses.set(key, {
      party,
      lossUsd: (before?.lossUsd ?? 0) + lost,
      cause,
      through: failed,
      legs: [...(before?.legs ?? []), leg.id],
    });
  }
  return [...losses.values()];
}

/** What is out on a leg: drawn or paid, where that is known; else what counts. A line nobody has drawn is no loss. */
function outstanding({ book, day, counting }: Omit<FlowsView, "layer">, leg: Leg): number | undefined {
  const moved = [on(leg.amount.paid, day), on(leg.amount.drawn, day)].filter((q) => q !== undefined);
  if (moved.length > 0) return Math.max(...moved.map(low));
  const counted = count(book, leg, day, counting);
  return "leftOut" in counted ? undefined : counted.amount.high;
}

function causeOf(leg: Leg): Cause | undefined {
  if (leg.kind === "debt" || leg.kind === "convertible") return "loan";
  if (leg.kind === "equity" || leg.kind === "joint-venture") return "stake";
  return leg.kind === "guarantee" ? "guarantee" : undefined;
}

/** What lenders get back: an assumption by the kind of debtor. */
function recovery(book: Book, failed: PartyId, assumed: Set<string>): number {
  const id = book.parties.get(failed)?.kind === "lab" ? "recovery-lab" : "recovery-neo";
  const assumption = book.assumptions.get(id);
  if (!assumption) return 0;
  assumed.add(id);
  return central(assumption.central ?? assumption.value);
}

/** Purchases of the year in cash and in kind, between parties that are no aggregates. */
function purchasesOf(view: Omit<FlowsView, "layer">): Flow[] {
  const both = (["cash", "in-kind"] as const).flatMap((layer) => flowsOf({ ...view, layer }).flows);
  return both.filter(
    (flow) => isSale(flow.leg) && !isBoundary(view.book, flow.payee) && !isBoundary(view.book, flow.payer),
  );
}

/** Sales that are lost when each buyer cuts a part of its orders. */
function salesLost(flows: readonly Flow[], cut: ReadonlyMap<PartyId, number>): Loss[] {
  const losses = new Map<string, Loss>();
  for (const flow of flows) {
    const part = cut.get(flow.payer);
    if (part === undefined || part === 0) continue;
    const key = `${flow.payee}\0${flow.payer}`;
    const before = losses.get(key);
    losses.set(key, {
      party: flow.payee,
      lossUsd: (before?.lossUsd ?? 0) + flow.amount * part,
      cause: "sales",
      through: flow.payer,
      legs: [...new Set([...(before?.legs ?? []), flow.leg.id])],
    });
  }
  return [...losses.values()];
}

/** By which part each seller cuts its own orders: lost sales over its revenue, or over its sales in the book where that is not known. */
function cutsOf(
  view: Omit<FlowsView, "layer">,
  flows: readonly Flow[],
  losses: readonly Loss[],
): Map<PartyId, number> {
  const lost = new Map<PartyId, number>();
  for (const loss of losses) lost.set(loss.party, (lost.get(loss.party) ?? 0) + loss.lossUsd);
  return new Map(
    [...lost].map(([party, amount]) => {
      const sold = flows.filter((flow) => flow.payee === party).reduce((sum, flow) => sum + flow.amount, 0);
      const revenue = newestRevenue(view, party) ?? 0;
      return [party, Math.min(1, amount / Math.max(revenue, sold, amount))] as const;
    }),
  );
}

/** A year of revenue: the newest four reported quarters, or annual figure, that was known on the day. */
function newestRevenue({ book, day, year }: Omit<FlowsView, "layer">, party: PartyId): number | undefined {
  const figure = yearFigure(book, party, "revenue", year, day);
  return (figure?.isWhole ? figure : yearFigure(book, party, "revenue", year - 1, day))?.central;
}
