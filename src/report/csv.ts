// An answer as CSV, for a file or a download.

import type { Answer, Cell } from "./answer.ts";

/**
 * An answer as CSV (RFC 4180): values, not what is shown; unknown is empty. Of an answer with several
 * tables each row begins with the name of its table.
 */
export function csvOf({ blocks, csv }: Pick<Answer, "blocks" | "csv">): string {
  const line = (cells: readonly string[]): string => `${cells.join(",")}\r\n`;
  if (csv)
    return [
      csv.columns.map((name) => quote(name)),
      ...csv.rows.map((row) => row.map((value) => csvCell({ show: "", value }))),
    ]
      .map(line)
      .join("");
  let heading = "";
  const tables = blocks.flatMap((block) => {
    if ("heading" in block) heading = block.heading;
    return "table" in block ? [{ name: block.table.title ?? heading, ...block.table }] : [];
  });
  const several = tables.length > 1;
  return tables
    .map(({ name, columns, rows }) => {
      const lead = (cell: string): string[] => (several ? [cell] : []);
      return [
        line([...lead("table"), ...columns.map((column) => quote(column.name))]),
        ...rows.map((row) => line([...lead(quote(name)), ...row.map(csvCell)])),
      ].join("");
    })
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
