// A book from the texts of its files: read, laid over one another, checked, joined. No disk in here.

import { type Fault, RoundtripError } from "../error/error.ts";
import type { Book, Deal, Leg, Source } from "./book.ts";
import { checkRecords, legId } from "./check.ts";
import { type Citation, type Collection, type Header, collections } from "./format.ts";
import { type Joined, joinLayers } from "./join.ts";
import { type Entry, type Records, readRecords } from "./read.ts";
import { type SourceText, faultAt } from "./source-text.ts";

/** The files of one book; the first layer stands alone, the others lie over it. */
export type Layer = readonly SourceText[];

/**
 * Reads a book, or several that lie over one another.
 *
 * @param layers  the files of each book, the default or the user's own first
 * @param hash    fingerprint of the files, from whoever read them; it names the book's version
 * @throws BOOK_FAULTS with every fault at once: code, file, line, column, excerpt, remedy
 */
export function loadBook(layers: readonly Layer[], hash: string): Book {
  const { book, faults } = tryBook(layers, hash);
  if (book) return book;
  const count = faults.length === 1 ? "one fault" : `${faults.length} faults`;
  throw new RoundtripError("BOOK_FAULTS", `The book has ${count}.`, {
    remedy: "Mend what is listed; `roundtrip book check DIR` lists it again.",
    faults,
  });
}

/** The book, or every fault that it has. */
export function tryBook(
  layers: readonly Layer[],
  hash: string,
): { book: Book | undefined; faults: readonly Fault[] } {
  const faults: Fault[] = [];
  const records = layers.map((layer) => {
    const read = readRecords(layer);
    faults.push(...read.faults);
    return read.records;
  });
  const { joined, faults: overlaid } = joinLayers(records);
  faults.push(...overlaid);
  // Rules over several records run on what could be read, so that one run reports everything;
  // what they say of records that could not be read would be noise, and is left out.
  faults.push(...checkRecords(joined).filter((fault) => faults.length === 0 || !isDangling(fault)));
  const header = headerOf(records, layers, faults);
  if (faults.length > 0 || !header) return { book: undefined, faults: inOrder(faults) };
  return { book: build(joined, header, hash), faults: [] };
}

/** Ids that are missing may be those of records that could not be read. */
function isDangling(fault: Fault): boolean {
  return (
    /^BOOK_(UNKNOWN_(PARTY|SOURCE|LEG|PLATFORM)|FORMULA)$/u.test(fault.code) &&
    !fault.remedy.startsWith("Did you mean")
  );
}

function headerOf(
  records: readonly Records[],
  layers: readonly Layer[],
  faults: Fault[],
): Header | undefined {
  const base = records[0]?.header?.value;
  if (
    !base &&
    !faults.some((fault) => fault.code === "BOOK_NEWER_FORMAT" || fault.code.startsWith("BOOK_Y"))
  ) {
    const source = layers[0]?.[0] ?? { file: "book.yaml", text: "" };
    faults.push(
      faultAt(
        source,
        0,
        0,
        "BOOK_NO_HEADER",
        "The book has no header.",
        "Add book.yaml with `book:` and its format, id, title, version, licence, attribution and read.",
      ),
    );
  }
  if (!base) return undefined;
  const over = records.slice(1).flatMap((layer) => (layer.header ? [layer.header.value] : []));
  const read = [base, ...over]
    .map((header) => header.read)
    .toSorted()
    .at(-1)!;
  return { ...base, id: [base, ...over].map((header) => header.id).join("+"), read };
}

function inOrder(faults: readonly Fault[]): Fault[] {
  const seen = new Set<string>();
  const unique = faults.filter((fault) => {
    const key = `${fault.file}:${fault.line}:${fault.column}:${fault.code}:${fault.message}`;
    return !seen.has(key) && seen.add(key);
  });
  return unique.toSorted(
    (a, b) =>
      compare(a.file ?? "", b.file ?? "") ||
      (a.line ?? 0) - (b.line ?? 0) ||
      (a.column ?? 0) - (b.column ?? 0),
  );
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function build(joined: Joined, header: Header, hash: string): Book {
  const sources = new Map<string, Source>();
  for (const [id, entry] of joined.sources) sources.set(id, withoutOverlay(entry.record));
  /** Sources written out in a record get an id of their own, after the record. */
  const cite = (citations: readonly Citation[] | undefined, owner: string): string[] =>
    (citations ?? []).map((citation, i) => {
      if (typeof citation === "string") return citation;
      const id = `${owner}-source-${i + 1}`;
      sources.set(id, { id, ...citation });
      return id;
    });
  const all = <T>(name: Collection): Map<string, T> => {
    const map = new Map<string, T>();
    for (const [id, entry] of joined[name] as Map<string, Entry>) {
      const {
        id: _,
        sources: cited,
        confidence,
        reason,
        note,
        ...fields
      } = withoutOverlay(entry.record) as Written;
      map.set(id, { id, ...fields, sources: cite(cited, id), confidence, reason, note } as T);
    }
    return map;
  };
  const legs = new Map<string, Leg>();
  const deals = new Map<string, Deal>();
  for (const [id, { record }] of joined.deals) {
    const shared = cite(record.sources, id);
    const deal: Deal = {
      id,
      title: record.title,
      announced: record.announced,
      sources: shared,
      confidence: record.confidence,
      reason: record.reason,
      note: record.note,
      legs: record.legs.map((written): Leg => {
        const own = legId(record, written);
        const {
          id: _,
          announced,
          sources: cited,
          confidence,
          reason,
          note,
          ...fields
        } = withoutOverlay(written);
        return {
          id: own,
          deal: id,
          announced: announced ?? record.announced,
          ...fields,
          sources: cited ? cite(cited, own) : shared,
          confidence: confidence ?? record.confidence,
          reason: reason ?? record.reason,
          note,
        };
      }),
    };
    deals.set(id, deal);
    for (const leg of deal.legs) legs.set(leg.id, leg);
  }
  const rest = Object.fromEntries(
    (Object.keys(collections) as Collection[])
      .filter((name) => name !== "sources" && name !== "deals")
      .map((name) => [name, all(name)]),
  ) as unknown as Omit<Book, "header" | "hash" | "sources" | "deals" | "legs">;
  return { ...rest, header, hash, sources, deals, legs };
}

/** What any record may carry beside its own fields. */
interface Written {
  readonly id?: string;
  readonly sources?: readonly Citation[];
  readonly confidence?: string;
  readonly reason?: string;
  readonly note?: string;
}

function withoutOverlay<T extends object>(record: T): Omit<T, "overlay"> {
  const { overlay: _, ...rest } = record as T & { overlay?: unknown };
  return rest;
}
