// Tables as Parquet, for programs that read columns with their types.

import { parquetWriteBuffer } from "hyparquet-writer";
import type { FileTable } from "../report/run-files.ts";

/** A table as the bytes of a Parquet file; what is unknown is null. */
export function parquetOf({ columns, types, rows }: FileTable): Uint8Array {
  const columnData = columns.map((name, k) => ({
    name,
    type: types[k] === "number" ? ("DOUBLE" as const) : ("STRING" as const),
    nullable: true,
    data: rows.map((row) => row[k] ?? null),
  }));
  return new Uint8Array(parquetWriteBuffer({ columnData }));
}
