// How likely what is with and without a shock: events whose chance changes beyond chance, the largest change first.

import { round3 } from "../../../report/number.ts";
import { showValue } from "../../../unit/quantity.ts";
import type { StressJson } from "./stress-json.ts";

export interface Chance {
  readonly event: string;
  readonly before: number;
  readonly after: number;
  readonly change: number;
  readonly low: number;
  readonly high: number;
}

/** @param at within three years of the shock’s beginning, or within the horizon */
export function chancesOf({ events }: Pick<StressJson, "events">, at: "near" | "horizon"): Chance[] {
  return Object.entries(events)
    .flatMap(([event, found]) => {
      const { before, after, change, low, high } = at === "near" ? found.near : found;
      return before === null ||
        after === null ||
        change === null ||
        low === null ||
        high === null ||
        low * high <= 0
        ? []
        : [{ event, before, after, change, low, high }];
    })
    .toSorted((a, b) => Math.abs(b.change) - Math.abs(a.change));
}

const happens: Readonly<Record<string, string>> = {
  default: "defaults",
  // Of a lab and of a neocloud: the one puts off what the other does not pay.
  stretched: "does not pay all that is due",
  strained: "is strained",
  shortfall: "misses a year’s minimum",
};

/** `anthropic.default` as words. */
export function eventWords(event: string, name: (id: string) => string): string {
  const dot = event.lastIndexOf(".");
  const [of, what] = [event.slice(0, dot), event.slice(dot + 1)];
  if (what === "shortfall") return `${name(of)}: a year’s minimum is missed`;
  return `${name(of)} ${happens[what] ?? what}`;
}

export function chanceFinding(chances: readonly Chance[], name: (id: string) => string): string {
  const likelier = chances.find(({ change }) => change > 0);
  const [first] = chances;
  if (!first) return "No chance changes beyond what chance leaves open";
  const { event, before, after } = likelier ?? first;
  const percent = (share: number): string => showValue(share, "1", round3);
  return `${eventWords(event, name)} in ${percent(after)} of futures, not in ${percent(before)}`;
}

export function chanceCsv(chances: readonly Chance[]): string {
  return [
    "event,without,with,change,low,high\r\n",
    ...chances.map(
      (one) => `${[one.event, one.before, one.after, one.change, one.low, one.high].join(",")}\r\n`,
    ),
  ].join("");
}
