// Who owes or has promised whom on a day, for the map: one arrow for each pair and kind, with the legs that it is made of.

import type { Book } from "../../book/book.ts";
import type { Counting, Range } from "../../book/count.ts";
import { newestDay } from "../../book/known.ts";
import { type Outstanding, type OutstandingKind, outstandingOn } from "../../network/outstanding.ts";
import type { View } from "../../report/pair.ts";
import { viewOf } from "./answers.ts";

export interface ClaimsAsked {
  readonly count: Counting;
  readonly level: "group" | "segment";
  readonly asOf?: string | undefined;
}

export interface ClaimLeg {
  readonly leg: string;
  /** USD; null where no amount is public. */
  readonly usd: Range | null;
  readonly assumed: readonly string[];
  readonly note: string | null;
}

export interface ClaimArrow {
  /** Who owes or has promised. */
  readonly payer: string;
  readonly payee: string;
  readonly kind: OutstandingKind;
  /** USD, the most of all legs that have an amount; and the least of it. */
  readonly amount: number;
  readonly sure: number;
  readonly isUnknown: boolean;
  readonly legs: readonly ClaimLeg[];
  readonly deals: readonly string[];
}

export interface ClaimsOnDay extends ClaimsAsked {
  readonly day: string;
  readonly arrows: readonly ClaimArrow[];
  /** USD, all arrows together. */
  readonly total: Range;
  readonly leftOut: readonly { readonly leg: string; readonly why: string }[];
  /** USD, the widest arrow of the newest day by headline: the scale, whatever the day and the counting. */
  readonly widest: number;
}

/** @throws BAD_DATE */
export function claimsOnDay(book: Book, asked: ClaimsAsked): ClaimsOnDay {
  const view = viewOf(asked, book);
  const { all, leftOut } = outstandingOn(view);
  const arrows = arrowsOf(all);
  const widestView: View = { ...view, day: newestDay(book), counting: "headline" };
  return {
    ...asked,
    day: view.day,
    arrows,
    total: sumOf(arrows.map(({ sure, amount }) => ({ low: sure, high: amount }))),
    leftOut: leftOut.map(({ leg, why }) => ({ leg: leg.id, why })),
    widest: Math.max(0, ...arrowsOf(outstandingOn(widestView).all).map(({ amount }) => amount)),
  };
}

function arrowsOf(all: readonly Outstanding[]): ClaimArrow[] {
  const pairs = new Map<string, Outstanding[]>();
  for (const one of all) {
    const key = `${one.debtor}\0${one.creditor}\0${one.kind}`;
    pairs.set(key, [...(pairs.get(key) ?? []), one]);
  }
  return [...pairs.values()]
    .map((same): ClaimArrow => {
      const [{ debtor, creditor, kind }] = same as [Outstanding];
      const known = same.flatMap(({ usd }) => usd ?? []);
      const { low, high } = sumOf(known);
      return {
        payer: debtor,
        payee: creditor,
        kind,
        amount: high,
        sure: low,
        isUnknown: known.length === 0,
        legs: same.map(({ leg, usd, assumed, note }) => ({
          leg: leg.id,
          usd: usd ?? null,
          assumed,
          note: note ?? null,
        })),
        deals: [...new Set(same.map(({ leg }) => leg.deal))],
      };
    })
    .toSorted((a, b) => b.amount - a.amount || (a.payer + a.payee < b.payer + b.payee ? -1 : 1));
}

function sumOf(ranges: readonly Range[]): Range {
  return ranges.reduce((sum, { low, high }) => ({ low: sum.low + low, high: sum.high + high }), {
    low: 0,
    high: 0,
  });
}
