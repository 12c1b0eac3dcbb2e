// Series and events that are watched while a slider moves: the same run as `simulate`, of fewer series.

import { RoundtripError, exitCode } from "../../error/error.ts";
import { didYouMean } from "../../error/nearest.ts";
import type { Economy } from "../../model/circular/economy.ts";
import { type Kept, probabilityOfEvent, summaryOfSeries, validPaths } from "../../paths/simulation.ts";
import { seriesPoints, type Simulated } from "../../report/simulate.ts";
import { showUnit } from "../../unit/unit.ts";
import type { Watch } from "./question.ts";

/** Points of a series by quarter: the mean, and below which 5, 25, 50, 75 and 95 % of the futures lie. */
export type SeriesFan = { readonly unit: string; readonly kind: string } & Readonly<
  Record<(typeof seriesPoints)[number], Float64Array>
>;

export interface EventShown {
  readonly probability: number | null;
  readonly low: number | null;
  readonly high: number | null;
  /** The chance that it has happened by the end of each quarter. */
  readonly byQuarter: readonly (number | null)[];
}

export interface Watched {
  readonly quarters: readonly string[];
  readonly paths: number;
  readonly failedPaths: number;
  readonly series: Readonly<Record<string, SeriesFan>>;
  readonly events: Readonly<Record<string, EventShown>>;
  readonly runMs: number;
  readonly notes: readonly string[];
}

/** @throws SERIES_UNKNOWN, as wrong usage */
export function watchedKept({ series, events }: Economy, watch: Pick<Watch, "series" | "events">): Kept {
  return {
    series: watch.series.map((id) => named(id, series)),
    events: watch.events.map((id) => named(id, events)),
    drawn: [],
    isUnchecked: true,
  };
}

function named<T extends { readonly id: string }>(id: string, all: readonly T[]): T {
  const found = all.find((one) => one.id === id);
  if (found) return found;
  throw new RoundtripError("SERIES_UNKNOWN", `Nothing that is simulated is called "${id}".`, {
    exit: exitCode.usage,
    remedy: didYouMean(
      id,
      all.map((one) => one.id),
    ),
  });
}

export function watchedOf(simulated: Simulated, runMs: number, notes: readonly string[]): Watched {
  const { simulation, run } = simulated;
  const { economy, kept } = simulation;
  return {
    quarters: economy.quarters,
    paths: run.paths,
    failedPaths: run.paths - validPaths(run),
    series: Object.fromEntries(
      kept.series.map((one) => {
        const summary = summaryOfSeries(simulation, run, one);
        const points = seriesPoints.map(
          (point) => [point, Float64Array.from(summary[point].slice(1), (value) => value ?? NaN)] as const,
        );
        return [one.id, { unit: showUnit(one.unit), kind: one.kind, ...Object.fromEntries(points) }];
      }),
    ) as Watched["series"],
    events: Object.fromEntries(
      kept.events.map((one) => {
        const { probability, low, high, byPeriod } = probabilityOfEvent(simulation, run, one);
        return [
          one.id,
          { probability, low, high, byQuarter: byPeriod.slice(1).map((then) => then.probability) },
        ];
      }),
    ),
    runMs,
    notes,
  };
}
