// Rows of a chart as CSV, with the quoting of the command line's.

import { csvOf } from "../../report/csv.ts";

export function csvText(
  columns: readonly string[],
  rows: readonly (readonly (string | number | null)[])[],
): string {
  return csvOf({ blocks: [], csv: { columns, rows } });
}
