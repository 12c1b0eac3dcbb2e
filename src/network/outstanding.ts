// What parties owe and have promised one another on a day, from the book: shares at cost, loans, money promised, purchases
// still to be paid, guarantees. Stocks, not flows: nothing of it goes round.

import type { Leg, PartyId } from "../book/book.ts";
import { type Range, classOf, count, isLive, isPriced } from "../book/count.ts";
import { on } from "../book/known.ts";
import { type Schedule, scheduleOf } from "../contract/schedule.ts";
import type { Day } from "../unit/date.ts";
import { high, low } from "../unit/quantity.ts";
import { type FlowsView, partyAt } from "./book-flows.ts";
import { heldOn, isOnlyPromised } from "./claim.ts";

/**
 * What one side owes the other: shares that it has issued, at cost; loans and notes; money that it has promised to put in or
 * lend; purchases that it has promised and not yet paid; what it answers for if somebody else does not pay.
 */
export type OutstandingKind = "shares" | "loans" | "funding" | "purchases" | "guarantees";

/** What is outstanding on one leg. */
export interface Outstanding {
  readonly leg: Leg;
  readonly kind: OutstandingKind;
  /** Who owes or has promised, and to whom. */
  readonly debtor: PartyId;
  readonly creditor: PartyId;
  /** USD; the ends differ where the book does not say how much is left. Undefined where no amount is public. */
  readonly usd: Range | undefined;
  /** Ids of the assumptions that it rests on. */
  readonly assumed: readonly string[];
  /** Why its ends differ, or what is not known of it. */
  readonly note: string | undefined;
}

export interface OutstandingOn {
  readonly all: readonly Outstanding[];
  /** Live legs of these kinds that the counting leaves out although an amount is public. */
  readonly leftOut: readonly { readonly leg: Leg; readonly why: string }[];
}

type View = Omit<FlowsView, "layer" | "year">;

/**
 * All that is outstanding between parties at the level, as known on the day of the view.
 *
 * Shares, loans and guarantees are what `contagion` counts, at its low end. Money promised is what counts beyond what is
 * known to have been put in. Purchases are what counts of the days of their term that are still to come, or of what is not
 * known to have been paid: where both are known the truth is taken to lie between them. Takeovers and grants are payments
 * and leave nothing.
 */
export function outstandingOn(view: View): OutstandingOn {
  const { book, day } = view;
  const leftOut: { leg: Leg; why: string }[] = [];
  const all = [...book.legs.values()]
    .filter((leg) => isLive(book, leg, day))
    .flatMap((leg): Outstanding[] => {
      const [payer, payee] = [partyAt(view, leg.payer), partyAt(view, leg.payee)];
      if (payer === payee) return [];
      const parts = partsOf(view, leg, (why) => leftOut.push({ leg, why }));
      return parts.map(({ isHeld, ...part }) => ({
        ...part,
        leg,
        debtor: isHeld ? payee : payer,
        creditor: isHeld ? payer : payee,
      }));
    });
  return { all, leftOut };
}

type Part = Omit<Outstanding, "leg" | "debtor" | "creditor"> & { readonly isHeld: boolean };

function partsOf(view: View, leg: Leg, leaveOut: (why: string) => void): Part[] {
  switch (classOf(leg)) {
    case "funding":
      return fundingParts(view, leg, leaveOut);
    case "purchase":
      return purchaseParts(view, leg, leaveOut);
    default:
      return leg.kind === "guarantee" ? guaranteeParts(view, leg, leaveOut) : [];
  }
}

/** What has been put in or lent, and what is promised beyond. */
function fundingParts(view: View, leg: Leg, leaveOut: (why: string) => void): Part[] {
  const { book, day, counting } = view;
  const kind = leg.kind === "debt" || leg.kind === "convertible" ? "loans" : "shares";
  const held = isOnlyPromised(view, leg) ? undefined : heldOn(view, leg);
  const counted = count(book, leg, day, counting);
  if ("leftOut" in counted && !held) {
    if (isPriced(leg, day)) leaveOut(counted.leftOut);
    else return [unknown(isOnlyPromised(view, leg) ? "funding" : kind, !isOnlyPromised(view, leg))];
    return [];
  }
  const isOver = kind === "loans" && leg.maturity !== undefined && leg.maturity < day;
  const parts: Part[] = [];
  if (held && held.high > 0)
    parts.push({
      kind,
      isHeld: true,
      usd: isOver ? { low: 0, high: held.high } : held,
      assumed: [],
      note: isOver ? "past its maturity: whether it was repaid is not known" : undefined,
    });
  if ("amount" in counted) {
    const left = less(counted.amount, held ?? nothing);
    if (left.high > 0)
      parts.push({ kind: "funding", isHeld: false, usd: left, assumed: [], note: undefined });
  }
  return parts;
}

/** What of a purchase is still to be paid. */
function purchaseParts({ book, day, counting }: View, leg: Leg, leaveOut: (why: string) => void): Part[] {
  const schedule = scheduleOf(book, leg);
  if (schedule && schedule.term.end <= day) return [];
  const counted = count(book, leg, day, counting);
  if ("leftOut" in counted) {
    if (!isPriced(leg, day)) return [unknown("purchases", false)];
    leaveOut(counted.leftOut);
    return [];
  }
  const { amount } = counted;
  const paid = on(leg.amount.paid, day);
  const ends: Range[] = [
    ...(schedule ? [times(amount, shareAfter(schedule, day))] : []),
    ...(paid ? [less(amount, { low: low(paid), high: high(paid) })] : []),
  ];
  const usd =
    ends.length === 0
      ? { low: 0, high: amount.high }
      : { low: Math.min(...ends.map((end) => end.low)), high: Math.max(...ends.map((end) => end.high)) };
  if (usd.high === 0) return [];
  const assumed = schedule?.term.assumed;
  const note =
    ends.length === 0
      ? "its term is not known, so that all of it may have been paid"
      : ends.length === 2
        ? "between what its schedule and what the payments that are told leave"
        : undefined;
  return [{ kind: "purchases", isHeld: false, usd, assumed: assumed === undefined ? [] : [assumed], note }];
}

function guaranteeParts(view: View, leg: Leg, leaveOut: (why: string) => void): Part[] {
  const usd = heldOn(view, leg);
  if (usd) return [{ kind: "guarantees", isHeld: false, usd, assumed: [], note: undefined }];
  if (!isPriced(leg, view.day)) return [unknown("guarantees", false)];
  const counted = count(view.book, leg, view.day, view.counting);
  leaveOut("leftOut" in counted ? counted.leftOut : "");
  return [];
}

function unknown(kind: OutstandingKind, isHeld: boolean): Part {
  return { kind, isHeld, usd: undefined, assumed: [], note: "no amount is public" };
}

/** The part of a schedule that falls into the days after one. */
function shareAfter({ term, shareOf }: Schedule, day: Day): number {
  return term.start > day ? 1 : Math.max(0, 1 - shareOf({ start: term.start, end: day }));
}

const nothing: Range = { low: 0, high: 0 };

/** The least and the most that is left; never below zero. */
function less(all: Range, gone: Range): Range {
  return { low: Math.max(0, all.low - gone.high), high: Math.max(0, all.high - gone.low) };
}

function times({ low: least, high: most }: Range, share: number): Range {
  return { low: least * share, high: most * share };
}
