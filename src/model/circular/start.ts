// What is known of every party at the end of a quarter, on a day: where a simulation starts.

import type { Book } from "../../book/book.ts";
import type { Day } from "../../unit/date.ts";
import type { Quarter } from "./quarter.ts";

/** A figure with the ends of its 90 % interval, in base units (USD, W as GW × 1e9, shares). */
export interface Level {
  readonly low: number;
  readonly central: number;
  readonly high: number;
  /** Ids of the facts and assumptions that it rests on. */
  readonly from: readonly string[];
}

export interface Start {
  readonly quarter: Quarter;
  /** What was known on this day counts. */
  readonly day: Day;
  /** By `<party>.<figure>`, such as `anthropic.runRate`. */
  readonly figures: ReadonlyMap<string, Level>;
  /** What could not be found, with the party that needs it. */
  readonly missing: readonly { readonly party: string; readonly figure: string }[];
}

export function startOf(book: Book, quarter: Quarter, day: Day): Start {
  void book;
  return { quarter, day, figures: new Map(), missing: [] };
}
