// One broken book a file, named after the code that it raises. The first lines of a file say what is
// expected and where (`# expects CODE at LINE:COLUMN`), or a sibling `NAME.expects` does where the
// fault is about the beginning of the file. `# over good/base.yaml` lays the file over that book.

import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { loadBook, tryBook } from "../../src/book/load.ts";
import { type SourceText, decode } from "../../src/book/source-text.ts";
import { type Fault, RoundtripError } from "../../src/error/error.ts";

const here = fileURLToPath(new URL(".", import.meta.url));
const sourceFolders = ["book", "unit"].map((name) => join(here, "../../src", name));
const files = readdirSync(here).filter((name) => name.endsWith(".yaml"));

/** Codes that stand for other faults, and codes of the door to the disk: test/cli has those. */
const elsewhere = new Set(["BOOK_FAULTS"]);

const header =
  "book: { format: 1, id: wrong, title: Wrong, version: 1.0, licence: CC0-1.0, attribution: nobody, read: 2026-09-30 }\n";

test.each(files)("%s is refused for what it says, at its place", (file) => {
  const expected = expectedOf(file);
  const faults = faultsOf(file);
  expect(expected.length).toBeGreaterThan(0);
  expect(faults.map(({ code, line, column }) => `${code} at ${line}:${column}`)).toEqual(expected);
  for (const fault of faults) {
    expect(fault).toMatchObject({
      file,
      message: expect.stringMatching(/\S.*[.!?]$/u),
      remedy: expect.stringMatching(/\S.*[^,:]$/u),
      excerpt: expect.any(String),
    });
    expect(fault.width).toBeGreaterThanOrEqual(1);
    expect(fault.message + fault.remedy + fault.excerpt).not.toMatch(
      /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/u,
    );
  }
});

test.each(files)("%s is named after a code that it raises", (file) => {
  const name = file.replace(/\.yaml$/u, "");
  const kebab = expectedOf(file).map((line) => line.split(" ")[0]!.toLowerCase().replaceAll("_", "-"));
  expect(kebab.some((code) => name === code || name.startsWith(`${code}-`))).toBe(true);
});

test("every code of a book and of a quantity has a file that raises it", () => {
  const covered = new Set(files.flatMap((file) => expectedOf(file).map((line) => line.split(" ")[0]!)));
  const missing = codesInSource().filter((code) => !covered.has(code) && !elsewhere.has(code));
  expect(missing).toEqual([]);
});

describe("what is misspelt is answered with what was meant", () => {
  test.each([
    ["book-unknown-party.yaml", "nimbus-cloud"],
    ["book-unknown-party-guarantor.yaml", "lumen-ai"],
    ["book-unknown-source.yaml", "gazette"],
    ["book-unknown-leg.yaml", "lumen-cloud"],
    ["book-unknown-platform.yaml", "nimbus-models"],
    ["book-unknown-key-of-a-list.yaml", "deals"],
    ["book-unknown-key-of-a-record.yaml", "country"],
    ["book-unknown-key-deep-in-a-deal.yaml", "end"],
    ["book-unknown-key-of-a-change.yaml", "note"],
    ["book-value-kind.yaml", "neocloud"],
    ["book-value-status.yaml", "active"],
    ["book-value-status-in-a-list.yaml", "completed"],
    ["quantity-unit-5-bilion-usd.yaml", "billion"],
    ["book-formula-unknown-figure.yaml", "lumen-cloud"],
    ["book-formula-unknown-field.yaml", "firm"],
    ["book-formula-unknown-kind.yaml", "leg"],
    ["book-formula-unknown-party.yaml", "nimbus-cloud"],
    ["book-formula-quantity.yaml", "years"],
    ["book-overlay-cancels-what-is-not-there.yaml", "lumen-cloud"],
  ])("%s → %s", (file, meant) => {
    expect(
      faultsOf(file)
        .map(({ remedy }) => remedy)
        .join(" "),
    ).toContain(`Did you mean "${meant}"?`);
  });
});

test("one figure in place of the five states of an amount is answered with the states", () => {
  const [fault] = faultsOf("book-value-amount-as-one-figure.yaml");
  expect(fault?.remedy).toMatch(/headline.*firm.*paid/u);
});

test("the good books of this folder have no fault", () => {
  for (const file of readdirSync(join(here, "good"))) {
    expect(tryBook([[source(join("good", file))]], "hash").faults).toEqual([]);
  }
});

test("markup in names and titles is text, kept letter by letter", () => {
  const { book } = tryBook([[source("good/markup-in-names.yaml")]], "hash");
  expect(book?.parties.get("nimbus-cloud")?.name).toBe("<script>alert(1)</script>");
  expect(book?.parties.get("lumen-ai")?.name).toBe('Lumen & Söhne "AI" 光 🙂');
  expect(book?.parties.get("lumen-ai")?.note).toBe("=cmd|' /C calc'!A0");
  expect(book?.deals.get("lumen-cloud")?.title).toBe("<img src=x onerror=alert(1)>");
});

test("two hundred faults are reported at once, each at its own line", () => {
  const lines = Array.from({ length: 200 }, (_, i) => `  - { id: p-${i}, name: P${i}, kind: neoclod }`);
  const { book, faults } = tryBook(
    [[{ file: "book.yaml", text: `${header}parties:\n${lines.join("\n")}\n` }]],
    "hash",
  );
  expect(book).toBeUndefined();
  expect(faults.map(({ code, line }) => `${code} ${line}`)).toEqual(
    lines.map((_, i) => `BOOK_VALUE ${i + 3}`),
  );
});

test("twenty thousand faults take seconds, not minutes", { timeout: 20_000 }, () => {
  const lines = Array.from({ length: 20_000 }, (_, i) => `  - { id: p-${i}, name: P${i}, kind: neoclod }`);
  const { faults } = tryBook(
    [[{ file: "book.yaml", text: `${header}parties:\n${lines.join("\n")}\n` }]],
    "hash",
  );
  expect(faults.length).toBe(20_000);
});

test("aliases are never followed: a laugh that doubles thirty times is refused at once", () => {
  const levels = Array.from({ length: 30 }, (_, i) => `  - &l${i + 1} [*l${i}, *l${i}]`);
  const text = `${header}parties:\n  - &l0 ha\n${levels.join("\n")}\n`;
  const started = performance.now();
  const { faults } = tryBook([[{ file: "bomb.yaml", text }]], "hash");
  expect(performance.now() - started).toBeLessThan(2000);
  expect(faults.filter(({ code }) => code === "BOOK_ANCHOR").length).toBe(91);
});

test("a file that is refused does not hide the faults of the others", () => {
  const parties = { file: "a.yaml", text: `${header}parties: [{ id: a, name: A, kind: labb }]\n` };
  const broken = { file: "b.yaml", text: 'deals: ["\n' };
  const { faults } = tryBook([[parties, broken]], "hash");
  expect(faults.map(({ code, file }) => `${code} ${file}`)).toEqual([
    "BOOK_VALUE a.yaml",
    "BOOK_YAML b.yaml",
  ]);
});

test("a second header is refused, wherever it stands", () => {
  const { faults } = tryBook(
    [
      [
        { file: "a.yaml", text: header },
        { file: "b.yaml", text: `\n${header}` },
      ],
    ],
    "hash",
  );
  expect(faults).toMatchObject([{ code: "BOOK_DUPLICATE_KEY", file: "b.yaml", line: 2 }]);
  expect(faults[0]?.remedy).toContain("a.yaml");
});

test("lines that end as on Windows are counted and shown as others are", () => {
  const text = `${header}parties:\n  - { id: a, name: A, kind: labb }\n`.replaceAll("\n", "\r\n");
  const { faults } = tryBook([[{ file: "book.yaml", text }]], "hash");
  expect(faults).toMatchObject([
    { code: "BOOK_VALUE", line: 3, column: 29, excerpt: "  - { id: a, name: A, kind: labb }" },
  ]);
});

test("a byte order mark is no fault", () => {
  const bytes = Buffer.from(`\ufeff${header}`);
  const read = decode("book.yaml", bytes);
  expect("text" in read && tryBook([[read]], "hash").faults).toEqual([]);
});

test("a hostile name in a message cannot move the cursor of a terminal", () => {
  const text = `${header}deals:\n  - { id: "\\e[2J\\u202e", overlay: cancel }\n`;
  const { faults } = tryBook([[{ file: "book.yaml", text }]], "hash");
  expect(faults.length).toBeGreaterThan(0);
  expect(faults.map(({ message }) => message).join("")).not.toMatch(/[\u001b\u202e]/u);
});

test("sources written out in a deal and in its only leg stay apart", () => {
  const text = `${header}parties:
  - { id: nimbus-cloud, name: Nimbus Cloud, kind: cloud }
  - { id: lumen-ai, name: Lumen AI, kind: lab }
deals:
  - id: loan
    title: Nimbus lends to Lumen
    announced: 2025-03-01
    sources: [{ publisher: The Gazette, title: Of the deal }]
    legs:
      - kind: debt
        payer: nimbus-cloud
        payee: lumen-ai
        firmness: firm
        status: active
        amount: unknown
        sources: [{ publisher: The Herald, title: Of the leg }]
`;
  const { book } = tryBook([[{ file: "book.yaml", text }]], "hash");
  const titles = (ids: readonly string[] | undefined) => ids?.map((id) => book?.sources.get(id)?.title);
  expect(titles(book?.deals.get("loan")?.sources)).toEqual(["Of the deal"]);
  expect(titles(book?.legs.get("loan")?.sources)).toEqual(["Of the leg"]);
});

test("a book with faults is thrown as one error that carries them all", () => {
  try {
    loadBook([[source("book-value-beside-six-other-faults.yaml")]], "hash");
    expect.unreachable();
  } catch (error) {
    expect(error).toBeInstanceOf(RoundtripError);
    expect(error).toMatchObject({ code: "BOOK_FAULTS", exit: 3, message: "The book has 7 faults." });
    expect((error as RoundtripError).remedy).toContain("roundtrip book check");
    expect((error as RoundtripError).faults.length).toBe(7);
  }
});

function expectedOf(file: string): string[] {
  const beside = join(here, file.replace(/\.yaml$/u, ".expects"));
  const text = readFileSync(existsSync(beside) ? beside : join(here, file), "utf8");
  return [...text.matchAll(/^# expects (.*)$/gmu)].map((match) => match[1]!);
}

function faultsOf(file: string): readonly Fault[] {
  const bytes = readFileSync(join(here, file));
  const read = decode(file, bytes);
  if ("fault" in read) return [read.fault];
  const below = /^# over (.*)$/mu.exec(read.text)?.[1];
  return tryBook([...(below === undefined ? [] : [[source(below)]]), [read]], "hash").faults;
}

function source(file: string): SourceText {
  return { file, text: readFileSync(join(here, file), "utf8") };
}

/** Codes as they stand in quotation marks in the source. */
function codesInSource(): string[] {
  const text = sourceFolders
    .flatMap((folder) => readdirSync(folder).map((name) => readFileSync(join(folder, name), "utf8")))
    .join("\n");
  const codes = [...text.matchAll(/"((?:BOOK|QUANTITY)_[A-Z]{2,}(?:_[A-Z]+)*)"/gu)].map((match) => match[1]!);
  return [...new Set(codes)].toSorted();
}
