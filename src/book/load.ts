// A book from the texts of its files: read, laid over one another, checked, joined. No disk in here.

import { type Fault, RoundtripError } from "../error/error.ts";
import type { Book } from "./book.ts";
import { build } from "./build.ts";
import { checkRecords } from "./check.ts";
import type { Header } from "./format.ts";
import { joinLayers } from "./join.ts";
import { type Records, readRecords } from "./read.ts";
import { type SourceText, faultAt } from "./source-text.ts";

/** The files of one book; the first layer stands alone, the others lie over it. */
export type Layer = readonly SourceText[];

/**
 * Reads a book, or several that lie over one another.
 *
 * @param layers  the files of each book, the default or the user's own first
 * @param hash    fingerprint of the files, from whoever read them; it names the book's version
 * @param unreadable  faults of files that are no texts
 * @throws BOOK_FAULTS with every fault at once: code, file, line, column, excerpt, remedy
 */
export function loadBook(layers: readonly Layer[], hash: string, unreadable: readonly Fault[] = []): Book {
  const { book, faults } = tryBook(layers, hash, unreadable);
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
  unreadable: readonly Fault[] = [],
): { book: Book | undefined; faults: readonly Fault[] } {
  const faults: Fault[] = [...unreadable];
  const records = layers.map((layer) => {
    const read = readRecords(layer);
    faults.push(...read.faults);
    return read.records;
  });
  const newer = faults.filter((fault) => fault.code === "BOOK_NEWER_FORMAT");
  if (newer.length > 0) return { book: undefined, faults: newer };
  const { joined, faults: overlaid, cancelled } = joinLayers(records);
  faults.push(...overlaid);
  // Rules over several records run on what could be read, so that one run reports everything;
  // what they say of records that could not be read would be noise, and is left out.
  faults.push(
    ...checkRecords(
      joined,
      records.map(({ header }) => header),
      records.flatMap(({ unreadDeals }) => unreadDeals),
      cancelled,
    ).filter((fault) => faults.length === 0 || !isDangling(fault)),
  );
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
  if (!base && !records[0]?.headerHidden && !faults.some((fault) => fault.code === "BOOK_ENCODING")) {
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
