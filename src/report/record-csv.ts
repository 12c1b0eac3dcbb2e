// Records as rows of CSV: of each quantity its low end, high end and unit.

import { on } from "../book/known.ts";
import type { Day } from "../unit/date.ts";
import { high, low } from "../unit/quantity.ts";
import type { CsvTable } from "./answer.ts";
import { isQuantity, isSince } from "./record-json.ts";
import { type AnyRecord, plain } from "./records.ts";

/** Records as rows: of each quantity its low end, high end and unit; lists joined by blanks. */
export function csvOf(records: readonly AnyRecord[], names: readonly string[], day: Day): CsvTable {
  const values = records.map((record) => {
    const amount = record["amount"] as AnyRecord | undefined;
    return names.map((name) => {
      const written = amount && name in amount ? amount[name] : record[name];
      const value = isSince(written) ? on(written, day) : written;
      return Array.isArray(value) && name === "legs" ? value.length : value;
    });
  });
  const measured = names.map((_, i) => values.some((row) => isQuantity(row[i])));
  const split = (name: string): string[] => [`${name}Low`, `${name}High`, `${name}Unit`];
  return {
    columns: names.flatMap((name, i) => (measured[i] ? split(name) : [name])),
    rows: values.map((row) =>
      row.flatMap((value, i) => {
        if (!measured[i])
          return [
            typeof value === "number" || typeof value === "boolean"
              ? value
              : Array.isArray(value)
                ? value.map(plain).join(" ")
                : plain(value) || null,
          ];
        return isQuantity(value) ? [low(value), high(value), value.unit] : [null, null, null];
      }),
    ),
  };
}
