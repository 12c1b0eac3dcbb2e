// What a fan shows to be the case, as a sentence.

import { amountIn, percent } from "../../../report/series-text.ts";
import type { SeriesName } from "../../engine/prospect.ts";
import type { EventShown, SeriesFan } from "../../engine/watched.ts";

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
