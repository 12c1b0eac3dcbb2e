// What the flows of a year rest on beside their contracts: payments that are told, outlays that hold
// them, days of payment that are assumed.

import type { Book } from "../book/book.ts";
import type { BookFlows, FlowsView, Layer } from "../network/book-flows.ts";
import { dollars } from "./number.ts";

export interface Rests {
  /** What one group is known to have paid another, in place of the schedule. */
  readonly told: readonly {
    readonly payer: string;
    readonly payee: string;
    readonly paidUsd: number;
    readonly days: number;
    readonly facts: readonly string[];
  }[];
  /** Payers whose contracts exceed what they spend in all. */
  readonly held: readonly {
    readonly payer: string;
    /** By what is told and by the contracts. */
    readonly plannedUsd: number;
    readonly outlayUsd: number;
    readonly isForecast: boolean;
    readonly countedUsd: number;
    readonly facts: readonly string[];
  }[];
  /** Ids of funding legs of which the day of payment is an assumption. */
  readonly dayAssumed: readonly string[];
}

export function restsOf({ flows, told, held }: BookFlows): Rests {
  return {
    told: told.map(({ payer, payee, amount, days, facts }) => ({
      payer,
      payee,
      paidUsd: amount,
      days,
      facts,
    })),
    held: held.map(({ limit, planned, counted }) => ({
      payer: limit.payer,
      plannedUsd: planned,
      outlayUsd: limit.outlay.central,
      isForecast: limit.outlay.isForecast,
      countedUsd: counted,
      facts: limit.outlay.facts,
    })),
    dayAssumed: flows.flatMap(({ leg, note, outlay }) =>
      note !== undefined && outlay.length === 0 ? [leg.id] : [],
    ),
  };
}

type OfYear = Rests & { readonly year: number; readonly layer: Layer; readonly count: string };

/** Payments and outlays in sentences. */
export function restLines({ year, count, told, held }: OfYear): string[] {
  return [
    ...told.map(
      ({ payer, payee, paidUsd, days, facts }) =>
        `${year}: ${payer} paid ${payee} ${dollars(paidUsd)} in ${days} days (${facts.join(", ")}), in place of what their contracts say of these.`,
    ),
    ...held.map(({ payer, plannedUsd, outlayUsd, isForecast, countedUsd, facts }) => {
      const against = `${year}, ${count}: ${payer} is to pay ${dollars(plannedUsd)} and`;
      return isForecast
        ? `${against} by forecast spends ${dollars(outlayUsd)} in all (${facts.join(", ")}): both are equally likely, the mean of ${dollars(countedUsd)} counts.`
        : `${against} spent ${dollars(outlayUsd)} in all (${facts.join(", ")}): ${dollars(countedUsd)} counts.`;
    }),
  ];
}

/** How many flows of funding stand on a day that is assumed. */
export function dayLines(rows: readonly OfYear[]): string[] {
  const counts = rows.flatMap(({ year, layer, count, dayAssumed }) =>
    dayAssumed.length > 0 ? [`${dayAssumed.length} in ${year} (${layer}, ${count})`] : [],
  );
  return counts.length === 0
    ? []
    : [
        `Flows of funding whose day of payment is not known stand on their announcement, or on the last day by which they had been paid: ${counts.join(", ")}.`,
      ];
}

/** Sources of the figures that took the place of contracts. */
export function restSources(book: Book, rests: readonly Rests[]): string[] {
  const facts = rests.flatMap(({ told, held }) => [...told, ...held].flatMap((each) => each.facts));
  return [...new Set(facts.flatMap((id) => book.facts.get(id)?.sources ?? []))];
}

/** What the level of segments cannot show. */
export function segmentLines(level: FlowsView["level"]): string[] {
  return level === "segment"
    ? [
        "At the level of segments no ring closes through two segments of one group: what they pay each other is not public.",
      ]
    : [];
}
