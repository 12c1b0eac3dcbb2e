// Records of one kind as rows, with filters: what `book list` answers.

import type { Book, Since } from "../book/book.ts";
import { on } from "../book/known.ts";
import type { RecordKind } from "../book/vocabulary.ts";
import type { Day } from "../unit/date.ts";
import { showQuantity } from "../unit/quantity.ts";
import { type Answer, type Cell, table, text } from "./answer.ts";
import { type Filters, passes, refuseUnknown } from "./filters.ts";
import { round3 } from "./number.ts";
import { csvOf } from "./record-csv.ts";
import { isQuantity, isSince, jsonRecord } from "./record-json.ts";
import { type AnyRecord, plain, recordsOn } from "./records.ts";

/** Columns of the table of each kind; JSON has every field. */
const columns: Record<RecordKind, readonly string[]> = {
  deals: ["id", "announced", "title", "legs"],
  legs: ["id", "kind", "payer", "payee", "announced", "status", "headline", "firm", "paid"],
  parties: ["id", "name", "kind", "country", "parent"],
  facts: ["id", "value", "kind", "ends", "confidence"],
  offerings: ["id", "input", "output", "context", "openWeights", "regions"],
  prices: ["model", "platform", "date", "event", "input", "output"],
  chips: ["id", "name", "maker", "bf16", "fp8", "memory", "power", "price"],
  infrastructure: ["id", "metric", "value", "asOf", "kind", "confidence"],
  platforms: ["id", "name", "operator"],
  regions: ["id", "city", "country", "claude", "gpt", "gemini", "openWeights"],
  switching: ["id", "description", "value", "asOf", "confidence"],
  incidents: ["id", "description", "on", "value", "confidence"],
  assumptions: ["id", "parameter", "value", "distribution", "kind", "known"],
  claims: ["id", "article", "claim", "expression"],
  signals: ["id", "indicator", "latest", "latestDate"],
  sources: ["id", "publisher", "title", "date", "confidence"],
};

/** The records of a kind that were known on a day and pass the filters. */
export function listAnswer(book: Book, kind: RecordKind, filters: Filters, day: Day): Answer {
  refuseUnknown(book, kind, filters);
  const records = recordsOn(book, kind, day).filter((record) => passes(book, kind, record, filters, day));
  const names = columns[kind];
  return {
    json: records.map((record) => jsonRecord(record, day)),
    csv: csvOf(records, kind === "sources" ? [...names, "address"] : names, day),
    blocks: [
      { lines: [`${records.length} ${kind}.`] },
      table(
        undefined,
        names.map((name) => (isNumber(name) ? `>${name}` : name)),
        records.map((record) => names.map((name) => cellOf(record, name, day))),
      ),
    ],
    sources:
      kind === "sources"
        ? records.map((record) => String(record["id"]))
        : [...new Set(records.flatMap((record) => (record["sources"] as string[] | undefined) ?? []))],
    sentence: `The book holds ${records.length} ${kind} that answer the question`,
  };
}

function isNumber(name: string): boolean {
  return [
    "value",
    "headline",
    "firm",
    "paid",
    "input",
    "output",
    "context",
    "bf16",
    "fp8",
    "memory",
    "power",
    "price",
    "latest",
  ].includes(name);
}

function cellOf(record: AnyRecord, name: string, day: Day): Cell {
  const amount = record["amount"] as Record<string, readonly Since<unknown>[]> | undefined;
  const value = amount && name in amount ? on(amount[name]!, day) : record[name];
  if (value === undefined || value === null) return { show: "", value: null };
  if (isQuantity(value))
    return {
      show: showQuantity(value, round3),
      value: value.values.length === 1 ? value.values[0]! : showQuantity(value),
    };
  if (isSince(value)) return text(plain(on(value, day)));
  if (name === "legs")
    return { show: String((value as unknown[]).length), value: (value as unknown[]).length };
  if (Array.isArray(value)) return text(value.join(" "));
  if (typeof value === "boolean") return { show: value ? "yes" : "no", value };
  return text(plain(value));
}
