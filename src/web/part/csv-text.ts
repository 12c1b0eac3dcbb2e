// Rows of a chart as CSV, by the same rules as an answer's.

import type { CsvTable } from "../../report/answer.ts";
import { csvOf } from "../../report/csv.ts";

export function csvText(columns: CsvTable["columns"], rows: CsvTable["rows"]): string {
  return csvOf({ blocks: [], csv: { columns, rows } });
}
