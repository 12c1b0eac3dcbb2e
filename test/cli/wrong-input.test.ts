// What the command says to wrong input: exit code, data on stdout, prose on stderr.

import { spawn, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

const root = fileURLToPath(new URL("../..", import.meta.url));
const command = join(root, "bin", "roundtrip.js");
const work = realpathSync(mkdtempSync(join(tmpdir(), "roundtrip-wrong-")));

const goodBook = `book: { format: 1, id: small, title: A small book, version: 1.0, licence: CC0-1.0, attribution: nobody, read: 2026-09-30 }
parties:
  - { id: nimbus-cloud, name: Nimbus Cloud, kind: cloud }
  - { id: lumen-ai, name: Lumen AI, kind: lab }
deals:
- id: lumen-cloud
  title: Lumen rents computers
  announced: 2025-03-01
  reason: An example.
  legs:
  - kind: compute
    firmness: firm
    payer: lumen-ai
    payee: nimbus-cloud
    status: active
    amount: { headline: $5B, firm: $3B, cancellable: unknown, drawn: $2B, paid: $1B }
`;

beforeAll(() => void run("--version"), 120_000); // builds once, where the source is newer
afterAll(() => rmSync(work, { recursive: true, force: true }));

describe("a book that cannot be found", () => {
  test("a missing folder is named, with exit 3", () => {
    const { status, stdout, stderr } = run("report", "--book", "nowhere");
    expect({ status, stdout }).toEqual({ status: 3, stdout: "" });
    expect(stderr).toBe(
      'error BOOK_FOLDER\nThere is no folder "nowhere". Give the folder that holds the book\'s YAML files.\n',
    );
  });

  test("a file in place of a folder is told from a missing folder", () => {
    folder("file", { "book.yaml": "" });
    const { status, stderr } = run("book", "check", "file/book.yaml");
    expect(status).toBe(3);
    expect(stderr).toContain('error BOOK_FOLDER\n"file/book.yaml" is no folder.');
  });

  test("a folder without YAML says what belongs there, with exit 3", () => {
    folder("notes", { "readme.md": "# Nothing" });
    const { status, stdout, stderr } = run("book", "check", "notes");
    expect({ status, stdout }).toEqual({ status: 3, stdout: "" });
    expect(stderr).toContain(
      'error BOOK_NO_FILES\nThe folder "notes" has no YAML file. Put the book\'s files there',
    );
  });

  test("no book at all is wrong usage, with exit 2", () => {
    const { status, stderr } = run("report", "--no-default-book");
    expect(status).toBe(2);
    expect(stderr).toContain("error BOOK_FOLDER\nNo book is named. Give --book DIR with --no-default-book.");
  });

  test.skipIf(process.platform === "win32")("a link to nothing is the user's fault, not ours", () => {
    folder("links", { "book.yaml": goodBook });
    symlinkSync("/nowhere/at/all.yaml", join(work, "links", "deals.yaml"));
    const { status, stderr } = run("book", "check", "links");
    expect(status).toBe(3);
    expect(stderr).not.toContain("bug");
    expect(stderr).toContain("deals.yaml");
  });
});

describe("a book with faults", () => {
  const unknownParty = goodBook.replace("payee: nimbus-cloud", "payee: nimbus-cluod");

  test("a fault is shown with its place, its line and what to write instead", () => {
    folder("books/x", { "deals.yaml": unknownParty });
    const { status, stdout, stderr } = run("book", "check", "books/x");
    expect({ status, stdout }).toEqual({ status: 3, stdout: "" });
    expect(stderr).toBe(
      [
        "error BOOK_UNKNOWN_PARTY books/x/deals.yaml:14:12",
        "  14 |     payee: nimbus-cluod",
        "     |            ^^^^^^^^^^^^",
        'No party is called "nimbus-cluod". Did you mean "nimbus-cloud"?',
        "",
        "1 fault.",
        "",
      ]
        .join("\n")
        .replaceAll("books/x", join("books", "x")),
    );
  });

  test("every other command refuses it in the same words", () => {
    folder("books/x", { "deals.yaml": unknownParty });
    const { status, stdout, stderr } = run("report", "--no-default-book", "--book", "books/x");
    expect({ status, stdout }).toEqual({ status: 3, stdout: "" });
    expect(stderr).toBe(run("book", "check", "books/x").stderr);
  });

  test("under --json stdout has one object with the error, and stderr the prose", () => {
    folder("books/x", { "deals.yaml": unknownParty });
    for (const json of [["--json"], ["--format", "json"], ["--format=json"]]) {
      const { status, stdout, stderr } = run("report", "--no-default-book", "--book", "books/x", ...json);
      expect(status).toBe(3);
      expect(JSON.parse(stdout)).toMatchObject({
        error: {
          code: "BOOK_FAULTS",
          message: "The book has one fault.",
          remedy: expect.stringContaining("roundtrip book check"),
          file: join("books", "x", "deals.yaml"),
          line: 14,
          column: 12,
          faults: [{ code: "BOOK_UNKNOWN_PARTY" }],
        },
      });
      expect(stderr).toContain("error BOOK_UNKNOWN_PARTY");
    }
  });

  test("`book check --json` lists every fault as data, with exit 3", () => {
    folder("several", {
      "deals.yaml": unknownParty.replace("2025-03-01", "2025-09-32"),
      "more.yaml": "facst: []\n",
    });
    const { status, stdout } = run("book", "check", "several", "--json");
    expect(status).toBe(3);
    expect(JSON.parse(stdout)).toEqual({
      ok: false,
      faults: [
        {
          code: "BOOK_DATE",
          file: join("several", "deals.yaml"),
          line: 8,
          column: 14,
          message: expect.stringContaining("is not a date of the calendar"),
          remedy: expect.any(String),
        },
        {
          code: "BOOK_UNKNOWN_PARTY",
          file: join("several", "deals.yaml"),
          line: 14,
          column: 12,
          message: 'No party is called "nimbus-cluod".',
          remedy: 'Did you mean "nimbus-cloud"?',
        },
        {
          code: "BOOK_UNKNOWN_KEY",
          file: join("several", "more.yaml"),
          line: 1,
          column: 1,
          message: 'No list of a book is called "facst".',
          remedy: 'Did you mean "facts"?',
        },
      ],
    });
  });

  test("a book without fault is ok, as words and as data", () => {
    folder("good", { "book.yaml": goodBook });
    expect(run("book", "check", "good")).toEqual({
      status: 0,
      stdout: "ok: A small book 1.0, 1 deals, 1 legs, 0 facts, 0 sources\n",
      stderr: "",
    });
    expect(JSON.parse(run("book", "check", "good", "--json").stdout)).toEqual({ ok: true, faults: [] });
  });

  test("a file that is no UTF-8 is a fault with a place; ids that it may hold are not called unknown", () => {
    folder("latin", { "book.yaml": goodBook.replace("reason: An example.", "sources: [gazette]") });
    writeFileSync(
      join(work, "latin", "sources.yaml"),
      Buffer.from("sources:\n  - { id: gazette, publisher: Caf\u00e9, title: Rents }\n", "latin1"),
    );
    const { status, stdout } = run("book", "check", "latin", "--json");
    expect(status).toBe(3);
    expect(placesOf(stdout)).toEqual([`BOOK_ENCODING ${join("latin", "sources.yaml")}:2:34`]);
  });

  test("the mark stands under the fault, however long the line", () => {
    const long = `  - { id: moon, name: Moon, note: ${"n".repeat(300)}, kind: labb }`;
    folder("long", { "book.yaml": goodBook.replace("deals:", `${long}\ndeals:`) });
    const [, line, mark] = run("book", "check", "long").stderr.split("\n");
    expect(mark?.length).toBeLessThan(200);
    expect(line?.slice(mark?.indexOf("^"), (mark?.lastIndexOf("^") ?? 0) + 1)).toBe("labb");
  });

  test("an expression of thousands of brackets is a fault of the book, not a bug of ours", () => {
    const claims = `claims:\n  - { id: C01, article: a, claim: c, claimed: $1B, reason: r, expression: "${"(".repeat(3900)}" }\n`;
    folder("brackets", { "book.yaml": goodBook + claims });
    const { status, stdout } = run("book", "check", "brackets", "--json");
    expect(status).toBe(3);
    expect(placesOf(stdout)).toEqual([`BOOK_FORMULA ${join("brackets", "book.yaml")}:18:76`]);
  });

  test("parents that once went in a circle do not hang the report", () => {
    const circle = `  - { id: a, name: A, kind: lab, parent: [{ is: b }, { from: 2026-01, is: none }] }
  - { id: b, name: B, kind: lab, parent: [{ is: a }, { from: 2026-01, is: none }] }\n`;
    const text = goodBook.replace("deals:", `${circle}deals:`).replace("payer: lumen-ai", "payer: a");
    folder("circle", { "book.yaml": text });
    const { status, stderr } = run("report", "--no-default-book", "--book", "circle", "--as-of", "2025-06");
    expect(status).toBe(3);
    expect(stderr).toContain("BOOK_PARENT_LOOP");
  });

  test("what a name says reaches neither terminal nor CSV as a control character", () => {
    const text = goodBook.replace("Nimbus Cloud", '"Nimbus \\e[2JCloud"');
    folder("escape", { "book.yaml": text });
    for (const format of ["table", "csv"]) {
      const list = ["book", "list", "parties", "--no-default-book", "--book", "escape"];
      const { stdout, stderr } = run(...list, "--format", format);
      expect(stdout + stderr).not.toContain("\u001b");
    }
  });
});

describe("a command that cannot be understood is answered with what was meant, and exit 2", () => {
  test.each<[string, string, string]>([
    ["reprot", "USAGE", 'Did you mean "report"?'],
    ["book chek", "USAGE", 'Did you mean "check"?'],
    ["report --jsn", "USAGE", 'Did you mean "--json"?'],
    ["report --format xml", "USAGE", "Allowed choices are table, json, csv."],
    ["report --count frm", "USAGE", "Allowed choices are"],
    ["report --as-of", "USAGE", "argument missing"],
    ["report now", "USAGE", "`roundtrip report --help` shows how it is used."],
    ["book list dels", "UNKNOWN_WORD", 'Did you mean "deals"?'],
    ["book show opnai", "UNKNOWN_ID", 'Did you mean "openai"?'],
    ["book list deals --party nvdia", "UNKNOWN_PARTY", 'Did you mean "nvidia"?'],
    ["book due --party nvdia", "UNKNOWN_PARTY", 'Did you mean "nvidia"?'],
    ["book list legs --kind equty", "UNKNOWN_WORD", 'Did you mean "equity"?'],
    ["book list offerings --platform aws-bedrok", "UNKNOWN_WORD", 'Did you mean "aws-bedrock"?'],
    ["revenue amazon", "USAGE", "Ask for the segment: roundtrip revenue aws."],
    ["report --as-of 2025-09-32", "BAD_DATE", "Write a day such as --as-of 2026-09-30."],
    ["report --as-of tomorrow", "BAD_DATE", '--as-of "tomorrow" is not a date of the calendar.'],
    ["report --as-of 2026-01-15T00:00:00Z", "BAD_DATE", "Write --as-of 2026-01-15."],
    ["book list deals --since 2026-02-30", "BAD_DATE", '--since "2026-02-30" is not a date of the calendar.'],
  ])("roundtrip %s", (line, code, remedy) => {
    const { status, stdout, stderr } = run(...line.split(" "));
    expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
    expect(stderr).toContain(`error ${code}\n`);
    expect(stderr).toContain(remedy);
  });

  test("under --json the error is data as well", () => {
    const { status, stdout, stderr } = run("book", "show", "opnai", "--json");
    expect(status).toBe(2);
    expect(JSON.parse(stdout)).toEqual({
      error: {
        code: "UNKNOWN_ID",
        message: 'The book has nothing called "opnai".',
        remedy: 'Did you mean "openai"?',
      },
    });
    expect(stderr).toContain("error UNKNOWN_ID");
  });

  test("a bare `roundtrip` shows the commands", () => {
    const { stdout, stderr } = run();
    expect(stdout + stderr).toContain("Usage: roundtrip");
    expect(stdout + stderr).not.toContain("(outputHelp)");
  });
});

test("a reader that closes the pipe early ends the command quietly", async () => {
  const child = spawn(process.execPath, [command, "book", "list", "facts", "--json"], { cwd: work });
  let stderr = "";
  child.stderr.on("data", (data: Buffer) => (stderr += data.toString()));
  child.stdout.once("data", () => child.stdout.destroy());
  const status = await new Promise((resolve) => child.on("close", resolve));
  expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
});

describe("a book that lies over the default one", () => {
  const overlay = `book: { format: 1, id: mine, title: Mine, version: 1.0, licence: CC0-1.0, attribution: me, read: 2026-10-10 }
parties:
  - { id: lumen-ai, name: Lumen AI, kind: lab, reason: An example. }
deals:
  - id: microsoft-lumen
    title: Microsoft lends to Lumen
    announced: 2026-09-01
    reason: An example.
    legs: [{ kind: debt, payer: microsoft, payee: lumen-ai, firmness: firm, status: active, amount: unknown }]
  - id: microsoft-lambda-2025-11
    overlay: replace
    title: Microsoft rents from Lambda, as I read it
    announced: 2025-11-03
    reason: An example.
    legs: [{ kind: compute, payer: microsoft, payee: lambda, firmness: firm, status: active, amount: unknown }]
  - { id: mistral-sweden-2026-02, overlay: cancel }
`;
  const show = (id: string, ...over: string[]) => run("book", "show", id, "--json", ...over);

  test("adds, replaces and cancels by id", () => {
    folder("mine", { "book.yaml": overlay });
    const over = ["--book", "mine"];
    expect(run("book", "check", ...over)).toMatchObject({ status: 0 });
    expect(show("microsoft-lumen").status).toBe(2);
    expect(JSON.parse(show("microsoft-lumen", ...over).stdout)).toMatchObject({
      title: "Microsoft lends to Lumen",
    });
    expect(show("mistral-sweden-2026-02").status).toBe(0);
    expect(show("mistral-sweden-2026-02", ...over)).toMatchObject({
      status: 2,
      stderr: expect.stringContaining("UNKNOWN_ID"),
    });
    expect(JSON.parse(show("microsoft-lambda-2025-11", ...over).stdout)).toMatchObject({
      title: "Microsoft rents from Lambda, as I read it",
      legs: [{ amount: {} }],
    });
  });

  test("leaves every other record as it reads in the default book, letter by letter", () => {
    folder("mine", { "book.yaml": overlay });
    const alone = show("amazon-anthropic-2026-04").stdout;
    expect(show("amazon-anthropic-2026-04", "--book", "mine").stdout).toBe(alone);
  });

  test("says neither replace nor cancel of an id that is there: a fault", () => {
    folder("mine", { "book.yaml": overlay.replace("    overlay: replace\n", "") });
    const { status, stdout } = run("book", "check", "--book", "mine", "--json");
    expect(status).toBe(3);
    expect(placesOf(stdout)).toEqual([`BOOK_DUPLICATE_ID ${join("mine", "book.yaml")}:10:9`]);
  });

  test("cancels a record that others name: their faults are reported at their places", () => {
    folder("mine", { "book.yaml": "platforms:\n  - { id: aws-bedrock, overlay: cancel }\n" });
    const { status, stdout } = run("book", "check", "--book", "mine", "--json");
    expect(status).toBe(3);
    expect(placesOf(stdout).every((place) => place.startsWith("BOOK_UNKNOWN_PLATFORM "))).toBe(true);
  });

  test("lies over the book that is named first, where the default one is left out", () => {
    folder("base", { "book.yaml": goodBook });
    folder("top", { "book.yaml": "deals:\n  - { id: lumen-cloud, overlay: cancel }\n" });
    const layers = ["--no-default-book", "--book", "base", "--book", "top"];
    const { status, stdout } = run("book", "list", "deals", "--json", ...layers);
    expect(status).toBe(0);
    expect(JSON.parse(stdout)).toEqual([]);
  });
});

interface Run {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

function run(...args: string[]): Run {
  const { status, stdout, stderr } = spawnSync(process.execPath, [command, ...args], {
    cwd: work,
    encoding: "utf8",
    timeout: 20_000,
    maxBuffer: 1 << 26,
    env: { ...process.env, NO_COLOR: "1" },
  });
  return { status, stdout, stderr };
}

/** A folder of the work folder with exactly these files. */
function folder(name: string, files: Record<string, string>): void {
  rmSync(join(work, name), { recursive: true, force: true });
  for (const [file, text] of Object.entries(files)) {
    const path = join(work, name, file);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  }
}

function placesOf(json: string): string[] {
  const { faults } = JSON.parse(json) as {
    faults: { code: string; file: string; line: number; column: number }[];
  };
  return faults.map(({ code, file, line, column }) => `${code} ${file}:${line}:${column}`);
}
