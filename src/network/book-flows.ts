// Who pays whom in a calendar year, from the book: each leg's amount, spread over its term, in the layer
// in which it is paid.

import type { Book, Leg, LegKind, PartyId } from "../book/book.ts";
import { type Counting, classOf, contingency, count, isLive } from "../book/count.ts";
import { groupOf, on } from "../book/known.ts";
import { type Spread, spreadOf } from "../contract/spread.ts";
import type { Day } from "../unit/date.ts";
import { central } from "../unit/quantity.ts";

export const layers = ["cash", "in-kind"] as const;
export type Layer = (typeof layers)[number];

/** A leg's payment in a year: what is paid, between whom, and what it rests on. */
export interface Flow {
  readonly leg: Leg;
  readonly payer: PartyId;
  readonly payee: PartyId;
  /** USD in the year, central. */
  readonly amount: number;
  /** The part of the leg's amount that falls into the year, from 0 to 1. */
  readonly share: number;
  /** What goes back from payee to payer for it: the counter-flow, kept with it and never measured. */
  readonly counter: string;
  /** Ids of assumptions that the figure rests on: a term by kind, a split of a mixed payment. */
  readonly assumed: readonly string[];
}

export interface FlowsView {
  readonly book: Book;
  readonly day: Day;
  readonly counting: Counting;
  readonly level: "group" | "segment";
  readonly year: number;
  readonly layer: Layer;
}

export interface BookFlows {
  readonly flows: readonly Flow[];
  /** Live legs of the layer that this counting cannot price, or that have no year. */
  readonly leftOut: readonly { readonly leg: Leg; readonly why: string }[];
}

/**
 * The flows of a year and layer. Each leg gives one flow from payer to payee; what it is given for
 * (the share, the note, the compute) is its counter-flow and never measured together with it.
 * Payments within one party at the level are left out; aggregates are kept, and are boundaries.
 */
export function flowsOf(view: FlowsView): BookFlows {
  const { book, day, year } = view;
  const flows: Flow[] = [];
  const leftOut: { leg: Leg; why: string }[] = [];
  for (const leg of book.legs.values()) {
    if (!isLive(book, leg, day) || contingency(leg, day) !== undefined) continue;
    const inLayer = shareInLayer(book, leg, view.layer);
    if (inLayer.share === 0) continue;
    const [payer, payee] = [partyAt(view, leg.payer), partyAt(view, leg.payee)];
    if (payer === payee) continue;
    const counted = count(book, leg, day, view.counting);
    if ("leftOut" in counted) {
      leftOut.push({ leg, why: counted.leftOut });
      continue;
    }
    const spread = spreadOf(book, leg, day);
    if (!spread) {
      leftOut.push({ leg, why: "no term is known or assumed" });
      continue;
    }
    const share = spread.shareIn(year) * inLayer.share;
    if (share === 0) continue;
    const amount = centralOf(book, leg, day, view.counting, counted.amount.high) * share;
    if (amount > 0)
      flows.push({
        leg,
        payer,
        payee,
        amount,
        share,
        counter: counterOf[leg.kind],
        assumed: assumptionsOf(spread, inLayer.assumed),
      });
  }
  return { flows, leftOut };
}

/**
 * Flows between parties of which no money can come back through an aggregate: a boundary that pays and
 * one that is paid are two ends, so that it is in no loop, and its money is still in every total.
 */
export function openAtBoundaries<F extends { payer: PartyId; payee: PartyId }>(
  book: Book,
  flows: readonly F[],
): F[] {
  return flows.map((flow) => ({
    ...flow,
    payer: isBoundary(book, flow.payer) ? `${flow.payer}${paysIn}` : flow.payer,
    payee: isBoundary(book, flow.payee) ? `${flow.payee}${isPaid}` : flow.payee,
  }));
}

const paysIn = " (in)";
const isPaid = " (out)";

/** A boundary's own name again. */
export function withoutEnd(party: PartyId): PartyId {
  return party.replace(/ \((?:in|out)\)$/u, "");
}

export function isBoundary(book: Book, party: PartyId): boolean {
  return book.parties.get(party)?.boundary === true;
}

export function partyAt(
  { book, day, level }: Pick<FlowsView, "book" | "day" | "level">,
  party: PartyId,
): PartyId {
  return level === "group" ? groupOf(book, party, day) : party;
}

/** How much of a leg is paid in a layer. A payment of which only part is cash is split by an assumption. */
function shareInLayer(book: Book, leg: Leg, layer: Layer): { share: number; assumed: string | undefined } {
  if (leg.medium !== "mixed") return { share: (leg.medium ?? "cash") === layer ? 1 : 0, assumed: undefined };
  const id = "in-kind-share-of-mixed";
  const assumption = book.assumptions.get(id);
  const inKind = assumption ? central(assumption.central ?? assumption.value) : 0.5;
  return { share: layer === "in-kind" ? inKind : 1 - inKind, assumed: id };
}

/**
 * The amount that measures use: under headline an interval counts at its midpoint, a floor as itself, a
 * cap at its probability times its mean, conflicting reports at their mean; under the other countings
 * the counted figure itself.
 */
function centralOf(book: Book, leg: Leg, day: Day, counting: Counting, counted: number): number {
  const headline = on(leg.amount.headline, day);
  if (counting !== "headline" || !headline) return counted;
  if (headline.form !== "cap") return central(headline);
  const use = (id: string): number => {
    const assumption = book.assumptions.get(id);
    return assumption ? central(assumption.central ?? assumption.value) : 1;
  };
  return use("probability-up-to") * use("cap-fraction") * central(headline);
}

function assumptionsOf(spread: Spread, layer: string | undefined): string[] {
  return [spread.assumed, layer].filter((id) => id !== undefined);
}

/** What a payment of each kind is made for. */
const counterOf: Readonly<Record<LegKind, string>> = {
  equity: "shares",
  convertible: "a convertible note",
  warrant: "shares",
  debt: "a claim for repayment",
  guarantee: "a claim for repayment",
  compute: "computing",
  capacity: "capacity",
  hardware: "machines",
  lease: "the use of a site",
  power: "power",
  "revenue-share": "distribution",
  licence: "a licence",
  acquisition: "a company",
  "joint-venture": "a share of a venture",
  grant: "nothing",
};

/** Whether a flow is money put in, money spent, or neither. */
export function classOfFlow(flow: Flow): "funding" | "purchase" | undefined {
  return classOf(flow.leg);
}
