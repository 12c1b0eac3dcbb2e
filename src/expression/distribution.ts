// Random numbers as people state them, made of the draws that the engines know. Experts give a low, a most
// likely and a high figure; low and high are the points that one in twenty falls below and above, not the ends.

import { betaQuantile } from "../elementary/beta-quantile.ts";
import { log as naturalLog } from "../elementary/elementary.ts";
import { RoundtripError } from "../error/error.ts";
import { type Unit, conversion, sameDimensions, showUnit } from "../unit/unit.ts";
import { constantValue } from "./evaluate.ts";
import {
  type Expression,
  type MaybeUnit,
  add,
  constant,
  divide,
  draw,
  exp,
  less,
  lessOrEqual,
  log,
  multiply,
  plain,
  root,
  select,
  subtract,
} from "./expression.ts";
import type { DistributionName } from "./grammar.ts";

/** The 95 % point of the standard normal less its 5 % point. */
const ninetyPercent = 3.2897072539029435;

/** How an expression was written, where that is shorter than what it is made of. */
export interface Written {
  readonly name: DistributionName;
  readonly of: readonly Expression[];
}

/** The distribution that an expression was written as, if it was. */
export function writtenAs(e: Expression & { readonly written?: Written }): Written | undefined {
  return e.written;
}

/**
 * Normal: mean and standard deviation, of the same unit.
 *
 * @throws UNIT_MISMATCH, IMPOSSIBLE_DISTRIBUTION where the deviation is a number below zero
 */
export function normal(mean: Expression, deviation: Expression): Expression {
  const unit = commonUnit("normal", [mean, deviation]);
  const [m, s] = finiteConstants("normal", [mean, deviation]);
  if (s !== undefined && s < 0) {
    throw impossible(`normal has the standard deviation ${s}.`, "A standard deviation is 0 or more.");
  }
  const z = draw({ name: "normal" });
  // Exactly the standard normal: 0 + 1 × z is z.
  const spread = s === undefined ? onlyWhere(lessOrEqual(constant(0), deviation), deviation) : deviation;
  const value = m === 0 && s === 1 ? z : add(mean, withUnit(multiply(spread, z), unit));
  return written("normal", [mean, deviation], value, unit);
}

/**
 * Uniform between its two ends.
 *
 * @throws UNIT_MISMATCH, IMPOSSIBLE_DISTRIBUTION where low is a number not below high
 */
export function uniform(low: Expression, high: Expression): Expression {
  const unit = commonUnit("uniform", [low, high]);
  const [l, h] = finiteConstants("uniform", [low, high]);
  refuseEmpty("uniform", l, h);
  const u = draw({ name: "uniform" });
  const range = subtract(high, low);
  const width = l === undefined || h === undefined ? onlyWhere(less(low, high), range) : range;
  const value = l === 0 && h === 1 ? u : add(low, withUnit(multiply(width, u), unit));
  return written("uniform", [low, high], value, unit);
}

/**
 * Lognormal by its 5 % and 95 % points.
 *
 * @throws UNIT_MISMATCH, IMPOSSIBLE_DISTRIBUTION where low is a number of zero or less, or not below high
 */
export function lognormal(low: Expression, high: Expression): Expression {
  const unit = commonUnit("lognormal", [low, high]);
  const [l, h] = finiteConstants("lognormal", [low, high]);
  const least = Math.min(l ?? Infinity, h ?? Infinity);
  if (least <= 0) {
    throw impossible(`lognormal has the point ${least}.`, "A lognormal figure is above zero.");
  }
  refuseEmpty("lognormal", l, h);
  // The logarithm is taken of plain numbers: figures are first divided by one of their unit.
  const logOf = (e: Expression, value: number | undefined): Expression =>
    value === undefined
      ? log(unit === undefined || isPlain(unit) ? e : divide(e, constant(1, unit)))
      : constant(naturalLog(value), plain);
  const [a, b] = [logOf(low, l), logOf(high, h)];
  const middle = divide(add(a, b), constant(2));
  const deviation = divide(subtract(b, a), constant(ninetyPercent));
  const value = exp(add(folded(middle), multiply(folded(deviation), draw({ name: "normal" }))));
  return written("lognormal", [low, high], value, unit);
}

/**
 * Triangular by its 5 % point, its mode and its 95 % point, all of them numbers.
 *
 * @throws UNIT_MISMATCH, IMPOSSIBLE_DISTRIBUTION, DISTRIBUTION_ARGUMENT where one is no number
 */
export function triangular(low: Expression, mode: Expression, high: Expression): Expression {
  const { unit, points } = threePoints("triangular", [low, mode, high]);
  const { least, most } = triangularEnds(...points);
  const peak = points[1];
  const width = most - least;
  const u = draw({ name: "uniform" });
  const rest = subtract(constant(1), u);
  const value = select(
    less(u, constant((peak - least) / width)),
    add(constant(least), root(multiply(u, constant(width * (peak - least))))),
    subtract(constant(most), root(multiply(rest, constant(width * (most - peak))))),
  );
  return written("triangular", [low, mode, high], value, unit);
}

/**
 * Pert (a beta between two ends) by its 5 % point, its mode and its 95 % point, all of them numbers.
 * Shapes as in Malcolm et al. (1959), "Application of a Technique for Research and Development Program
 * Evaluation", Operations Research 7(5), with the usual weight of 4 on the mode.
 *
 * @throws UNIT_MISMATCH, IMPOSSIBLE_DISTRIBUTION, DISTRIBUTION_ARGUMENT where one is no number
 */
export function pert(low: Expression, mode: Expression, high: Expression): Expression {
  const { unit, points } = threePoints("pert", [low, mode, high]);
  const { least, most, share } = pertEnds(...points);
  const beta = draw({ name: "beta", ...shapesOf(share) });
  const value = add(constant(least), multiply(constant(most - least), beta));
  return written("pert", [low, mode, high], value, unit);
}

/**
 * The ends of a triangular distribution with 1/20 below low and 1/20 above high.
 *
 * With width L and low at x above the least end, x² = L (x + mode − low) / 20, and the same from above; the
 * two and high − low add to L. Their sum less L is concave in L, above zero at high − low and below zero at
 * four times that, so that halving finds its only zero. Adds, products and roots only: the same bits everywhere.
 */
function triangularEnds(low: number, mode: number, high: number): { least: number; most: number } {
  const range = high - low;
  const before = (mode - low) / range;
  const beyond = (width: number, toMode: number): number => {
    const part = width / 20;
    return (part + Math.sqrt(part * part + 4 * part * toMode)) / 2;
  };
  const width = zeroBetween(1, 4, (w) => w - 1 - beyond(w, before) - beyond(w, 1 - before));
  return { least: low - range * beyond(width, before), most: high + range * beyond(width, 1 - before) };
}

/**
 * The ends of a pert distribution with 1/20 below low and 1/20 above high, and where the mode stands between.
 *
 * On the way from end to end, the mode at share f has the shapes 1 + 4f and 5 − 4f, which give the 5 % and the
 * 95 % point; f is right where the mode lies between those as it lies between low and high.
 */
function pertEnds(low: number, mode: number, high: number): { least: number; most: number; share: number } {
  const range = high - low;
  const wanted = (mode - low) / range;
  const pointsOf = (share: number): readonly [number, number] => {
    const { alpha, beta } = shapesOf(share);
    const quantile = betaQuantile(alpha, beta);
    return [quantile(0.05), quantile(0.95)];
  };
  const share = falsePosition((f) => {
    const [a, b] = pointsOf(f);
    return f - a - wanted * (b - a);
  });
  const [a, b] = pointsOf(share);
  const width = range / (b - a);
  const least = low - width * a;
  return { least, most: least + width, share };
}

function shapesOf(share: number): { alpha: number; beta: number } {
  return { alpha: 1 + 4 * share, beta: 1 + 4 * (1 - share) };
}

/** Where a function that is below zero at the low end and above it at the high end crosses zero, by halving. */
function zeroBetween(low: number, high: number, of: (x: number) => number): number {
  let [a, b] = [low, high];
  for (;;) {
    const middle = (a + b) / 2;
    if (middle <= a || middle >= b) return middle;
    if (of(middle) < 0) a = middle;
    else b = middle;
  }
}

/** Below what the quantile of the beta is good for. */
const near = 1e-9;
const triesMax = 60;

/**
 * Where a function that rises from below zero at 0 to above zero at 1 is zero, by false position in the form of
 * Illinois (Dowell and Jarratt 1971, BIT 11): each try costs a table of quantiles, and a handful is enough.
 */
function falsePosition(of: (x: number) => number): number {
  let [a, atA, b, atB] = [0, of(0), 1, of(1)];
  for (let k = 0; k < triesMax; k++) {
    const x = a - (atA * (b - a)) / (atB - atA);
    const atX = of(x);
    if (Math.abs(atX) <= near) return x;
    if (atX > 0 === atB > 0) atA /= 2;
    else [a, atA] = [b, atB];
    [b, atB] = [x, atX];
  }
  throw new Error("the ends of a pert distribution were not found");
}

/** A figure that counts only where a condition holds: elsewhere it divides by zero, and the path fails and says so. */
function onlyWhere(condition: Expression, value: Expression): Expression {
  return divide(value, select(condition, constant(1), constant(0)));
}

function threePoints(
  name: "triangular" | "pert",
  of: readonly [Expression, Expression, Expression],
): { unit: MaybeUnit; points: [number, number, number] } {
  const unit = commonUnit(name, of);
  const points = finiteConstants(name, of).map((value): number => {
    if (value !== undefined) return value;
    throw new RoundtripError("DISTRIBUTION_ARGUMENT", `The points of ${name} are not all numbers.`, {
      remedy: "Write figures there: its ends are found before the model runs.",
    });
  }) as [number, number, number];
  const [low, mode, high] = points;
  refuseEmpty(name, low, high);
  if (mode < low || mode > high) {
    throw impossible(
      `${name} has its mode ${mode} outside of ${low} to ${high}.`,
      "The most likely figure lies between the 5 % and the 95 % point.",
    );
  }
  return { unit, points };
}

/** The arguments that are numbers; undefined for the others. */
function finiteConstants(name: DistributionName, of: readonly Expression[]): (number | undefined)[] {
  return of.map((e) => {
    const value = constantValue(e);
    if (value === undefined || Number.isFinite(value)) return value;
    throw impossible(`${name} of ${value} is no distribution.`, "Write finite figures.");
  });
}

function refuseEmpty(name: DistributionName, low: number | undefined, high: number | undefined): void {
  if (low === undefined || high === undefined || low < high) return;
  throw impossible(
    `${name} has its low point ${low} not below its high point ${high}.`,
    "Write the smaller figure first.",
  );
}

function impossible(message: string, remedy: string): RoundtripError {
  return new RoundtripError("IMPOSSIBLE_DISTRIBUTION", message, { remedy });
}

/** The unit of all arguments; undefined where none has one. */
function commonUnit(name: DistributionName, of: readonly Expression[]): MaybeUnit {
  const units = of.flatMap((e) => e.unit ?? []);
  const [first] = units;
  const other = units.find((unit) => !agree(unit, first!));
  if (other === undefined) return first;
  throw new RoundtripError(
    "UNIT_MISMATCH",
    `The arguments of ${name} are in ${showUnit(first!)} and in ${showUnit(other)}.`,
    { remedy: "Give all of them the same unit." },
  );
}

function agree(a: Unit, b: Unit): boolean {
  return sameDimensions(a, b) && conversion(a, b) === 1;
}

function isPlain(unit: Unit): boolean {
  return agree(unit, plain);
}

/** A number alone in place of an expression of numbers. */
function folded(e: Expression): Expression {
  const value = constantValue(e);
  return value === undefined ? e : constant(value, plain);
}

/** A product in the unit that all arguments share: a number without one takes it on. */
function withUnit(e: Expression, unit: MaybeUnit): Expression {
  return { ...e, unit };
}

function written(
  name: DistributionName,
  of: readonly Expression[],
  value: Expression,
  unit: MaybeUnit,
): Expression {
  const how: { readonly written: Written } = { written: { name, of } };
  return { ...value, unit, ...how };
}
