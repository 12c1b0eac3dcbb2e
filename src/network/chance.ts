// Is a network more circular than chance would make it? Compared with networks of the same degrees
// (rewire.ts) whose weights are fitted to the same sums paid and received: iterative proportional
// fitting, Deming and Stephan (1940), Annals of Mathematical Statistics 11(4). Monte Carlo p: Davison and
// Hinkley (1997), Bootstrap Methods and their Application, section 4.2.

import { type SparseMatrix, columnSums, rowSums } from "../matrix/sparse.ts";
import { drawsOf } from "../random/philox.ts";
import type { Network } from "./network.ts";
import { rewire } from "./rewire.ts";

/** Sums fit where they are off by no more than this share of all that is paid, taken together. */
const fitTolerance = 1e-9;
const fitRoundsMax = 1000;
/** At most so many draws for each sample that is wanted; the others are those whose fit failed. */
const drawsPerSampleMax = 10;
/** Below so many edges nothing can be told. */
export const edgesMin = 20;
/** Two figures closer than this, relative to the larger, are the same. */
const tieTolerance = 1e-9;
const stream = 0x6368; // of this file, so that a seed draws nothing alike elsewhere

/** A statistic of a network against what it is by chance. */
export interface Chance {
  readonly observed: number;
  /** Over the samples; the standard deviation divides by samples − 1. Null where there are too few. */
  readonly mean: number | null;
  readonly sd: number | null;
  /** How likely a figure at least as high is by chance; and one at least as far out on either side. */
  readonly pOneSided: number | null;
  readonly pTwoSided: number | null;
  /** Networks that were compared, and draws that no weights could fit. */
  readonly samples: number;
  readonly rejected: number;
  /** Samples that hardly moved away from the network, because their degrees leave little choice. */
  readonly unsettled: number;
  readonly verdict: "too small to tell" | "unusual" | "not unusual";
}

export interface ChanceOptions {
  readonly statistic: (network: Network) => number;
  readonly samples: number;
  readonly seed: number;
  /** Told after every draw how many samples there are. */
  readonly progress?: (samples: number) => void;
}

/**
 * Compares a statistic with its distribution over networks with the same degrees, sums and edges.
 *
 * Draw k has its own path of random numbers, so that a longer run begins with the shorter one. A draw
 * whose fit fails is counted and replaced, up to ten draws a sample. Two-sided is twice the smaller
 * side, at most 1. "Unusual" is two-sided p ≤ 0.05; too small to tell: fewer than 20 edges, samples so
 * few that p could not get there, or no variation by chance at all.
 */
export function chance(network: Network, { statistic, samples, seed, progress }: ChanceOptions): Chance {
  const observed = statistic(network);
  const sums = { paid: rowSums(network.flow), received: columnSums(network.flow) };
  const drawn: number[] = [];
  let rejected = 0;
  let unsettled = 0;
  for (let draw = 0; drawn.length < samples && draw < samples * drawsPerSampleMax; draw++) {
    const { edges, settled } = rewire(network.flow, drawsOf(seed, draw, stream));
    const flow = fitted(edges, sums.paid, sums.received);
    if (flow === undefined) rejected++;
    else {
      drawn.push(statistic({ parties: network.parties, flow }));
      if (!settled) unsettled++;
    }
    progress?.(drawn.length);
  }
  return {
    ...compared(observed, drawn, network.flow.value.length),
    samples: drawn.length,
    rejected,
    unsettled,
  };
}

/**
 * Weights on given edges, changed no more than the sums by row and column ask for: x_i w_ij y_j.
 *
 * The weights to begin with are those of the network, which travel with their edges. To begin with equal
 * ones would smooth them, and smooth weights are more reciprocal: networks drawn wholly at random then
 * came out as unusually little reciprocal 40 to 90 times in 100.
 *
 * @param edges n × n, weights to begin with, above zero
 * @param paid, received n, the sums of rows and of columns that are wanted
 * @returns the matrix with its weights, or undefined where none come within 1e-9 in 1,000 rounds
 */
export function fitted(
  edges: SparseMatrix,
  paid: Float64Array,
  received: Float64Array,
): SparseMatrix | undefined {
  const { rows, start, column } = edges;
  const value = edges.value.slice();
  const total = paid.reduce((sum, x) => sum + x, 0);
  const got = new Float64Array(rows);
  for (let round = 0; round < fitRoundsMax; round++) {
    let off = 0;
    got.fill(0);
    for (let i = 0; i < rows; i++) {
      let sum = 0;
      for (let e = start[i]!; e < start[i + 1]!; e++) sum += value[e]!;
      off += Math.abs(sum - paid[i]!);
      for (let e = start[i]!; e < start[i + 1]!; e++) got[column[e]!]! += value[e]! *= paid[i]! / sum;
    }
    // Before this round the columns fitted and the rows were off; now it is the other way round.
    if (round > 0 && off <= fitTolerance * total) return { ...edges, value };
    if (!Number.isFinite(off)) return undefined;
    for (let e = 0; e < value.length; e++) value[e]! *= received[column[e]!]! / got[column[e]!]!;
  }
  return undefined;
}

function compared(
  observed: number,
  drawn: readonly number[],
  edges: number,
): Pick<Chance, "observed" | "mean" | "sd" | "pOneSided" | "pTwoSided" | "verdict"> {
  const n = drawn.length;
  if (n === 0) {
    return { observed, mean: null, sd: null, pOneSided: null, pTwoSided: null, verdict: "too small to tell" };
  }
  const constant = drawn.every((x) => same(x, drawn[0]!));
  const mean = constant ? drawn[0]! : drawn.reduce((sum, x) => sum + x, 0) / n;
  const squares = constant ? 0 : drawn.reduce((sum, x) => sum + (x - mean) ** 2, 0);
  const sd = n < 2 ? null : Math.sqrt(squares / (n - 1));
  const above = (1 + drawn.filter((x) => x > observed || same(x, observed)).length) / (1 + n);
  const below = (1 + drawn.filter((x) => x < observed || same(x, observed)).length) / (1 + n);
  const pTwoSided = Math.min(1, 2 * Math.min(above, below));
  const hopeless = edges < edgesMin || 2 / (1 + n) > 0.05 || constant;
  const verdict = hopeless ? "too small to tell" : pTwoSided <= 0.05 ? "unusual" : "not unusual";
  return { observed, mean, sd, pOneSided: above, pTwoSided, verdict };
}

function same(x: number, y: number): boolean {
  return Math.abs(x - y) <= tieTolerance * Math.max(Math.abs(x), Math.abs(y));
}
