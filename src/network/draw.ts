// A figure that is not known as one number, drawn.

import type { Book } from "../book/book.ts";
import { normalPair } from "../random/normal.ts";
import type { Draws } from "../random/philox.ts";
import { type Quantity, central, high, low } from "../unit/quantity.ts";

/** Width of a 90 % interval of the normal distribution, in standard deviations. */
const normalWidth = 3.2897072539029435;

/**
 * How a quantity is drawn: an interval from the normal distribution that has it as its 90 % interval
 * (never below zero), a cap from its probability and then evenly below the cap, conflicting reports
 * with equal chances.
 *
 * @returns undefined where it is one figure, or a floor: nobody said how much more
 */
export function drawOf(book: Book, q: Quantity | undefined): ((random: Draws) => number) | undefined {
  switch (q?.form) {
    case undefined:
    case "point":
    case "floor":
      return undefined;
    case "interval": {
      const [mean, sd] = [central(q), (high(q) - low(q)) / normalWidth];
      return (random) => Math.max(0, mean + sd * normal(random));
    }
    case "conflict":
      return (random) => q.values[random.below(q.values.length)]!;
    case "cap": {
      const assumption = book.assumptions.get("probability-up-to");
      const chance = assumption ? central(assumption.central ?? assumption.value) : 1;
      return (random) => (random.next() < chance ? random.next() * high(q) : 0);
    }
  }
}

/** A standard normal, the first of a pair; the same digits in every browser. */
function normal(random: Draws): number {
  const [u1, u2] = [random.next(), random.next()];
  return normalPair(u1, u2)[0];
}
