// Blocks of an answer as text for a terminal.

import { stripVTControlCharacters, styleText } from "node:util";
import type { Block, Table } from "../report/answer.ts";
import { renderFan } from "./render-fan.ts";

export interface Screen {
  readonly width: number;
  readonly colour: boolean;
}

/** Blocks as text, wrapped to the screen. Control characters in data are made visible. */
export function renderText(blocks: readonly Block[], screen: Screen): string {
  const parts = blocks.flatMap((block): string[] => {
    if ("heading" in block) return ["", bold(clean(block.heading), screen)];
    if ("lines" in block) return block.lines.flatMap((line) => wrap(clean(line), screen.width));
    return "fan" in block ? renderFan(block.fan, screen.width) : renderTable(block.table, screen);
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

/** Column widths that fit: the widest give way first, the first column (the id) last, none below 12. */
function fit(natural: readonly number[], names: readonly number[], room: number): number[] {
  const widths = [...natural];
  for (const shrinkable of [(i: number) => i > 0, () => true]) {
    for (;;) {
      const over = widths.reduce((sum, width) => sum + width, 0) - room;
      if (over <= 0) return widths;
      const floor = (i: number): number => Math.max(12, names[i]!);
      const candidates = widths.map((_, i) => i).filter((i) => shrinkable(i) && widths[i]! > floor(i));
      if (candidates.length === 0) break;
      const widest = candidates.reduce((a, b) => (widths[b]! > widths[a]! ? b : a));
      const next = Math.max(floor(widest), ...candidates.filter((i) => i !== widest).map((i) => widths[i]!));
      widths[widest] = Math.max(
        floor(widest),
        Math.min(widths[widest]! - 1, Math.max(next, widths[widest]! - over)),
      );
    }
  }
  return widths;
}

/** Lines of at most a width; what a line is indented by, its continuations are too. */
function wrap(text: string, width: number): string[] {
  const indent = /^ */u.exec(text)![0];
  const lines: string[] = [];
  let line = "";
  for (const word of text.slice(indent.length).split(" ")) {
    if (line !== "" && indent.length + line.length + 1 + word.length > width) {
      lines.push(indent + line);
      line = "";
    }
    let rest = line === "" ? word : `${line} ${word}`;
    while (indent.length + rest.length > width) {
      // A long id breaks after a dash where it has one, so that it can still be read.
      const room = Math.max(1, width - indent.length);
      const dash = rest.lastIndexOf("-", room - 1);
      const cut = dash > room / 2 ? dash + 1 : room;
      lines.push(indent + rest.slice(0, cut));
      rest = rest.slice(cut);
    }
    line = rest;
  }
  return [...lines, indent + line];
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
