// Which assumptions know more than anybody did on the day on which a back-test starts.

import type { Assumption, Book } from "../book/book.ts";
import { factKnown, legKnown } from "../book/known.ts";
import type { Economy } from "../model/circular/economy.ts";
import type { Start } from "../model/circular/start.ts";
import { type Day, lastDay } from "../unit/date.ts";
import { count } from "./number.ts";

/** An assumption in use that could not have been made on the day. */
export interface Later {
  readonly id: string;
  /** What it is about, as the book has it. */
  readonly scope: string;
  /** The newest thing behind it, or that it carries a day of its own. */
  readonly because: string;
  readonly known: Day;
}

export interface Hindsight {
  /** Those that became known after the day, the newest first. */
  readonly later: readonly Later[];
  /** Those that nothing dates: no day of their own, and no dated figure behind them. */
  readonly undated: readonly string[];
  /** How many are in use. */
  readonly used: number;
  /** The day on which the book was read: of a judgement that nothing else dates. */
  readonly read: Day;
}

/** Scopes that are named in the sentence; the others are one number. */
const scopesNamed = 6;

/**
 * Ids of the assumptions of the book that an economy and its start rest on, each once: where one could not be known yet
 * and another stands in its place, the other.
 */
export function restsOn(
  book: Book,
  economy: Pick<Economy, "assumptions">,
  start: Pick<Start, "figures">,
): string[] {
  const equations = economy.assumptions.map(({ id, standIn }) => standIn ?? id);
  const figures = [...start.figures.values()].flatMap(({ from }) => from);
  return [...new Set([...equations, ...figures])].filter((id) => book.assumptions.has(id));
}

/**
 * Dates assumptions of the book by the day from which each could have been known, or else by the newest of the figures
 * and deals behind it. One that rests on a whole series (`aws/revenue`) and carries no day has none.
 */
export function hindsightOf(book: Book, used: readonly string[], day: Day): Hindsight {
  const assumptions = used.flatMap((id) => book.assumptions.get(id) ?? []);
  const dated = assumptions.map(({ id, scope, ...one }) => ({ id, scope, newest: newestBehind(book, one) }));
  return {
    later: dated
      .flatMap(({ id, scope, newest }) => (newest && newest.known > day ? [{ id, scope, ...newest }] : []))
      .toSorted((a, b) => (a.known === b.known ? 0 : a.known < b.known ? 1 : -1)),
    undated: dated.flatMap(({ id, newest }) => (newest ? [] : [id])),
    used: assumptions.length,
    read: lastDay(book.header.read),
  };
}

function newestBehind(
  book: Book,
  { known, uses = [] }: Pick<Assumption, "known" | "uses">,
): { because: string; known: Day } | undefined {
  if (known !== undefined) return { because: "its own day", known: lastDay(known) };
  const behind = uses.flatMap((use) => {
    const fact = book.facts.get(use);
    if (fact) return [{ because: use, known: factKnown(book, fact) }];
    const legs = book.deals.get(use)?.legs ?? [];
    return legs.map((leg) => ({ because: use, known: legKnown(book, leg) }));
  });
  return behind.toSorted((a, b) => (a.known < b.known ? -1 : 1)).at(-1);
}

/** The same in sentences: counts, by what they are about. */
export function hindsightLines({ later, undated, used, read }: Hindsight, day: Day): string[] {
  if (used === 0) return [];
  const judged = later.filter(({ known }) => known === read).length;
  const kinds = [
    ...(later.length > judged ? [`${count(later.length - judged)} rest on later figures and events`] : []),
    ...(judged > 0 ? [`${count(judged)} are judgements as of ${read}, when the book was read`] : []),
  ];
  return [
    later.length === 0
      ? `None of ${count(used)} assumptions in use rests on what became known after ${day}.`
      : `Hindsight: ${count(later.length)} of ${count(used)} assumptions in use could not have been made on ${day}: ${kinds.join(", ")}. By what they are about: ${byScope(later)}. --json lists them.`,
    ...(undated.length === 0
      ? []
      : [
          `${count(undated.length)} carry no date, and may have been judged by somebody who knew the outcome: ${undated.join(", ")}.`,
        ]),
  ];
}

function byScope(later: readonly Later[]): string {
  const counts = new Map<string, number>();
  for (const { scope } of later) counts.set(scope, (counts.get(scope) ?? 0) + 1);
  const sorted = [...counts].toSorted(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
  const rest = sorted.slice(scopesNamed).reduce((sum, [, n]) => sum + n, 0);
  const named = sorted.slice(0, scopesNamed).map(([scope, n]) => `${scope} ${count(n)}`);
  return [...named, ...(rest > 0 ? [`others ${count(rest)}`] : [])].join(", ");
}
