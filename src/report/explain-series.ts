// Why a series is what it is in a quarter: its equation, its value on the path in the middle, and the assumptions and
// deals that it depends on, the nearest first. Of an event, which has no middle: on the first path on which it happens.

import { show } from "../expression/show.ts";
import { equationsOf } from "../expression/system.ts";
import type { EconomyEvent, Series } from "../model/circular/economy.ts";
import { type Cells, cellsOf, probabilityOfEvent } from "../paths/simulation.ts";
import { type PathTrace, traceOf } from "../paths/trace.ts";
import { showUnit } from "../unit/unit.ts";
import type { Answer } from "./answer.ts";
import { explanationOf } from "./explain-tables.ts";
import { count } from "./number.ts";
import type { Output } from "./sensitivity.ts";
import { amount, titleOf } from "./series-text.ts";
import { type Simulated, headingOf, probabilityText, runJson } from "./simulate.ts";

/**
 * The answer to `explain SERIES@QUARTER`, or to `explain EVENT@QUARTER`.
 *
 * @param given the numbers that the run was given
 */
export function explainOutputAnswer(simulated: Simulated, output: Output, given: Float64Array): Answer {
  return "series" in output
    ? seriesAnswer(simulated, output.series, output.period, given)
    : eventAnswer(simulated, output.event, output.period, given);
}

function seriesAnswer(simulated: Simulated, series: Series, period: number, given: Float64Array): Answer {
  const { book, simulation, run } = simulated;
  const quarter = simulation.economy.quarters[period - 1]!;
  const { path, value } = middlePath(cellsOf(simulation, run).series(series, period));
  const found = explanationOf(simulated, series.variable, period, tracedOn(simulated, path, given));
  return {
    json: {
      ...runJson(simulated),
      series: series.id,
      quarter,
      unit: showUnit(series.unit),
      variable: series.variable,
      equation: equationOf(simulated, series.variable),
      median: value,
      path,
      ...found.json,
    },
    blocks: [
      { heading: `${titleOf(series, book)}, ${quarter}: ${amount(value, series.unit)} in the middle` },
      { lines: [`${headingOf(simulated)}; the path in the middle is number ${path}.`, found.written] },
      ...found.blocks,
    ],
    sources: found.sources,
    sentence: `${titleOf(series, book)}, is ${amount(value, series.unit)} in ${quarter} in the middle of ${count(run.paths)} simulated futures`,
  };
}

function eventAnswer(simulated: Simulated, event: EconomyEvent, period: number, given: Float64Array): Answer {
  const { simulation, run } = simulated;
  const { quarters } = simulation.economy;
  const quarter = quarters[period - 1]!;
  const probability = probabilityOfEvent(simulation, run, event).byPeriod[period]!;
  const first = firstHappening(cellsOf(simulation, run), event, period);
  const trace = first && tracedOn(simulated, first.path, given);
  const found = explanationOf(simulated, event.variable, first?.period ?? period, trace);
  const happens = `${event.id} has happened by the end of ${quarter} in ${probabilityText(probability)}`;
  return {
    json: {
      ...runJson(simulated),
      event: event.id,
      quarter,
      variable: event.variable,
      equation: equationOf(simulated, event.variable),
      probability: probability.probability,
      low: probability.low,
      high: probability.high,
      path: first?.path ?? null,
      happensIn: first ? quarters[first.period - 1]! : null,
      ...found.json,
    },
    blocks: [
      { heading: `${event.id} by the end of ${quarter}` },
      { lines: [`${headingOf(simulated)}; ${happens}.`, whichPath(first, period, quarters), found.written] },
      ...found.blocks,
    ],
    sources: found.sources,
    sentence: happens,
  };
}

/** A path on which an event happens, and the period in which it does so first. */
interface Happening {
  readonly path: number;
  readonly period: number;
}

function whichPath(first: Happening | undefined, asked: number, quarters: readonly string[]): string {
  if (!first) return "It happens on no path by then, so nothing of it has a value.";
  const quarter = quarters[first.period - 1]!;
  return first.period === asked
    ? `The path shown is number ${first.path}, the first of those on which it happens in ${quarter}.`
    : `It happens on no path in ${quarters[asked - 1]!}. The path shown is number ${first.path}, the first of those on which it has happened by then, as it is in ${quarter}, when it happens.`;
}

/** The first path on which an event happens in a period, else on which it has happened by then. */
function firstHappening(cells: Cells, event: EconomyEvent, period: number): Happening | undefined {
  const { values: by, failed } = cells.event(event, period);
  const before = cells.event(event, period - 1).values;
  const happened = [...by.keys()].filter((path) => failed[path] === 0 && by[path] !== 0);
  const inPeriod = happened.find((path) => before[path] === 0);
  if (inPeriod !== undefined) return { path: inPeriod, period };
  const [path] = happened;
  if (path === undefined) return undefined;
  const periods = Array.from({ length: period }, (_, t) => t + 1);
  return { path, period: periods.find((t) => cells.event(event, t).values[path] !== 0)! };
}

function tracedOn({ simulation, seed }: Simulated, path: number, given: Float64Array): PathTrace {
  return traceOf(simulation.system, { seed, antithetic: false, given }, path);
}

function equationOf({ simulation }: Simulated, variable: string): string {
  return show(equationsOf(simulation.system).find(({ name }) => name === variable)!.value);
}

/** The path whose value is the lower middle one of those that did not fail. */
function middlePath({ values, failed }: { values: Float64Array; failed: Uint8Array }): {
  path: number;
  value: number;
} {
  const paths = [...values.keys()].filter((path) => failed[path] === 0);
  const ordered = paths.toSorted((a, b) => values[a]! - values[b]! || a - b);
  const path = ordered[Math.floor((ordered.length - 1) / 2)]!;
  return { path, value: values[path]! };
}
