// The mechanisms of the simulation: what each does, on which legs of the book it works, and which series it moves.

import type { Book } from "../book/book.ts";
import type { Economy } from "../model/circular/economy.ts";
import { mechanisms } from "../model/circular/mechanism.ts";
import type { Day } from "../unit/date.ts";
import { type Answer, table, text } from "./answer.ts";
import { count } from "./number.ts";
import { byReason, idleKinds, withoutEffect } from "./without-effect.ts";

/** The answer to `mechanisms`. */
export function mechanismsAnswer(book: Book, economy: Economy, day: Day): Answer {
  const legs = new Map(economy.mechanisms.map((used) => [used.id, used.legs]));
  const rows = mechanisms
    .filter(({ id }) => legs.has(id))
    .map(({ id, does, moves }) => ({ id, does, moves, legs: legs.get(id)! }));
  const idle = withoutEffect(book, economy, day);
  return {
    json: { mechanisms: rows, withoutEffect: idle },
    blocks: [
      table(
        undefined,
        ["mechanism", "what it does", "moves", ">legs", "such as"],
        rows.map((row) => [
          text(row.id),
          text(row.does),
          text(row.moves),
          { show: row.legs.length === 0 ? "" : count(row.legs.length), value: row.legs.length },
          text(row.legs[0]),
        ]),
      ),
      table(
        "The legs that each works on",
        ["mechanism", "legs"],
        rows
          .filter(({ legs: own }) => own.length > 0)
          .map((row) => [text(row.id), text(row.legs.join(", "))]),
      ),
      table(
        `${count(idle.length)} legs of the kinds ${idleKinds.join(", ")} move nothing in the simulation`,
        [">legs", "why", "which"],
        byReason(idle).map(({ why, legs: of }) => [
          { show: count(of.length), value: of.length },
          text(why),
          text(of.join(", ")),
        ]),
      ),
    ],
    sources: [],
    sentence: `The simulation has ${count(rows.length)} mechanisms`,
  };
}
