// The report as a value: the founding loop, every pair, totals, confidence and gaps.

import type { Counting } from "../book/count.ts";
import { factKnown, legKnown } from "../book/known.ts";
import { type Pair, type View, contingentPairs, pairs } from "./pair.ts";
import { type RoundTrip, roundTrip } from "./round-trip.ts";
import { type Gap, type TotalOfKind, confidenceCounts, gaps, setAside, totalsByKind } from "./totals.ts";

export interface Report {
  readonly asOf: string;
  readonly count: Counting;
  readonly level: View["level"];
  readonly book: Readonly<Record<"deals" | "legs" | "parties" | "facts" | "sources" | "assumptions", number>>;
  readonly case: RoundTrip | null;
  readonly pairs: readonly Pair[];
  readonly contingentPairs: ReturnType<typeof contingentPairs>;
  readonly totals: readonly TotalOfKind[];
  readonly setAside: readonly { readonly why: string; readonly legs: readonly string[] }[];
  readonly confidence: ReturnType<typeof confidenceCounts>;
  readonly gaps: readonly Gap[];
}

/** The report on what was known on the day of the view. */
export function makeReport(view: View): Report {
  const { book, day } = view;
  const legs = [...book.legs.values()].filter((leg) => legKnown(book, leg) <= day);
  const facts = [...book.facts.values()].filter((fact) => factKnown(book, fact) <= day);
  const [investor, lab] = book.header.case ?? [];
  return {
    asOf: day,
    count: view.counting,
    level: view.level,
    book: {
      deals: new Set(legs.map((leg) => leg.deal)).size,
      legs: legs.length,
      parties: new Set([...legs.flatMap((leg) => [leg.payer, leg.payee]), ...facts.map((fact) => fact.party)])
        .size,
      facts: facts.length,
      sources: new Set([...legs, ...facts].flatMap((record) => record.sources)).size,
      assumptions: book.assumptions.size,
    },
    case: investor !== undefined && lab !== undefined ? roundTrip(view, investor, lab) : null,
    pairs: pairs(view),
    contingentPairs: contingentPairs(view),
    totals: totalsByKind(view),
    setAside: setAside(view),
    confidence: confidenceCounts(book, day),
    gaps: gaps(view),
  };
}
