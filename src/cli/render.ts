// Blocks of an answer as text for a terminal or as CSV.

import { stripVTControlCharacters, styleText } from "node:util";
import type { Block, Cell, Table } from "../report/answer.ts";

export interface Screen {
  readonly width: number;
  readonly colour: boolean;
}

/** Blocks as text, wrapped to the screen. Control characters in data are made visible. */
export function renderText(blocks: readonly Block[], screen: Screen): string {
  const parts = blocks.flatMap((block): string[] => {
    if ("heading" in block) return ["", bold(clean(block.heading), screen)];
    if ("lines" in block) return block.lines.flatMap((line) => wrap(clean(line), screen.width));
    return renderTable(block.table, screen);
  });
  while (parts[0] === "") parts.shift();
  return `${parts.join("\n")}\n`;
}

function renderTable({ title, columns, rows }: Table, screen: Screen): string[] {
  const head = title === undefined ? [] : ["", title];
  if (rows.length === 0) return [...head, "  (none)"];
  const texts = rows.map((row) => row.map((cell) => clean(cell.show)));
  const natural = columns.map((column, i) =>
    Math.max(column.name.length, ...texts.map((row) => row[i]!.length)),
  );
  const widths = fit(
    natural,
    columns.map((column) => column.name.length),
    screen.width - 2 * columns.length,
  );
  const pad = (value: string, i: number): string =>
    columns[i]!.align === "right" ? value.padStart(widths[i]!) : value.padEnd(widths[i]!);
  const lines = texts.flatMap((row) => {
    const cells = row.map((value, i) => (value.length <= widths[i]! ? [value] : wrap(value, widths[i]!)));
    const height = Math.max(...cells.map((cell) => cell.length));
    return Array.from({ length: height }, (_, k) =>
      `  ${cells.map((cell, i) => pad(cell[k] ?? "", i)).join("  ")}`.trimEnd(),
    );
  });
  const header = `  ${columns.map((column, i) => pad(column.name, i)).join("  ")}`.trimEnd();
  return [...head, dim(header, screen), ...lines];
}

/** Column widths that fit: the widest text columns give way first, none below 12 or its own name. */
function fit(natural: readonly number[], names: readonly number[], room: number): number[] {
  const widths = [...natural];
  for (;;) {
    const over = widths.reduce((sum, width) => sum + width, 0) - room;
    if (over <= 0) return widths;
    const widest = widths.indexOf(Math.max(...widths.filter((width, i) => width > Math.max(12, names[i]!))));
    if (widest < 0) return widths;
    const next = Math.max(...widths.filter((_, i) => i !== widest), 12, names[widest]!);
    widths[widest] = Math.max(widths[widest]! - over, Math.min(next, widths[widest]! - 1));
  }
}

function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(" ")) {
    if (line !== "" && line.length + 1 + word.length > width) {
      lines.push(line);
      line = "";
    }
    let rest = line === "" ? word : `${line} ${word}`;
    while (rest.length > width) {
      // A long id breaks at a dash where it has one, so that it can still be read.
      const dash = rest.lastIndexOf("-", width - 1);
      const cut = dash > width / 2 ? dash + 1 : width;
      lines.push(rest.slice(0, cut));
      rest = rest.slice(cut);
    }
    line = rest;
  }
  return [...lines, line];
}

/** The first table of an answer as CSV: values, not what is shown; unknown is empty. RFC 4180. */
export function renderCsv(blocks: readonly Block[]): string {
  const tables = blocks.flatMap((block) => ("table" in block ? [block.table] : []));
  return tables
    .map(({ columns, rows }) =>
      [columns.map((column) => quote(column.name)), ...rows.map((row) => row.map(csvCell))]
        .map((row) => `${row.join(",")}\r\n`)
        .join(""),
    )
    .join("\r\n");
}

function csvCell({ value }: Cell): string {
  return value === null ? "" : quote(String(value), typeof value === "number");
}

/** A text that a spreadsheet would run as a formula is led by an apostrophe. */
function quote(value: string, isNumber = false): string {
  const safe = !isNumber && /^[=+\-@\t\r]/u.test(value) ? `'${value}` : value;
  return /[",\r\n]/u.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

function clean(text: string): string {
  return stripVTControlCharacters(text).replace(
    /[\u0000-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069]/gu,
    "\ufffd",
  );
}

function bold(text: string, { colour }: Screen): string {
  return colour ? styleText("bold", text, { validateStream: false }) : text;
}

function dim(text: string, { colour }: Screen): string {
  return colour ? styleText("dim", text, { validateStream: false }) : text;
}
