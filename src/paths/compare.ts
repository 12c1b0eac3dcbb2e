// Two runs with the same random numbers, path by path: what a change does, without the noise that both share.
// Common random numbers: Glasserman and Yao (1992), "Some guidelines and guarantees for common random numbers",
// Management Science 38(6).

import { cellMachine } from "./cell-machine.ts";
import { type Probability, normal975, probabilityOf } from "./probability.ts";
import { type Scratch, cellStatistics, scratch } from "./tally.ts";
import { type Cell, refuseUnequal } from "./valid.ts";

/** The change from one run to another, in one cell. All but the counts are null where too few paths have it. */
export interface Comparison {
  /** Paths that failed in neither run. */
  readonly paths: number;
  readonly leftOut: number;
  readonly mean: number | null;
  /** Standard error of the mean, and its 95 % interval as of a normal: of few paths it is too narrow. */
  readonly meanError: number | null;
  readonly low: number | null;
  readonly high: number | null;
  /** How much the change differs from path to path. */
  readonly sd: number | null;
  readonly p5: number | null;
  readonly p25: number | null;
  readonly p50: number | null;
  readonly p75: number | null;
  readonly p95: number | null;
  /** Share of paths that it moves up, and down; on the rest it changes nothing. */
  readonly up: Probability;
  readonly down: Probability;
}

/**
 * What changes from a base to another run of the same paths and seed.
 *
 * @param base n by path
 * @param other n by path, in the same order
 */
export function compare(base: Cell, other: Cell): Comparison {
  return comparisonOf(differenceOf(base, other), scratch());
}

/** The same for many cells, one after another: room is made once, and what can add in vectors does. */
export function comparer(): typeof compare {
  const within = scratch(cellMachine());
  let room: Cell | undefined;
  return (base, other) => {
    const paths = base.values.length;
    if (room?.values.length !== paths) room = roomFor(paths, within);
    return comparisonOf(differenceOf(base, other, room), within);
  };
}

/** Where the machine works, if that has a place for so many. */
function roomFor(paths: number, { machine }: Scratch): Cell {
  const made = cellFor(paths);
  if (!machine || paths > machine.values.length) return made;
  return { ...made, values: machine.values.subarray(0, paths) };
}

function comparisonOf(difference: Cell, within: Scratch): Comparison {
  const { up, down } = countSigns(difference, within); // first: statistics may use the room of the values
  const statistics = cellStatistics(difference, undefined, within);
  const paths = statistics?.paths ?? 0;
  const sd = statistics?.sd ?? null;
  const mean = statistics?.mean ?? null;
  const meanError = sd === null ? null : sd / Math.sqrt(paths);
  const margin = meanError === null ? null : normal975 * meanError;
  const quantile = (k: number): number | null => statistics?.quantiles[k] ?? null;
  return {
    paths,
    leftOut: difference.values.length - paths,
    mean,
    meanError,
    low: mean === null || margin === null ? null : mean - margin,
    high: mean === null || margin === null ? null : mean + margin,
    sd,
    p5: quantile(0),
    p25: quantile(1),
    p50: quantile(2),
    p75: quantile(3),
    p95: quantile(4),
    up: probabilityOf(up, paths),
    down: probabilityOf(down, paths),
  };
}

/**
 * Path by path, the other less the base; a path that failed in either counts as failed.
 *
 * @param into where it is written, of as many paths
 */
export function differenceOf(base: Cell, other: Cell, into = cellFor(base.values.length)): Cell {
  refuseUnequal(base.values, other.values);
  refuseUnequal(base.values, base.failed);
  refuseUnequal(base.values, other.failed);
  const { values, failed } = into;
  for (let path = 0; path < values.length; path++) {
    values[path] = other.values[path]! - base.values[path]!;
    failed[path] = base.failed[path] === 0 && other.failed[path] === 0 ? 0 : 1;
  }
  return into;
}

function cellFor(paths: number): Cell {
  return { values: new Float64Array(paths), failed: new Uint8Array(paths) };
}

function countSigns({ values, failed }: Cell, { machine }: Scratch): { up: number; down: number } {
  if (machine && values.buffer === machine.values.buffer && !failed.includes(1)) {
    const { less, same } = machine.compare(values, 0);
    return { up: values.length - less - same, down: less };
  }
  let up = 0;
  let down = 0;
  for (let path = 0; path < values.length; path++) {
    if (failed[path] !== 0) continue;
    if (values[path]! > 0) up++;
    if (values[path]! < 0) down++;
  }
  return { up, down };
}
