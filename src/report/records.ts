// The records of one kind that were known on a day.

import type { Assumption, Book, Leg, Provenance } from "../book/book.ts";
import { couldAssume, factKnown, legKnown, recordKnown } from "../book/known.ts";
import type { RecordKind } from "../book/vocabulary.ts";
import type { Day } from "../unit/date.ts";

export type AnyRecord = Record<string, unknown>;

/** The records of a kind that were known on a day; of a deal, the legs that were. */
export function recordsOn(book: Book, kind: RecordKind, day: Day): AnyRecord[] {
  return [...(book[kind] as ReadonlyMap<string, AnyRecord>).values()]
    .filter((record) => knownOn(book, kind, record, day))
    .map((record) => asKnown(book, record, day));
}

export function knownOn(book: Book, kind: RecordKind, record: AnyRecord, day: Day): boolean {
  const provenance = record as unknown as Provenance;
  switch (kind) {
    case "deals":
      return (record["legs"] as Leg[]).some((leg) => legKnown(book, leg) <= day);
    case "legs":
      return legKnown(book, record as unknown as Leg) <= day;
    case "facts":
      return factKnown(book, record as never) <= day;
    case "prices":
      return recordKnown(book, String(record["date"]), provenance) <= day;
    case "signals":
      return recordKnown(book, String(record["latestDate"]), provenance) <= day;
    case "offerings":
    case "infrastructure":
    case "regions":
    case "switching":
    case "incidents":
      return recordKnown(book, String(record["asOf"]), provenance) <= day;
    case "assumptions":
      return couldAssume(record as unknown as Assumption, day);
    default:
      return true;
  }
}

/** A deal without the legs that were not known on the day; any other record as it is. */
export function asKnown(book: Book, record: AnyRecord, day: Day): AnyRecord {
  if (!Array.isArray(record["legs"])) return record;
  return { ...record, legs: (record["legs"] as Leg[]).filter((leg) => legKnown(book, leg) <= day) };
}

/** A word, number or truth as text; anything else has no plain text. */
export function plain(value: unknown): string {
  return typeof value === "string" || typeof value === "number" || typeof value === "boolean"
    ? String(value)
    : "";
}
