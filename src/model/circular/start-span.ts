// Which calendar quarters a fact is about.

import type { Fact } from "../../book/book.ts";
import { periodOf } from "../../book/period.ts";
import { lengthOf } from "../../unit/date.ts";
import { type Quarter, quarterEnding } from "./quarter.ts";

/** A figure that covers whole quarters. */
export interface Span {
  readonly last: Quarter;
  readonly quarters: number;
  readonly fact: Fact;
}

/** What is told of some quarters, the last of them by the nearest calendar quarter. */
export function spansOf(facts: readonly Fact[]): Span[] {
  return facts.flatMap((fact) => {
    const days = periodOf(fact);
    if (!days) return [];
    const quarters = Math.round(lengthOf(days) / 91.3);
    return quarters < 1 ? [] : [{ last: quarterEnding(days.end), quarters, fact }];
  });
}
