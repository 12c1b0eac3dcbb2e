// The report as data.

import { type Quantity, high, low } from "../unit/quantity.ts";
import type { Report } from "./report.ts";
import type { LegOnDay, RoundTrip } from "./round-trip.ts";

/** The documented data of the report; values in base units, unknown as null. */
export function jsonOf(report: Report): object {
  return { ...report, pairs: report.pairs, case: report.case && caseJson(report.case) };
}

export type CaseJson = ReturnType<typeof caseJson>;

/** The founding loop as data. */
export function caseJson(trip: RoundTrip) {
  return {
    investor: trip.investor,
    lab: trip.lab,
    putInUsd: trip.putIn.amount,
    pledgedUsd: trip.pledged.amount,
    pledgedUsdPerYear: trip.pledgedPerYear,
    pledgedPerDollarIn: trip.pledgedPerDollarIn,
    capacityW: trip.capacity ? Math.max(...trip.capacity.values) : null,
    costUsdPerWattYear: trip.costPerGwYear
      ? { low: trip.costPerGwYear.low, high: trip.costPerGwYear.high }
      : null,
    benchmarkUsdPerWattYear: trip.benchmark
      ? { id: trip.benchmark.id, value: trip.benchmark.value.central }
      : null,
    putIn: trip.putIn.legs.map(legJson),
    openEnded: trip.openEnded.map(legJson),
    pledged: trip.pledged.legs.map(legJson),
    suppliers: trip.suppliers,
    funders: trip.funders,
  };
}

function legJson({ leg: { id }, states, terminationPublic }: LegOnDay) {
  const range = (q: Quantity | undefined) => (q ? { low: low(q), high: high(q) } : null);
  return {
    id,
    headlineUsd: range(states.headline),
    firmUsd: range(states.firm),
    cancellableUsd: range(states.cancellable),
    drawnUsd: range(states.drawn),
    paidUsd: range(states.paid),
    terminationPublic,
  };
}
