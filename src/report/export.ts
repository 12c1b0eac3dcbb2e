// The whole book as one document for other programs.

import { type Book } from "../book/book.ts";
import { legKnown } from "../book/known.ts";
import type { Day } from "../unit/date.ts";
import type { Answer } from "./answer.ts";
import { jsonRecord } from "./list.ts";

/** Every record with low, high and unit of each quantity; legs not yet known on the day are left out. */
export function exportAnswer(book: Book, day: Day): Answer {
  const { header, hash, legs: _, ...maps } = book;
  const records = Object.fromEntries(
    Object.entries(maps).map(([name, map]) => [
      name,
      [...(map as ReadonlyMap<string, object>).values()].map((record) => jsonRecord(record, day)),
    ]),
  );
  const deals = [...book.deals.values()].flatMap((deal) => {
    const known = deal.legs.filter((leg) => legKnown(book, leg) <= day);
    return known.length === 0 ? [] : [jsonRecord({ ...deal, legs: known }, day)];
  });
  return {
    json: { book: { ...header, hash, asOf: day }, ...records, deals },
    blocks: [],
    sources: [...book.sources.keys()],
    sentence: `The book ${header.title} holds ${deals.length} deals`,
  };
}
