// What a stress changes, series by series and quarter by quarter, and in which order parties lose.

import type { EconomyEvent, Series } from "../model/circular/economy.ts";
import { type Comparison, compare } from "../paths/compare.ts";
import { type EventProbability } from "../paths/event.ts";
import { cellsOf, probabilityOfEvent, summaryOfSeries } from "../paths/simulation.ts";
import { isAmount, isSector, partsOf } from "./series-text.ts";
import type { Simulated } from "./simulate.ts";

/** A series in two runs. */
export interface Difference {
  readonly series: Series;
  /** By period from 1: what changes, path by path. */
  readonly by: readonly Comparison[];
  /** Means of the run without the stress, by period from 1. */
  readonly base: readonly (number | null)[];
  /** The first period in which it loses; undefined where it does not. */
  readonly loses: number | undefined;
}

export interface EventChange {
  readonly event: EconomyEvent;
  readonly before: EventProbability;
  readonly after: EventProbability;
  /** The change of the probability within the horizon, with its 95 % interval. */
  readonly change: Comparison;
}

/** Parties that lose for the first time in the same quarter: a round of the cascade. */
export interface Round {
  readonly period: number;
  readonly parties: readonly { readonly owner: string; readonly hits: readonly Difference[] }[];
}

/** What a mean has to change by to count, as a share of what it is without the stress. */
export const countsFrom = 0.01;

/** Less of these is a loss; of a `loss` more is. What a party spends less, another earns less. */
const goods = new Set(["cash", "revenue", "funding", "valuation", "runRate", "capacityGw", "backlog"]);

/** The difference that a stress makes to every series that counts dollars, power or tokens. */
export function differencesOf(base: Simulated, other: Simulated): Difference[] {
  const { kept, economy } = base.simulation;
  const periods = economy.quarters.map((_, k) => k + 1);
  const [before, after] = [base, other].map(({ simulation, run }) => cellsOf(simulation, run));
  return kept.series.filter(isAmount).map((series) => {
    const by = periods.map((t) => compare(before!.series(series, t), after!.series(series, t)));
    const { mean } = summaryOfSeries(base.simulation, base.run, series);
    const means = periods.map((t) => mean[t] ?? null);
    const first = by.findIndex((change, k) => isLoss(series, change, means[k] ?? 0));
    return { series, by, base: means, loses: first < 0 ? undefined : first + 1 };
  });
}

/** Whether a change is a loss, beyond what chance leaves open and beyond a small share. */
function isLoss(series: Series, { mean, low, high }: Comparison, before: number): boolean {
  if (mean === null || low === null || high === null || Math.abs(mean) < countsFrom * Math.abs(before))
    return false;
  const { owner, name } = partsOf(series.id);
  return name === "loss" ? low > 0 : goods.has(name) && !isSector(owner) && high < 0;
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

/** How likely each event is without and with the stress. */
export function eventChanges(base: Simulated, other: Simulated): EventChange[] {
  const { kept, program } = base.simulation;
  const [before, after] = [base, other].map(({ simulation, run }) => cellsOf(simulation, run));
  return kept.events.map((event) => ({
    event,
    before: probabilityOfEvent(base.simulation, base.run, event),
    after: probabilityOfEvent(other.simulation, other.run, event),
    change: compare(before!.event(event, program.periods), after!.event(event, program.periods)),
  }));
}
