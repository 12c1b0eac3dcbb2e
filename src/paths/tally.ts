// What is kept of one cell (one series in one period) while paths come in, here or elsewhere: enough to join it to
// the same cell of other parts of the run, and to have the same digits whatever the parts were.

import { type Places, blockPaths, places } from "./block-sums.ts";
import { type Branch, branchesOf, joinBranches, momentsOf, wholeOf } from "./branch.ts";
import {
  type Histogram,
  addHistogram,
  countValues,
  emptyHistogram,
  histogramQuantiles,
} from "./histogram.ts";
import type { CellMachine } from "./cell-machine.ts";
import { type Selection, selection } from "./intervals.ts";
import { type Moments, deviation } from "./moments.ts";
import { type RankPlan, quantilesBy, rankPlan, summaryProbabilities } from "./quantile.ts";
import { orderStatistics } from "./select.ts";
import { refuseDifferent, refuseMissing } from "./shard-error.ts";
import { type Cell, refuseNotFinite, validOf } from "./valid.ts";

/** A run of more paths keeps a histogram of each cell in place of its values. */
export const exactPathsMax = 20_000;

/** It changes as paths are added to it. */
export interface Tally {
  /** Paths of the whole run, whoever computes them. */
  readonly paths: number;
  branches: readonly Branch[];
  readonly spread: Spread;
}

/** Values of valid paths in any order, or counts of them. */
export type Spread =
  | { readonly kind: "exact"; readonly values: Float64Array[] }
  | { readonly kind: "counted"; readonly histogram: Histogram };

/** What a run says about one cell. */
export interface Statistics {
  /** Paths that did not fail. */
  readonly paths: number;
  readonly mean: number;
  /** null as `deviation` says. */
  readonly sd: number | null;
  readonly least: number;
  readonly most: number;
  /** In the order in which their probabilities were asked for. */
  readonly quantiles: Float64Array;
}

/** A tally before the first path, of a run of so many. */
export function emptyTally(paths: number): Tally {
  const spread: Spread =
    paths > exactPathsMax ? { kind: "counted", histogram: emptyHistogram() } : { kind: "exact", values: [] };
  return { paths, branches: [], spread };
}

/**
 * Adds the paths of some whole blocks; their values are copied.
 *
 * @param first number of the first of them, a multiple of 1,024
 * @throws SHARDS_OVERLAP when some of them were added before
 */
export function addPaths(tally: Tally, cell: Cell, first: number): void {
  const end = first + cell.values.length;
  if (end !== tally.paths && (end > tally.paths || end % blockPaths !== 0)) {
    throw new RangeError(`Paths ${first} to ${end - 1} of ${tally.paths} are no whole blocks.`);
  }
  tally.branches = joinBranches([...tally.branches, ...branchesOf(cell, first)]);
  if (tally.spread.kind === "counted") countValues(tally.spread.histogram, cell);
  else tally.spread.values.push(validOf(cell).slice());
}

/** Adds what another part of the run kept of the same cell. @throws SHARDS_OVERLAP, SHARDS_DIFFER */
export function addTally(tally: Tally, other: Tally): void {
  if (tally.paths !== other.paths) refuseDifferent(tally.paths, other.paths);
  tally.branches = joinBranches([...tally.branches, ...other.branches]);
  const [into, from] = [tally.spread, other.spread];
  if (into.kind === "counted" && from.kind === "counted") addHistogram(into.histogram, from.histogram);
  if (into.kind === "exact" && from.kind === "exact") into.values.push(...from.values);
}

/**
 * What the run says about the cell, once all its paths are in.
 *
 * @returns null where every path failed
 * @throws SHARDS_MISSING
 */
export function statisticsOf(
  tally: Tally,
  probabilities: readonly number[] = summaryProbabilities,
): Statistics | null {
  refuseGap(tally);
  const { branches, spread } = tally;
  const moments = wholeOf(branches);
  if (spread.kind === "exact") return statistics(moments, probabilities, () => together(spread.values));
  return statistics(moments, probabilities, spread.histogram);
}

/** Room to work in, so that each of many cells need not make its own. */
export interface Scratch {
  readonly places: Places;
  readonly selection: Selection;
  /** Of the cell before: most cells have the same number of valid paths. */
  plan: RankPlan | undefined;
  /** What works on the values of a cell that were put in its memory, and the place of the last there. */
  readonly machine: CellMachine | undefined;
  held: Float64Array;
  /** What many cells add up to. */
  numbers: Float64Array;
}

/** @param machine worth its while where there are many cells */
export function scratch(machine?: CellMachine): Scratch {
  return {
    places: places(machine),
    selection: selection(machine),
    plan: undefined,
    machine,
    held: new Float64Array(0),
    numbers: new Float64Array(0),
  };
}

/** The same for a cell of which all paths are at hand. */
export function cellStatistics(
  cell: Cell,
  probabilities: readonly number[] = summaryProbabilities,
  within: Scratch = scratch(),
): Statistics | null {
  if (cell.values.length === 1 && cell.failed[0] === 0) return ofOnePath(cell.values, probabilities);
  if (cell.values.length <= exactPathsMax) {
    const held = { values: hold(cell.values, within), failed: cell.failed };
    const valid = (paths: number): Float64Array =>
      paths === held.values.length ? held.values : hold(validOf(held), within);
    return statistics(momentsOf(held, within.places), probabilities, valid, within);
  }
  const moments = momentsOf(cell, places()); // more than a machine holds
  const histogram = emptyHistogram();
  countValues(histogram, cell);
  return statistics(moments, probabilities, histogram);
}

/** The values in the memory of the machine, where there is one. */
function hold(values: Float64Array, within: Scratch): Float64Array {
  const { machine } = within;
  if (!machine || values.buffer === machine.values.buffer) return values;
  machine.values.set(values);
  if (within.held.length !== values.length) within.held = machine.values.subarray(0, values.length);
  return within.held;
}

/** The same in short: one path of many periods has many cells. */
function ofOnePath(values: Float64Array, probabilities: readonly number[]): Statistics {
  refuseNotFinite(values);
  const x = values[0]! + 0; // no negative zero
  return {
    paths: 1,
    mean: x,
    sd: null,
    least: x,
    most: x,
    quantiles: new Float64Array(probabilities.length).fill(x),
  };
}

/** Most values lie within so many standard deviations of the mean. */
const deviationsMax = 2.2;

function statistics(
  moments: Moments | null,
  probabilities: readonly number[],
  from: Histogram | ((paths: number) => Float64Array),
  within: Scratch = scratch(),
): Statistics | null {
  if (moments === null) return null;
  const { paths, mean, least, most } = moments;
  const sd = deviation(moments);
  const isCounted = typeof from !== "function";
  const quantiles =
    probabilities.length === 0
      ? new Float64Array(0)
      : isCounted
        ? histogramQuantiles(from, probabilities)
        : exactQuantiles(moments, probabilities, from, within);
  return { paths, mean, sd, least, most, quantiles };
}

function exactQuantiles(
  moments: Moments,
  probabilities: readonly number[],
  from: (paths: number) => Float64Array,
  within: Scratch,
): Float64Array {
  const { paths, mean, least, most } = moments;
  let { plan } = within;
  if (plan?.n !== paths || plan.probabilities !== probabilities) plan = rankPlan(paths, probabilities);
  within.plan = plan;
  if (least === most) return new Float64Array(probabilities.length).fill(least);
  const values = from(paths); // the moments found them finite
  const apart = deviationsMax * (deviation(moments) ?? 0);
  const range = { low: Math.max(least, mean - apart), high: Math.min(most, mean + apart) };
  return quantilesBy(plan, (ranks) => orderStatistics(values, ranks, within.selection, range));
}

function together(parts: readonly Float64Array[]): Float64Array {
  if (parts.length === 1) return parts[0]!;
  const all = new Float64Array(parts.reduce((count, part) => count + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

function refuseGap({ branches, paths }: Tally): void {
  let next = 0;
  for (const { block, span } of branches) {
    if (block !== next) break;
    next = block + span;
  }
  if (next < Math.ceil(paths / blockPaths)) refuseMissing(next, paths);
}
