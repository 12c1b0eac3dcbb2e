// What flowed in a quarter: as told, as a year less its other quarters, from growth on the year before, or between
// quarters that are told.

import type { Fact } from "../../book/book.ts";
import { wholePower } from "../../elementary/elementary.ts";
import { origins, plus, scaled, widened } from "./level.ts";
import { type Quarter, plusQuarters, quartersBetween } from "./quarter.ts";
import type { Level } from "./start.ts";
import { type Knowledge, best, told } from "./start-knowledge.ts";

/** Numbers of the rules, as assumptions of the book. */
const rules = {
  /** Error of a part of what several quarters have in common. */
  split: "start-split-error",
} as const;

/** The quarter as told, the best kind of report first. */
export function toldFlow(
  knowledge: Knowledge,
  party: string,
  metric: string,
  quarter: Quarter,
): Level | undefined {
  const spans = knowledge.spans(party, metric);
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
  const spans = knowledge.spans(party, metric);
  return told(best(spans.filter((s) => s.quarters === quarters && s.last === last).map((s) => s.fact)));
}

/**
 * The quarter as told or, failing that, what a longer period leaves for it.
 *
 * Where a period leaves several quarters, they grow at one rate from the quarter before them, or are
 * equal where that is not told; both ways bound it.
 *
 * @param isForecast  take what a forecast of a longer period leaves, in place of what was told
 * @param openMax     how many quarters a longer period may leave open, at most
 */
export function flowIn(
  knowledge: Knowledge,
  party: string,
  metric: string,
  quarter: Quarter,
  { isForecast = false, openMax = 8 }: { isForecast?: boolean; openMax?: number } = {},
): Level | undefined {
  const exact = toldFlow(knowledge, party, metric, quarter);
  if (exact) return exact;
  const spans = knowledge
    .spans(party, metric)
    .filter(
      ({ last, quarters, fact }) =>
        (fact.kind === "forecast") === isForecast &&
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
  const candidates = parts.filter(({ open }) => open === fewest && open <= openMax);
  const facts = !isForecast
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
        from: origins(...levels),
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
  const from = origins(rest, before);
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
