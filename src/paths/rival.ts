// Naive forecasts, which a model has to beat: no change, and constant growth of the trailing year; each a normal with
// the spread of its own past errors. Periods are numbered from the origin: 0 is the last before the forecast.

import type { ScaleKind } from "./scale.ts";
import type { Normal } from "./score.ts";

export const rivals = ["no change", "growth"] as const;
export type Rival = (typeof rivals)[number];

/** What was known of a series on the origin's day. */
export interface Known {
  readonly id: string;
  /** Series of one group lend each other their errors. */
  readonly group: string;
  readonly scale: ScaleKind;
  /** By period, at most 0: values on the scale. Not all periods need to be known. */
  readonly past: ReadonlyMap<number, number>;
}

export interface NaiveForecast extends Normal {
  /** How many past errors its spread was taken from. */
  readonly errors: number;
  /** Whose they are: its own, its group's, all series' of its scale, or nobody's, and then there is no spread. */
  readonly errorsOf: "own" | "group" | "all" | "nobody";
  /** Over how many periods they were made: the forecast's lead, or less where nothing else was known. */
  readonly errorsLead: number;
}

/** A naive forecast of a known series in a period from 1 on. */
export type NaiveForecaster = (series: Known, rival: Rival, period: number) => NaiveForecast;

/** A spread of fewer errors says little. */
export const errorsMin = 4;
/** Periods of the trailing year. */
const year = 4;

/**
 * Makes naive forecasts from what was known.
 *
 * The spread is the root mean square of the errors that the same rule, asked in each past period, made as many periods
 * ahead: about zero and not about their mean, since a rule that is always too low is wrong by that. Where a series has
 * fewer than four such errors, those of its group count, then those of all series on its scale; where these are too
 * few as well, the same in turn for the next shorter lead, times the root of the ratio of the leads, as for a random
 * walk. Where there are none the forecast is a point.
 */
export function naiveForecasts(all: readonly Known[]): NaiveForecaster {
  const errors = new Map<string, readonly number[]>();
  const errorsAt = (series: Known, rival: Rival, lead: number): readonly number[] => {
    const key = `${series.id} ${rival} ${lead}`;
    const found = errors.get(key) ?? pastErrors(series, rival, lead);
    errors.set(key, found);
    return found;
  };
  const spread = (series: Known, rival: Rival, lead: number): Omit<NaiveForecast, "mean"> => {
    const lenders = [
      ["own", [series]],
      ["group", all.filter((one) => one.group === series.group && one.scale === series.scale)],
      ["all", all.filter((one) => one.scale === series.scale)],
    ] as const;
    for (let errorsLead = lead; errorsLead >= 1; errorsLead--) {
      for (const [errorsOf, of] of lenders) {
        const made = of.flatMap((one) => errorsAt(one, rival, errorsLead));
        if (made.length < errorsMin) continue;
        const sd = rootMeanSquare(made) * Math.sqrt(lead / errorsLead);
        return { sd, errors: made.length, errorsOf, errorsLead };
      }
    }
    return { sd: 0, errors: 0, errorsOf: "nobody", errorsLead: lead };
  };
  return (series, rival, period) => {
    const last = lastPeriod(series);
    const now = series.past.get(last)!;
    const growth = rival === "growth" ? growthNow(series, last, now) : 0;
    const lead = period - last;
    return { mean: now + lead * growth, ...spread(series, rival, lead) };
  };
}

/** The last period of which something is known. @throws RangeError where nothing is */
function lastPeriod({ id, past }: Known): number {
  if (past.size === 0) throw new RangeError(`Nothing is known of ${id}.`);
  return Math.max(...past.keys());
}

/** Growth a period over the trailing year, or over as much of it as is known; none where that is one period. */
function growthNow(series: Known, last: number, now: number): number {
  for (let back = year; back >= 1; back--) {
    const before = series.past.get(last - back);
    if (before !== undefined) return (now - before) / back;
  }
  return 0;
}

/**
 * The errors of a rule that many periods ahead, in all periods in which it could be asked and can be judged. Growth
 * is asked where the whole year behind is known: errors of a growth over less would make this rival look worse.
 */
function pastErrors({ past }: Known, rival: Rival, lead: number): number[] {
  return [...past].flatMap(([period, outcome]) => {
    const now = past.get(period - lead);
    const yearAgo = rival === "growth" ? past.get(period - lead - year) : now;
    if (now === undefined || yearAgo === undefined) return [];
    return [outcome - now - (lead * (now - yearAgo)) / year];
  });
}

function rootMeanSquare(values: readonly number[]): number {
  return Math.sqrt(values.reduce((sum, value) => sum + value * value, 0) / values.length);
}

/** One value for each rival. */
export function byRival<T>(value: (rival: Rival) => T): Record<Rival, T> {
  return Object.fromEntries(rivals.map((rival) => [rival, value(rival)])) as Record<Rival, T>;
}
