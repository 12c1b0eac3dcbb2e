// Series and events that are watched while a slider moves: the same run as `simulate`, of fewer series; and what changes
// from one run to another, path by path, as `stress` has it.

import { RoundtripError, exitCode } from "../../error/error.ts";
import { didYouMean } from "../../error/nearest.ts";
import type { Economy } from "../../model/circular/economy.ts";
import { comparer } from "../../paths/compare.ts";
import { type Kept, probabilityOfEvent, summaryOfSeries, validPaths } from "../../paths/simulation.ts";
import type { Cell } from "../../paths/valid.ts";
import { seriesPoints, type Simulated } from "../../report/simulate.ts";
import { showUnit } from "../../unit/unit.ts";
import type { Watch } from "./question.ts";

/** Points of a series by quarter: the mean, and below which 5, 25, 50, 75 and 95 % of the futures lie. */
export type SeriesFan = { readonly unit: string; readonly kind: string } & Readonly<
  Record<(typeof seriesPoints)[number], Float64Array>
>;

/** Points of the change of a series by quarter: its mean with the 95 % interval, and how it differs from path to path. */
export const changePoints = ["mean", "low", "high", "p5", "p25", "p50", "p75", "p95"] as const;

export type ChangeFan = { readonly unit: string } & Readonly<
  Record<(typeof changePoints)[number], Float64Array> & {
    /** Shares of the futures that it moves up, and down. */
    readonly up: Float64Array;
    readonly down: Float64Array;
  }
>;

export interface EventShown {
  readonly probability: number | null;
  readonly low: number | null;
  readonly high: number | null;
  /** The chance that it has happened by the end of each quarter, and its interval. */
  readonly byQuarter: readonly (number | null)[];
  readonly lowByQuarter: readonly (number | null)[];
  readonly highByQuarter: readonly (number | null)[];
}

export interface Fans {
  readonly series: Readonly<Record<string, SeriesFan>>;
  readonly events: Readonly<Record<string, EventShown>>;
}

export interface Watched extends Fans {
  readonly quarters: readonly string[];
  readonly paths: number;
  readonly failedPaths: number;
  /** What it was compared with, and what changes from there; undefined where it was with nothing. */
  readonly against: (Fans & { readonly changes: Readonly<Record<string, ChangeFan>> }) | undefined;
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

export function fansOf({ simulation, run }: Simulated): Fans {
  return {
    series: Object.fromEntries(
      simulation.kept.series.map((one) => {
        const summary = summaryOfSeries(simulation, run, one);
        const points = seriesPoints.map((point) => [point, numbers(summary[point].slice(1))] as const);
        return [one.id, { unit: showUnit(one.unit), kind: one.kind, ...Object.fromEntries(points) }];
      }),
    ) as Fans["series"],
    events: Object.fromEntries(
      simulation.kept.events.map((one) => {
        const { probability, low, high, byPeriod } = probabilityOfEvent(simulation, run, one);
        const by = byPeriod.slice(1);
        return [
          one.id,
          {
            probability,
            low,
            high,
            byQuarter: by.map((then) => then.probability),
            lowByQuarter: by.map((then) => then.low),
            highByQuarter: by.map((then) => then.high),
          },
        ];
      }),
    ),
  };
}

/** Values of a series by path, in a period. */
export type CellAt = (series: string, period: number) => Cell;

export function changesOf({ kept, economy }: Simulated["simulation"], base: CellAt, other: CellAt) {
  const compare = comparer();
  return Object.fromEntries(
    kept.series.map(({ id, unit }): [string, ChangeFan] => {
      const by = economy.quarters.map((_, k) => compare(base(id, k + 1), other(id, k + 1)));
      const points = changePoints.map((point) => [point, numbers(by.map((one) => one[point]))] as const);
      return [
        id,
        {
          unit: showUnit(unit),
          ...(Object.fromEntries(points) as Record<(typeof changePoints)[number], Float64Array>),
          up: numbers(by.map(({ up }) => up.probability)),
          down: numbers(by.map(({ down }) => down.probability)),
        },
      ];
    }),
  );
}

export function failedOf({ run }: Simulated): number {
  return run.paths - validPaths(run);
}

/** What is not known is no number. */
function numbers(of: readonly (number | null)[]): Float64Array {
  return Float64Array.from(of, (value) => value ?? NaN);
}
