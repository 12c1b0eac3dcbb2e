// A commitment for compute as it is used up: what is paid under it by year, what is left, when it is gone, how likely a
// yearly minimum is missed under each shape that its schedule may have, and what comes back of the money put in.

import type { Book } from "../book/book.ts";
import { RoundtripError, exitCode } from "../error/error.ts";
import { didYouMean } from "../error/nearest.ts";
import type { Commitment, Economy } from "../model/circular/economy.ts";
import { type MinimumShape, minimumShapes, shapeName } from "../model/circular/contracts.ts";
import { ownershipName } from "../model/circular/ownership.ts";
import type { GivenChange } from "../model/circular/scenario.ts";
import type { Kept } from "../paths/simulation.ts";
import {
  type PathValues,
  type Points,
  byPath,
  cumulated,
  pathValuesOf,
  pointsOf,
  shareOfPaths,
  sumIn,
} from "./path-values.ts";
import type { PutIn } from "./put-in.ts";
import { yearEnds } from "./series-text.ts";
import type { Simulated } from "./simulate.ts";
import { type Quarter, firstDayOf, lastDayOf } from "../model/circular/quarter.ts";
import { termOf } from "../contract/term.ts";
import { daysBetween } from "../unit/date.ts";

/** Shapes that are asked one after another. */
export type AskedShape = Exclude<MinimumShape, "rule"> | "book";

/** The run of a shape. */
export interface ShapeRun {
  readonly shape: AskedShape;
  readonly simulated: Simulated;
}

/** @throws COMMITMENT_UNKNOWN, as wrong usage */
export function commitmentNamed(id: string, { commitments = [] }: Economy, book: Book): Commitment {
  const found = commitments.find(({ leg }) => leg === id);
  if (found) return found;
  const names = commitments.map(({ leg }) => leg);
  throw new RoundtripError(
    "COMMITMENT_UNKNOWN",
    book.legs.has(id)
      ? `"${id}" is no contract of a lab for compute that is simulated.`
      : `No leg is called "${id}".`,
    { exit: exitCode.usage, remedy: didYouMean(id, names) || `There are: ${names.join(", ")}.` },
  );
}

/** The shapes that a contract can have: what the book or a lease says, else all that are tried. */
export function shapesOf({ isScheduled }: Commitment): readonly AskedShape[] {
  return isScheduled ? ["book"] : ["flat", "ramp", "gw"];
}

export function changesOf({ leg }: Commitment, shape: AskedShape): readonly GivenChange[] {
  if (shape === "book") return [];
  return [{ name: shapeName(leg), from: 0, to: undefined, value: minimumShapes.indexOf(shape) }];
}

/** What of the economy the answer is made of. */
export function burnDownKept(economy: Economy, commitment: Commitment): Kept {
  const { leg } = commitment;
  const { model, events } = economy;
  const has = new Set(model.variables.map(({ name }) => name));
  const names = namesOf(economy, commitment);
  return {
    series: [],
    events: events.filter(({ id }) => id === `${leg}.shortfall`),
    drawn: [],
    variables: [...new Set(Object.values(names).flat())].filter((name) => has.has(name)),
  };
}

/** Variables of a commitment. */
function namesOf({ model, commitments = [] }: Economy, { leg, lab, vendor }: Commitment) {
  const pair = `${lab} to ${vendor}`;
  const flows = model.variables.map(({ name }) => name).filter((name) => name.endsWith(`: ${pair}`));
  const back = `: ${vendor} to ${lab}`;
  return {
    paid: [`compute: ${pair}`, `arrears paid: ${pair}`],
    minimum: [`minimum ${leg}`],
    minimums: commitments
      .filter((one) => one.lab === lab && one.vendor === vendor)
      .map((one) => `minimum ${one.leg}`),
    shortfall: [`shortfall ${leg}`],
    /** All that the lab pays the vendor's group. */
    revenue: flows,
    putIn: model.variables
      .map(({ name }) => name)
      .filter((name) => name.startsWith("equity") && name.endsWith(back)),
    owning: [ownershipName(lab, vendor)],
  };
}

interface YearRow {
  readonly quarter: Quarter;
  readonly paid: Points;
  readonly left: Points;
  readonly dueSoFar: Points;
}

interface MissRow {
  /** The quarter in which a contract year ends. */
  readonly quarter: Quarter;
  readonly missed: ReturnType<typeof shareOfPaths>;
}

export interface ReturnRow {
  readonly quarter: Quarter;
  readonly putIn: Points;
  readonly paidPerDollar: Points;
  readonly afterOwningPerDollar: Points | null;
}

/** A commitment under one shape of its minimum. */
export interface Burnt {
  readonly shape: AskedShape;
  readonly years: readonly YearRow[];
  readonly usedUp: { readonly points: readonly (Quarter | null)[]; readonly never: number };
  readonly misses: readonly MissRow[];
  /** That some year is missed; null of a lease, which has no test of use. */
  readonly ever: ReturnType<typeof shareOfPaths> | null;
  readonly returns: readonly ReturnRow[];
}

/** What was paid in the quarter of the start, by the days of it that lie in the term; earlier quarters are not known. */
export function paidBefore({ book, simulation: { economy } }: Simulated, { leg, first }: Commitment) {
  const start = economy.start;
  const term = termOf(book, book.legs.get(leg)!);
  if (first > 0 || !term) return { share: 0, lines: [] };
  const from = term.start > firstDayOf(start) ? term.start : firstDayOf(start);
  const share =
    (daysBetween(from, lastDayOf(start)) + 1) / (daysBetween(firstDayOf(start), lastDayOf(start)) + 1);
  const isOld = term.start < firstDayOf(start);
  return {
    share: Math.max(0, Math.min(1, share)),
    lines: isOld ? [`What was paid under it before ${start} is not known, and not in these figures.`] : [],
  };
}

export function burntOf(
  { shape, simulated }: ShapeRun,
  commitment: Commitment,
  share0: number,
  putIn: PutIn | undefined,
): Burnt {
  const { economy } = simulated.simulation;
  const values = pathValuesOf(simulated);
  const names = namesOf(economy, commitment);
  const kept = new Set(simulated.simulation.kept.variables);
  const only = (list: readonly string[]): string[] => list.filter((name) => kept.has(name));
  const count = values(names.minimum[0]!, 1).length;
  const periods = economy.quarters.length;
  const whole = commitment.firm ?? commitment.headline;
  const part = (t: number): Float64Array => partOfPair(values, names, commitment, t, count);
  const paidIn = (t: number): Float64Array => {
    const [paid, own] = [sumIn(values, only(names.paid), t, count), part(t)];
    return byPath(count, (path) =>
      t >= commitment.first && t <= commitment.last ? paid[path]! * own[path]! : 0,
    );
  };
  const initial = sumIn(values, only(names.paid).slice(0, 1), 0, count);
  const paid = cumulated(periods, count, paidIn).map((sum) =>
    byPath(count, (path) => sum[path]! + share0 * initial[path]!),
  );
  const due = cumulated(periods, count, (t) => values(names.minimum[0]!, t));
  const ends = yearEnds(economy.quarters).filter(
    (t) => t >= commitment.first && t <= Math.max(commitment.last, 1),
  );
  return {
    shape,
    years: ends.map((t) => ({
      quarter: economy.quarters[t - 1]!,
      paid: pointsOf(paid[t - 1]!),
      left: pointsOf(paid[t - 1]!.map((sum) => Math.max(0, whole - sum))),
      dueSoFar: pointsOf(due[t - 1]!),
    })),
    usedUp: usedUpOf(paid, whole, economy),
    ...missesOf(values, only(names.shortfall), commitment, economy, count),
    returns: putIn ? returnsOf(values, names, only, putIn, { economy, ends, count, share0 }) : [],
  };
}

function missesOf(
  values: PathValues,
  [shortfall]: readonly string[],
  commitment: Commitment,
  { quarters }: Economy,
  count: number,
): Pick<Burnt, "misses" | "ever"> {
  if (shortfall === undefined) return { misses: [], ever: null };
  const isMissed = (value: number): boolean => value !== 0;
  const all = cumulated(quarters.length, count, (t) => values(shortfall, t));
  return {
    misses: quarters.flatMap((quarter, k) =>
      isYearEnd(commitment, k + 1)
        ? [{ quarter, missed: shareOfPaths(values(shortfall, k + 1), isMissed) }]
        : [],
    ),
    ever: shareOfPaths(all.at(-1)!, isMissed),
  };
}

/** Contracts of one pair share its payments by their minimums. */
function partOfPair(
  values: PathValues,
  names: ReturnType<typeof namesOf>,
  { leg }: Commitment,
  t: number,
  count: number,
): Float64Array {
  if (names.minimums.length < 2) return new Float64Array(count).fill(1);
  const [own, all] = [values(`minimum ${leg}`, t), sumIn(values, names.minimums, t, count)];
  return byPath(count, (path) => (all[path]! > 0 ? own[path]! / all[path]! : 0));
}

function isYearEnd({ first, last }: Commitment, t: number): boolean {
  const done = t - first + 1;
  return t <= last && done >= 1 && (done % 4 === 0 || t === last);
}

/** The quarter in which the whole amount has been paid: the points of all paths, null for later than the horizon. */
function usedUpOf(paid: readonly Float64Array[], whole: number, { quarters }: Economy): Burnt["usedUp"] {
  const count = paid[0]!.length;
  const at = Array.from({ length: count }, (_, path) => {
    const found = paid.findIndex((sum) => sum[path]! >= whole);
    return found < 0 ? Infinity : found;
  }).toSorted((a, b) => a - b);
  const point = (p: number): Quarter | null => quarters[at[Math.floor(p * (count - 1))]!] ?? null;
  return {
    points: [point(0.05), point(0.5), point(0.95)],
    never: at.filter((found) => found === Infinity).length / count,
  };
}

function returnsOf(
  values: PathValues,
  names: ReturnType<typeof namesOf>,
  only: (list: readonly string[]) => string[],
  putIn: PutIn,
  {
    economy,
    ends,
    count,
    share0,
  }: { economy: Economy; ends: readonly number[]; count: number; share0: number },
): ReturnRow[] {
  const periods = economy.quarters.length;
  const initial = sumIn(values, only(names.paid).slice(0, 1), 0, count);
  const revenue = cumulated(periods, count, (t) => sumIn(values, only(names.revenue), t, count));
  const given = cumulated(periods, count, (t) => sumIn(values, only(names.putIn), t, count));
  const isOwned = only(names.owning).length > 0;
  const owning = cumulated(periods, count, (t) => sumIn(values, only(names.owning), t, count));
  const of = (t: number, cost: boolean): Float64Array =>
    byPath(count, (path) => {
      const back = revenue[t - 1]![path]! + share0 * initial[path]! - (cost ? owning[t - 1]![path]! : 0);
      return back / (putIn.amountUsd + given[t - 1]![path]!);
    });
  return ends.map((t) => ({
    quarter: economy.quarters[t - 1]!,
    putIn: pointsOf(given[t - 1]!.map((sum) => sum + putIn.amountUsd)),
    paidPerDollar: pointsOf(of(t, false)),
    afterOwningPerDollar: isOwned ? pointsOf(of(t, true)) : null,
  }));
}
