// One figure that was forecast: where it fell among the paths, and how the model and its rivals score on it.

import { normalQuantile } from "../elementary/normal-quantile.ts";
import type { Series } from "../model/circular/economy.ts";
import { type Quarter, quartersBetween } from "../model/circular/quarter.ts";
import { quantiles, summaryProbabilities } from "../paths/quantile.ts";
import { type Known, type NaiveForecaster, type Rival, byRival } from "../paths/rival.ts";
import { type Scale, hasScale, scaleOf } from "../paths/scale.ts";
import { crpsOfNormal, crpsOfPaths, placeAmong } from "../paths/score.ts";
import type { Paths } from "../paths/run.ts";
import type { baseUnitOf } from "./series-value.ts";
import { groupOfSeries, scaleKindOf } from "./backtest-group.ts";
import type { Actual } from "../model/circular/start-actuals.ts";
import type { BacktestPlan } from "./backtest-plan.ts";

/** A figure that was forecast. Values in base units; scores and widths on the scale of the series. */
export interface Target {
  readonly series: string;
  readonly group: string;
  readonly unit: ReturnType<typeof baseUnitOf>;
  readonly quarter: Quarter;
  /** Quarters after the origin. */
  readonly horizon: number;
  readonly actual: number;
  readonly p5: number;
  readonly p25: number;
  readonly p50: number;
  readonly p75: number;
  readonly p95: number;
  readonly crps: number;
  /** Of the rival with the smaller score over all series. */
  readonly naiveCrps: number;
  readonly rivalCrps: Readonly<Record<Rival, number>>;
  /** The share of paths below the outcome. */
  readonly place: number;
  /** From the 5 to the 95 % point, of the model and of that rival. */
  readonly width: number;
  readonly naiveWidth: number;
}

/** A target before it is known which rival is the naive one. */
export type Scored = Omit<Target, "naiveCrps" | "naiveWidth"> & {
  readonly naiveWidths: Readonly<Record<Rival, number>>;
};

/** 95 % of a standard normal lie below it. */
const normal95 = normalQuantile(0.95);

export function scoredTarget({
  actual: { series, quarter, value },
  unit,
  horizon,
  history: { known, scale },
  values,
  naive,
}: {
  readonly actual: Actual;
  readonly unit: Target["unit"];
  readonly horizon: number;
  readonly history: History;
  readonly values: Float64Array;
  readonly naive: NaiveForecaster;
}): Scored {
  const [p5, p25, p50, p75, p95] = quantiles(values, summaryProbabilities) as unknown as Five;
  const forecast = byRival((rival) => naive(known, rival, horizon));
  return {
    series,
    group: known.group,
    unit,
    quarter,
    horizon,
    actual: value,
    p5,
    p25,
    p50,
    p75,
    p95,
    crps: crpsOfPaths(values.map(scale), scale(value)),
    rivalCrps: byRival((rival) => crpsOfNormal(forecast[rival], scale(value))),
    place: placeAmong(values, value),
    width: scale(p95) - scale(p5),
    naiveWidths: byRival((rival) => 2 * normal95 * forecast[rival].sd),
  };
}

type Five = readonly [number, number, number, number, number];

/** What was known of a series, and its scale. */
export interface History {
  readonly known: Known;
  readonly scale: Scale;
}

/** Series of which the last figure known gives a scale. */
export function historiesOf(
  { from, past }: BacktestPlan,
  simulated: ReadonlyMap<string, Series>,
): ReadonlyMap<string, History> {
  const byPeriod = new Map<string, Map<number, number>>();
  for (const { series, quarter, value } of past) {
    const figures = byPeriod.get(series) ?? new Map<number, number>();
    byPeriod.set(series, figures.set(quartersBetween(from, quarter), value));
  }
  const histories = new Map<string, History>();
  for (const [id, figures] of byPeriod) {
    const kind = scaleKindOf(simulated.get(id) ?? { id, kind: "flow" });
    const last = figures.get(Math.max(...figures.keys()))!;
    if (!hasScale(kind, last)) continue;
    const scale = scaleOf(kind, last);
    const values = new Map([...figures].map(([period, value]) => [period, scale(value)]));
    histories.set(id, { scale, known: { id, group: groupOfSeries(id).id, scale: kind, past: values } });
  }
  return histories;
}

/** The values of a variable in a period, of the paths that did not fail; undefined where it is not kept. */
export function pathsOf(
  { program, record, failed }: Paths,
  variable: string,
  period: number,
): Float64Array | undefined {
  const output = program.outputs.findIndex(({ name }) => name === variable);
  if (output < 0 || !record) return undefined;
  const cell = output * (program.periods + 1) + period;
  const values = record.values.subarray(cell * failed.length, (cell + 1) * failed.length);
  return values.filter((value, path) => failed[path] === 0 && !Number.isNaN(value));
}
