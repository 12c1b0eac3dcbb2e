// A back-test as data, as tables and as sentences that say where it is bad.

import type { Book } from "../book/book.ts";
import { rivals } from "../paths/rival.ts";
import { meanOf } from "../paths/score.ts";
import { type Answer, type Block, table, text } from "./answer.ts";
import type { Backtest } from "./backtest.ts";
import type { Score } from "./backtest-score.ts";
import type { Target } from "./backtest-target.ts";
import { percent } from "./circularity.ts";
import { type Hindsight, hindsightLines } from "./hindsight.ts";
import { count, countCell, round3 } from "./number.ts";
import { numberCell, shareCell } from "./backtest-cells.ts";
import { floorBlocks } from "./backtest-floor.ts";
import { floorOf, trial } from "./trial.ts";
import { tunedOn, tuningLine } from "./tuning.ts";

/** An interval so many times as wide as the naive one says too little to be useful. */
const widthMax = 2.5;
/** So many outcomes inside of 90 % intervals are too many. */
const coverageMost = 0.99;

/** What the run was, beside what it scored. */
export interface BacktestRun {
  readonly paths: number;
  readonly seed: number;
  readonly failedPaths: number;
  readonly hindsight: Hindsight;
}

/** The answer to `backtest`. */
export function backtestAnswer(book: Book, found: Backtest, run: BacktestRun): Answer {
  const { from, day, targets, all, coverage50, coverage90, leftOut } = found;
  const quarters = targets.map(({ quarter }) => quarter).toSorted();
  const last = quarters.at(-1)!;
  return {
    json: backtestJson(found, run),
    blocks: [
      {
        heading: `Back-test from ${from} as known on ${day}: ${count(all.targets)} figures of ${count(all.seriesCount)} series, ${quarters[0]} to ${last}`,
      },
      scoreTable(undefined, "group", [...found.groups, all]),
      { lines: [...verdictLines(found), tuningLine(from)] },
      ...floorBlocks(targets),
      scoreTable("By series", "series", found.series),
      { lines: [...leftOutLines(leftOut), ...hindsightLines(run.hindsight, day), ...failedLine(run)] },
    ],
    csv: targetRows(targets),
    sources: sourcesOf(book, found.facts),
    sentence: `From ${from} as known on ${day}, ${percent(coverage50.probability!)} of ${count(all.targets)} later figures lay in the 50% intervals and ${percent(coverage90.probability!)} in the 90% intervals, with a CRPS of ${round3(all.crps)} against ${round3(all.rivalCrps[found.rival])} of the naive forecast (${found.rival})`,
  };
}

/** Ids of the sources of some facts, each once. */
export function sourcesOf({ facts }: Book, ids: readonly string[]): string[] {
  return [...new Set(ids.flatMap((id) => facts.get(id)?.sources ?? []))];
}

export function backtestJson(found: Backtest, run: BacktestRun): unknown {
  const { all, coverage50, coverage90, facts: _, ...rest } = found;
  return {
    ...rest,
    ...run,
    coverage50: coverage50.probability,
    coverage50Interval: { low: coverage50.low, high: coverage50.high },
    coverage90: coverage90.probability,
    coverage90Interval: { low: coverage90.low, high: coverage90.high },
    crps: all.crps,
    rivalCrps: all.rivalCrps,
    skill: all.skill,
    widthRatio: all.widthRatio,
    seriesCount: all.seriesCount,
    tunedOn: tunedOn(found.from),
    trial,
    floor: floorOf(found.targets),
  };
}

export function scoreTable(title: string | undefined, name: string, scores: readonly Score[]): Block {
  const columns = [
    name,
    ">figures",
    ">in 50%",
    ">in 90%",
    ">CRPS",
    ">no change",
    ">growth",
    ">skill",
    ">width",
  ];
  return table(
    title,
    columns,
    scores.map((score) => [
      text(score.name),
      countCell(score.targets),
      shareCell(score.coverage50),
      shareCell(score.coverage90),
      numberCell(score.crps),
      ...rivals.map((rival) => numberCell(score.rivalCrps[rival])),
      numberCell(score.skill),
      {
        ...numberCell(score.widthRatio),
        ...(isTooWide(score) ? { show: `${numberCell(score.widthRatio).show}*` } : {}),
      },
    ]),
  );
}

function verdictLines(found: Backtest): string[] {
  const { all, coverage50, coverage90, groups, series, targets, rival } = found;
  const skill = all.skill === null ? "no skill can be given" : `skill ${round3(all.skill)}`;
  return [
    `CRPS ${round3(all.crps)} against ${round3(all.rivalCrps[rival])} of the better naive forecast, ${rival}: ${skill}.`,
    betterLine("groups", groups),
    betterLine("series", series),
    insideLine(50, coverage50, targets.length),
    insideLine(90, coverage90, targets.length),
    `These intervals take the figures for independent trials. They are ${count(all.seriesCount)} series of one time, and miss together.`,
    ...(all.coverage90 >= coverageMost
      ? ["Nearly every outcome inside is a miss too: the intervals are too wide."]
      : []),
    widthLine(groups, series),
    biasLine(targets),
  ];
}

/** Where the naive forecast is better, with both scores. */
function betterLine(what: string, scores: readonly Score[]): string {
  const naive = (score: Score): number => Math.min(...rivals.map((rival) => score.rivalCrps[rival]));
  const better = scores.filter((score) => naive(score) < score.crps);
  if (better.length === 0) return `The naive forecast is better in none of ${scores.length} ${what}.`;
  const listed = better.map(
    (score) => `${score.name} (${round3(naive(score))} against ${round3(score.crps)})`,
  );
  return `The naive forecast is better in ${better.length} of ${scores.length} ${what}: ${listed.join(", ")}.`;
}

export function insideLine(
  percentage: 50 | 90,
  { probability, low, high }: Backtest["coverage50"],
  n: number,
): string {
  const cases = Math.round(probability! * n);
  return `${count(cases)} of ${count(n)} outcomes lie in the ${percentage}% intervals: ${percent(probability!)}, 95% interval ${percent(low!)} to ${percent(high!)}.`;
}

function isTooWide({ widthRatio }: Score): boolean {
  return widthRatio !== null && widthRatio >= widthMax;
}

function widthLine(groups: readonly Score[], series: readonly Score[]): string {
  const wide = [...groups, ...series].filter(isTooWide).map(({ name }) => name);
  const rule = `An interval ${widthMax} times as wide as the naive one is a miss, as much as an outcome outside of it`;
  return wide.length === 0 ? `${rule}; none is.` : `${rule}: ${[...new Set(wide)].join(", ")} (*).`;
}

/** Whether forecasts were too low or too high on the whole. */
export function biasLine(targets: readonly Target[]): string {
  const places = targets.map(({ place }) => place);
  const above = places.filter((place) => place > 0.5).length;
  const ends = {
    low: places.filter((place) => place < 0.1).length,
    high: places.filter((place) => place > 0.9).length,
  };
  return `${count(above)} of ${count(places.length)} outcomes came out above the median; ${count(ends.high)} in the forecasts' highest tenth, ${count(ends.low)} in the lowest. Mean place ${round3(meanOf(places)!)}; 0.5 would be without bias.`;
}

/** What was not scored, by reason. */
function leftOutLines(leftOut: Backtest["leftOut"]): string[] {
  const because = new Map<string, Set<string>>();
  for (const { series, why } of leftOut) because.set(why, (because.get(why) ?? new Set()).add(series));
  return [...because].map(([why, series]) => `Not scored (${why}): ${[...series].join(", ")}.`);
}

function failedLine({ failedPaths, paths }: BacktestRun): string[] {
  return failedPaths === 0 ? [] : [`${count(failedPaths)} of ${count(paths)} paths failed and are left out.`];
}

export function targetRows(targets: readonly Target[]): NonNullable<Answer["csv"]> {
  const columns = [
    "series",
    "group",
    "unit",
    "quarter",
    "horizon",
    "actual",
    "p5",
    "p25",
    "p50",
    "p75",
    "p95",
    "crps",
    "naiveCrps",
    "place",
    "width",
    "naiveWidth",
  ] as const satisfies readonly (keyof Target)[];
  return { columns, rows: targets.map((target) => columns.map((name) => target[name])) };
}
