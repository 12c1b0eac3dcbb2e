// Which assumptions know more than anybody did on the day on which a back-test starts.

import type { Assumption, Book } from "../book/book.ts";
import { factKnown, legKnown } from "../book/known.ts";
import { type Day, lastDay } from "../unit/date.ts";

export interface Hindsight {
  /** Assumptions in use that rest on something later, with the newest such thing and its day. */
  readonly later: readonly { readonly id: string; readonly because: string; readonly known: Day }[];
  /** Assumptions in use that nothing dates: no day of their own, and no dated figure behind them. */
  readonly undated: readonly string[];
  /** How many are in use. */
  readonly used: number;
}

/**
 * Dates the assumptions of the book that an economy uses: by the day from which each could have been known, or else by
 * the newest of the figures and deals behind it. A value that was judged after the fact has no date that could be seen
 * here, and one that rests on a whole series (`aws/revenue`) has none either.
 */
export function hindsightOf(book: Book, used: readonly { readonly id: string }[], day: Day): Hindsight {
  const assumptions = used.flatMap(({ id }) => book.assumptions.get(id) ?? []);
  const dated = assumptions.map((one) => ({ id: one.id, newest: newestBehind(book, one) }));
  return {
    later: dated.flatMap(({ id, newest }) => (newest && newest.known > day ? [{ id, ...newest }] : [])),
    undated: dated.flatMap(({ id, newest }) => (newest ? [] : [id])),
    used: assumptions.length,
  };
}

function newestBehind(
  book: Book,
  { known, uses = [] }: Assumption,
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

/** The same in sentences. */
export function hindsightLines({ later, undated, used }: Hindsight, day: Day): string[] {
  if (used === 0) return [];
  const names = later.map(({ id, because, known }) => `${id} (${because}, ${known})`).join(", ");
  const foresees =
    later.length === 0
      ? `None of ${used} assumptions in use rests on what became known after ${day}`
      : `Hindsight: ${later.length} of ${used} assumptions in use rest on what became known after ${day}: ${names}`;
  return [
    `${foresees}. ${undated.length} carry no date, and may have been judged by somebody who knew the outcome.`,
  ];
}
