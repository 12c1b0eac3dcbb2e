// The assumptions: what each stands for, its interval, its reason, and whether the simulation uses it.

import type { Book } from "../book/book.ts";
import type { Economy } from "../model/circular/economy.ts";
import { showValue } from "../unit/quantity.ts";
import { type Answer, table, text } from "./answer.ts";
import { type AssumptionRow, assumptionRows } from "./assumption-rows.ts";
import { count, round3 } from "./number.ts";

/** Columns of the assumptions as a file. */
export const assumptionColumns = [
  "id",
  "parameter",
  "unit",
  "distribution",
  "low",
  "central",
  "high",
  "used",
  "known",
  "reason",
  "uses",
  "sources",
] as const;

export function assumptionCells(row: AssumptionRow): (string | number | null)[] {
  return assumptionColumns.map((name) =>
    name === "uses" || name === "sources" ? row[name].join(" ") : row[name],
  );
}

/** The answer to `assumptions`. */
export function assumptionsAnswer(book: Book, economy: Economy): Answer {
  const rows = assumptionRows(book, economy);
  const drawn = rows.filter(({ used }) => used === "drawn").length;
  const unused = rows.filter(({ used }) => used === "not used").length;
  return {
    json: rows.map(({ written: _, ...row }) => row),
    csv: { columns: assumptionColumns, rows: rows.map(assumptionCells) },
    blocks: [
      {
        lines: [
          `${count(rows.length)} assumptions: each path draws ${count(drawn)} of them, and ${count(unused)} are not used by the equations.`,
        ],
      },
      table(
        undefined,
        ["id", "what it stands for", "90 % interval", ">central", "distribution", "used", "known", "reason"],
        rows.map((row) => [
          text(row.id),
          text(row.parameter),
          text(row.written || interval(row)),
          { show: row.central === null ? "" : figure(row.central, row.unit), value: row.central },
          text(row.distribution),
          text(row.used),
          text(row.known ?? undefined),
          text(row.reason ?? undefined),
        ]),
      ),
    ],
    sources: [...new Set(rows.flatMap((row) => row.sources))],
    sentence: `The simulation rests on ${count(rows.length - unused)} assumptions, of which ${count(drawn)} are drawn anew on each path`,
  };
}

function interval({ low, high, unit }: AssumptionRow): string {
  if (low === null || high === null) return "";
  return low === high ? figure(low, unit) : `${figure(low, unit)} to ${figure(high, unit)}`;
}

/**
 * A figure of an assumption in its unit: a share as 40%, a ratio as 26.8. Units of the economy that count in GW have no
 * name in a book; they are shown as they are.
 */
export function figure(value: number, unit: string): string {
  return unit.includes("GW") ? `${round3(value)} ${unit}` : showValue(value, unit, round3);
}
