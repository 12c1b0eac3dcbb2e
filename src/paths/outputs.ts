// The outputs of all paths of a run, cell by cell or in strips, and what they add up to: numbers in one list, which is
// handed from thread to thread as it is.

import type { Record } from "../kernel/interpret.ts";
import type { Program } from "../kernel/program.ts";
import { lanes } from "../kernel/wasm/layout.ts";
import { cellMachine, columnsMax } from "./cell-machine.ts";
import { summaryProbabilities } from "./quantile.ts";
import { type Scratch, type Statistics, cellStatistics, scratch } from "./tally.ts";

/** Outputs of all paths: a record of them, or strips of 32 paths, in each period by period and in that output by output. */
export interface Outputs extends Record {
  readonly inStrips: boolean;
}

/** By path: 1 where it failed. */
export function marksOf({ failed }: Pick<Record, "failed">): Uint8Array {
  const marks = new Uint8Array(failed.length);
  for (let path = 0; path < marks.length; path++) if (failed[path] !== 0) marks[path] = 1;
  return marks;
}

type Shape = Pick<Program, "outputs" | "periods">;

/** The cell in a place of the order in which strips hold them: that of an output and a period. */
export function cellAt({ outputs, periods }: Shape, place: number): number {
  return (place % outputs.length) * (periods + 1) + Math.floor(place / outputs.length);
}

/** The values of an output in a period, by path. */
export function valuesOf(
  { outputs, periods }: Shape,
  { values, failed, inStrips }: Outputs,
  output: number,
  period: number,
): Float64Array {
  const paths = failed.length;
  if (!inStrips) {
    const cell = output * (periods + 1) + period;
    return values.subarray(cell * paths, (cell + 1) * paths);
  }
  const [place, all] = [period * outputs.length + output, outputs.length * (periods + 1)];
  return Float64Array.from(
    { length: paths },
    (_, path) => values[(Math.floor(path / lanes) * all + place) * lanes + (path % lanes)]!,
  );
}

/** Numbers that say what a cell adds up to: of what `Statistics` says, in order, 0 paths for null and NaN for no spread. */
const width = 5 + summaryProbabilities.length;

/**
 * Statistics of the cells in some places; of those of which no quantiles are asked for there are none.
 *
 * @param from    the first place
 * @param to      behind the last
 * @param isAsked whether the quantiles of a cell are asked for
 * @returns what belongs to `within`: the next statistics overwrite it
 */
export function statisticsOfCells(
  program: Shape,
  outputs: Outputs,
  [from, to]: readonly [number, number],
  isAsked: (cell: number) => boolean,
  within: Scratch = scratch(cellMachine()),
): Float64Array {
  const size = width * (to - from);
  if (within.numbers.length < size) within.numbers = new Float64Array(size);
  const numbers = within.numbers.subarray(0, size).fill(0);
  const failed = marksOf(outputs);
  const firstGood = failed.indexOf(0);
  if (firstGood < 0) return numbers;
  within.places.noneFailed = failed.every((mark) => mark === 0) ? failed : undefined;
  const collect = within.machine?.collect;
  let columns: readonly Float64Array[] = [];
  for (let place = from, at = 0; place < to; place++, at += width) {
    const cell = cellAt(program, place);
    const column = (place - from) % columnsMax;
    if (collect && column === 0) columns = collect(place, Math.min(columnsMax, to - place), failed.length);
    const values = collect ? columns[column]! : cellOfRecord(outputs, cell);
    if (Number.isNaN(values[firstGood])) continue;
    const found = cellStatistics({ values, failed }, isAsked(cell) ? undefined : [], within);
    if (found === null) continue;
    numbers[at] = found.paths;
    numbers[at + 1] = found.mean;
    numbers[at + 2] = found.sd ?? NaN;
    numbers[at + 3] = found.least;
    numbers[at + 4] = found.most;
    numbers.set(found.quantiles, at + 5);
  }
  return numbers;
}

function cellOfRecord({ values, failed }: Record, cell: number): Float64Array {
  return values.subarray(cell * failed.length, (cell + 1) * failed.length);
}

/** What the numbers of `statisticsOfCells` say, one cell after another. */
export function statisticsFrom(
  numbers: Float64Array,
  isAsked: (k: number) => boolean,
  tell: (k: number, statistics: Statistics | null) => void,
): void {
  const none = new Float64Array(0);
  for (let k = 0, at = 0; at < numbers.length; k++, at += width) {
    const paths = numbers[at]!;
    if (paths === 0) {
      tell(k, null);
      continue;
    }
    const sd = numbers[at + 2]!;
    tell(k, {
      paths,
      mean: numbers[at + 1]!,
      sd: Number.isNaN(sd) ? null : sd,
      least: numbers[at + 3]!,
      most: numbers[at + 4]!,
      quantiles: isAsked(k) ? numbers.slice(at + 5, at + width) : none,
    });
  }
}
