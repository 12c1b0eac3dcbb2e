// What a run of a model gave, as data, tables and sentences.

import type { Model } from "../model/model.ts";
import { imbalanceName } from "../kernel/imbalance.ts";
import type { Failure } from "../paths/diagnose.ts";
import type { Paths } from "../paths/run.ts";
import { type Summary, summaryFrom } from "../paths/summary.ts";
import { showUnit } from "../unit/unit.ts";
import { type Answer, type Cell, table, text } from "./answer.ts";
import { count } from "./number.ts";

/** Failed paths that are listed by number; all of them are counted. */
const failedListed = 1000;
/** Characters of an operation that a sentence can hold. */
const operationMax = 80;

/**
 * The answer to `model run`: of one path its series, of several their summaries.
 *
 * @param why why the first failed path failed
 */
export function runAnswer(model: Model, run: Paths, seed: number, why: Failure | undefined): Answer {
  const shown = run.program.outputs.map(({ name }) => name).filter((name) => name !== imbalanceName);
  const checks = { largestImbalance: largestImbalance(run) };
  const periods = Array.from({ length: run.program.periods + 1 }, (_, t) => t);
  return run.paths === 1
    ? onePath(model, run, shown, periods, checks)
    : severalPaths(model, run, shown, periods, checks, seed, why);
}

/** The largest imbalance of all paths that did not fail; null where the model declares no accounts. */
export function largestImbalance({ program, statistics }: Paths): number | null {
  const o = program.outputs.findIndex(({ name }) => name === imbalanceName);
  return o < 0 ? null : (statistics[o * (program.periods + 1) + program.periods]?.most ?? null);
}

/** Which paths failed, by number. */
export function failedPaths({ failed }: Paths): number[] {
  const numbers: number[] = [];
  failed.forEach((mark, path) => {
    if (mark !== 0) numbers.push(path);
  });
  return numbers;
}

type Checks = { readonly largestImbalance: number | null };

function onePath(
  model: Model,
  run: Paths,
  shown: readonly string[],
  periods: readonly number[],
  checks: Checks,
): Answer {
  const { values } = run.record!;
  const series = seriesBy(run, (from, width) =>
    Array.from(values.subarray(from, from + width), (x) => (Number.isNaN(x) ? null : x)),
  );
  const columns = chosenPeriods(periods);
  return {
    json: {
      engine: run.engine,
      periods,
      series: Object.fromEntries(shown.map((name) => [name, series(name)])),
      checks,
    },
    blocks: [
      { heading: `${model.name}, ${count(run.program.periods)} periods` },
      table(
        undefined,
        ["variable", "unit", ...columns.map((t) => `>${t}`)],
        shown.map((name) => [
          text(name),
          text(unitOf(model, name)),
          ...columns.map((t) => numberCell(series(name)[t] ?? null)),
        ]),
      ),
      { lines: [balanceLine(checks)] },
    ],
    csv: {
      columns: ["period", ...shown],
      rows: periods.map((t) => [t, ...shown.map((name) => series(name)[t] ?? null)]),
    },
    sources: [],
    sentence: `${model.name} was run for ${count(run.program.periods)} periods`,
  };
}

function severalPaths(
  model: Model,
  run: Paths,
  shown: readonly string[],
  periods: readonly number[],
  checks: Checks,
  seed: number,
  why: Failure | undefined,
): Answer {
  const series = seriesBy(run, (from, width) => summaryFrom(run.statistics.slice(from, from + width)));
  const failed = failedPaths(run);
  const last = periods.length - 1;
  const points = [
    "mean",
    "sd",
    "p5",
    "p25",
    "p50",
    "p75",
    "p95",
  ] as const satisfies readonly (keyof Summary)[];
  return {
    json: {
      engine: run.engine,
      wasmBytes: run.wasmBytes,
      threads: run.threads,
      seed,
      paths: run.paths,
      periods,
      series: Object.fromEntries(shown.map((name) => [name, series(name)])),
      failedPaths: failed.slice(0, failedListed),
      failed: failed.length,
      firstFailure: why ?? null,
      checks,
    },
    blocks: [
      { heading: `${model.name}, ${count(run.paths)} paths, ${count(last)} periods, seed ${seed}` },
      table(
        `In period ${last}`,
        ["variable", "unit", ...points.map((point) => `>${point}`)],
        shown.map((name) => [
          text(name),
          text(unitOf(model, name)),
          ...points.map((point) => numberCell(series(name)[point][last] ?? null)),
        ]),
      ),
      { lines: [balanceLine(checks), ...failureLines(failed.length, run.paths, why)] },
    ],
    csv: {
      columns: ["variable", "period", ...points],
      rows: shown.flatMap((name) =>
        periods.map((t) => [name, t, ...points.map((point) => series(name)[point][t] ?? null)]),
      ),
    },
    sources: [],
    sentence: `${model.name} was run on ${count(run.paths)} paths for ${count(last)} periods`,
  };
}

/** Reads the cells of a series by its name. */
function seriesBy<T>({ program }: Paths, read: (from: number, width: number) => T): (name: string) => T {
  const width = program.periods + 1;
  const found = new Map(program.outputs.map(({ name }, o) => [name, read(o * width, width)]));
  return (name) => found.get(name)!;
}

/** What happened to failed paths, in words. */
export function failureLines(failed: number, paths: number, why: Failure | undefined): string[] {
  if (failed === 0 || !why) return [];
  const cause = `path ${why.path} in period ${why.period}: ${causeLine(why)}`;
  return [`${count(failed)} of ${count(paths)} paths failed and are left out; the first is ${cause}.`];
}

/** Such as `division by zero in share (YD / V)`. */
export function causeLine({ cause, equation, operation }: Failure): string {
  const where = operation === null || operation.length > operationMax ? "" : ` (${operation})`;
  return `${cause} in ${equation}${where}`;
}

function balanceLine({ largestImbalance: largest }: Checks): string {
  return largest === null
    ? "No accounts are declared, so nothing was checked to balance."
    : `Accounts balance: the largest imbalance is ${largest === 0 ? "0" : largest.toExponential(1)} of the amounts.`;
}

/** At most eight periods for a table: the first two, the last, and some between. */
function chosenPeriods(periods: readonly number[]): number[] {
  const last = periods.length - 1;
  if (last < 8) return [...periods];
  const between = [1, 2, 3, 4, 5].map((k) => Math.round(1 + (k * (last - 1)) / 6));
  return [0, 1, ...between, last];
}

function unitOf(model: Model, name: string): string {
  const unit = model.variables.find((variable) => variable.name === name)?.unit;
  return unit ? showUnit(unit) : "";
}

/** Six significant digits: enough to compare with a published table. */
function numberCell(value: number | null): Cell {
  if (value === null) return { show: "", value };
  const size = Math.abs(value);
  const show =
    size !== 0 && (size < 1e-4 || size >= 1e9)
      ? value.toExponential(4)
      : String(Number(value.toPrecision(6)));
  return { show, value };
}
