// The quantile of the beta distribution, for draws by inversion: a table made once for a pair of shapes, and
// a cubic between its nodes. Mass: continued fraction 8.17.22 of the NIST Digital Library of Mathematical
// Functions, by the method of Lentz (1976). Slopes are kept monotone after Fritsch and Carlson (1980).

import { RoundtripError } from "../error/error.ts";
import { exp, log } from "./elementary.ts";

/** Shapes for which the table is tested. */
const shapeLowest = 0.1;
const shapeHighest = 1_000;
/** A table is fine enough where one of half as many nodes is this near: its own error is a sixteenth of it. */
const tolerance = 1e-8;
const nodesFirst = 64;
const nodesMost = 2 ** 16;

/**
 * One side of a point that splits the distribution, seen from its end: how far from the end (x) the
 * quantile lies, where a share p of the side's mass lies nearer to the end. Over σ = p^(1/shape) in place of p
 * it is smooth, also at the end, where over p its slope has no bound.
 */
interface Side {
  readonly mass: number;
  readonly logMass: number;
  readonly shape: number;
  /** x at equal steps of σ from 0 to 1. */
  readonly nodes: Float64Array;
  /** Change of x over one step, by the slope at each node. */
  readonly slopes: Float64Array;
}

/**
 * The number below which a beta variate lies with probability u, as a function of u.
 *
 * Absolute error below 1e-8 (worst found 1e-9); near 0 it is small also in relation to the value.
 * 0 gives 0, 1 gives 1, what is no probability NaN. For shapes up to 5 the tables have some 250 nodes, made in a millisecond; for
 * shapes of 1,000 some 30,000, made in 150.
 *
 * @param alpha, beta  shapes, 0.1 to 1,000
 * @throws BETA_SHAPE when a shape lies outside
 */
export function betaQuantile(alpha: number, beta: number): (u: number) => number {
  for (const shape of [alpha, beta]) {
    if (!(shape >= shapeLowest && shape <= shapeHighest)) refuse(shape);
  }
  const split = (alpha + 1) / (alpha + beta + 2); // the fraction is fast below it, from either end
  const below = fraction(split, alpha, beta) / alpha;
  const above = fraction(1 - split, beta, alpha) / beta;
  const lower = sideOf(alpha, beta, split, below / (below + above));
  const upper = sideOf(beta, alpha, 1 - split, above / (below + above));
  return (u) => {
    if (!(u >= 0 && u <= 1)) return NaN;
    return u <= lower.mass ? distance(lower, u) : 1 - distance(upper, 1 - u);
  };
}

/** How far from its end a side has the quantile of a probability counted from that end. */
function distance({ logMass, shape, nodes, slopes }: Side, probability: number): number {
  const sigma = exp(Math.min(0, log(probability) - logMass) / shape);
  const place = sigma * (nodes.length - 1);
  const i = Math.min(nodes.length - 2, Math.floor(place));
  return cubic(nodes[i]!, nodes[i + 1]!, slopes[i]!, slopes[i + 1]!, place - i);
}

/** The cubic of given values and slopes at 0 and 1, at t between them. */
function cubic(start: number, end: number, slopeStart: number, slopeEnd: number, t: number): number {
  const rise = end - start;
  const second = 3 * rise - 2 * slopeStart - slopeEnd;
  const third = slopeStart + slopeEnd - 2 * rise;
  return start + t * (slopeStart + t * (second + t * third));
}

/** The side from 0 to the split, for shapes a there and b at the other end; finer until it is exact enough. */
function sideOf(a: number, b: number, split: number, mass: number): Side {
  const atSplit = fraction(split, a, b);
  let coarse = tableOf(a, b, split, atSplit, nodesFirst);
  for (let steps = 2 * nodesFirst; steps <= nodesMost; steps *= 2) {
    const fine = tableOf(a, b, split, atSplit, steps);
    if (largestGap(coarse, fine) <= tolerance) return { mass, logMass: log(mass), shape: a, ...fine };
    coarse = fine;
  }
  throw new Error(`No table of ${nodesMost} nodes is exact enough for a beta of shapes ${a} and ${b}.`);
}

type Table = Pick<Side, "nodes" | "slopes">;

/** How far the cubics of a table miss the nodes that a finer one has halfway. */
function largestGap(coarse: Table, fine: Table): number {
  let gap = 0;
  for (let i = 0; i + 1 < coarse.nodes.length; i++) {
    const [start, end] = [coarse.nodes[i]!, coarse.nodes[i + 1]!];
    const halfway = cubic(start, end, coarse.slopes[i]!, coarse.slopes[i + 1]!, 0.5);
    gap = Math.max(gap, Math.abs(halfway - fine.nodes[2 * i + 1]!));
  }
  return gap;
}

/**
 * Nodes and slopes at equal steps of σ.
 *
 * With F(x) = x^a (1−x)^b f(x) / (a B(a, b)), f the fraction, σ = (F(x) / F(split))^(1/a), so that
 * log σ = log(x / split) + (b log((1−x)/(1−split)) + log(f(x)/f(split))) / a, and dx/dσ = x (1−x) f(x) / σ.
 * B(a, b) drops out, and powers that would leave the range of numbers do not occur.
 */
function tableOf(a: number, b: number, split: number, atSplit: number, steps: number): Table {
  const nodes = new Float64Array(steps + 1);
  const slopes = new Float64Array(steps + 1);
  const logSigma = (x: number, f: number): number =>
    log(x / split) + (b * log((1 - x) / (1 - split)) + log(f / atSplit)) / a;
  slopes[0] = (split * exp((b * log(1 - split) + log(atSplit)) / a)) / steps;
  for (let i = 1; i < steps; i++) {
    const wanted = log(i / steps);
    let [low, high] = [nodes[i - 1]!, split];
    let x = Math.min(low + slopes[i - 1]!, split);
    for (let moved = Infinity; Math.abs(moved) > 1e-9 * x;) {
      const f = fraction(x, a, b);
      const gap = logSigma(x, f) - wanted;
      if (gap < 0) low = x;
      else high = x;
      const newton = x - gap * x * (1 - x) * f;
      const to = newton >= low && newton <= high ? newton : (low + high) / 2;
      moved = to - x;
      x = to;
    }
    nodes[i] = x;
    slopes[i] = (x * (1 - x) * fraction(x, a, b)) / i;
  }
  nodes[steps] = split;
  slopes[steps] = (split * (1 - split) * atSplit) / steps;
  for (let i = 0; i <= steps; i++) {
    const before = i > 0 ? nodes[i]! - nodes[i - 1]! : Infinity;
    const after = i < steps ? nodes[i + 1]! - nodes[i]! : Infinity;
    slopes[i] = Math.min(slopes[i]!, 3 * before, 3 * after);
  }
  return { nodes, slopes };
}

/** The continued fraction f(x) of the mass below x, from 1 at 0; fast for x up to (a + 1)/(a + b + 2). */
function fraction(x: number, a: number, b: number): number {
  let c = 1;
  let d = 1 / (1 - ((a + b) * x) / (a + 1));
  let f = d;
  for (let m = 1; m < 1000; m++) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 / (1 + even * d);
    c = 1 + even / c;
    f *= d * c;
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 / (1 + odd * d);
    c = 1 + odd / c;
    const factor = d * c;
    f *= factor;
    if (Math.abs(factor - 1) < 4e-16) return f;
  }
  throw new Error(`The mass of a beta of shapes ${a} and ${b} below ${x} does not settle.`);
}

function refuse(shape: number): never {
  throw new RoundtripError("BETA_SHAPE", `A beta distribution of shape ${shape} cannot be drawn.`, {
    remedy: `Give shapes from ${shapeLowest} to ${shapeHighest}.`,
  });
}
