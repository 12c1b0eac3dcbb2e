// A text that somebody wrote, and faults that point into it.

import type { Fault } from "../error/error.ts";

/** One file of a book: its name as the user knows it, and its text. */
export interface SourceText {
  readonly file: string;
  readonly text: string;
}

const excerptMax = 160;

/** Bytes as text, or the fault at the first byte that is no UTF-8. */
export function decode(file: string, bytes: Uint8Array): SourceText | { readonly fault: Fault } {
  try {
    return { file, text: new TextDecoder("utf-8", { fatal: true }).decode(bytes) };
  } catch {
    const loose = new TextDecoder("utf-8").decode(bytes);
    const at = Math.max(0, loose.indexOf("\ufffd"));
    return {
      fault: faultAt(
        { file, text: loose },
        at,
        at + 1,
        "BOOK_ENCODING",
        "The file is not UTF-8 text.",
        "Save it as UTF-8.",
      ),
    };
  }
}

/** A fault at a stretch of a text: line, column, the line itself, what to write instead. */
export function faultAt(
  source: SourceText,
  start: number,
  end: number,
  code: string,
  message: string,
  remedy: string,
): Fault {
  const { file, text } = source;
  const lineStart = start === 0 ? 0 : text.lastIndexOf("\n", start - 1) + 1;
  const found = text.indexOf("\n", start);
  const newline = found < 0 ? text.length : found;
  const lineEnd = text[newline - 1] === "\r" ? newline - 1 : newline;
  const column = start - lineStart + 1;
  const from = Math.max(0, column - excerptMax + 20);
  return {
    code,
    file,
    line: countLines(text, lineStart),
    column,
    excerpt: visible(text.slice(lineStart, lineEnd).slice(from, from + excerptMax)).replaceAll("\t", " "),
    mark: column - from,
    width: Math.max(1, Math.min(end, lineEnd) - start),
    message: visible(message),
    remedy: visible(remedy),
  };
}

/** Control characters made visible, so that a hostile text cannot move a terminal's cursor. */
function visible(text: string): string {
  return text.replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069]/gu, "\ufffd");
}

function countLines(text: string, end: number): number {
  let lines = 1;
  for (let i = text.indexOf("\n"); i >= 0 && i < end; i = text.indexOf("\n", i + 1)) lines++;
  return lines;
}
