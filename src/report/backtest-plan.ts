// What a back-test asks: from which quarter, known on which day, and which later figures can be scored.

import { RoundtripError, exitCode } from "../error/error.ts";
import {
  type Quarter,
  lastDayOf,
  plusQuarters,
  quarterOf,
  quartersBetween,
} from "../model/circular/quarter.ts";
import type { Actual } from "../model/circular/start-actuals.ts";
import { type Day, addDays } from "../unit/date.ts";

/** The figures that were known on a day. */
export type ActualsOn = (day: Day) => readonly Actual[];

export interface BacktestPlan {
  /** The last quarter that counts as known. */
  readonly from: Quarter;
  /** What was known on this day counts, and no more. */
  readonly day: Day;
  /** Outcomes known on this day are scored. */
  readonly asOf: Day;
  /** Figures of `from` and before, as known on `day`. */
  readonly past: readonly Actual[];
  /** Figures after `from` that became known after `day`, as known on `asOf`: what is to be forecast. */
  readonly outcomes: readonly Actual[];
  /** Figures after `from` that were known on `day` already, and so are no forecast. */
  readonly alreadyKnown: readonly Actual[];
  /** From the quarter after `from` to that of the newest outcome. */
  readonly quarters: number;
}

/** By then the year's accounts are public: 75 days after a year's end, method.md, "Time". */
const daysUntilKnown = 75;

/** The day on which a quarter's figures are taken as known. */
export function originDay(from: Quarter): Day {
  return addDays(lastDayOf(from), daysUntilKnown);
}

/**
 * The plan of a back-test from the end of a quarter.
 *
 * @throws BACKTEST_FUTURE where the quarter is not known yet, or nothing after it is; BACKTEST_NO_FACTS where the book
 *   has no figure of it or of a quarter before
 */
export function backtestPlan(from: Quarter, asOf: Day, actualsOn: ActualsOn): BacktestPlan {
  const day = originDay(from);
  const now = actualsOn(asOf);
  const remedy = (): string => possibleOrigins(asOf, now);
  if (day > asOf) {
    throw new RoundtripError(
      "BACKTEST_FUTURE",
      `The figures of ${from} are taken as known on ${day}, which is after ${asOf}.`,
      { exit: exitCode.usage, remedy: remedy() },
    );
  }
  const then = actualsOn(day);
  const past = then.filter(({ quarter }) => quarter <= from);
  if (past.length === 0) {
    throw new RoundtripError(
      "BACKTEST_NO_FACTS",
      `The book has no figure of ${from} or before that was known on ${day}.`,
      { exit: exitCode.usage, remedy: remedy() },
    );
  }
  const wasKnown = new Set(then.map(({ series, quarter }) => `${series} ${quarter}`));
  const later = now.filter(({ quarter }) => quarter > from);
  const isKnown = ({ series, quarter }: Actual): boolean => wasKnown.has(`${series} ${quarter}`);
  const outcomes = later.filter((actual) => !isKnown(actual)).toSorted(bySeriesAndQuarter);
  if (outcomes.length === 0) {
    throw new RoundtripError(
      "BACKTEST_FUTURE",
      `Nothing after ${from} became known between ${day} and ${asOf}.`,
      { exit: exitCode.usage, remedy: remedy() },
    );
  }
  const last = outcomes
    .map(({ quarter }) => quarter)
    .toSorted()
    .at(-1)!;
  return {
    from,
    day,
    asOf,
    past,
    outcomes,
    alreadyKnown: later.filter(isKnown).toSorted(bySeriesAndQuarter),
    quarters: quartersBetween(from, last),
  };
}

/** From which quarters a back-test can start. */
function possibleOrigins(asOf: Day, now: readonly Actual[]): string {
  const quarters = now.map(({ quarter }) => quarter).toSorted();
  const first = quarters[0];
  const newest = quarters.at(-1);
  if (first === undefined || newest === undefined) return "The book has no figures of quarters to forecast.";
  let last = quarterOf(asOf);
  while (last >= first && (originDay(last) > asOf || last >= newest)) last = plusQuarters(last, -1);
  return last < first
    ? `No quarter has figures both before and after it on ${asOf}.`
    : `Write a quarter from ${first} to ${last}.`;
}

function bySeriesAndQuarter(a: Actual, b: Actual): number {
  return a.series === b.series ? (a.quarter < b.quarter ? -1 : 1) : a.series < b.series ? -1 : 1;
}
