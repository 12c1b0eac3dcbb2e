// Where things stand in the text of a model: lines, columns, excerpts.

import { type SourceText, faultAt } from "../book/source-text.ts";
import type { Fault, Place } from "../error/error.ts";

/** Something wrong with a stretch of a text. */
export interface TextFault {
  readonly start: number;
  readonly end: number;
  readonly code: string;
  readonly message: string;
  readonly remedy: string;
}

export interface Placer {
  place(start: number, end: number): Place;
  fault(found: TextFault): Fault;
}

/** Characters around a place that are looked at for its excerpt: a line may be as long as the file. */
const around = 1000;

/** Places of one text, found by halving: a model may have as many equations as lines. */
export function placer({ file, text }: SourceText): Placer {
  const starts = [0];
  for (let i = text.indexOf("\n"); i >= 0; i = text.indexOf("\n", i + 1)) starts.push(i + 1);
  const fault = ({ start, end, code, message, remedy }: TextFault): Fault & Place => {
    const line = lineOf(starts, start);
    const lineStart = starts[line]!;
    const lineEnd = line + 1 < starts.length ? starts[line + 1]! - 1 : text.length;
    const from = Math.max(lineStart, start - around);
    const to = Math.min(lineEnd, Math.max(start, end) + around);
    const near = { file, text: text.slice(from, to) };
    const found = faultAt(near, start - from, end - from, code, message, remedy) as Fault & Place;
    return { ...found, line: line + 1, column: start - lineStart + 1 };
  };
  return {
    fault,
    place: (start, end) => {
      const { line, column, excerpt, width, mark } = fault({ start, end, code: "", message: "", remedy: "" });
      return { file, line, column, excerpt, width, mark };
    },
  };
}

function lineOf(starts: readonly number[], at: number): number {
  let [low, high] = [0, starts.length];
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (starts[middle]! <= at) low = middle;
    else high = middle;
  }
  return low;
}

/**
 * Where each character of a scalar stands in the file: YAML folds lines and drops indents and escapes.
 *
 * @param value the scalar as it is read, which begins at `start` and ends at `end` of the text
 */
export function scalarPlaces(
  text: string,
  start: number,
  end: number,
  value: string,
): (at: number) => number {
  if (text.startsWith(value, start)) return (at) => start + at;
  const places = new Int32Array(value.length + 1);
  let next = start;
  for (let i = 0; i < value.length; i++) {
    const isSpace = /\s/u.test(value[i]!);
    const found = isSpace ? -1 : text.indexOf(value[i]!, next);
    places[i] = found >= 0 && found < end ? found : Math.min(next, end);
    if (found >= 0 && found < end) next = found + 1;
  }
  places[value.length] = Math.min(next, end);
  return (at) => places[at]!;
}
