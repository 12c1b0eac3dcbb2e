// What counts as a loss in a stress: beyond chance although thousands of figures are looked at, large enough for the
// party that bears it, and near enough to the shock to be of it.
// Dunn (1961), "Multiple comparisons among means", Journal of the American Statistical Association 56(293): with m
// tests at 5 %/m each, Bonferroni's inequality keeps the chance that any of them errs below 5 %, however they depend on
// one another. Series of one economy depend on one another strongly, in ways that no rule of false discoveries assumes.

import { normalQuantile } from "../elementary/normal-quantile.ts";
import type { Economy, Series } from "../model/circular/economy.ts";
import { USD } from "../model/circular/measures.ts";
import type { Shock } from "../model/circular/scenario.ts";
import type { Comparison } from "../paths/compare.ts";
import { showUnit } from "../unit/unit.ts";
import { isAmount, isSector, partsOf } from "./series-text.ts";

/** What a mean has to change by to count, as a share of what it is without the stress. */
export const countsFrom = 0.01;
/** And in dollars, as a share of the yearly revenue of the party; a party without revenue of its own by the other. */
const [floorShare, floorUsd] = [0.001, 100e6];
/** Quarters after the end of a shock up to which losses are its rounds. */
const quartersAfter = 12;
/** The chance that any of all the changes that are told is chance, at most. */
const errorMax = 0.05;

/** Less of these is a loss; of a `loss` more is. What a party spends less, another earns less. */
const goods = new Set(["cash", "revenue", "funding", "valuation", "runRate", "capacityGw", "backlog"]);

/** Periods in which a stress is looked at, from 1. */
export interface Window {
  /** The first in which a shock holds. */
  readonly first: number;
  /** The last in which a loss is a round of it: some quarters after the last shock has ended, at most the horizon. */
  readonly last: number;
  /** Three years after the first shock begins, at most the horizon. */
  readonly near: number;
}

/** Quarters of three years. */
const nearQuarters = 12;

export function windowOf(shocks: readonly Shock[], { quarters }: Pick<Economy, "quarters">): Window {
  const horizon = quarters.length;
  const begins = shocks.map(({ quarter }) => Math.max(1, quarters.indexOf(quarter) + 1));
  const ends = shocks.map(({ lasts }, k) => (lasts === undefined ? horizon : begins[k]! + lasts - 1));
  const first = Math.min(horizon, ...begins);
  return {
    first,
    last: Math.min(horizon, Math.max(first, ...ends) + quartersAfter),
    near: Math.min(horizon, first + nearQuarters - 1),
  };
}

/** Standard errors by which one of so many changes has to differ from nothing. */
export function errorsBeyond(tests: number): number {
  return -normalQuantile(errorMax / (2 * Math.max(1, tests)));
}

/** Whether a change differs from nothing by so many standard errors. */
export function isBeyond({ mean, meanError }: Comparison, errors: number): boolean {
  return mean !== null && meanError !== null && mean !== 0 && Math.abs(mean) >= errors * meanError;
}

/** How many changes are looked at: every series that can be lost, in every quarter of the window. */
export function testsIn(economy: Pick<Economy, "series" | "events">, { first, last }: Window): number {
  const fails = failing(economy);
  return economy.series.filter((series) => canBeLost(series, fails)).length * (last - first + 1);
}

/** Parties that can fail: labs and neoclouds. What a group or a maker borrows less it may not need. */
export function failing({ events }: Pick<Economy, "events">): ReadonlySet<string> {
  return new Set(
    events.map(({ id }) => partsOf(id)).flatMap(({ owner, name }) => (name === "default" ? [owner] : [])),
  );
}

function canBeLost(series: Series, fails: ReadonlySet<string>): boolean {
  const { owner, name } = partsOf(series.id);
  if (!isAmount(series)) return false;
  if (name === "funding") return fails.has(owner);
  return name === "loss" || (goods.has(name) && !isSector(owner));
}

/**
 * Whether a change counts, and as what; undefined where it does not.
 *
 * @param before  the mean without the stress
 * @param revenue the party's mean revenue of the quarter without the stress, USD; undefined where it has none
 * @param errors  from `errorsBeyond`
 * @param fails   from `failing`
 */
export function effectOf(
  series: Series,
  change: Comparison,
  {
    before,
    revenue,
    errors,
    fails,
  }: { before: number; revenue: number | undefined; errors: number; fails: ReadonlySet<string> },
): "loss" | "gain" | undefined {
  const mean = change.mean ?? 0;
  if (!canBeLost(series, fails) || Math.abs(mean) < countsFrom * Math.abs(before)) return undefined;
  const isMoney = showUnit(series.unit).split(" per ")[0] === showUnit(USD);
  if (isMoney && Math.abs(mean) < (revenue ? floorShare * 4 * revenue : floorUsd)) return undefined;
  if (!isBeyond(change, errors)) return undefined;
  return (partsOf(series.id).name === "loss") === mean > 0 ? "loss" : "gain";
}
