// What a year's contracts come to, what is known to have been paid in their place, and what each payer
// can have spent: everything from which the amounts of the year's flows follow.

import type { Book, Leg, LegKind, PartyId } from "../book/book.ts";
import { groupOf } from "../book/known.ts";
import { type Outlay, burnMetric, outlayOf } from "../book/outlay.ts";
import { type ToldPayment, toldPayments } from "../book/payment.ts";
import { type ToldYear, toldYear, untoldDays } from "../book/told-year.ts";
import { type Day, type Stretch, yearDays } from "../unit/date.ts";
import type { FlowsView } from "./book-flows.ts";
import { type Line, type Unpriced, couldFallInto, isPurchase, linesOf } from "./line.ts";

/** A leg in a year: what its contract leaves to its schedule, and its part of what is told. */
export interface Entry {
  readonly leg: Leg;
  readonly payer: PartyId;
  readonly payee: PartyId;
  /** Undefined where the leg has no price, and only what is told of its pair moves on it. */
  readonly line: Line | undefined;
  /** The days of the year that nothing is told of: these keep the schedule. */
  readonly open: readonly Stretch[];
  readonly told: Told | undefined;
  /** The leg's part of what is told of its pair, from 0 to 1. */
  readonly part: number;
}

/** What is told of what one group paid another in the year. */
export interface Told extends ToldYear {
  readonly payer: PartyId;
  readonly payee: PartyId;
}

/** All that a payer spent in the year, and the entries that are paid out of it. */
export interface Limit {
  readonly payer: PartyId;
  readonly outlay: Outlay;
  readonly entries: readonly number[];
}

export interface YearPlan {
  readonly entries: readonly Entry[];
  readonly told: readonly Told[];
  readonly limits: readonly Limit[];
  /** Live legs of the layer that could have moved money in the year and count for nothing. */
  readonly unpriced: readonly Unpriced[];
}

/**
 * The plan of a year and layer.
 *
 * What one group is told to have paid another takes the place of the pair's scheduled purchases on the
 * days that it covers, in proportion to them. Where none of them has a price in those days, it moves in
 * equal parts on the pair's purchases without one; where no contract of those days is known at all, it
 * is a flow of its own. Payments and outlays are of cash, so in kind there is neither.
 */
export function planOf(view: FlowsView): YearPlan {
  const { book, day, year, level, layer } = view;
  const found = linesOf(view);
  const isBetween = ({ payer, payee }: { payer: PartyId; payee: PartyId }): boolean =>
    level === "segment" || payer !== payee;
  const lines = found.lines.filter(isBetween);
  const unpriced = found.unpriced.filter((leg) => isBetween(leg) && couldFallInto(leg, year));
  const told = layer === "cash" ? toldOf(book, day, year) : [];
  const entries = [
    ...lines.map((line) => entryOf(line, lines, told, year)),
    ...told.flatMap((each) => hung(each, lines, unpriced, book, day)),
  ];
  return {
    entries,
    told,
    limits: layer === "cash" ? limitsOf(view, entries) : [],
    unpriced: unpriced.filter((leg) => !isAllTold(leg, told, year)),
  };
}

/** What is told of the year, by pair of groups. */
function toldOf(book: Book, day: Day, year: number): Told[] {
  const byPair = new Map<string, { payer: PartyId; payee: PartyId; payments: ToldPayment[] }>();
  for (const payment of toldPayments(book, day)) {
    const [payer, payee] = [groupOf(book, payment.payer, day), groupOf(book, payment.payee, day)];
    if (payer === payee) continue;
    const key = `${payer}\0${payee}`;
    byPair.set(key, { payer, payee, payments: [...(byPair.get(key)?.payments ?? []), payment] });
  }
  return [...byPair]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([, { payer, payee, payments }]) => {
      const found = toldYear(payments, year);
      return found ? [{ ...found, payer, payee }] : [];
    });
}

function isOf(told: Told): (sides: { payer: PartyId; payee: PartyId }) => boolean {
  return ({ payer, payee }) => payer === told.payer && payee === told.payee;
}

/** USD that a line comes to on some days, at its central figures. */
function scheduled({ whole, shareOf }: Line, days: readonly Stretch[]): number {
  return days.reduce((sum, stretch) => sum + whole * shareOf(stretch), 0);
}

function entryOf(line: Line, lines: readonly Line[], told: readonly Told[], year: number): Entry {
  const { leg, payer, payee } = line;
  const own = isPurchase(line) ? told.find((each) => isOf(each)(line)) : undefined;
  const base = { leg, payer, payee, line };
  if (!own) return { ...base, open: [yearDays(year)], told: undefined, part: 0 };
  const all = lines
    .filter((other) => isPurchase(other) && isOf(own)(other))
    .reduce((sum, other) => sum + scheduled(other, own.days), 0);
  return {
    ...base,
    open: untoldDays(own, year),
    told: own,
    part: all === 0 ? 0 : scheduled(line, own.days) / all,
  };
}

/** The legs on which a told payment moves where no priced contract runs on its days. */
function hung(
  told: Told,
  lines: readonly Line[],
  unpriced: readonly Unpriced[],
  book: Book,
  day: Day,
): Entry[] {
  const isPriced = lines.some(
    (line) => isPurchase(line) && isOf(told)(line) && scheduled(line, told.days) > 0,
  );
  if (isPriced) return [];
  const running = unpriced.filter(
    (leg) =>
      isPurchase(leg) &&
      isOf(told)(leg) &&
      (leg.shareOf === undefined || told.days.some((days) => leg.shareOf!(days) > 0)),
  );
  const legs = running.length > 0 ? running.map(({ leg }) => leg) : [legOf(book, told, day)];
  return legs.map((leg) => ({
    leg,
    payer: told.payer,
    payee: told.payee,
    line: undefined,
    open: [],
    told,
    part: 1 / legs.length,
  }));
}

/** A leg for a payment that no contract of the book tells of: it has the id of the figure. */
function legOf(book: Book, { payer, payee, facts, parts, days }: Told, day: Day): Leg {
  const fact = book.facts.get(facts[0]!)!;
  const announced = days[0]!.start;
  const { reports } = parts.find(({ share }) => share > 0)!;
  const none = { headline: [], firm: [], cancellable: [], drawn: [] };
  return {
    id: fact.id,
    deal: fact.id,
    kind: tradeOf[book.parties.get(payee)?.kind ?? ""] ?? "compute",
    payer: sideOf(book, payer, fact.party, day),
    payee: sideOf(book, payee, fact.party, day),
    announced,
    firmness: [{ from: undefined, is: "firm" }],
    status: [{ from: undefined, is: "completed" }],
    amount: { ...none, paid: [{ from: days.at(-1)!.end, is: reports[0]!.value }] },
    medium: "cash",
    sources: fact.sources,
    confidence: fact.confidence,
    reason: undefined,
    note: undefined,
  };
}

/** The party whose figure it is where it is part of the group, else the group. */
function sideOf(book: Book, group: PartyId, party: PartyId, day: Day): PartyId {
  return groupOf(book, party, day) === group ? party : group;
}

/** What a party sells that no contract names, by what it is. */
const tradeOf: Readonly<Record<string, LegKind>> = {
  chipmaker: "hardware",
  foundry: "hardware",
  energy: "power",
};

/** What each payer spent in all, where the book knows it; of an "at least" nobody knows how much more. */
function limitsOf({ book, day, year }: FlowsView, entries: readonly Entry[]): Limit[] {
  const byPayer = new Map<PartyId, number[]>();
  const burning = new Set<PartyId>();
  for (const fact of book.facts.values()) if (fact.metric === burnMetric) burning.add(fact.party);
  entries.forEach((entry, i) => {
    if (!burning.has(entry.payer) || !isPurchase(entry) || entry.payer === entry.payee) return;
    byPayer.set(entry.payer, [...(byPayer.get(entry.payer) ?? []), i]);
  });
  return [...byPayer]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([payer, own]) => {
      const outlay = outlayOf(book, payer, year, day);
      return outlay && !outlay.isFloor ? [{ payer, outlay, entries: own }] : [];
    });
}

/** Whether all days of the year on which a leg without a price could have moved money are told: then nothing is left out. */
function isAllTold(leg: Unpriced, told: readonly Told[], year: number): boolean {
  const own = isPurchase(leg) ? told.find((each) => isOf(each)(leg)) : undefined;
  if (!own) return false;
  const untold = untoldDays(own, year);
  return untold.every((days) => leg.shareOf !== undefined && leg.shareOf(days) === 0);
}
