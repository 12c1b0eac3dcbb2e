import { describe, expect, test } from "vitest";
import { bookFromText, bookToText } from "../../src/book/cache.ts";
import { loadBook, tryBook } from "../../src/book/load.ts";
import { isLive } from "../../src/book/count.ts";
import { defaultBook } from "../small-book.ts";

const header = (id: string) =>
  `book: {format: 1, id: ${id}, title: T, version: 1, licence: CC BY 4.0, attribution: A, read: 2026-12-31}\n`;
const base = `${header("base")}
sources:
  - {id: gazette, publisher: G, title: N, date: 2026-01-01}
parties:
  - {id: a, name: A, kind: lab}
  - {id: b, name: B, kind: cloud}
deals:
  - id: one
    title: One
    announced: 2026-01-01
    sources: [gazette]
    legs: [{kind: equity, payer: b, payee: a, firmness: firm, status: active, amount: unknown}]
  - id: two
    title: Two
    announced: 2026-01-01
    sources: [gazette]
    legs: [{kind: equity, payer: b, payee: a, firmness: firm, status: active, amount: unknown}]
`;
const layers = (...texts: string[]) => texts.map((text, i) => [{ file: `${i}.yaml`, text }]);

describe("a book over another", () => {
  const over = `${header("mine")}
parties:
  - {id: c, name: C, kind: investor}
deals:
  - {id: two, overlay: cancel}
  - id: one
    overlay: replace
    title: One, corrected
    announced: 2026-01-02
    sources: [gazette]
    legs: [{kind: debt, payer: c, payee: a, firmness: firm, status: active, amount: unknown}]
`;
  test("adds, replaces and cancels by id", () => {
    const book = loadBook(layers(base, over), "x");
    expect([...book.parties.keys()]).toEqual(["a", "b", "c"]);
    expect([...book.deals.keys()]).toEqual(["one"]);
    expect(book.deals.get("one")).toMatchObject({ title: "One, corrected", announced: "2026-01-02" });
    expect([...book.legs.values()].map(({ id, kind, payer }) => ({ id, kind, payer }))).toEqual([
      { id: "one", kind: "debt", payer: "c" },
    ]);
    expect(book.header.id).toBe("base+mine");
  });

  test("does nothing by accident: an id that is there needs to say replace, one that is not cannot", () => {
    const silent = tryBook(layers(base, over.replace("    overlay: replace\n", "")), "x");
    expect(silent.faults.map(({ code }) => code)).toEqual(["BOOK_DUPLICATE_ID"]);
    const nothing = tryBook(layers(base, `${header("mine")}deals:\n  - {id: tow, overlay: cancel}\n`), "x");
    expect(nothing.faults).toMatchObject([{ code: "BOOK_OVERLAY", remedy: 'Did you mean "two"?' }]);
  });
});

describe("sources", () => {
  test("that are written out in a record get an id after it", () => {
    const book = loadBook(
      layers(base.replace("sources: [gazette]", "sources: [{publisher: P, title: T, date: 2026-01-01}]")),
      "x",
    );
    expect(book.deals.get("one")!.sources).toEqual(["one-source-1"]);
    expect(book.sources.get("one-source-1")).toMatchObject({ publisher: "P" });
  });
  test("of a deal are those of its legs that name none", () => {
    const book = loadBook(layers(base), "x");
    expect(book.legs.get("two")!.sources).toEqual(["gazette"]);
  });
});

test("a book kept as text comes back as the same book", async () => {
  const book = await defaultBook();
  const back = bookFromText(bookToText(book))!;
  expect(back.legs.size).toBe(book.legs.size);
  expect(JSON.parse(bookToText(back))).toEqual(JSON.parse(bookToText(book)));
  for (const leg of book.legs.values()) {
    expect(isLive(back, back.legs.get(leg.id)!, "2026-10-10")).toBe(isLive(book, leg, "2026-10-10"));
  }
});
