// How much of a leg counts: firm, expected or headline, on a day.
// The three are different questions; none of them ever stands in for another.

import type { Day } from "../unit/date.ts";
import { type Quantity, central, high, low } from "../unit/quantity.ts";
import type { Book, Firmness, Leg, LegKind, PartyId, Since } from "./book.ts";
import { groupOf, legKnown, on } from "./known.ts";

export const countings = ["firm", "expected", "headline"] as const;
export type Counting = (typeof countings)[number];

/** An amount in USD between two ends; under `firm` and `expected` they are equal. */
export interface Range {
  readonly low: number;
  readonly high: number;
}

/** What a leg counts for, or why it is left out. */
export type Counted = { readonly amount: Range } | { readonly leftOut: string };

const funding: ReadonlySet<LegKind> = new Set(["equity", "convertible", "debt", "joint-venture"]);
const purchase: ReadonlySet<LegKind> = new Set([
  "compute",
  "capacity",
  "hardware",
  "lease",
  "power",
  "licence",
  "revenue-share",
]);

/** Money put in (funding), money spent (purchase), or neither: cash acquisitions, grants, contingent legs. */
export function classOf(leg: Leg): "funding" | "purchase" | undefined {
  return funding.has(leg.kind) ? "funding" : purchase.has(leg.kind) ? "purchase" : undefined;
}

/** Whether a leg counts on a day: known, and not overlapping, superseded or cancelled. */
export function isLive(book: Book, leg: Leg, day: Day): boolean {
  if (legKnown(book, leg) > day || leg.overlaps !== undefined) return false;
  const status = on(leg.status, day);
  return status !== "superseded" && status !== "cancelled" && on(leg.firmness, day) !== "cancelled";
}

/** Why a leg moves no money for now, or undefined where it does. */
export function contingency(leg: Leg, day: Day): string | undefined {
  if (leg.kind === "guarantee") return "a guarantee moves no money until it is called";
  if (leg.kind === "warrant") return "a warrant moves no money until it is exercised";
  if (leg.kind === "acquisition" && leg.medium === "in-kind") return "an all-stock merger moves no money";
  if (on(leg.firmness, day) === "option") return "an option moves no money until it is exercised";
  return undefined;
}

/**
 * What a leg counts for on a day.
 *
 * - firm: the largest known of firm, drawn and paid of legs that are firm or reported, at the low
 *   end of a range; of the others, what has been drawn or paid by the day. What was paid on a leg
 *   that was firm from the start was firm from the start, whatever day it was paid.
 * - expected: what has been drawn or paid, plus the probability of the leg's firmness times the
 *   mean of what is still to come.
 * - headline: the top of the headline's range.
 */
export function count(book: Book, leg: Leg, day: Day, counting: Counting): Counted {
  switch (counting) {
    case "firm":
      return firm(leg, day);
    case "headline":
      return headline(leg, day);
    case "expected":
      return expected(book, leg, day);
  }
}

function firm(leg: Leg, day: Day): Counted {
  const firmness = on(leg.firmness, day);
  const fromTheStart = firmness === "firm" || firmness === "reported";
  const known = fromTheStart
    ? [on(leg.amount.firm, day), ...ever(leg.amount.drawn), ...ever(leg.amount.paid)]
    : [on(leg.amount.drawn, day), on(leg.amount.paid, day)];
  const amounts = known.filter((q) => q !== undefined).map(low);
  if (amounts.length > 0) return both(Math.max(...amounts));
  if (!isPriced(leg, day)) return { leftOut: "no amount is public" };
  if (on(leg.amount.cancellable, day)) return { leftOut: "all that is known can be cancelled" };
  return { leftOut: notFirm[firmness ?? "reported"] };
}

/** Why a leg with a headline has nothing firm in it. */
const notFirm: Record<Firmness, string> = {
  firm: "how much is firm is not known",
  reported: "only a press figure, no firm part known",
  "up-to": "only a cap, nothing known to be drawn",
  intent: "only an intent",
  option: "only an option",
  cancelled: "cancelled",
};

function headline(leg: Leg, day: Day): Counted {
  const announced = on(leg.amount.headline, day);
  if (announced) return both(high(announced));
  const known = (["firm", "drawn", "paid"] as const)
    .map((state) => on(leg.amount[state], day))
    .filter((q) => q !== undefined);
  return known.length === 0 ? { leftOut: "no amount is public" } : both(Math.max(...known.map(high)));
}

function expected(book: Book, leg: Leg, day: Day): Counted {
  const settled = Math.max(
    0,
    ...[on(leg.amount.drawn, day), on(leg.amount.paid, day)].filter((q) => q !== undefined).map(low),
  );
  const announced = on(leg.amount.headline, day) ?? on(leg.amount.firm, day);
  if (!announced) return settled > 0 ? both(settled) : { leftOut: "no amount is public" };
  const probability = assumed(book, `probability-${on(leg.firmness, day)}`);
  const fraction = announced.form === "cap" ? assumed(book, "cap-fraction") : 1;
  if (probability === undefined || fraction === undefined) {
    return { leftOut: "the book assumes no probability for it" };
  }
  const mean = announced.form === "cap" ? fraction * high(announced) : central(announced);
  return both(settled + probability * Math.max(0, mean - settled));
}

/** The value in use of an assumption that counting needs. */
function assumed(book: Book, id: string): number | undefined {
  const assumption = book.assumptions.get(id);
  return assumption && central(assumption.central ?? assumption.value);
}

/** Whether any state of the amount was known on a day. */
export function isPriced(leg: Leg, day: Day): boolean {
  return Object.values(leg.amount).some((state) => on(state, day) !== undefined);
}

function ever(since: readonly Since<Quantity | undefined>[]): (Quantity | undefined)[] {
  return since.map((entry) => entry.is);
}

function both(amount: number): Counted {
  return { amount: { low: amount, high: amount } };
}

/** One side of a pair: the live legs that one party (or group) pays another, and what they come to. */
export interface Side {
  readonly legs: readonly Leg[];
  /** Null where legs are known and none of them has a price under this counting. */
  readonly amount: Range | null;
  readonly leftOut: readonly { readonly leg: Leg; readonly why: string }[];
}

/** What some legs come to under a counting. Sums are of lows and of highs; no legs come to zero. */
export function total(book: Book, legs: readonly Leg[], day: Day, counting: Counting): Side {
  const leftOut: { leg: Leg; why: string }[] = [];
  let [sumLow, sumHigh, counted] = [0, 0, 0];
  for (const leg of legs) {
    const result = count(book, leg, day, counting);
    if ("leftOut" in result) {
      leftOut.push({ leg, why: result.leftOut });
      continue;
    }
    sumLow += result.amount.low;
    sumHigh += result.amount.high;
    counted++;
  }
  return { legs, amount: legs.length > 0 && counted === 0 ? null : { low: sumLow, high: sumHigh }, leftOut };
}

/** Live legs of a class from one group to another, contingent ones apart. */
export function between(
  book: Book,
  payer: PartyId,
  payee: PartyId,
  day: Day,
  of: "funding" | "purchase",
): Leg[] {
  return [...book.legs.values()].filter(
    (leg) =>
      classOf(leg) === of &&
      groupOf(book, leg.payer, day) === payer &&
      groupOf(book, leg.payee, day) === payee &&
      isLive(book, leg, day) &&
      contingency(leg, day) === undefined,
  );
}
