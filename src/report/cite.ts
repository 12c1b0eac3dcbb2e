// Where figures come from, and a sentence that may be printed.

import type { Book } from "../book/book.ts";
import type { Day } from "../unit/date.ts";
import { type Answer, type Block, table, text } from "./answer.ts";

/** The sources of every figure of an answer, as a table. */
export function sourceBlocks(book: Book, answer: Answer): Block[] {
  const sources = answer.sources
    .flatMap((id) => book.sources.get(id) ?? [])
    .toSorted((a, b) => (a.id < b.id ? -1 : 1));
  return [
    { heading: `Sources (${sources.length})` },
    table(
      undefined,
      ["id", "publisher", "title", "date", "trust", "address"],
      sources.map((source) => [
        text(source.id),
        text(source.publisher),
        text(source.title),
        text(source.date),
        text(source.confidence),
        text(source.address),
      ]),
    ),
  ];
}

/** The sources of an answer as data. */
export function sourcesJson(book: Book, answer: Answer): unknown[] {
  return answer.sources.flatMap((id) => {
    const source = book.sources.get(id);
    return source ? [{ address: null, date: null, confidence: null, ...source }] : [];
  });
}

/** One sentence with figure, date, book version and licence. */
export function citation(book: Book, answer: Answer, day: Day): string {
  const { title, version, licence, attribution } = book.header;
  return `${answer.sentence}, as known on ${day} (${attribution}, ${title} ${version}, ${book.hash.slice(0, 12)}, ${licence}).`;
}
