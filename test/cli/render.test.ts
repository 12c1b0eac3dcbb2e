import { expect, test } from "vitest";
import { csvOf } from "../../src/report/csv.ts";
import { renderText } from "../../src/cli/render.ts";
import { table, text } from "../../src/report/answer.ts";

const screen = { width: 40, colour: false };
const block = table(
  "T",
  ["name", ">sum"],
  [
    [text('a "b", c'), { show: "$5B", value: 5e9 }],
    [text("=1+1"), { show: "unknown", value: null }],
  ],
);

test("CSV quotes as RFC 4180 says, gives values in base units, and runs no formula in a spreadsheet", () => {
  expect(csvOf({ blocks: [block] })).toBe(`name,sum\r\n"a ""b"", c",5000000000\r\n'=1+1,\r\n`);
});

test("numbers stand to the right", () => {
  expect(renderText([block], screen).split("\n")).toEqual([
    "T",
    "  name          sum",
    '  a "b", c      $5B',
    "  =1+1      unknown",
    "",
  ]);
});

test("long lines are broken at words, and their continuations keep the indent", () => {
  expect(renderText([{ lines: ["  note: one two three four five six seven eight nine"] }], screen)).toBe(
    "  note: one two three four five six\n  seven eight nine\n",
  );
});

test("a name with terminal codes cannot move the cursor", () => {
  expect(renderText([{ lines: ["a\u001b[2J b\u0000c"] }], screen)).toBe("a b\ufffdc\n");
});
