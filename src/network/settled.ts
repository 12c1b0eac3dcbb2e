// Which payments are known to have been made, and whether in the year in which they count.

import type { Leg } from "../book/book.ts";
import { on } from "../book/known.ts";
import type { Day } from "../unit/date.ts";
import { high } from "../unit/quantity.ts";

/** Whether money of a leg is known to have moved: what is promised fills no pool. */
export function isSettled(leg: Leg, day: Day): boolean {
  const moved = [on(leg.amount.paid, day), on(leg.amount.drawn, day)];
  return moved.some((q) => q !== undefined && high(q) > 0) || on(leg.status, day) === "completed";
}
