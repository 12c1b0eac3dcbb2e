// The whole book as one document for other programs.

import type { Book } from "../book/book.ts";
import { recordKinds } from "../book/vocabulary.ts";
import type { Day } from "../unit/date.ts";
import type { Answer } from "./answer.ts";
import { jsonRecord } from "./record-json.ts";
import { recordsOn } from "./records.ts";

/** Every record that was known on the day, with low, high and unit of each quantity. */
export function exportAnswer(book: Book, day: Day): Answer {
  const { header, hash } = book;
  const kinds = recordKinds.filter((kind) => kind !== "legs");
  const records = Object.fromEntries(
    kinds.map((kind) => [kind, recordsOn(book, kind, day).map((record) => jsonRecord(record, day))]),
  );
  return {
    json: { book: { ...header, hash, asOf: day }, ...records },
    blocks: [],
    sources: [...book.sources.keys()],
    sentence: `The book ${header.title} holds ${records["deals"]!.length} deals`,
  };
}
