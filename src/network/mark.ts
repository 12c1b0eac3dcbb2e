// What a stake would be worth at the newest valuation of the company.

import type { PartyId } from "../book/book.ts";
import { isLive } from "../book/count.ts";
import { legKnown, on } from "../book/known.ts";
import { newestBalance } from "../book/year-figure.ts";
import { lastDay } from "../unit/date.ts";
import { type Quantity, central } from "../unit/quantity.ts";
import { type FlowsView, partyAt } from "./book-flows.ts";

type View = Omit<FlowsView, "layer">;

/** What a stake would be worth at the newest valuation: the share last told of, later dilution not taken off. */
export interface Mark {
  readonly markUsd: number;
  /** From 0 to 1, and the leg that tells it. */
  readonly stake: number;
  readonly stakeLeg: string;
  readonly valuationUsd: number;
  /** The fact or leg that tells the valuation. */
  readonly valuationFrom: string;
}

/** The mark of a holder's stake; undefined where the book knows no valuation in dollars or no share as one figure. */
export function markOf(view: View, holder: PartyId, company: PartyId): Mark | undefined {
  const { book, day } = view;
  const staked = [...book.legs.values()]
    .filter(
      (leg) =>
        isLive(book, leg, day) &&
        leg.kind !== "warrant" &&
        partyAt(view, leg.payer) === holder &&
        partyAt(view, leg.payee) === company &&
        leg.stake?.form === "point",
    )
    .toSorted((a, b) => (legKnown(book, a) < legKnown(book, b) ? 1 : -1))[0];
  const valuation = newestValuation(view, company);
  if (staked === undefined || valuation === undefined) return undefined;
  const stake = central(staked.stake!);
  return {
    markUsd: stake * valuation.usd,
    stake,
    stakeLeg: staked.id,
    valuationUsd: valuation.usd,
    valuationFrom: valuation.from,
  };
}

/** The newest valuation in dollars, of the facts or of a round that was closed. */
function newestValuation(view: View, company: PartyId): { usd: number; from: string } | undefined {
  const { book, day } = view;
  const fact = newestBalance(book, company, "valuation-post-money", day);
  const rounds = [...book.legs.values()].filter(
    (leg) =>
      isLive(book, leg, day) &&
      (leg.kind === "equity" || leg.kind === "joint-venture") &&
      partyAt(view, leg.payee) === company &&
      leg.valuation !== undefined &&
      on(leg.status, day) === "completed",
  );
  const told = [
    ...rounds.map((leg) => ({ date: legKnown(book, leg), value: leg.valuation!, from: leg.id })),
    ...(fact ? [{ date: lastDay(fact.ends!), value: fact.value, from: fact.id }] : []),
  ].filter(({ value }) => isDollars(value));
  const newest = told.toSorted((a, b) => (a.date < b.date ? 1 : -1))[0];
  return newest && { usd: central(newest.value), from: newest.from };
}

function isDollars({ unit }: Quantity): boolean {
  return unit === "USD";
}
