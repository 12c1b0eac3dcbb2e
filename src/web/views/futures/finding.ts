// What a fan shows to be the case, as a sentence.

import { amountIn, percent } from "../../../report/series-text.ts";
import type { SeriesName } from "../../engine/prospect.ts";
import type { ChangeFan, EventShown, SeriesFan } from "../../engine/watched.ts";

export interface FindingInput {
  readonly party: string;
  readonly series: Pick<SeriesName, "words" | "per" | "unit" | "kind">;
  readonly quarter: string;
  /** Place of the quarter in the fan, from 0. */
  readonly at: number;
  readonly fan: SeriesFan;
  readonly baseline: SeriesFan | undefined;
}

export function fanFinding({ party, series, quarter, at, fan, baseline }: FindingInput): string {
  const show = (value: number): string => amountIn(value, series.unit);
  const [low, middle, high] = [fan.p5[at]!, fan.p50[at]!, fan.p95[at]!];
  if (![low, middle, high].every(Number.isFinite))
    return `${party}: ${series.words} is not known in ${quarter}`;
  const name = `${party}'s ${series.words}${series.per === "a quarter" || series.per === "a year" ? ` ${series.per}` : ""}`;
  const range = `nine of ten futures lie between ${show(low)} and ${show(high)}`;
  const before = baseline?.p50[at];
  if (before === undefined || !Number.isFinite(before))
    return `${name} is ${show(middle)} in the middle of the futures in ${quarter}: ${range}`;
  const change =
    show(before) === show(middle)
      ? `is ${show(middle)} in ${quarter} in the middle, with the changes as without`
      : `is ${show(middle)} in ${quarter} in the middle, and ${show(before)} without the changes`;
  return `${name} ${change}: ${range}`;
}

/** A quarter of a fan in words. */
export function fanReadout(
  { unit, ...fan }: SeriesFan,
  baseline: SeriesFan | undefined,
  at: number,
  quarter: string,
): string {
  const show = (value: number): string => amountIn(value, unit);
  const before = baseline?.p50[at];
  const without =
    before !== undefined && Number.isFinite(before) ? `; without the changes ${show(before)}` : "";
  return `${quarter}: ${show(fan.p50[at]!)} in the middle; half lie between ${show(fan.p25[at]!)} and ${show(fan.p75[at]!)}, nine of ten between ${show(fan.p5[at]!)} and ${show(fan.p95[at]!)}${without}.`;
}

interface ChangeInput {
  readonly party: string;
  readonly series: Pick<SeriesName, "words" | "per">;
  readonly quarter: string;
  readonly at: number;
  readonly change: ChangeFan;
}

/** What the changes do in the mean, with the interval that the number of futures leaves open, and in how many futures. */
export function changeFinding({ party, series, quarter, at, change }: ChangeInput): string {
  const [mean, low, high] = [change.mean[at]!, change.low[at]!, change.high[at]!];
  const name = `${party}'s ${series.words}${series.per === "a quarter" || series.per === "a year" ? ` ${series.per}` : ""}`;
  if (![mean, low, high].every(Number.isFinite))
    return `What the changes do to ${name} in ${quarter} is not known`;
  const [up, down] = [change.up[at]!, change.down[at]!];
  if (up === 0 && down === 0) return `The changes do nothing to ${name} in ${quarter} in any of the futures`;
  const shares = `it is higher in ${percent(up)} of the futures and lower in ${percent(down)}`;
  const range = `${amountIn(low, change.unit)} to ${amountIn(high, change.unit)}`;
  if (low <= 0 && high >= 0)
    return `The changes move ${name} in ${quarter} by ${range} in the mean, so not even the direction is sure: ${shares}`;
  const [size, way] = [amountIn(Math.abs(mean), change.unit), mean > 0 ? "higher" : "lower"];
  return `With the changes ${name} is ${size} ${way} in ${quarter} in the mean of the same futures (${range}): ${shares}`;
}

/** A quarter of a change in words. */
export function changeReadout(change: ChangeFan, at: number, quarter: string): string {
  const show = (value: number): string => amountIn(value, change.unit);
  return `${quarter}: ${show(change.mean[at]!)} in the mean, ${show(change.low[at]!)} to ${show(change.high[at]!)}; in nine of ten futures ${show(change.p5[at]!)} to ${show(change.p95[at]!)}.`;
}

/** The quarter of which the title speaks: the last that is shown. */
export function quarterShown(quarters: readonly string[]): number {
  return quarters.length - 1;
}

export function chance({ probability, low, high }: Pick<EventShown, "probability" | "low" | "high">): string {
  if (probability === null || low === null || high === null) return "not known";
  return `${percent(probability)} (${percent(low)} to ${percent(high)})`;
}

/** Its own fates first, since a party is asked for; else the likeliest of its deals' events. */
export function eventsFinding(
  events: readonly { readonly words: string; readonly deal: string | undefined; readonly is: EventShown }[],
  until: string,
): string {
  const ordered = events.toSorted((a, b) => (b.is.probability ?? 0) - (a.is.probability ?? 0));
  const own = ordered.filter(({ deal }) => deal === undefined);
  const told = (own.length > 0 ? own : ordered).slice(0, 2);
  if (told.length === 0) return "";
  if (told.every(({ is }) => (is.probability ?? 0) === 0))
    return `${told[0]!.words} in none of the futures by ${until}`;
  return `By ${until}, ${told.map(({ words, is }) => `${words} in ${percent(is.probability ?? 0)} of the futures`).join(", and ")}`;
}
