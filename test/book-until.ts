// A book without what became known after a day: what a run as of that day must not have read.

import type { Book, Leg, Since } from "../src/book/book.ts";
import { couldAssume, factKnown, legKnown } from "../src/book/known.ts";
import { earlierOf } from "../src/model/circular/assume.ts";
import { mayStart } from "../src/model/circular/start-knowledge.ts";
import { type Day, lastDay } from "../src/unit/date.ts";

/** Assumptions without which a simulation takes a vendor's share from contracts, and knows no payments in advance. */
const left = /^(?:mix-(?:anthropic|openai)-.*|prepay-(?:oracle|nebius))$/u;

/**
 * The book as it stood on a day: every record, every dated entry and every assumption of later is deleted, but for the
 * numbers that have no earlier value, which stay in use as hindsight.
 */
export function until(of: Book, day: Day): { past: Book; deleted: number } {
  const facts = new Map([...of.facts].filter(([, fact]) => factKnown(of, fact) <= day));
  const dated = <T>(list: readonly Since<T>[]): readonly Since<T>[] =>
    list.filter(({ from }) => from === undefined || lastDay(from) <= day);
  const asOf = (leg: Leg): Leg => ({
    ...leg,
    status: dated(leg.status) as Leg["status"],
    firmness: dated(leg.firmness) as Leg["firmness"],
    amount: {
      headline: dated(leg.amount.headline),
      firm: dated(leg.amount.firm),
      cancellable: dated(leg.amount.cancellable),
      drawn: dated(leg.amount.drawn),
      paid: dated(leg.amount.paid),
    },
  });
  const legs = new Map(
    [...of.legs].filter(([, leg]) => legKnown(of, leg) <= day).map(([id, leg]) => [id, asOf(leg)]),
  );
  const assumptions = new Map(
    [...of.assumptions].filter(([id, each]) => {
      const hasEarlier = each.start ? !mayStart(of, each, day) : left.test(id) || earlierOf(id) !== undefined;
      return couldAssume(each, day) || !hasEarlier;
    }),
  );
  const deals = new Map([...of.deals].filter(([, deal]) => deal.legs.some((leg) => legs.has(leg.id))));
  const deleted =
    of.facts.size - facts.size + of.legs.size - legs.size + of.assumptions.size - assumptions.size;
  return { past: { ...of, facts, legs, assumptions, deals }, deleted };
}
