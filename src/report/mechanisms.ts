// The mechanisms of the simulation: what each does, on which legs of the book it works, and which series it moves.

import type { Book, Leg } from "../book/book.ts";
import { isLive } from "../book/count.ts";
import type { Economy } from "../model/circular/economy.ts";
import { mechanisms } from "../model/circular/mechanism.ts";
import type { Day } from "../unit/date.ts";
import { type Answer, table, text } from "./answer.ts";
import { count } from "./number.ts";

/** Kinds of legs that only a mechanism can bring to life. */
const kinds: ReadonlySet<Leg["kind"]> = new Set(["guarantee", "warrant", "lease", "convertible"]);

/** The answer to `mechanisms`. */
export function mechanismsAnswer(book: Book, economy: Economy, day: Day): Answer {
  const legs = new Map(economy.mechanisms.map((used) => [used.id, used.legs]));
  const rows = mechanisms
    .filter(({ id }) => legs.has(id))
    .map(({ id, does, moves }) => ({ id, does, moves, legs: legs.get(id)! }));
  const working = new Set(economy.mechanisms.flatMap((used) => used.legs));
  const idle = [...book.legs.values()]
    .filter((leg) => kinds.has(leg.kind) && isLive(book, leg, day) && !working.has(leg.id))
    .map(({ id, kind }) => ({ leg: id, kind }));
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
      {
        lines: [
          `${count(idle.length)} legs of the kinds ${[...kinds].join(", ")} have no effect: they are no promise yet, have no amount, are paid already, or bind nobody who is simulated. --json names them.`,
        ],
      },
    ],
    sources: [],
    sentence: `The simulation has ${count(rows.length)} mechanisms`,
  };
}
