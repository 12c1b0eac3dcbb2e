// What is told of a calendar year between two parties, where several figures cover parts of it.

import { type Stretch, addDays, lengthOf, overlap, yearDays } from "../unit/date.ts";
import { central } from "../unit/quantity.ts";
import type { Fact } from "./book.ts";
import type { ToldPayment } from "./payment.ts";

/** What is told of a calendar year between two parties. */
export interface ToldYear {
  readonly parts: readonly ToldPart[];
  /** The days of the year that are told, in order. */
  readonly days: readonly Stretch[];
  readonly facts: readonly string[];
}

/** Reports of one period, and how much of it counts in the year. */
export interface ToldPart {
  /** Those that contradict each other are equally likely. */
  readonly reports: readonly Fact[];
  /** Parts before this one whose periods lie within its own: what they tell is taken off first. */
  readonly within: readonly { readonly part: number; readonly share: number }[];
  /** Of what is left, the share that falls on days of the year which no better report tells. */
  readonly share: number;
}

/**
 * What is told of a year by some payments between the same two parties.
 *
 * Each day belongs to the best report that covers it: accounts and the press before estimates; then a
 * period that lies within the year before one that has to be cut; then what was reported before what
 * the press says, whole groups before their parts, the shorter period before the longer. A longer
 * period, less what shorter ones within it tell, is spread evenly over the rest of its days, so that
 * a year of which the whole and a quarter are told adds up to the whole. A period that crosses a better
 * one comes last: it would have to be cut.
 *
 * @returns undefined where no day of the year is told
 */
export function toldYear(payments: readonly ToldPayment[], year: number): ToldYear | undefined {
  const calendar = yearDays(year);
  if (!payments.some((payment) => overlap(payment, calendar) > 0)) return undefined;
  const groups = nestedFirst(ranked(payments, calendar));
  const owned = ownedDays(groups, calendar);
  const kept = groups.map((_, i) => i).filter((i) => owned[i]!.length > 0);
  const length = (stretches: readonly Stretch[]): number =>
    stretches.reduce((sum, stretch) => sum + lengthOf(stretch), 0);
  const isWithin = (inner: number, outer: number): boolean =>
    groups[inner]![0]!.start >= groups[outer]![0]!.start && groups[inner]![0]!.end <= groups[outer]![0]!.end;
  const spreadOver = kept.map((i, at) => {
    const inner = kept.slice(0, at).filter((j) => isWithin(j, i));
    return lengthOf(groups[i]![0]!) - inner.reduce((sum, j) => sum + length(owned[j]!), 0);
  });
  const parts = kept.map((i, at): ToldPart => ({
    reports: groups[i]!.map(({ fact }) => fact),
    within: kept
      .slice(0, at)
      .flatMap((j, part) => (isWithin(j, i) ? [{ part, share: length(owned[j]!) / spreadOver[part]! }] : [])),
    share:
      owned[i]!.reduce((sum, stretch) => sum + overlap(stretch, calendar), 0) / Math.max(1, spreadOver[at]!),
  }));
  const days = kept
    .flatMap((i) => owned[i]!.filter((stretch) => overlap(stretch, calendar) > 0))
    .map(({ start, end }) => ({
      start: start < calendar.start ? calendar.start : start,
      end: end > calendar.end ? calendar.end : end,
    }))
    .toSorted((a, b) => (a.start < b.start ? -1 : 1));
  const counts = parts.filter(({ share }) => share > 0);
  const used = new Set([
    ...counts,
    ...counts.flatMap(({ within }) => within.map(({ part }) => parts[part]!)),
  ]);
  const facts = [...used].flatMap(({ reports }) => reports.map(({ id }) => id));
  return { parts, days: joined(days), facts };
}

/** Stretches one after another, those that follow without a gap as one. */
function joined(stretches: readonly Stretch[]): Stretch[] {
  const runs: Stretch[] = [];
  for (const { start, end } of stretches) {
    const last = runs.at(-1);
    if (last && addDays(last.end, 1) === start) runs[runs.length - 1] = { start: last.start, end };
    else runs.push({ start, end });
  }
  return runs;
}

/** The days of the year that nobody tells. */
export function untoldDays({ days }: Pick<ToldYear, "days">, year: number): Stretch[] {
  const { start, end } = yearDays(year);
  const from = [start, ...days.map((told) => addDays(told.end, 1))];
  const to = [...days.map((told) => addDays(told.start, -1)), end];
  return from.flatMap((first, k) => (first <= to[k]! ? [{ start: first, end: to[k]! }] : []));
}

/** Reports of one period, kind and pair of names together, the best first. */
function ranked(payments: readonly ToldPayment[], calendar: Stretch): ToldPayment[][] {
  const trust = ["reported", "press", "estimate"];
  const rank = (of: ToldPayment): number[] => [
    of.fact.kind === "estimate" ? 1 : 0,
    of.start >= calendar.start && of.end <= calendar.end ? 0 : 1,
    trust.indexOf(of.fact.kind),
    -of.breadth,
    lengthOf(of),
  ];
  const groups = new Map<string, ToldPayment[]>();
  for (const of of payments) {
    const key = [of.start, of.end, of.fact.kind, of.payer, of.payee].join("\0");
    groups.set(key, [...(groups.get(key) ?? []), of]);
  }
  return [...groups]
    .map(([key, group]) => ({ key, group, rank: rank(group[0]!) }))
    .toSorted((a, b) => {
      const k = a.rank.findIndex((value, i) => value !== b.rank[i]);
      return k === -1 ? (a.key < b.key ? -1 : 1) : a.rank[k]! - b.rank[k]!;
    })
    .map(({ group }) => group);
}

/** The same with those at the end whose period crosses that of a better one, neither holding the other. */
function nestedFirst(groups: readonly ToldPayment[][]): ToldPayment[][] {
  const nested: ToldPayment[][] = [];
  const crossing: ToldPayment[][] = [];
  for (const group of groups) {
    const [{ start, end }] = group as [ToldPayment];
    const crosses = nested.some(([other]) => {
      const common = overlap({ start, end }, other!);
      return common > 0 && common < Math.min(lengthOf({ start, end }), lengthOf(other!));
    });
    (crosses ? crossing : nested).push(group);
  }
  return [...nested, ...crossing];
}

/** The days that belong to each group: those that no group before it covers. */
function ownedDays(groups: readonly (readonly ToldPayment[])[], calendar: Stretch): Stretch[][] {
  const edges = [...groups.map((group) => group[0]!), calendar].flatMap(({ start, end }) => [
    start,
    addDays(end, 1),
  ]);
  const starts = [...new Set(edges)].toSorted();
  const owned: Stretch[][] = groups.map(() => []);
  starts.slice(0, -1).forEach((start, k) => {
    const end = addDays(starts[k + 1]!, -1);
    const owner = groups.findIndex((group) => group[0]!.start <= start && group[0]!.end >= end);
    if (owner !== -1) owned[owner]!.push({ start, end });
  });
  return owned;
}

/**
 * USD told for the year, given what each period's reports are taken to say.
 *
 * @param valueOf  USD of the whole period: a mean, a bound, or a draw
 */
export function amountTold({ parts }: ToldYear, valueOf: (reports: readonly Fact[]) => number): number {
  const left: number[] = [];
  let sum = 0;
  for (const { reports, within, share } of parts) {
    const before = within.reduce((total, inner) => total + left[inner.part]! * inner.share, 0);
    left.push(Math.max(0, valueOf(reports) - before));
    sum += left.at(-1)! * share;
  }
  return sum;
}

/** The mean of reports that contradict each other. */
export function meanOf(reports: readonly Fact[]): number {
  return reports.reduce((sum, { value }) => sum + central(value), 0) / reports.length;
}
