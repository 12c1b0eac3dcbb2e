// What flowed in a quarter: as told, as a year less its other quarters, from growth on the year before, or between
// quarters that are told.

import type { Fact } from "../../book/book.ts";
import { periodOf } from "../../book/period.ts";
import { wholePower } from "../../elementary/elementary.ts";
import { lengthOf } from "../../unit/date.ts";
import { between, growthBetween, grown, plus, scaled, times, total, widened } from "./level.ts";
import { type Quarter, plusQuarters, quarterEnding, quartersBetween } from "./quarter.ts";
import type { Level } from "./start.ts";
import { type Knowledge, best, told } from "./start-knowledge.ts";

/** Numbers of the rules, as assumptions of the book. */
const rules = {
  /** Error of a part of what several quarters have in common. */
  split: "start-split-error",
  /** Error of a quarter that follows from a year and growth rates. */
  chain: "start-chain-error",
  /** Error, a quarter away, of a figure between or beyond those that are told. */
  carry: "start-carry-error",
} as const;

/** Quarters beyond which a figure is not carried on, and between which none is drawn. */
const carriedMax = 3;
const bridgedMax = 6;

/** A figure that covers whole quarters. */
interface Span {
  readonly last: Quarter;
  readonly quarters: number;
  readonly fact: Fact;
}

/** What is told of some quarters, the last of them by the nearest calendar quarter. */
function spansOf(facts: readonly Fact[]): Span[] {
  return facts.flatMap((fact) => {
    const days = periodOf(fact);
    if (!days) return [];
    const quarters = Math.round(lengthOf(days) / 91.3);
    return quarters < 1 ? [] : [{ last: quarterEnding(days.end), quarters, fact }];
  });
}

/** The quarter as told, the best kind of report first. */
export function toldFlow(
  knowledge: Knowledge,
  party: string,
  metric: string,
  quarter: Quarter,
): Level | undefined {
  const spans = spansOf(knowledge.facts(party, metric));
  return told(best(spans.filter((s) => s.quarters === 1 && s.last === quarter).map((s) => s.fact)));
}

/** The sum of some quarters as told in one figure. */
export function toldSum(
  knowledge: Knowledge,
  party: string,
  metric: string,
  last: Quarter,
  quarters: number,
): Level | undefined {
  const spans = spansOf(knowledge.facts(party, metric));
  return told(best(spans.filter((s) => s.quarters === quarters && s.last === last).map((s) => s.fact)));
}

/**
 * The quarter as told or, failing that, what a longer period leaves for it.
 *
 * Where a period leaves several quarters, they grow at one rate from the quarter before them, or are
 * equal where that is not told; both ways bound it.
 *
 * @param kinds  "told" for what was, "forecast" for what a forecast of a period leaves
 */
export function flowIn(
  knowledge: Knowledge,
  party: string,
  metric: string,
  quarter: Quarter,
  kinds: "told" | "forecast" = "told",
): Level | undefined {
  const exact = toldFlow(knowledge, party, metric, quarter);
  if (exact) return exact;
  const spans = spansOf(knowledge.facts(party, metric)).filter(
    ({ last, quarters, fact }) =>
      (fact.kind === "forecast") === (kinds === "forecast") &&
      quarters > 1 &&
      last >= quarter &&
      quartersBetween(quarter, last) < quarters,
  );
  const parts = spans.map((span) => {
    const all = Array.from({ length: span.quarters }, (_, i) =>
      plusQuarters(span.last, i + 1 - span.quarters),
    );
    const known = all.map((each) => toldFlow(knowledge, party, metric, each));
    return { span, all, known, open: known.filter((level) => level === undefined).length };
  });
  const fewest = Math.min(...parts.map(({ open }) => open));
  const candidates = parts.filter(({ open }) => open === fewest);
  const facts =
    kinds === "told"
      ? best(candidates.map(({ span }) => span.fact))
      : latest(candidates.map(({ span }) => span.fact));
  const levels = candidates
    .filter(({ span }) => facts.includes(span.fact))
    .flatMap(({ span, all, known }) => {
      const whole = told([span.fact])!;
      const rest = (known.filter(Boolean) as Level[]).reduce((left, level) => plus(left, level, -1), whole);
      if (rest.central <= 0) return [];
      const open = all.filter((_, i) => known[i] === undefined);
      if (open.length === 1) return [rest];
      return [partOf(knowledge, party, metric, rest, open, quarter)];
    });
  return levels.length === 0
    ? undefined
    : {
        low: Math.min(...levels.map((l) => l.low)),
        central: levels.reduce((sum, l) => sum + l.central, 0) / levels.length,
        high: Math.max(...levels.map((l) => l.high)),
        from: [...new Set(levels.flatMap((l) => l.from))],
      };
}

/** A quarter's part of what some quarters have in common. */
function partOf(
  knowledge: Knowledge,
  party: string,
  metric: string,
  rest: Level,
  open: readonly Quarter[],
  quarter: Quarter,
): Level {
  const error = knowledge.rule(rules.split);
  const equal = scaled(rest, 1 / open.length);
  const before = toldFlow(knowledge, party, metric, plusQuarters(open[0]!, -1));
  const isRow = quartersBetween(open[0]!, open.at(-1)!) === open.length - 1;
  if (!before || before.central <= 0 || !isRow) return widened(equal, error);
  const growth = growthThatAddsTo(rest.central / before.central, open.length);
  const central = before.central * wholePower(growth, open.indexOf(quarter) + 1);
  const grownPart = scaled(rest, central / rest.central);
  const from = [...new Set([...rest.from, ...before.from])];
  return widened(
    {
      low: Math.min(equal.low, grownPart.low),
      central,
      high: Math.max(equal.high, grownPart.high),
      from,
    },
    error,
  );
}

/** g for which g + g² + … + gⁿ is a sum, by bisection: the left side grows with g. */
function growthThatAddsTo(sum: number, n: number): number {
  let [low, high] = [0, Math.max(1, sum) + 1];
  for (let i = 0; i < 60; i++) {
    const middle = (low + high) / 2;
    let [term, added] = [1, 0];
    for (let j = 0; j < n; j++) {
      term *= middle;
      added += term;
    }
    if (added < sum) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/** Of forecasts, those stated last. */
function latest(facts: readonly Fact[]): Fact[] {
  const last = facts
    .map((fact) => fact.stated ?? "")
    .toSorted()
    .at(-1);
  return facts.filter((fact) => (fact.stated ?? "") === last);
}

/**
 * A quarter from yearly growth rates of every quarter and a year's sum: the year before the first rate
 * is taken to have grown evenly, each later quarter is that of a year before times one plus its rate,
 * and all are scaled to the year that is told, the best kind and then the nearest.
 */
export function flowFromGrowth(
  knowledge: Knowledge,
  party: string,
  metric: string,
  rateMetric: string,
  quarter: Quarter,
): Level | undefined {
  const rates = new Map<Quarter, Level>();
  for (const span of spansOf(knowledge.facts(party, rateMetric))) {
    if (span.quarters === 1 && span.fact.kind !== "forecast")
      rates.set(span.last, toldFlow(knowledge, party, rateMetric, span.last)!);
  }
  const [first] = [...rates.keys()].toSorted();
  const years = spansOf(knowledge.facts(party, metric)).filter(
    (s) => s.quarters === 4 && s.fact.kind !== "forecast",
  );
  if (first === undefined || years.length === 0) return undefined;
  const base = plusQuarters(first, -4);
  const shape = (at: Quarter): Level | undefined => {
    if (at < base) return undefined;
    const since = quartersBetween(base, at);
    const one = { low: 1, central: 1, high: 1, from: [] };
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
    { ...scaled(level, ratio), from: [...new Set([...level.from, ...own.from])] },
    knowledge.rule(rules.chain),
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
        from: [...new Set([...before.level.from, ...growth.from])],
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
