// What the page is set up with: the book's name and days, who is in it, and which words can be looked up.

import type { Book } from "../../book/book.ts";
import { groupOf, newestDay } from "../../book/known.ts";
import { recordKinds } from "../../book/vocabulary.ts";
import { yearsOfFlows } from "../../network/book-years.ts";
import type { AnyRecord } from "../../report/records.ts";

export interface Stage {
  readonly title: string;
  readonly version: string;
  readonly licence: string;
  readonly attribution: string;
  readonly hash: string;
  /** The newest day of the book: what is known ends here. */
  readonly day: string;
  /** Calendar years in which the book has payments. */
  readonly years: { readonly first: number; readonly last: number };
  readonly records: readonly RecordName[];
  readonly parties: readonly PartyName[];
  /** How futures are computed; said once where it is the slow way. */
  readonly engine: "wasm" | "interpret";
}

/** A record that can be opened, and what people call it. */
export interface RecordName {
  readonly id: string;
  readonly kind: string;
  readonly name: string;
}

export interface PartyName {
  readonly id: string;
  readonly name: string;
  readonly group: string;
  readonly kind: string;
}

export function stageOf(book: Book, engine: Stage["engine"]): Stage {
  const day = newestDay(book);
  const { title, version, licence, attribution } = book.header;
  const year = Number(day.slice(0, 4));
  const years = yearsOfFlows({ book, day, level: "group" }) ?? { first: year, last: year };
  return {
    title,
    version,
    licence,
    attribution,
    hash: book.hash,
    day,
    years,
    records: [...recordNames(book)],
    parties: [...book.parties.values()].map((party) => ({
      id: party.id,
      name: party.name,
      group: groupOf(book, party.id, day),
      kind: party.kind,
    })),
    engine,
  };
}

function* recordNames(book: Book): Generator<RecordName> {
  for (const kind of recordKinds) {
    for (const record of (book[kind] as ReadonlyMap<string, AnyRecord>).values()) {
      const { id } = record as { readonly id: string };
      yield { id, kind, name: nameIn(record) ?? id };
    }
  }
}

function nameIn(record: AnyRecord): string | undefined {
  for (const field of ["name", "title", "claim", "signal", "parameter", "headline"]) {
    const value = record[field];
    if (typeof value === "string" && value !== "") return value;
  }
  return undefined;
}
