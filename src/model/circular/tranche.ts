// Money that was promised and is still to come: on a day, or when a milestone is met.

import type { Book, Leg } from "../../book/book.ts";
import { classOf, count, isLive } from "../../book/count.ts";
import { groupOf, on } from "../../book/known.ts";
import { fundingParts } from "../../contract/funding.ts";
import { low } from "../../unit/quantity.ts";
import { type Cast, investors } from "./cast.ts";
import { lastDayOf, quarterOf, quartersBetween } from "./quarter.ts";
import type { Start } from "./start.ts";

/** What is still to come on a leg, in USD. */
export interface Tranche {
  readonly leg: string;
  /** A column of the accounts: a named party of the cast, or investors. */
  readonly payer: string;
  readonly payee: string;
  readonly dated: readonly { readonly period: number; readonly amount: number }[];
  /** What comes on milestones, in all. */
  readonly milestone: number;
  /** Whether it gives notes that become equity later, and at which discount to the price of then. */
  readonly isConvertible: boolean;
  readonly discount: number;
}

/** Promised funding of labs that is not paid by the end of the quarter of the start. */
export function tranchesOf(book: Book, start: Start, cast: Cast): readonly Tranche[] {
  return [...book.legs.values()].flatMap((leg) => trancheOf(book, leg, start, cast) ?? []);
}

function trancheOf(book: Book, leg: Leg, start: Start, cast: Cast): Tranche | undefined {
  const { day, quarter } = start;
  if (
    classOf(leg) !== "funding" ||
    leg.kind === "debt" ||
    leg.medium === "in-kind" ||
    !isLive(book, leg, day)
  )
    return undefined;
  const firmness = on(leg.firmness, day);
  if (firmness === "intent" || firmness === "option") return undefined;
  const payee = groupOf(book, leg.payee, day);
  if (!cast.labs.some(({ id }) => id === payee)) return undefined;
  const headline = count(book, leg, day, "headline");
  if ("leftOut" in headline) return undefined;
  const drawn = [leg.amount.drawn, leg.amount.paid].flatMap((state) => {
    const amount = on(state, day);
    return amount ? [low(amount)] : [];
  });
  const settled = Math.max(0, ...drawn);
  const isOpenEnded =
    firmness === "up-to" ||
    (leg.tranches ?? []).some((tranche) => tranche.when !== undefined && tranche.paid !== true);
  const end = lastDayOf(quarter);
  const { parts } = fundingParts(leg, day);
  const whole = parts.reduce((sum, part) => sum + part.amount, 0);
  const firm = isOpenEnded ? settled : headline.amount.low;
  const dated = parts
    .filter((part) => part.end > end && whole > 0)
    .map((part) => ({
      period: Math.max(1, quartersBetween(quarter, quarterOf(part.end))),
      amount: (part.amount / whole) * (firm > 0 ? Math.max(firm, 0) : 0),
    }))
    .filter(({ amount }) => amount > 0);
  const milestone = isOpenEnded ? Math.max(0, headline.amount.high - settled) : 0;
  if (dated.length === 0 && milestone === 0) return undefined;
  const group = groupOf(book, leg.payer, day);
  const isNamed = cast.groups.some(({ id }) => id === group) || cast.makers.includes(group);
  return {
    leg: leg.id,
    payer: isNamed ? group : investors,
    payee,
    dated,
    milestone,
    isConvertible: leg.kind === "convertible",
    discount: leg.conversion?.discount ? low(leg.conversion.discount) : 0,
  };
}
