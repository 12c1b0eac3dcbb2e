// What stood at the end of a quarter: as told, between two days that are told, or carried on from the last.

import type { Fact } from "../../book/book.ts";
import { type Day, addDays, daysBetween, lastDay } from "../../unit/date.ts";
import { between, growthBetween, grown, origins, widened } from "./level.ts";
import { lastDayOf, quarterEnding } from "./quarter.ts";
import type { Level } from "./start.ts";
import { type Knowledge, best, told } from "./start-knowledge.ts";

/** Days of a quarter, in which growth is counted. */
const quarterDays = 91.3;

/** A figure of a day. */
export interface Point {
  readonly on: Day;
  readonly level: Level;
}

/**
 * Facts by the day that they are of, the best kind of each day. The end of a quarter of accounts counts
 * as that of the nearest calendar quarter.
 */
export function pointsOf(facts: readonly Fact[], kinds?: readonly Fact["kind"][]): Point[] {
  const byDay = new Map<Day, Fact[]>();
  for (const fact of facts) {
    if (fact.ends === undefined || fact.kind === "forecast" || fact.value.unit === "EUR") continue;
    if (kinds && !kinds.includes(fact.kind)) continue;
    const isDated = /^\d{4}-\d{2}/u.test(fact.period);
    const on = isDated ? lastDay(fact.ends) : lastDayOf(quarterEnding(fact.ends));
    byDay.set(on, [...(byDay.get(on) ?? []), fact]);
  }
  return [...byDay]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([on, of]) => ({ on, level: told(best(of))! }));
}

/** Points of several lists of facts; of one day those of the first list that has it. */
export function pointsOfFirst(lists: readonly (readonly Fact[])[]): Point[] {
  const byDay = new Map<Day, Point>();
  for (const point of lists.flatMap((facts) => pointsOf(facts))) {
    if (!byDay.has(point.on)) byDay.set(point.on, point);
  }
  return [...byDay.values()].toSorted((a, b) => (a.on < b.on ? -1 : 1));
}

/** Days around a day within which reports are of one time, and how far apart they contradict each other. */
const oneTime = 14;
const contradiction = 1.3;

/**
 * Reports of about one time that cannot all be right: their ends and their mean. Growth alone sets two
 * weeks less far apart.
 */
export function contradicting(points: readonly Point[], day: Day): Level | undefined {
  const near = points.filter(({ on }) => Math.abs(daysBetween(on, day)) <= oneTime).map(({ level }) => level);
  const [low, high] = [Math.min(...near.map((l) => l.low)), Math.max(...near.map((l) => l.high))];
  if (near.length < 2 || high <= contradiction * low) return undefined;
  const central = near.reduce((sum, level) => sum + level.central, 0) / near.length;
  return { low, central, high, from: origins(...near) };
}

export interface Reach {
  /** Days over which a line is drawn between two points. */
  readonly bridged: number;
  /** Days over which the last point is carried on. */
  readonly carried: number;
  /** Whether it goes on growing as over the year before it; else it stays. */
  readonly isGrowing: boolean;
}

/** A stock or rate on a day from the points around it. */
export function levelOn(
  knowledge: Knowledge,
  points: readonly Point[],
  day: Day,
  { bridged, carried, isGrowing }: Reach,
): Level | undefined {
  const same = points.find(({ on }) => on === day);
  if (same) return same.level;
  const before = points.findLast(({ on }) => on < day);
  const after = points.find(({ on }) => on > day);
  if (!before) return undefined;
  const error = knowledge.rule("start-carry-error");
  const away = daysBetween(before.on, day);
  if (after) {
    const width = daysBetween(before.on, after.on);
    if (width <= bridged) {
      const nearest = Math.min(away, width - away) / quarterDays;
      return widened(between(before.level, after.level, away / width), error, nearest);
    }
  }
  if (away > carried) return undefined;
  const growth = isGrowing ? growthUpTo(points, before) : undefined;
  const level = growth
    ? {
        ...grown(before.level, growth.central, away / quarterDays),
        from: origins(before.level, growth),
      }
    : before.level;
  return widened(level, error, away / quarterDays);
}

/** Growth a quarter up to a point, since the point nearest to a year before it, if one lies a half to one and a half years back. */
function growthUpTo(points: readonly Point[], to: Point): Level | undefined {
  const yearBefore = addDays(to.on, -365);
  const [from] = points
    .filter(({ on }) => on <= addDays(to.on, -180) && on >= addDays(to.on, -550))
    .toSorted((a, b) => Math.abs(daysBetween(a.on, yearBefore)) - Math.abs(daysBetween(b.on, yearBefore)));
  return from && growthBetween(from.level, to.level, daysBetween(from.on, to.on) / quarterDays);
}
