// What a lab raised over the two years before the start, by who paid: with what its cash pool opens.

import type { Book, Leg } from "../../book/book.ts";
import { classOf, isLive } from "../../book/count.ts";
import { groupOf, on } from "../../book/known.ts";
import { fundingParts } from "../../contract/funding.ts";
import type { Day } from "../../unit/date.ts";
import { low } from "../../unit/quantity.ts";
import { firstDayOf, lastDayOf, plusQuarters } from "./quarter.ts";
import type { Start } from "./start.ts";

/** In USD. */
export interface PastFunding {
  readonly total: number;
  readonly byFunder: ReadonlyMap<string, number>;
  readonly outsideEquity: number;
  readonly outsideDebt: number;
  /** From named parties that are not simulated as funders. */
  readonly notKnown: number;
}

const quartersBack = 8;

/**
 * Funding that was paid in the eight quarters up to the start, as known on its day.
 *
 * @param funders parties whose money is followed by name
 */
export function pastFundingOf(
  book: Book,
  start: Start,
  party: string,
  funders: readonly string[],
): PastFunding {
  const from = firstDayOf(plusQuarters(start.quarter, 1 - quartersBack));
  const to = lastDayOf(start.quarter);
  const byFunder = new Map<string, number>();
  let [outsideEquity, outsideDebt, notKnown] = [0, 0, 0];
  for (const leg of book.legs.values()) {
    if (
      classOf(leg) !== "funding" ||
      groupOf(book, leg.payee, start.day) !== party ||
      !isLive(book, leg, start.day)
    )
      continue;
    const firm = firmOn(leg, start.day);
    if (firm === undefined || leg.medium === "in-kind") continue;
    const { parts } = fundingParts(leg, start.day);
    const whole = parts.reduce((sum, part) => sum + part.amount, 0);
    const inside = parts
      .filter((part) => part.end >= from && part.end <= to)
      .reduce((sum, part) => sum + part.amount, 0);
    const amount = whole === 0 ? 0 : (firm * inside) / whole;
    const payer = groupOf(book, leg.payer, start.day);
    const kind = book.parties.get(payer)?.kind;
    if (funders.includes(payer)) byFunder.set(payer, (byFunder.get(payer) ?? 0) + amount);
    else if (leg.kind === "debt") outsideDebt += amount;
    else if (kind === "investor" || kind === "market" || kind === "lender") outsideEquity += amount;
    else notKnown += amount;
  }
  const total = [...byFunder.values()].reduce((a, b) => a + b, 0) + outsideEquity + outsideDebt + notKnown;
  return { total, byFunder, outsideEquity, outsideDebt, notKnown };
}

/**
 * What had been told as firm, drawn or paid by a day. Counting takes money that is paid later as firm from its
 * announcement; whoever stood on that day could not.
 */
function firmOn(leg: Leg, day: Day): number | undefined {
  const firmness = on(leg.firmness, day);
  const states =
    firmness === "firm" || firmness === "reported"
      ? (["firm", "drawn", "paid"] as const)
      : (["drawn", "paid"] as const);
  const told = states.flatMap((state) => on(leg.amount[state], day) ?? []);
  return told.length === 0 ? undefined : Math.max(...told.map(low));
}
