// One loop told in full: what was put in, what was pledged back, per year, per dollar, per gigawatt.

import type { AmountState, Book, Leg, PartyId } from "../book/book.ts";
import { amountStates } from "../book/vocabulary.ts";
import { type Range, classOf, contingency, isLive, total } from "../book/count.ts";
import { groupOf, on } from "../book/known.ts";
import { type Term, termOf } from "../contract/term.ts";
import { type Measure, convert, divideMeasures, measureOf } from "../unit/measure.ts";
import type { Quantity } from "../unit/quantity.ts";
import type { View } from "./pair.ts";

/** A leg with its states on the day; an absent state is unknown. */
export interface LegOnDay {
  readonly leg: Leg;
  readonly states: Readonly<Partial<Record<AmountState, Quantity>>>;
  readonly term: Term | undefined;
  /** The terms of ending it are public. */
  readonly terminationPublic: boolean;
}

export interface RoundTrip {
  readonly investor: PartyId;
  readonly lab: PartyId;
  /** What the investor has put in, under `firm`: drawn and paid, and firm promises. */
  readonly putIn: { readonly amount: Range | null; readonly legs: readonly LegOnDay[] };
  /** What is promised and not drawn: caps, milestones. */
  readonly openEnded: readonly LegOnDay[];
  /** What the lab has pledged to buy from the investor's group. */
  readonly pledged: { readonly amount: Range | null; readonly legs: readonly LegOnDay[] };
  readonly pledgedPerYear: Range | null;
  readonly pledgedPerDollarIn: Range | null;
  readonly capacity: Quantity | undefined;
  /** Cost of a gigawatt for a year if the pledge bought all of the capacity all of the term. */
  readonly costPerGwYear: Measure | undefined;
  readonly benchmark: { readonly id: string; readonly value: Measure } | undefined;
  readonly suppliers: readonly Counterparty[];
  readonly funders: readonly Counterparty[];
}

export interface Counterparty {
  readonly party: PartyId;
  readonly amount: Range | null;
  readonly headline: Range | null;
  readonly legs: readonly string[];
  /** How many of the legs the counting leaves out. */
  readonly leftOut: number;
}

/** Five-year life of the computers, fourteen of the building: the published cost of a gigawatt for a year. */
const benchmarkId = "tco-gw-year-5y";

/** The loop between an investor and a lab, as known on the day. */
export function roundTrip(view: View, investor: PartyId, lab: PartyId): RoundTrip {
  const { book, day } = view;
  const legs = liveLegs(view, investor, lab);
  const funding = legs.filter((leg) => classOf(leg) === "funding" && groupOf(book, leg.payee, day) === lab);
  const pledges = legs.filter((leg) => classOf(leg) === "purchase" && groupOf(book, leg.payer, day) === lab);
  const putIn = total(book, funding, day, "firm");
  const pledged = total(book, pledges, day, view.counting);
  const describe = (some: readonly Leg[]): LegOnDay[] => some.map((leg) => onDay(book, leg, view));
  const inHand = funding.filter((leg) => (total(book, [leg], day, "firm").amount?.high ?? 0) > 0);
  const years = yearsOf(book, pledges);
  const capacity = largestCapacity(pledges);
  return {
    investor,
    lab,
    putIn: { amount: putIn.amount, legs: describe(inHand) },
    openEnded: describe(funding.filter((leg) => !inHand.includes(leg))),
    pledged: { amount: pledged.amount, legs: describe(pledges) },
    pledgedPerYear:
      pledged.amount && years ? { low: pledged.amount.low / years, high: pledged.amount.high / years } : null,
    pledgedPerDollarIn:
      pledged.amount && putIn.amount && putIn.amount.low > 0
        ? { low: pledged.amount.low / putIn.amount.high, high: pledged.amount.high / putIn.amount.low }
        : null,
    capacity,
    costPerGwYear: costPerGwYear(pledged.amount, capacity, years),
    benchmark: benchmark(book),
    suppliers: counterparties(view, lab, "purchase"),
    funders: counterparties(view, lab, "funding"),
  };
}

function liveLegs({ book, day }: View, a: PartyId, b: PartyId): Leg[] {
  return [...book.legs.values()].filter((leg) => {
    const sides = [groupOf(book, leg.payer, day), groupOf(book, leg.payee, day)];
    return (
      sides.includes(a) && sides.includes(b) && isLive(book, leg, day) && contingency(leg, day) === undefined
    );
  });
}

function onDay(book: Book, leg: Leg, view: View): LegOnDay {
  const states: Partial<Record<AmountState, Quantity>> = {};
  for (const state of amountStates) {
    const known = on(leg.amount[state], view.day);
    if (known) states[state] = known;
  }
  return { leg, states, term: termOf(book, leg), terminationPublic: leg.notice !== undefined };
}

/** The longest term of the pledges; undefined without one. */
function yearsOf(book: Book, legs: readonly Leg[]): number | undefined {
  const years = legs.flatMap((leg) => termOf(book, leg)?.years ?? []);
  return years.length === 0 ? undefined : Math.max(...years);
}

function largestCapacity(legs: readonly Leg[]): Quantity | undefined {
  return legs
    .flatMap((leg) => leg.capacity ?? [])
    .toSorted((a, b) => Math.max(...b.values) - Math.max(...a.values))
    .at(0);
}

function costPerGwYear(
  amount: Range | null,
  capacity: Quantity | undefined,
  years: number | undefined,
): Measure | undefined {
  if (!amount || !capacity || years === undefined) return undefined;
  const power = Math.max(...capacity.values);
  const cost: Measure = {
    low: amount.low,
    central: (amount.low + amount.high) / 2,
    high: amount.high,
    unit: "USD",
  };
  const gigawattYears: Measure = {
    low: power * years,
    central: power * years,
    high: power * years,
    unit: "W-year",
  };
  return divideMeasures(cost, gigawattYears);
}

function benchmark(book: Book): RoundTrip["benchmark"] {
  const figure = book.infrastructure.get(benchmarkId);
  return figure && { id: benchmarkId, value: convert(measureOf(figure.value), "USD per W-year") };
}

/** Who supplies or funds a party, by group, the largest first; unnamed investors stand as they are. */
function counterparties(view: View, party: PartyId, of: "funding" | "purchase"): Counterparty[] {
  const { book, day } = view;
  const byParty = new Map<PartyId, Leg[]>();
  for (const leg of book.legs.values()) {
    const [payer, payee] = [groupOf(book, leg.payer, day), groupOf(book, leg.payee, day)];
    const [self, other] = of === "funding" ? [payee, payer] : [payer, payee];
    if (classOf(leg) !== of || self !== party || other === party) continue;
    if (!isLive(book, leg, day) || contingency(leg, day) !== undefined) continue;
    byParty.set(other, [...(byParty.get(other) ?? []), leg]);
  }
  return [...byParty]
    .map(([other, legs]) => {
      const { amount, leftOut } = total(book, legs, day, view.counting);
      const headline = total(book, legs, day, "headline").amount;
      return { party: other, amount, headline, legs: legs.map((leg) => leg.id), leftOut: leftOut.length };
    })
    .toSorted((a, b) => (b.headline?.high ?? 0) - (a.headline?.high ?? 0) || (a.party < b.party ? -1 : 1));
}
