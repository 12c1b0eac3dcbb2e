// Who pays whom in a calendar year, from the book: what is known to have been paid, else each leg's
// amount spread over its term, in the layer in which it is paid.

import type { Book, Leg, LegKind, PartyId } from "../book/book.ts";
import { type Counting, classOf } from "../book/count.ts";
import { groupOf } from "../book/known.ts";
import { amountTold, meanOf } from "../book/told-year.ts";
import { type Day, lengthOf } from "../unit/date.ts";
import { type Held, amountsOf, middle } from "./year-amounts.ts";
import { type Limit, type YearPlan, planOf } from "./year-plan.ts";

export const layers = ["cash", "in-kind"] as const;
export type Layer = (typeof layers)[number];

/** A leg's payment in a year: what is paid, between whom, and what it rests on. */
export interface Flow {
  /** Of a payment that no contract of the book tells of, a leg with the id of the figure that does. */
  readonly leg: Leg;
  readonly payer: PartyId;
  readonly payee: PartyId;
  /** USD in the year, central. */
  readonly amount: number;
  /** What goes back from payee to payer for it: the counter-flow, kept with it and never measured. */
  readonly counter: string;
  /** Ids of assumptions that the figure rests on: a term by kind, a split of a mixed payment. */
  readonly assumed: readonly string[];
  /** Ids of figures that tell what the payer paid the payee's group on days of the year. */
  readonly told: readonly string[];
  /** Ids of figures of the payer's whole outlay, where its contracts exceed it. */
  readonly outlay: readonly string[];
  /** What else is assumed of the figure, in words: a day of payment, or which of two figures holds. */
  readonly note: string | undefined;
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
  /** Live legs of the layer that could have moved money in the year and that this counting cannot price. */
  readonly leftOut: readonly { readonly leg: Leg; readonly why: string }[];
  /** Payments known to have been made, that take the place of the schedule. */
  readonly told: readonly PaidBetween[];
  /** Payers whose contracts exceed what they spend, and what counts of these. */
  readonly held: readonly Held[];
}

/** What one group is known to have paid another on days of the year. */
export interface PaidBetween {
  readonly payer: PartyId;
  readonly payee: PartyId;
  /** USD on these days, the mean of figures that contradict each other. */
  readonly amount: number;
  /** How many days of the year it covers. */
  readonly days: number;
  readonly facts: readonly string[];
}

/**
 * The flows of a year and layer. Each leg gives one flow from payer to payee; what it is given for
 * (the share, the note, the compute) is its counter-flow and never measured together with it.
 * Payments within one party at the level are left out; aggregates are kept, and are boundaries.
 *
 * What one group is known to have paid another in some days takes the place of what their contracts
 * say of these, and nobody pays more than it spends: see `planOf` and `amountsOf`.
 */
export function flowsOf(view: FlowsView): BookFlows {
  const plan = planOf(view);
  const { amount, held } = amountsOf(plan, middle);
  return {
    flows: flowsAt(view, plan, amount, held),
    leftOut: plan.unpriced.map(({ leg, why }) => ({ leg, why })),
    told: plan.told.map((told) => ({
      payer: told.payer,
      payee: told.payee,
      amount: amountTold(told, meanOf),
      days: told.days.reduce((sum, days) => sum + lengthOf(days), 0),
      facts: told.facts,
    })),
    held,
  };
}

function flowsAt(view: FlowsView, plan: YearPlan, amount: Float64Array, held: readonly Held[]): Flow[] {
  const heldBack = new Map(held.flatMap((each) => each.limit.entries.map((i) => [i, each.limit] as const)));
  return plan.entries.flatMap((entry, i): Flow[] => {
    if (amount[i] === 0) return [];
    const isScheduled = middle.scheduled(entry, i) > 0;
    const limit = isScheduled ? heldBack.get(i) : undefined;
    return [
      {
        leg: entry.leg,
        payer: partyAt(view, entry.leg.payer),
        payee: partyAt(view, entry.leg.payee),
        amount: amount[i]!,
        counter: counterOf[entry.leg.kind],
        assumed: isScheduled ? (entry.line?.assumed ?? []) : [],
        told: entry.part > 0 ? entry.told!.facts : [],
        outlay: limit?.outlay.facts ?? [],
        note: entry.line?.note ?? (limit && heldNote(limit)),
      },
    ];
  });
}

function heldNote({ payer, outlay }: Limit): string {
  return outlay.isForecast
    ? `the contracts of ${payer} exceed its outlay as forecast: both are equally likely, the mean counts`
    : `the contracts of ${payer} exceed what it spent: cut to what was left`;
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
