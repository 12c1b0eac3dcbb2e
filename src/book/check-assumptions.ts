// What the day of an assumption must agree on: nothing rests on what had not been said yet.

import { firstDay, lastDay } from "../unit/date.ts";
import type { Context } from "./check-context.ts";

/** An assumption is known no earlier than the figures and deals that it names under `uses`. */
export function knownInTime(context: Context): void {
  for (const entry of context.joined.assumptions.values()) {
    const { known, uses = [] } = entry.record;
    if (known === undefined) continue;
    uses.forEach((use, i) => {
      for (const date of datesOf(context, use)) {
        if (lastDay(known) >= firstDay(date)) continue;
        context.report(
          entry,
          ["uses", i],
          "BOOK_ORDER",
          `It rests on what is of ${date}, and was known on ${known}.`,
          "Give known: the last day of the newest thing that its reason rests on.",
        );
      }
    });
  }
}

/** The dates before which nobody could know of a figure, or of every leg of a deal. */
function datesOf({ joined, legs }: Context, id: string): string[] {
  const fact = joined.facts.get(id)?.record;
  const date = fact?.kind === "reported" ? fact.ends : fact?.stated;
  const deal = joined.deals.get(id)?.record;
  const leg = legs.get(id);
  const announced = leg
    ? [leg.leg.announced ?? leg.deal.announced]
    : (deal?.legs ?? []).map((one) => one.announced ?? deal!.announced);
  return [...(date === undefined ? [] : [date]), ...announced];
}
