// What money can have got where by the end of a year: money cannot arrive that was never sent.

import type { Book, Leg, PartyId } from "../book/book.ts";
import { classOf, contingency, count, isLive } from "../book/count.ts";
import { factKnown, groupOf, on } from "../book/known.ts";
import { spreadOf } from "../contract/spread.ts";
import { lastDay } from "../unit/date.ts";
import { high } from "../unit/quantity.ts";
import { type Flow, type FlowsView, flowsOf, isBoundary } from "./book-flows.ts";
import { type Pipes, maximumFlow } from "./maximum-flow.ts";
import { isSettled } from "./settled.ts";

type View = Omit<FlowsView, "layer" | "level">;

/** Money that may have been sent from one group to another in a year: the most that it can have been. */
export interface Sent {
  readonly payer: PartyId;
  readonly payee: PartyId;
  readonly year: number;
  /** USD; Infinity where money was put in and nobody says how much. */
  readonly most: number;
  /** The leg, or the fact, that says so. */
  readonly from: string;
}

/**
 * All that groups may have sent one another up to the end of a year.
 *
 * A leg counts with what was paid or drawn and, where it is firm or reported, with the most that it can
 * come to: nobody says of every promise whether it was kept. Caps, intents and options count once paid.
 * A payment part of which is in kind counts in full. Where a party tells what it has paid into another
 * in all, and the legs come to less, the rest counts from the first year on. What the book does not know
 * is not in it, nor is what passes an aggregate.
 */
export function sentUntil(view: View, year: number): Sent[] {
  const first = firstYear(view.book, year);
  const years = Array.from({ length: year - first + 1 }, (_, k) => first + k);
  const priced = years.flatMap((each) => sentIn(view, each));
  const told = paidInAsTold(view, first, priced);
  const isTold = new Set(told.map(({ payer, payee }) => `${payer} ${payee}`));
  const unpriced = unpricedFunding(view, year).filter(({ payer, payee }) => !isTold.has(`${payer} ${payee}`));
  return [...priced, ...told.filter(({ most }) => most > 0), ...unpriced];
}

function firstYear(book: Book, until: number): number {
  const dates = [...book.legs.values()].map(({ announced, term }) =>
    term?.start !== undefined && term.start < announced ? term.start : announced,
  );
  return dates.reduce((least, date) => Math.min(least, Number(date.slice(0, 4))), until);
}

function sentIn(view: View, year: number): Sent[] {
  const { book, day } = view;
  const flows = (layer: FlowsView["layer"]): readonly Flow[] =>
    flowsOf({ ...view, counting: "headline", level: "group", layer, year }).flows;
  const cash = flows("cash");
  const inCash = new Set(cash.map(({ leg }) => leg.id));
  const partlyInKind = flows("in-kind").filter(({ leg }) => leg.medium === "mixed" && !inCash.has(leg.id));
  return [...cash, ...partlyInKind].flatMap(({ leg, payer, payee, amount, told }) => {
    if (isBoundary(book, payer) || isBoundary(book, payee)) return [];
    // What is told to have been paid may be less than the contract, and no bound may be below what the contract allows.
    const share = book.legs.has(leg.id) ? (spreadOf(book, leg, day)?.shareIn(year) ?? 0) : 0;
    const most = Math.max(told.length > 0 ? amount : 0, mostOf(view, leg) * share);
    return most > 0 ? [{ payer, payee, year, most, from: leg.id }] : [];
  });
}

/** The most that a leg can come to: its firm part, and its headline where it is firm or reported. */
function mostOf({ book, day }: View, leg: Leg): number {
  const countings = isPromise(leg, day) ? (["firm", "headline"] as const) : (["firm"] as const);
  return countings.reduce((most, counting) => {
    const counted = count(book, leg, day, counting);
    return "amount" in counted ? Math.max(most, counted.amount.high) : most;
  }, 0);
}

function isPromise(leg: Leg, day: string): boolean {
  const firmness = on(leg.firmness, day);
  return firmness === "firm" || firmness === "reported" || isSettled(leg, day);
}

/** What a group tells that it has paid into another in all, beyond what the legs come to by then. */
function paidInAsTold({ book, day }: View, first: number, sent: readonly Sent[]): Sent[] {
  const told = new Map<string, Sent>();
  for (const fact of book.facts.values()) {
    const payee =
      /^investment-paid-in-(.+)$/u.exec(fact.metric)?.[1] ?? /^(.+)-funding-paid-in$/u.exec(fact.metric)?.[1];
    if (payee === undefined || fact.ends === undefined || factKnown(book, fact) > day) continue;
    const payer = groupOf(book, fact.party, day);
    const until = Number(lastDay(fact.ends).slice(0, 4));
    const byLegs = sent
      .filter((one) => one.payer === payer && one.payee === payee && one.year <= until)
      .filter((one) => book.legs.has(one.from) && classOf(book.legs.get(one.from)!) === "funding")
      .reduce((sum, one) => sum + one.most, 0);
    const most = Math.max(0, high(fact.value) - byLegs);
    const pair = `${payer} ${payee}`;
    if (most < (told.get(pair)?.most ?? 0)) continue;
    told.set(pair, { payer, payee, year: first, most, from: fact.id });
  }
  return [...told.values()];
}

/** Money put in of which nobody says how much: it bounds nothing. */
function unpricedFunding({ book, day }: View, year: number): Sent[] {
  return [...book.legs.values()].flatMap((leg) => {
    if (classOf(leg) !== "funding" || !isLive(book, leg, day) || contingency(leg, day) !== undefined)
      return [];
    if (leg.medium === "in-kind" || !isPromise(leg, day) || "amount" in count(book, leg, day, "headline"))
      return [];
    const [payer, payee] = [groupOf(book, leg.payer, day), groupOf(book, leg.payee, day)];
    const since = Number((leg.term?.start ?? leg.announced).slice(0, 4));
    const counts = payer !== payee && since <= year && !isBoundary(book, payer) && !isBoundary(book, payee);
    return counts ? [{ payer, payee, year: since, most: Infinity, from: leg.id }] : [];
  });
}

/** Whose money, to whom, by when. */
export interface Reach {
  /** Groups whose own money is followed. */
  readonly of: ReadonlySet<PartyId>;
  readonly to: PartyId;
  readonly year: number;
  /** A group through which nothing is followed: its money is a class of its own. */
  readonly past?: PartyId | undefined;
  /** What the payee brought into the year, USD, where that is known. */
  readonly opening?: number | undefined;
}

export interface Reached {
  /** USD: the most that can have arrived; Infinity where nothing bounds it. */
  readonly most: number;
  /** Legs and facts on the ways that carry it, in the order of the payments given. */
  readonly by: readonly string[];
}

/**
 * The most money of some groups that a party can have had in a year: a maximum flow through parties and
 * years. What a party received may stay with it for years, and goes no way back in time; within a year
 * the order of payments is not known, and any is allowed.
 */
export function reachOf(sent: readonly Sent[], { of, to, year, past, opening = Infinity }: Reach): Reached {
  const used = sent.filter(
    (one) => one.year <= year && one.payer !== past && one.payee !== past && one.payer !== to,
  );
  const first = used.reduce((least, one) => Math.min(least, one.year), year);
  const span = year - first + 1;
  const parties = [...new Set([to, ...used.flatMap(({ payer, payee }) => [payer, payee])])];
  const at = new Map(parties.map((party, i) => [party, i * span]));
  const node = (party: PartyId, when: number): number => at.get(party)! + when - first;
  const source = parties.length * span;
  const kept = parties.flatMap((party) =>
    Array.from({ length: span - 1 }, (_, k): Arc => {
      const isLast = party === to && k === span - 2;
      return [node(party, first + k), node(party, first + k + 1), isLast ? opening : Infinity];
    }),
  );
  const begins = parties
    .filter((party) => of.has(party) && party !== to)
    .flatMap((party) =>
      Array.from({ length: span }, (_, k): Arc => [source, node(party, first + k), Infinity]),
    );
  const paid = used.map((one): Arc => [node(one.payer, one.year), node(one.payee, one.year), one.most]);
  const { amount, flow } = maximumFlow(
    pipesOf(source + 1, [...paid, ...kept, ...begins]),
    source,
    node(to, year),
  );
  return { most: amount, by: [...new Set(used.filter((_, e) => flow[e]! > 0).map(({ from }) => from))] };
}

type Arc = readonly [from: number, to: number, capacity: number];

function pipesOf(nodes: number, arcs: readonly Arc[]): Pipes {
  return {
    nodes,
    from: Int32Array.from(arcs, ([from]) => from),
    to: Int32Array.from(arcs, ([, to]) => to),
    capacity: Float64Array.from(arcs, ([, , capacity]) => capacity),
  };
}
