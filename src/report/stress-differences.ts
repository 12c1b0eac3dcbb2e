// What a stress changes, series by series and quarter by quarter, and in which order parties lose.

import type { Series } from "../model/circular/economy.ts";
import { type Comparison, comparer } from "../paths/compare.ts";
import { cellsOf, summaryOfSeries } from "../paths/simulation.ts";
import { partsOf } from "./series-text.ts";
import type { Simulated } from "./simulate.ts";
import { effectOf, errorsBeyond, failing, testsIn, windowOf } from "./stress-threshold.ts";

/** A series in two runs. */
export interface Difference {
  readonly series: Series;
  /** By period from 1: what changes, path by path. */
  readonly by: readonly Comparison[];
  /** Means of the run without the stress, by period from 1. */
  readonly base: readonly (number | null)[];
  /** The periods in which it loses by what counts, in order; none where it does not. */
  readonly losing: readonly number[];
  /** The first of them. */
  readonly loses: number | undefined;
  /** The periods in which it gains by what counts, in order. */
  readonly gaining: readonly number[];
}

/** Parties that lose for the first time in the same quarter: a round of the cascade. */
export interface Round {
  readonly period: number;
  readonly parties: readonly { readonly owner: string; readonly hits: readonly Difference[] }[];
}

/** The difference that a stress makes to every series, also to shares and indices: only amounts can be lost. */
export function differencesOf(base: Simulated, other: Simulated): Difference[] {
  const { kept, economy } = base.simulation;
  const periods = economy.quarters.map((_, k) => k + 1);
  const [before, after] = [base, other].map(({ simulation, run }) => cellsOf(simulation, run));
  const compare = comparer();
  const window = windowOf(other.shocks, economy);
  const errors = errorsBeyond(testsIn(economy, window));
  const fails = failing(economy);
  const meansOf = (series: Series): (number | null)[] => {
    const { mean } = summaryOfSeries(base.simulation, base.run, series);
    return periods.map((t) => mean[t] ?? null);
  };
  const revenues = new Map(
    kept.series
      .filter(({ id }) => partsOf(id).name === "revenue")
      .map((series) => [partsOf(series.id).owner, meansOf(series)]),
  );
  return kept.series.map((series) => {
    const by = periods.map((t) => compare(before!.series(series, t), after!.series(series, t)));
    const means = meansOf(series);
    const revenue = revenues.get(partsOf(series.id).owner);
    const effects = periods.map((t) =>
      t < window.first || t > window.last
        ? undefined
        : effectOf(series, by[t - 1]!, {
            before: means[t - 1] ?? 0,
            revenue: revenue?.[t - 1] ?? undefined,
            errors,
            fails,
          }),
    );
    const losing = periods.filter((t) => effects[t - 1] === "loss");
    const gaining = periods.filter((t) => effects[t - 1] === "gain");
    return { series, by, base: means, losing, loses: losing[0], gaining };
  });
}

/** Rounds in order of time; in a round the party that loses the largest share comes first. */
export function roundsOf(differences: readonly Difference[]): Round[] {
  const first = new Map<string, number>();
  for (const { series, loses } of differences) {
    const { owner } = partsOf(series.id);
    if (loses !== undefined && loses < (first.get(owner) ?? Infinity)) first.set(owner, loses);
  }
  const periods = [...new Set(first.values())].toSorted((a, b) => a - b);
  return periods.map((period) => ({
    period,
    parties: [...first]
      .filter(([, at]) => at === period)
      .map(([owner]) => ({
        owner,
        hits: differences
          .filter(({ series, loses }) => loses === period && partsOf(series.id).owner === owner)
          .toSorted((a, b) => shareLost(b, period) - shareLost(a, period)),
      }))
      .toSorted((a, b) => shareLost(b.hits[0]!, period) - shareLost(a.hits[0]!, period)),
  }));
}

/** The change of the mean over the mean without the stress; infinite where that is 0. */
export function shareLost({ by, base }: Difference, period: number): number {
  const [change, before] = [by[period - 1]?.mean ?? 0, base[period - 1] ?? 0];
  return before === 0 ? (change === 0 ? 0 : Infinity) : Math.abs(change / before);
}
