// What a lab burnt on the days of a stretch, by the figures that tell or forecast it.

import type { Fact } from "../../book/book.ts";
import { periodOf } from "../../book/period.ts";
import { type Day, type Stretch, addDays, daysBetween, lengthOf } from "../../unit/date.ts";
import { central } from "../../unit/quantity.ts";
import { plus, times } from "./level.ts";
import { type Knowledge, best } from "./start-knowledge.ts";
import type { Level } from "./start.ts";

/** Cash burnt a day, as told of the shortest period around it, or as forecast. */
interface Burn extends Stretch {
  readonly amount: number;
  readonly fact: Fact;
}

/**
 * What was burnt on the days of a stretch: by the day, from the shortest period that tells it less what
 * shorter ones within tell. Days that nobody tells burn as forecast for their year or, failing that, as
 * the nearest day that is told, with an error.
 *
 * @returns undefined where nothing at all is told of the lab's burn
 */
export function burntIn(knowledge: Knowledge, parties: readonly string[], days: Stretch): Level | undefined {
  const facts = parties.flatMap((party) => knowledge.facts(party, "cash-burn"));
  const spansOf = (of: readonly Fact[]): Burn[] =>
    of.flatMap((fact) => {
      const span = periodOf(fact);
      return span ? [{ ...span, amount: central(fact.value), fact }] : [];
    });
  const told = ownRates(spansOf(best(facts)));
  const forecast = ownRates(spansOf(latestOfEach(facts.filter((fact) => fact.kind === "forecast"))));
  if (told.length + forecast.length === 0) return undefined;
  const length = lengthOf(days);
  let [known, guessed] = [0, 0];
  const from = new Set<string>();
  for (let i = 0; i < length; i++) {
    const day = addDays(days.start, i);
    const exact = told.find((span) => span.start <= day && span.end >= day);
    const span =
      exact ??
      forecast.find((each) => each.start <= day && each.end >= day) ??
      nearest([...told, ...forecast], day);
    if (exact) known += span.rate;
    else guessed += span.rate;
    from.add(span.fact.id);
  }
  const sure: Level = { low: known, central: known, high: known, from: [...from] };
  const error = knowledge.rule("start-burn-error");
  const open: Level = { low: guessed, central: guessed, high: guessed, from: [] };
  return plus(sure, guessed === 0 || !error ? open : times(open, { ...error, central: 1 }));
}

/** USD a day on each span's own days: what shorter spans within do not tell, over the days that they leave. */
function ownRates(spans: readonly Burn[]): (Burn & { readonly rate: number })[] {
  return spans
    .toSorted((a, b) => lengthOf(a) - lengthOf(b) || (a.fact.id < b.fact.id ? -1 : 1))
    .map((span, i, all) => {
      const inside = all.slice(0, i).filter((each) => each.start >= span.start && each.end <= span.end);
      const left = lengthOf(span) - inside.reduce((sum, each) => sum + lengthOf(each), 0);
      const amount = span.amount - inside.reduce((sum, each) => sum + each.amount, 0);
      return { ...span, rate: left > 0 ? amount / left : span.amount / lengthOf(span) };
    });
}

function latestOfEach(facts: readonly Fact[]): Fact[] {
  const byPeriod = new Map<string, Fact>();
  for (const fact of facts) {
    const other = byPeriod.get(fact.period);
    if (!other || (fact.stated ?? "") > (other.stated ?? "")) byPeriod.set(fact.period, fact);
  }
  return [...byPeriod.values()];
}

function nearest<T extends Stretch>(spans: readonly T[], day: Day): T {
  const away = (span: T): number =>
    day < span.start ? daysBetween(day, span.start) : day > span.end ? daysBetween(span.end, day) : 0;
  return spans.toSorted((a, b) => away(a) - away(b))[0]!;
}
