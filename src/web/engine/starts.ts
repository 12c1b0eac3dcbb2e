// From which quarters futures can start.

import type { Book } from "../../book/book.ts";
import { startQuarter, startQuarters } from "../../model/circular/start-quarter.ts";
import type { Day } from "../../unit/date.ts";

export interface Starts {
  /** The newest that most parties have told: where a simulation starts unless told otherwise. */
  readonly usual: string;
  /** All that can be a start, the newest first. */
  readonly quarters: readonly string[];
}

/** @throws START_UNKNOWN */
export function startsOn(book: Book, day: Day): Starts {
  return { usual: startQuarter(book, day), quarters: startQuarters(book, day) };
}
