// Accounts that must balance, in a text model: identities of one line, and matrices of rows and columns.

import type { Entry, Node } from "../book/tree.ts";
import { RoundtripError } from "../error/error.ts";
import { didYouMean } from "../error/nearest.ts";
import { type Expression, negate, sum } from "../expression/expression.ts";
import { termsOf } from "../expression/terms.ts";
import { show } from "../expression/show.ts";
import type { Cell, Matrix } from "./model.ts";
import type { Reading, Span } from "./reading.ts";
import type { Scope } from "./scope.ts";

/**
 * Reads what stands under `balance`:
 *
 * - `money: Hs - Hh` or `money: Hs = Hh`: one identity, whose terms add to zero;
 * - `flows: { wages: { households: W, firms: -W }, … }`: rows of columns, each of which adds to zero but those
 *   that `unchecked: [Z]` leaves out;
 * - a list of identities without names, or a single one.
 */
export function readBalance(reading: Reading, node: Node, scope: Scope): Matrix[] {
  const { value } = node;
  if (value === null) return [];
  if (typeof value === "string") return identity(reading, value, node, scope);
  if (!(value instanceof Map)) {
    return (value as readonly Node[]).flatMap((item) => {
      const text = reading.text(item, "an identity such as Hs = Hh");
      return text === undefined ? [] : identity(reading, text, item, scope);
    });
  }
  return [...(value as ReadonlyMap<string, Entry>)].flatMap(([name, entry]) =>
    entry.node.value instanceof Map
      ? matrix(reading, name, entry.node.value as ReadonlyMap<string, Entry>, scope)
      : identity(reading, name, entry.node, scope),
  );
}

/** One line: its terms are the entries, and no column is checked. */
function identity(reading: Reading, name: string, node: Node, scope: Scope): Matrix[] {
  const value = reading.expression(node, scope, "an identity such as Hs = Hh");
  if (!value) return [];
  const cells = termsOfZero(value).map((term) => ({
    row: name,
    column: show(term),
    value: term,
    place: reading.place(node),
  }));
  return [{ name, cells, unchecked: cells.map(({ column }) => column).filter((column) => column !== name) }];
}

/** The terms that add to zero; a = b is a − b. */
function termsOfZero(e: Expression): Expression[] {
  return e.op === "equal" ? [...termsOf(e.a), ...termsOf(negate(e.b))] : termsOf(e);
}

function matrix(reading: Reading, name: string, rows: ReadonlyMap<string, Entry>, scope: Scope): Matrix[] {
  const cells: Cell[] = [];
  const spans = new Map<Cell, Span>();
  for (const [row, entry] of rows) {
    if (row === "unchecked") continue;
    for (const [column, { node }] of reading.mapping(entry.node, `The row ${row} of ${name}`)) {
      const value = node.value === null ? undefined : reading.expression(node, scope, "an entry such as -W");
      if (!value) continue;
      cells.push({ row, column, value, place: reading.place(node) });
      spans.set(cells.at(-1)!, node);
    }
  }
  const unchecked = uncheckedOf(reading, name, rows.get("unchecked")?.node, cells);
  for (const line of new Set(cells.flatMap(({ row, column }) => [row, column])))
    if (!unchecked.includes(line)) refuseUnits(reading, `${name}, ${line}`, line, spans);
  return [{ name, cells, unchecked }];
}

/** Names of rows and columns that are left out of the check. */
function uncheckedOf(
  reading: Reading,
  name: string,
  node: Node | undefined,
  cells: readonly Cell[],
): string[] {
  if (!node || node.value === null) return [];
  const items = Array.isArray(node.value) ? (node.value as readonly Node[]) : [node];
  const lines = new Set(cells.flatMap(({ row, column }) => [row, column]));
  return items.flatMap((item) => {
    const line = reading.text(item, "the name of a row or a column");
    if (line === undefined) return [];
    if (!lines.has(line)) {
      reading.report(
        item,
        "MODEL_BALANCE",
        `${name} has no row and no column called "${line}".`,
        didYouMean(line, lines) || `Its rows and columns are ${[...lines].join(", ")}.`,
      );
    }
    return [line];
  });
}

/** Entries of a line that cannot be added. */
function refuseUnits(reading: Reading, where: string, line: string, spans: ReadonlyMap<Cell, Span>): void {
  for (const along of ["row", "column"] as const) {
    const entries = [...spans].filter(([cell]) => cell[along] === line);
    try {
      sum(entries.map(([{ value }]) => value));
    } catch (error) {
      if (!(error instanceof RoundtripError)) throw error;
      reading.report(entries.at(-1)![1], error.code, `${where}: ${error.message}`, error.remedy);
    }
  }
}
