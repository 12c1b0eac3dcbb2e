// A quarter that nobody tells, from how quarters grow: by yearly growth rates, or between and beyond those that are told.

import { between, growthBetween, grown, origins, plus, scaled, times, total, widened } from "./level.ts";
import { type Quarter, plusQuarters, quartersBetween } from "./quarter.ts";
import type { Level } from "./start.ts";
import { toldFlow } from "./start-flow.ts";
import { type Knowledge, best, told } from "./start-knowledge.ts";

/** Numbers of the rules, as assumptions of the book. */
const rules = {
  /** Error of a quarter that follows from a year and growth rates. */
  chain: "start-chain-error",
  /** Error, a quarter away, of a figure between or beyond those that are told. */
  carry: "start-carry-error",
} as const;

/** Quarters beyond which a figure is not carried on, and between which none is drawn. */
const carriedMax = 3;
const bridgedMax = 6;

const one: Level = { low: 1, central: 1, high: 1, from: [] };

/**
 * A quarter from yearly growth rates of every quarter and a year's sum: the year before the first rate
 * is taken to have grown evenly, each later quarter is that of a year before times one plus its rate,
 * and all are scaled to the year that is told, the best kind and then the nearest.
 */
export function flowFromGrowth(
  knowledge: Knowledge,
  party: string,
  metric: string,
  quarter: Quarter,
  { isRoundingAdded = true }: { isRoundingAdded?: boolean } = {},
): Level | undefined {
  const rateMetric = `${metric}-growth-yoy`;
  const rates = new Map<Quarter, Level>();
  for (const span of knowledge.spans(party, rateMetric)) {
    if (span.quarters === 1 && span.fact.kind !== "forecast")
      rates.set(span.last, toldFlow(knowledge, party, rateMetric, span.last)!);
  }
  const [first] = [...rates.keys()].toSorted();
  const years = knowledge.spans(party, metric).filter((s) => s.quarters === 4 && s.fact.kind !== "forecast");
  if (first === undefined || years.length === 0) return undefined;
  const base = plusQuarters(first, -4);
  const shape = (at: Quarter): Level | undefined => {
    if (at < base) return undefined;
    const since = quartersBetween(base, at);
    if (since < 4) {
      const year = {
        ...one,
        low: 1 + rates.get(first)!.low,
        central: 1 + rates.get(first)!.central,
        high: 1 + rates.get(first)!.high,
      };
      return grown(one, growthBetween(one, year, 4)!.central, since);
    }
    const [before, rate] = [shape(plusQuarters(at, -4)), rates.get(at)];
    return before && rate && times(before, plus(one, rate));
  };
  const exact = toldFlow(knowledge, party, metric, quarter);
  const own = shape(quarter);
  if (exact || !own) return exact;
  const anchors = years.flatMap(({ last, fact }) => {
    const quarters = [0, 1, 2, 3].map((i) => shape(plusQuarters(last, -i)));
    if (quarters.includes(undefined)) return [];
    const sum = total(quarters as unknown as [Level, ...Level[]]);
    return [{ fact, last, sum }];
  });
  const trusted = best(anchors.map(({ fact }) => fact));
  const [anchor] = anchors
    .filter(({ fact }) => trusted.includes(fact))
    .toSorted(
      (a, b) => Math.abs(quartersBetween(a.last, quarter)) - Math.abs(quartersBetween(b.last, quarter)),
    );
  if (!anchor) return undefined;
  const level = told([anchor.fact])!;
  const ratio = own.central / anchor.sum.central;
  return widened(
    { ...scaled(level, ratio), from: origins(level, own) },
    isRoundingAdded ? knowledge.rule(rules.chain) : undefined,
  );
}

/**
 * A quarter that nobody tells, between or beyond quarters that are known: in logs between two, and
 * beyond the last at the growth of the year before it, up to three quarters on.
 *
 * @param at  what is known of a quarter
 */
export function flowNear(
  knowledge: Knowledge,
  at: (quarter: Quarter) => Level | undefined,
  quarter: Quarter,
): Level | undefined {
  const near = (step: 1 | -1): { away: number; level: Level } | undefined => {
    for (let away = 1; away < bridgedMax; away++) {
      const level = at(plusQuarters(quarter, step * away));
      if (level) return { away, level };
    }
    return undefined;
  };
  const before = near(-1);
  if (!before) return undefined;
  const error = knowledge.rule(rules.carry);
  const after = near(1);
  if (after && before.away + after.away <= bridgedMax) {
    const level = between(before.level, after.level, before.away / (before.away + after.away));
    return widened(level, error, Math.min(before.away, after.away));
  }
  if (before.away > carriedMax) return undefined;
  const growth = trailingGrowth(at, plusQuarters(quarter, -before.away));
  const level = growth
    ? {
        ...grown(before.level, growth.central, before.away),
        from: origins(before.level, growth),
      }
    : before.level;
  return widened(level, error, before.away);
}

/** Mean log growth a quarter over the trailing year or, where that is not known, over fewer quarters of it. */
export function trailingGrowth(
  at: (quarter: Quarter) => Level | undefined,
  quarter: Quarter,
  shortest = 1,
): Level | undefined {
  const now = at(quarter);
  if (!now) return undefined;
  for (let quarters = 4; quarters >= shortest; quarters--) {
    const before = at(plusQuarters(quarter, -quarters));
    // A figure that is carried on from the same report says nothing of growth.
    const isSame = before?.from.join() === now.from.join();
    const growth = before && !isSame && growthBetween(before, now, quarters);
    if (growth) return growth;
  }
  return undefined;
}
