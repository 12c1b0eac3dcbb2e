// What an expression reads: names of this period and of periods before.

import type { Expression } from "../expression/expression.ts";
import { readingOf } from "../expression/reading.ts";

/** Names that an expression reads in the same period, each once, in the order in which they stand. */
export function readsNow(e: Expression): string[] {
  return [...new Set(readingOf(e).now)];
}

/** Names that an expression reads in periods before. */
export function readsBefore(e: Expression): string[] {
  return [...new Set(readingOf(e).before)];
}
