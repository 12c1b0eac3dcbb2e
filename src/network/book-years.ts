// From which year to which the book knows of payments.

import type { Leg } from "../book/book.ts";
import { isLive } from "../book/count.ts";
import { termOf } from "../contract/term.ts";
import { type FlowsView, flowsOf } from "./book-flows.ts";

/**
 * The first and the last calendar year in which a priced leg moves money or kind, whatever the counting.
 *
 * @returns undefined where none does
 */
export function yearsOfFlows(
  view: Pick<FlowsView, "book" | "day" | "level">,
): { readonly first: number; readonly last: number } | undefined {
  const { book, day } = view;
  const years = [...book.legs.values()]
    .filter((leg) => isLive(book, leg, day))
    .flatMap((leg) => {
      const term = termOf(book, leg);
      return [leg.announced, ...(term ? [term.start, term.end] : []), ...datesOf(leg)].map((date) =>
        Number(date.slice(0, 4)),
      );
    });
  const flows = (year: number): boolean =>
    (["cash", "in-kind"] as const).some(
      (layer) => flowsOf({ ...view, counting: "headline", year, layer }).flows.length > 0,
    );
  const mentioned = [...new Set(years)].toSorted((a, b) => a - b);
  const first = mentioned.find(flows);
  const last = mentioned.findLast(flows);
  return first === undefined || last === undefined ? undefined : { first, last };
}

/** Days on which money of a leg moves or has moved, beside its term. */
function datesOf(leg: Leg): string[] {
  const tranches = (leg.tranches ?? []).map(({ on }) => on);
  const states = Object.values(leg.amount).flatMap((since) => since.map(({ from }) => from));
  return [...tranches, ...states, leg.term?.start, leg.term?.end].filter((date) => date !== undefined);
}
