// How a stress changes how likely events are: within three years of its beginning, within the horizon, by quarter.

import type { EconomyEvent } from "../model/circular/economy.ts";
import { type Comparison, compare } from "../paths/compare.ts";
import type { EventProbability } from "../paths/event.ts";
import type { Probability } from "../paths/probability.ts";
import { cellsOf, probabilityOfEvent } from "../paths/simulation.ts";
import { type Block, type Cell, table, text } from "./answer.ts";
import { percent } from "./series-text.ts";
import type { Simulated } from "./simulate.ts";
import { errorsBeyond, isBeyond, windowOf } from "./stress-threshold.ts";

/** How likely an event is by the end of a period, without and with a stress. */
export interface ChanceBy {
  readonly period: number;
  readonly before: Probability;
  readonly after: Probability;
  /** The change, with its 95 % interval. */
  readonly change: Comparison;
  /** Whether it is beyond chance although every event is looked at, at both ends. */
  readonly isSure: boolean;
}

export interface EventChange {
  readonly event: EconomyEvent;
  readonly before: EventProbability;
  readonly after: EventProbability;
  /** Three years after the first shock begins; the horizon, where that is nearer. */
  readonly near: ChanceBy;
  readonly far: ChanceBy;
}

/** How likely each event is without and with the stress. */
export function eventChanges(base: Simulated, other: Simulated): EventChange[] {
  const { kept, program, economy } = base.simulation;
  const [before, after] = [base, other].map(({ simulation, run }) => cellsOf(simulation, run));
  const { near } = windowOf(other.shocks, economy);
  const ends = [near, program.periods];
  const errors = errorsBeyond(economy.events.length * new Set(ends).size);
  return kept.events.map((event) => {
    const [without, withIt] = [base, other].map(({ simulation, run }) =>
      probabilityOfEvent(simulation, run, event),
    );
    const [soon, late] = ends.map((period): ChanceBy => {
      const change = compare(before!.event(event, period), after!.event(event, period));
      return {
        period,
        before: without!.byPeriod[period]!,
        after: withIt!.byPeriod[period]!,
        change,
        isSure: isBeyond(change, errors),
      };
    });
    return { event, before: without!, after: withIt!, near: soon!, far: late! };
  });
}

/** An event's change as data: at the horizon, near, and by the end of each quarter. */
export function eventJson({ before, after, near, far }: EventChange, quarters: readonly string[]): object {
  const chance = ({ before: without, after: withIt, change }: ChanceBy): object => ({
    before: without.probability,
    after: withIt.probability,
    change: change.mean,
    low: change.low,
    high: change.high,
  });
  const by = ({ byPeriod }: EventProbability) => byPeriod.slice(1).map(({ probability }) => probability);
  return {
    ...chance(far),
    near: { quarter: quarters[near.period - 1], ...chance(near) },
    byQuarter: { before: by(before), after: by(after) },
  };
}

/** Events whose chance changes near or within the horizon, by the larger of the two changes. */
export function eventTable(events: readonly EventChange[], quarters: readonly string[]): Block {
  const [first] = events;
  const isOne = !first || first.near.period === first.far.period;
  const size = ({ near, far }: EventChange): number =>
    Math.max(Math.abs(near.change.mean ?? 0), Math.abs(far.change.mean ?? 0));
  const cell = (value: number | null): Cell => ({ show: value === null ? "" : percent(value), value });
  const cells = ({ before, after, change }: ChanceBy): Cell[] => [
    cell(before.probability),
    cell(after.probability),
    cell(change.mean),
    cell(change.low),
    cell(change.high),
  ];
  const headers = (period: number | undefined): string[] => [
    `>by ${quarters[(period ?? 1) - 1]}`,
    ">with",
    ">change",
    ">from",
    ">to",
  ];
  return table(
    "Events whose chance changes: without it, with it, and the change with its 95 % interval",
    ["event", ...(isOne ? [] : headers(first.near.period)), ...headers(first?.far.period)],
    events
      .filter((one) => size(one) > 0)
      .toSorted((a, b) => size(b) - size(a))
      .map(({ event, near, far }) => [text(event.id), ...(isOne ? [] : cells(near)), ...cells(far)]),
  );
}
