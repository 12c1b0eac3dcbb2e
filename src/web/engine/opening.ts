// What the first screen shows: the founding loop, as the report has it, without the measures of the whole network, which
// take longer.

import { total } from "../../book/count.ts";
import { shortName } from "../../report/short-name.ts";
import { type CaseJson, caseJson } from "../../report/report-json.ts";
import { type LegOnDay, roundTrip } from "../../report/round-trip.ts";
import type { View } from "../../report/pair.ts";
import { dollars } from "../../report/number.ts";

export interface Opening {
  readonly day: string;
  readonly counting: View["counting"];
  /** As `report --json` has it; null where the book names no loop. */
  readonly loop: CaseJson | null;
  readonly names: { readonly investor: string; readonly lab: string };
  /** The legs over, each with what counts of it, the oldest first. */
  readonly over: readonly Part[];
  readonly back: readonly Part[];
}

export interface Part {
  readonly leg: string;
  readonly kind: string;
  readonly announced: string;
  /** What counts, USD; null where nothing does. */
  readonly usd: { readonly low: number; readonly high: number } | null;
  readonly shown: string;
  /** Of a pledge: its years, and the day on which it ends. */
  readonly years: number | null;
  readonly ends: string | null;
  readonly hasCapacity: boolean;
  readonly terminationPublic: boolean;
}

export function openingOf(view: View): Opening {
  const { book, day, counting } = view;
  const [investor, lab] = book.header.case ?? [];
  if (investor === undefined || lab === undefined)
    return { day, counting, loop: null, names: { investor: "", lab: "" }, over: [], back: [] };
  const trip = roundTrip(view, investor, lab);
  const partsOf = (legs: readonly LegOnDay[], rule: View["counting"]): Part[] =>
    legs
      .map(({ leg, term, terminationPublic }): Part => {
        const usd = total(book, [leg], day, rule).amount;
        return {
          leg: leg.id,
          kind: leg.kind,
          announced: leg.announced,
          usd,
          shown: usd ? dollars(usd.high) : "not priced",
          years: term && term.assumed === undefined ? term.years : null,
          ends: term?.end ?? null,
          hasCapacity: leg.capacity !== undefined,
          terminationPublic,
        };
      })
      .toSorted((a, b) => (a.announced < b.announced ? -1 : 1));
  return {
    day,
    counting,
    loop: caseJson(trip),
    names: { investor: shortName(view, investor), lab: shortName(view, lab) },
    over: partsOf(trip.putIn.legs, "firm"),
    back: partsOf(trip.pledged.legs, counting),
  };
}
