// A run of the simulation as a folder of files.

import { runRecord, runTables } from "../report/run-files.ts";
import type { Simulated } from "../report/simulate.ts";
import { writeFolder } from "./out-folder.ts";
import { parquetOf } from "./parquet.ts";
import { csvOf } from "../report/csv.ts";

/** A run as files: each table as CSV and as Parquet, and what the run depends on. */
export async function writeRun(simulated: Simulated, out: string): Promise<void> {
  await writeFolder(out, [
    ...runTables(simulated).flatMap((table) => [
      { name: `${table.name}.csv`, bytes: csvOf({ blocks: [], csv: table }) },
      { name: `${table.name}.parquet`, bytes: parquetOf(table) },
    ]),
    { name: "run.json", bytes: `${JSON.stringify(runRecord(simulated), null, 2)}\n` },
  ]);
  process.stderr.write(`note: the run is written to ${out}\n`);
}
