// A book as text and back: what a door may keep beside the build, so that it need not parse again.

import type { Book } from "./book.ts";

/** Changes whenever a kept book of an earlier program could be misread. */
const cacheVersion = 1;

/** The book as JSON text; unknown stays absent. */
export function bookToText(book: Book): string {
  const plain = Object.fromEntries(
    Object.entries(book).map(([key, value]) => [key, value instanceof Map ? [...value.values()] : value]),
  );
  delete plain["legs"];
  return JSON.stringify({ cacheVersion, ...plain });
}

/** The book of such a text, or undefined where the text is of another version. */
export function bookFromText(text: string): Book | undefined {
  const { cacheVersion: version, header, hash, ...rest } = JSON.parse(text) as Record<string, unknown>;
  if (version !== cacheVersion) return undefined;
  const maps = Object.fromEntries(
    Object.entries(rest).map(([key, records]) => [
      key,
      new Map((records as { id: string }[]).map((record) => [record.id, record])),
    ]),
  ) as unknown as Omit<Book, "header" | "hash" | "legs">;
  const legs = new Map(
    [...maps.deals.values()].flatMap((deal) => deal.legs.map((leg) => [leg.id, leg] as const)),
  );
  return { ...maps, header: header as Book["header"], hash: hash as string, legs };
}
