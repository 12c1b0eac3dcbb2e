// What can be known on a day: facts by party and metric, and the assumptions that could have been made.

import type { Assumption, Book, Fact } from "../../book/book.ts";
import { couldAssume, factKnown, legKnown } from "../../book/known.ts";
import type { Day } from "../../unit/date.ts";
import { central, high, low } from "../../unit/quantity.ts";
import { levelOf, origins, scaled, times, total } from "./level.ts";
import type { Quarter } from "./quarter.ts";
import { type Span, spansOf } from "./start-span.ts";
import type { Level } from "./start.ts";

export interface Knowledge {
  readonly book: Book;
  readonly day: Day;
  /** Facts of a party and metric that were known on the day, in the order of their ids. */
  facts(party: string, metric: string): readonly Fact[];
  /** Of these facts those that cover whole quarters. */
  spans(party: string, metric: string): readonly Span[];
  /** A number of a rule: the assumption of that id. It has no earlier value, so that it counts on every day. */
  rule(id: string): Level | undefined;
  /** Assumptions that stand for a starting value and may be used on the day. */
  assumed(figure: string): readonly Assumption[];
}

export function knowledgeOf(book: Book, day: Day): Knowledge {
  const facts = new Map<string, Fact[]>();
  const spans = new Map<string, Span[]>();
  for (const id of [...book.facts.keys()].toSorted()) {
    const fact = book.facts.get(id)!;
    if (factKnown(book, fact) > day) continue;
    const key = `${fact.party}/${fact.metric}`;
    facts.set(key, [...(facts.get(key) ?? []), fact]);
  }
  const assumed = new Map<string, Assumption[]>();
  for (const each of book.assumptions.values()) {
    if (!mayStart(book, each, day)) continue;
    for (const figure of each.start?.figures ?? []) {
      assumed.set(figure, [...(assumed.get(figure) ?? []), each]);
    }
  }
  return {
    book,
    day,
    facts: (party, metric) => facts.get(`${party}/${metric}`) ?? [],
    spans: (party, metric) => {
      const key = `${party}/${metric}`;
      let found = spans.get(key);
      if (found === undefined) spans.set(key, (found = spansOf(facts.get(key) ?? [])));
      return found;
    },
    rule: (id) => {
      const found = book.assumptions.get(id);
      return found && assumedLevel(found);
    },
    assumed: (figure) => assumed.get(figure) ?? [],
  };
}

/**
 * Whether a simulation that starts on a day may take a starting value from an assumption.
 *
 * A value of one quarter, or made of what was told of the party, is not there before its day. A judgement for any
 * quarter of what nobody tells has no earlier value: it stays in use, and a back-test counts it as hindsight.
 */
export function mayStart(book: Book, assumption: Assumption, day: Day): boolean {
  if (couldAssume(assumption, day)) return true;
  if (assumption.start?.quarter !== undefined) return false;
  return (assumption.uses ?? []).every((use) => {
    const [fact, leg] = [book.facts.get(use), book.legs.get(use)];
    return (!fact || factKnown(book, fact) <= day) && (!leg || legKnown(book, leg) <= day);
  });
}

/** Trust in kinds of facts; forecasts are no knowledge of what was. */
const trust: readonly Fact["kind"][] = ["reported", "press", "estimate"];

/** Of facts that tell the same thing, those of the best kind; none of forecasts. */
export function best(facts: readonly Fact[]): Fact[] {
  for (const kind of trust) {
    const of = facts.filter((fact) => fact.kind === kind);
    if (of.length > 0) return of;
  }
  return [];
}

/** The level that facts give together, undefined for none. */
export function told(facts: readonly Fact[]): Level | undefined {
  const levels = facts.map((fact) => levelOf(fact.value, [fact.id]));
  const [first, ...others] = levels;
  if (!first) return undefined;
  return {
    low: Math.min(...levels.map((level) => level.low)),
    central: levels.reduce((sum, level) => sum + level.central, 0) / levels.length,
    high: Math.max(...levels.map((level) => level.high)),
    from: origins(first, ...others),
  };
}

/** An assumption's interval with its middle: the one in use, the geometric one of a lognormal, or the mean. */
function assumedLevel({ id, value, central: used, distribution }: Assumption): Level {
  const [lowest, highest] = [low(value), high(value)];
  const middle = used
    ? central(used)
    : distribution === "lognormal" && lowest > 0
      ? Math.sqrt(lowest * highest)
      : central(value);
  return { low: lowest, central: middle, high: highest, from: [id] };
}

/**
 * The starting value that an assumption gives.
 *
 * @param quarter  the quarter that it must be about; undefined for assumptions about any quarter
 * @param levelOfParty  the same figure of the parties that it is a ratio to
 */
export function assumedFor(
  knowledge: Knowledge,
  figure: string,
  quarter: Quarter | undefined,
  levelOfParty: (party: string) => Level | undefined,
): Level | undefined {
  const found = knowledge.assumed(figure).find((each) => each.start!.quarter === quarter);
  if (!found) return undefined;
  const level = scaled(assumedLevel(found), found.value.unit === "W" ? 1e-9 : 1);
  const of = found.start!.of;
  if (!of) return level;
  const bases = of.map(levelOfParty);
  const [first, ...others] = bases;
  if (!first || others.includes(undefined)) return undefined;
  return times(total([first, ...(others as Level[])]), level);
}
