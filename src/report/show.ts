// One record of any kind with all that is known of it: what `book show` answers.

import type { Book, Leg, Since } from "../book/book.ts";
import { on } from "../book/known.ts";
import { type RecordKind, amountStates, recordKinds } from "../book/vocabulary.ts";
import { RoundtripError, exitCode } from "../error/error.ts";
import { didYouMean } from "../error/nearest.ts";
import { type Day, lastDay } from "../unit/date.ts";
import { type Quantity, showQuantity } from "../unit/quantity.ts";
import type { Answer } from "./answer.ts";
import { round3 } from "./number.ts";
import { csvOf } from "./record-csv.ts";
import { isQuantity, isSince, isUnknownState, jsonRecord } from "./record-json.ts";
import { type AnyRecord, asKnown, knownOn, plain } from "./records.ts";

/** What the CSV of a deal says of each of its legs. */
const legColumns = [
  "id",
  "kind",
  "payer",
  "payee",
  "announced",
  "firmness",
  "status",
  ...amountStates,
  "confidence",
  "sources",
];

function recordColumns(record: AnyRecord): string[] {
  const written = Object.keys(record).filter(
    (key) => typeof record[key] !== "object" || isQuantity(record[key]) || Array.isArray(record[key]),
  );
  return record["amount"] === undefined ? written : [...written, ...amountStates];
}

const singular: Record<RecordKind, string> = {
  deals: "deal",
  legs: "leg",
  parties: "party",
  facts: "fact",
  offerings: "offering",
  prices: "price",
  chips: "chip",
  infrastructure: "infrastructure",
  platforms: "platform",
  regions: "region",
  switching: "switching cost",
  incidents: "incident",
  assumptions: "assumption",
  claims: "claim",
  signals: "signal",
  sources: "source",
};

/**
 * One record, whatever its kind.
 *
 * @throws NOT_YET_KNOWN where it became known after the day; UNKNOWN_ID with a suggestion from all ids of the book
 */
export function showAnswer(book: Book, id: string, day: Day): Answer {
  const found = recordKinds.flatMap((kind) => {
    const record = (book[kind] as ReadonlyMap<string, AnyRecord>).get(id);
    return record ? [{ kind, record }] : [];
  });
  const best = found.find(({ kind }) => kind !== "legs") ?? found[0];
  if (!best) {
    const ids = recordKinds.flatMap((kind) => [...(book[kind] as ReadonlyMap<string, unknown>).keys()]);
    throw new RoundtripError("UNKNOWN_ID", `The book has nothing called "${id}".`, {
      exit: exitCode.usage,
      remedy: didYouMean(id, ids) || "`roundtrip book list KIND` lists what there is.",
    });
  }
  if (!knownOn(book, best.kind, best.record, day)) {
    throw new RoundtripError("NOT_YET_KNOWN", `"${id}" was not known on ${day}.`, {
      exit: exitCode.usage,
      remedy: "Ask for a later day with --as-of, or leave it out.",
    });
  }
  const record = asKnown(book, best.record, day);
  const json = { collection: best.kind, ...(jsonRecord(record, day) as object) };
  return {
    json,
    csv: Array.isArray(record["legs"])
      ? csvOf(record["legs"] as AnyRecord[], legColumns, day)
      : csvOf([record], recordColumns(record), day),
    blocks: [{ heading: `${singular[best.kind]} ${id}` }, { lines: describe(record, day) }],
    sources: sourcesOf(best.record),
    sentence: showSentence(id, record, day),
  };
}

function sourcesOf(record: AnyRecord): string[] {
  const own = (record["sources"] as string[] | undefined) ?? [];
  const legs = Array.isArray(record["legs"]) ? (record["legs"] as Leg[]).flatMap((leg) => leg.sources) : [];
  return [...new Set([...own, ...legs])];
}

/** A record in one sentence with its figures: what a leg's states are, what a figure is. */
function showSentence(id: string, record: AnyRecord, day: Day): string {
  const legs =
    (record["legs"] as Leg[] | undefined) ??
    (record["amount"] === undefined ? [] : [record as unknown as Leg]);
  const told = legs.map((leg) => {
    const states = amountStates.map((state) => `${state} ${shownQuantity(on(leg.amount[state], day))}`);
    return `${leg.payer} to ${leg.payee}, ${leg.kind}: ${states.join(", ")}`;
  });
  if (told.length > 0) return `${plain(record["title"]) || id}: ${told.join("; ")}`;
  const value = record["value"];
  const what = plain(
    record["name"] ??
      record["metric"] ??
      record["parameter"] ??
      record["description"] ??
      record["claim"] ??
      record["indicator"],
  );
  if (isQuantity(value)) return `${what || id} (${id}): ${showQuantity(value, round3)}`;
  const figures = Object.entries(record).flatMap(([key, each]) =>
    isQuantity(each) ? [`${key} ${showQuantity(each, round3)}`] : [],
  );
  return [id, what, ...figures].filter(Boolean).join(", ");
}

function shownQuantity(q: Quantity | undefined): string {
  return q === undefined ? "unknown" : showQuantity(q, round3);
}

/** The fields of a record, one a line, nested ones indented; what is absent is left out. */
function describe(record: object, day: Day, indent = ""): string[] {
  return Object.entries(record).flatMap(([key, value]): string[] => {
    const line = (shown: string): string[] => [`${indent}${key}: ${shown}`];
    if (isUnknownState(key, value)) return line("unknown");
    if (value === undefined || value === null || (Array.isArray(value) && value.length === 0)) return [];
    if (isQuantity(value)) return line(showQuantity(value));
    if (isSince(value)) return since(indent, key, value, day);
    if (Array.isArray(value)) {
      if (value.every((item) => typeof item !== "object")) return line(value.join(", "));
      return [`${indent}${key}:`, ...value.flatMap((item) => describeItem(item as object, day, indent))];
    }
    if (typeof value === "object")
      return [`${indent}${key}:`, ...describe(value as object, day, `${indent}  `)];
    return line(String(value));
  });
}

/** A record of a list: its first line is led by a dash. */
function describeItem(item: object, day: Day, indent: string): string[] {
  const [first, ...rest] = describe(item, day, `${indent}    `);
  return first === undefined ? [] : [`${indent}  - ${first.trimStart()}`, ...rest];
}

function since(indent: string, key: string, value: readonly Since<unknown>[], day: Day): string[] {
  const shown = (is: unknown): string =>
    is === undefined ? "unknown" : isQuantity(is) ? showQuantity(is) : plain(is);
  const known = value.filter((entry) => entry.from === undefined || lastDay(entry.from) <= day);
  if (known.length === 0) return [`${indent}${key}: unknown`];
  return [
    `${indent}${key}: ${known
      .map(
        (entry) =>
          `${shown(entry.is)}${entry.from ? ` from ${entry.from}` : ""}${entry.by ? ` (by ${entry.by})` : ""}${entry.note ? ` (${entry.note})` : ""}`,
      )
      .join("; ")}`,
  ];
}
