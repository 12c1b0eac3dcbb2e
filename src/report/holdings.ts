// What the book holds: records by collection, and how much is known of the amounts of its legs.

import type { Book, Leg } from "../book/book.ts";
import { amountStates, legKinds, recordKinds } from "../book/vocabulary.ts";
import { legKnown, on } from "../book/known.ts";
import type { Day } from "../unit/date.ts";
import { type Answer, table, text } from "./answer.ts";
import { countCell } from "./number.ts";

/** Records by collection, and for each kind of leg in how many each state of the amount is a figure. */
export function holdingsAnswer(book: Book, day: Day): Answer {
  const legs = [...book.legs.values()].filter((leg) => legKnown(book, leg) <= day);
  const records = recordKinds.map((name) => ({ collection: name, records: book[name].size }));
  const states = legKinds
    .map((kind) =>
      row(
        kind,
        legs.filter((leg) => leg.kind === kind),
        day,
      ),
    )
    .filter(({ legs: n }) => n > 0);
  const all = row("all", legs, day);
  const unknown = amountStates.reduce((sum, state) => sum + (all.legs - all[state]), 0);
  return {
    json: { records, states: [...states, all], unknownStates: unknown },
    blocks: [
      { heading: "Records" },
      table(
        undefined,
        ["collection", ">records"],
        records.map((each) => [text(each.collection), countCell(each.records)]),
      ),
      { heading: `Legs known on ${day} in which a state of the amount is a figure; the others say unknown` },
      table(
        undefined,
        ["kind", ">legs", ...amountStates.map((state) => `>${state}`)],
        [...states, all].map((each) => [
          text(each.kind),
          countCell(each.legs),
          ...amountStates.map((state) => countCell(each[state])),
        ]),
      ),
      { lines: [`Of ${all.legs * amountStates.length} states, ${unknown} are unknown.`] },
    ],
    sources: [],
    sentence: `Of the ${all.legs * amountStates.length} states of amount of ${all.legs} legs, ${unknown} are unknown`,
  };
}

function row(kind: string, legs: readonly Leg[], day: Day) {
  const known = (state: (typeof amountStates)[number]): number =>
    legs.filter((leg) => on(leg.amount[state], day) !== undefined).length;
  return {
    kind,
    legs: legs.length,
    headline: known("headline"),
    firm: known("firm"),
    cancellable: known("cancellable"),
    drawn: known("drawn"),
    paid: known("paid"),
  };
}
