// A back-test: what the model said of quarters that were still to come, beside what came, and beside what naive
// forecasts said. Definitions: docs/backtest.md.

import { RoundtripError } from "../error/error.ts";
import type { Series } from "../model/circular/economy.ts";
import { type Quarter, quartersBetween } from "../model/circular/quarter.ts";
import type { Probability } from "../paths/probability.ts";
import { type Rival, naiveForecasts } from "../paths/rival.ts";
import type { Paths } from "../paths/run.ts";
import { baseSizeOf, baseUnitOf } from "./series-value.ts";
import { backtestGroups } from "./backtest-group.ts";
import type { BacktestPlan } from "./backtest-plan.ts";
import { type Score, coverageOf, rivalScores, scoreOf, scoresOf, smallerOf } from "./backtest-score.ts";
import { type Scored, type Target, historiesOf, pathsOf, scoredTarget } from "./backtest-target.ts";

export interface Backtest extends Pick<BacktestPlan, "from" | "day" | "asOf" | "quarters"> {
  readonly targets: readonly Target[];
  readonly all: Score;
  readonly groups: readonly Score[];
  readonly series: readonly Score[];
  readonly coverage50: Probability;
  readonly coverage90: Probability;
  /** The rival whose score is smaller over all series. */
  readonly rival: Rival;
  /** Ids of the facts that the outcomes scored are made of. */
  readonly facts: readonly string[];
  readonly leftOut: readonly { readonly series: string; readonly quarter: Quarter; readonly why: string }[];
}

/**
 * Scores the paths of an economy that started from the plan's quarter.
 *
 * @param series what the model simulates: period t of a run is quarter `from` + t
 * @throws BACKTEST_NO_TARGETS where none of the outcomes can be scored
 */
export function backtestOf(plan: BacktestPlan, series: readonly Series[], run: Paths): Backtest {
  const { from, day, asOf, quarters } = plan;
  const simulated = new Map(series.map((one) => [one.id, one]));
  const histories = historiesOf(plan, simulated);
  const naive = naiveForecasts([...histories.values()].map(({ known }) => known));
  const leftOut: { series: string; quarter: Quarter; why: string }[] = plan.alreadyKnown.map((actual) => ({
    series: actual.series,
    quarter: actual.quarter,
    why: "known on the origin's day",
  }));
  const scored: Scored[] = [];
  const facts = new Set<string>();
  for (const actual of plan.outcomes) {
    const one = simulated.get(actual.series);
    const history = histories.get(actual.series);
    const horizon = quartersBetween(from, actual.quarter);
    const values = one && pathsOf(run, one.variable, horizon);
    if (one && history && values && values.length > 0) {
      const size = baseSizeOf(one.unit);
      const inBase = values.map((value) => value * size);
      for (const fact of actual.from) facts.add(fact);
      scored.push(
        scoredTarget({ actual, unit: baseUnitOf(one.unit), horizon, history, values: inBase, naive }),
      );
    } else {
      const why = one
        ? history
          ? "no path has a value"
          : "no figure above zero was known on the origin's day"
        : "not simulated";
      leftOut.push({ series: actual.series, quarter: actual.quarter, why });
    }
  }
  if (scored.length === 0) throw nothingScored(plan, leftOut);
  const rival = smallerOf(rivalScores(scored));
  const targets = scored.map(({ naiveWidths, ...target }) => ({
    ...target,
    naiveCrps: target.rivalCrps[rival],
    naiveWidth: naiveWidths[rival],
  }));
  return {
    from,
    day,
    asOf,
    quarters,
    targets,
    all: scoreOf({ id: "all", name: "all" }, targets),
    groups: backtestGroups.flatMap((group) => scoresOf(group, targets, (one) => one.group === group.id)),
    series: [...new Set(targets.map((one) => one.series))].flatMap((id) =>
      scoresOf({ id, name: id }, targets, (one) => one.series === id),
    ),
    ...coverageOf(targets),
    rival,
    facts: [...facts],
    leftOut,
  };
}

function nothingScored(
  { from, outcomes }: BacktestPlan,
  leftOut: readonly { readonly why: string }[],
): RoundtripError {
  const reasons = [...new Set(leftOut.map(({ why }) => why))].join("; ");
  return new RoundtripError(
    "BACKTEST_NO_TARGETS",
    `None of ${outcomes.length} figures after ${from} can be scored: ${reasons}.`,
    { remedy: "Start from a later quarter, of which the book knows more." },
  );
}
