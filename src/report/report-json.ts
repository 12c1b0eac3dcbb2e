// The report as data.

import type { Report } from "./report.ts";
import type { LegOnDay } from "./round-trip.ts";

/** The documented data of the report; values in base units, unknown as null. */
export function jsonOf(report: Report): object {
  const trip = report.case;
  const leg = ({ leg: { id }, states, terminationPublic }: LegOnDay): unknown => ({
    id,
    ...Object.fromEntries(
      (["headline", "firm", "cancellable", "drawn", "paid"] as const).map((state) => {
        const q = states[state];
        return [
          `${state}Usd`,
          q ? { low: q.form === "cap" ? 0 : Math.min(...q.values), high: Math.max(...q.values) } : null,
        ];
      }),
    ),
    terminationPublic,
  });
  return {
    ...report,
    pairs: report.pairs,
    case: trip && {
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
      putIn: trip.putIn.legs.map(leg),
      openEnded: trip.openEnded.map(leg),
      pledged: trip.pledged.legs.map(leg),
      suppliers: trip.suppliers,
      funders: trip.funders,
    },
  };
}
