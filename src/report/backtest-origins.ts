// Back-tests from several origins as one answer: each of them in a line, and their figures scored together.

import type { Book } from "../book/book.ts";
import { type Rival, rivals } from "../paths/rival.ts";
import { type Answer, table, text } from "./answer.ts";
import {
  type BacktestRun,
  backtestJson,
  biasLine,
  insideLine,
  scoreTable,
  sourcesOf,
  targetRows,
} from "./backtest-answer.ts";
import { numberCell, shareCell } from "./backtest-cells.ts";
import { floorBlocks } from "./backtest-floor.ts";
import { backtestGroups } from "./backtest-group.ts";
import { type Score, coverageOf, scoreOf, scoresOf } from "./backtest-score.ts";
import type { Backtest } from "./backtest.ts";
import { percent } from "./circularity.ts";
import { count, countCell, round3 } from "./number.ts";
import { floorOf, trial } from "./trial.ts";
import { tunedOn } from "./tuning.ts";

/** A back-test and the run that it scored. */
export interface OriginRun {
  readonly found: Backtest;
  readonly run: BacktestRun;
}

/** The answer to `backtest` with more than one origin. Figures that several of them forecast count once for each. */
export function originsAnswer(book: Book, origins: readonly OriginRun[]): Answer {
  const targets = origins.flatMap(({ found }) => found.targets);
  const all = scoreOf({ id: "all", name: "all" }, targets);
  const groups = backtestGroups.flatMap((group) => scoresOf(group, targets, (one) => one.group === group.id));
  const coverage = coverageOf(targets);
  const [first] = origins;
  return {
    json: jsonOf(origins, groups, all, coverage, targets),
    blocks: [
      {
        heading: `Back-tests from ${origins.map(({ found }) => found.from).join(", ")}: ${count(targets.length)} figures of ${count(all.seriesCount)} series`,
      },
      originTable(origins),
      scoreTable("By group, from all of them", "group", [...groups, all]),
      {
        lines: [
          insideLine(50, coverage.coverage50, targets.length),
          insideLine(90, coverage.coverage90, targets.length),
          `These intervals take the figures for independent trials. They are ${count(all.seriesCount)} series of one time, forecast up to ${origins.length} times, and miss together.`,
          biasLine(targets),
        ],
      },
      ...floorBlocks(targets),
    ],
    csv: {
      columns: ["from", ...targetRows(first!.found.targets).columns],
      rows: origins.flatMap(({ found }) => targetRows(found.targets).rows.map((row) => [found.from, ...row])),
    },
    sources: sourcesOf(book, [...new Set(origins.flatMap(({ found }) => found.facts))]),
    sentence: `From ${origins.map(({ found }) => found.from).join(", ")}, ${percent(coverage.coverage90.probability!)} of ${count(targets.length)} later figures lay in the 90% intervals, with a CRPS of ${round3(all.crps)}`,
  };
}

function originTable(origins: readonly OriginRun[]): Answer["blocks"][number] {
  const columns = [
    "from",
    "known on",
    "tuned on it",
    ">figures",
    ">in 50%",
    ">in 90%",
    ">CRPS",
    ...rivals.map((rival) => `>${rival}`),
    ">skill",
  ];
  return table(
    undefined,
    columns,
    origins.map(({ found: { from, day, all } }) => [
      text(from),
      text(day),
      text(tunedOn(from)),
      countCell(all.targets),
      shareCell(all.coverage50),
      shareCell(all.coverage90),
      numberCell(all.crps),
      ...rivals.map((rival: Rival) => numberCell(all.rivalCrps[rival])),
      numberCell(all.skill),
    ]),
  );
}

function jsonOf(
  origins: readonly OriginRun[],
  groups: readonly Score[],
  all: Score,
  { coverage50, coverage90 }: ReturnType<typeof coverageOf>,
  targets: Backtest["targets"],
): unknown {
  return {
    origins: origins.map(({ found, run }) => backtestJson(found, run)),
    targets: targets.length,
    coverage50: coverage50.probability,
    coverage90: coverage90.probability,
    crps: all.crps,
    rivalCrps: all.rivalCrps,
    skill: all.skill,
    seriesCount: all.seriesCount,
    groups,
    trial,
    floor: floorOf(targets),
  };
}
