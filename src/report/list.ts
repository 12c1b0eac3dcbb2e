// Records of one kind as rows, with filters: what `book list` and `book show` answer.

import type { Book, Leg, Provenance, Since } from "../book/book.ts";
import { isLive } from "../book/count.ts";
import { amountStates } from "../book/vocabulary.ts";
import { factKnown, groupOf, legKnown, on, recordKnown } from "../book/known.ts";
import { RoundtripError, exitCode } from "../error/error.ts";
import { didYouMean } from "../error/nearest.ts";
import { type Day, firstDay, lastDay } from "../unit/date.ts";
import { type Quantity, high, low, showQuantity } from "../unit/quantity.ts";
import { type Answer, type Cell, type CsvTable, table, text } from "./answer.ts";
import { round3 } from "./number.ts";

export const listable = [
  "deals",
  "legs",
  "parties",
  "facts",
  "offerings",
  "prices",
  "chips",
  "infrastructure",
  "platforms",
  "regions",
  "switching",
  "incidents",
  "assumptions",
  "claims",
  "signals",
  "sources",
] as const;
export type Listable = (typeof listable)[number];

export interface Filters {
  /** Payer, payee, or owner of the record; a group stands for all that belong to it. */
  readonly party?: string | undefined;
  readonly kind?: string | undefined;
  /** Known on or after this day. */
  readonly since?: Day | undefined;
  readonly region?: string | undefined;
  readonly model?: string | undefined;
  readonly platform?: string | undefined;
  readonly metric?: string | undefined;
  readonly openWeights?: boolean | undefined;
  /** Live legs only: not overlapping, superseded or cancelled. */
  readonly live?: boolean | undefined;
}

type AnyRecord = Record<string, unknown>;

/** Columns of the table of each kind; JSON has every field. */
const columns: Record<Listable, readonly string[]> = {
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
  assumptions: ["id", "parameter", "value", "distribution", "kind"],
  claims: ["id", "article", "claim", "expression"],
  signals: ["id", "indicator", "latest", "latestDate"],
  sources: ["id", "publisher", "title", "date", "confidence"],
};

/** The records of a kind that were known on a day and pass the filters. */
export function listAnswer(book: Book, kind: Listable, filters: Filters, day: Day): Answer {
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

/** The records of a kind that were known on a day; of a deal, the legs that were. */
export function recordsOn(book: Book, kind: Listable, day: Day): AnyRecord[] {
  return [...(book[kind] as ReadonlyMap<string, AnyRecord>).values()]
    .filter((record) => knownOn(book, kind, record, day))
    .map((record) => asKnown(book, record, day));
}

/** A filter that no record could ever pass is a slip of the pen, not an empty answer. */
function refuseUnknown(book: Book, kind: Listable, filters: Filters): void {
  if (filters.party !== undefined) partyOf(book, filters.party);
  const records = [...(book[kind] as ReadonlyMap<string, AnyRecord>).values()];
  const refuse = (
    option: string,
    value: string | undefined,
    known: readonly string[],
    fits: (name: string) => boolean,
  ): void => {
    if (value === undefined || known.some(fits)) return;
    const names = [...new Set(known)].filter((name) => name !== "").toSorted();
    const remedy =
      names.length === 0
        ? `\`book list ${kind}\` has no --${option}.`
        : didYouMean(value, names) ||
          `Use one of: ${names.slice(0, 20).join(", ")}${names.length > 20 ? ", …" : ""}.`;
    throw new RoundtripError("UNKNOWN_WORD", `None of the ${kind} has the ${option} "${value}".`, {
      exit: exitCode.usage,
      remedy,
    });
  };
  const exactly = (value: string | undefined) => (name: string) => name === value;
  refuse(
    "kind",
    filters.kind,
    records.flatMap((record) => kindsOf(kind, record)),
    exactly(filters.kind),
  );
  refuse(
    "platform",
    filters.platform,
    records.map((record) => plain(record["platform"])),
    exactly(filters.platform),
  );
  refuse(
    "metric",
    filters.metric,
    records.map((record) => plain(record["metric"])),
    exactly(filters.metric),
  );
  refuse("model", filters.model, records.flatMap(modelsOf), exactly(filters.model));
  refuse("region", filters.region, records.flatMap(regionsOf), (name) => name.startsWith(filters.region!));
}

/** A party of the book. @throws UNKNOWN_PARTY with a suggestion, exit 2 */
export function partyOf(book: Book, id: string): string {
  if (book.parties.has(id)) return id;
  throw new RoundtripError("UNKNOWN_PARTY", `No party is called "${id}".`, {
    exit: exitCode.usage,
    remedy: didYouMean(id, book.parties.keys()) || "`roundtrip book list parties` lists them.",
  });
}

function knownOn(book: Book, kind: Listable, record: AnyRecord, day: Day): boolean {
  const provenance = record as unknown as Provenance;
  switch (kind) {
    case "deals":
      return (record["legs"] as Leg[]).some((leg) => legKnown(book, leg) <= day);
    case "legs":
      return legKnown(book, record as unknown as Leg) <= day;
    case "facts":
      return factKnown(book, record as never) <= day;
    case "prices":
      return recordKnown(book, String(record["date"]), provenance) <= day;
    case "signals":
      return recordKnown(book, String(record["latestDate"]), provenance) <= day;
    case "offerings":
    case "infrastructure":
    case "regions":
    case "switching":
    case "incidents":
      return recordKnown(book, String(record["asOf"]), provenance) <= day;
    default:
      return true;
  }
}

function passes(book: Book, kind: Listable, record: AnyRecord, filters: Filters, day: Day): boolean {
  const { party, since, region, model, platform, metric, openWeights, live } = filters;
  const is = (field: string, value: string | undefined): boolean =>
    value === undefined || String(record[field]) === value;
  if (
    party !== undefined &&
    !partiesOf(kind, record).some((id) => id === party || groupOf(book, id, day) === party)
  )
    return false;
  if (filters.kind !== undefined && !kindsOf(kind, record).includes(filters.kind)) return false;
  if (!is("platform", platform) || !is("metric", metric)) return false;
  if (model !== undefined && ![record["model"], record["modelId"], record["family"]].includes(model))
    return false;
  if (region !== undefined && !regionsOf(record).some((name) => name.startsWith(region))) return false;
  if (openWeights === true && record["openWeights"] !== true && record["openWeights"] !== "yes") return false;
  if (live === true && kind === "legs" && !isLive(book, record as unknown as Leg, day)) return false;
  if (since === undefined) return true;
  const date = dateOf(kind, record);
  return date !== "" && lastDay(date) >= firstDay(since);
}

function partiesOf(kind: Listable, record: AnyRecord): string[] {
  if (kind === "deals") return (record["legs"] as Leg[]).flatMap((leg) => [leg.payer, leg.payee]);
  const fields =
    kind === "parties" ? ["id"] : ["payer", "payee", "party", "maker", "host", "operator", "cloud"];
  const listed = (record["parties"] as string[] | undefined) ?? [];
  return [
    ...fields.flatMap((field) => (record[field] === undefined ? [] : [plain(record[field])])),
    ...listed,
  ];
}

function kindsOf(kind: Listable, record: AnyRecord): string[] {
  if (kind === "deals") return (record["legs"] as Leg[]).map((leg) => leg.kind);
  return [record["kind"], record["group"], record["factor"], record["event"]].map(plain);
}

function modelsOf(record: AnyRecord): string[] {
  return [record["model"], record["modelId"], record["family"]].map(plain);
}

function regionsOf(record: AnyRecord): string[] {
  return [
    ...((record["regions"] as string[] | undefined) ?? []),
    plain(record["region"]),
    plain(record["geography"]),
  ];
}

function dateOf(kind: Listable, record: AnyRecord): string {
  const fields =
    kind === "facts" ? ["ends", "stated"] : ["announced", "date", "asOf", "on", "latestDate", "available"];
  return plain(fields.map((field) => record[field]).find((date) => date !== undefined));
}

/** A word, number or truth as text; anything else has no plain text. */
function plain(value: unknown): string {
  return typeof value === "string" || typeof value === "number" || typeof value === "boolean"
    ? String(value)
    : "";
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

/** Records as rows: of each quantity its low end, high end and unit; lists joined by blanks. */
function csvOf(records: readonly AnyRecord[], names: readonly string[], day: Day): CsvTable {
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

/**
 * A record as data: quantities with low, high and unit in base units; unknown is null. What changed
 * over time is given as it was on the day, and beside it, as `…History`, every change known by then.
 */
export function jsonRecord(record: object, day: Day): unknown {
  return Object.fromEntries(
    Object.entries(record).flatMap(([key, value]): [string, unknown][] => {
      if (isUnknownState(key, value)) return [[key, null]];
      if (!isSince(value)) return [[key, jsonValue(value, day)]];
      const now: [string, unknown] = [key, jsonValue(on(value, day), day)];
      const known = value.filter((entry) => entry.from === undefined || lastDay(entry.from) <= day);
      const isHistory = value.length > 1 || value[0]!.from !== undefined;
      return isHistory ? [now, [`${key}History`, known.map((entry) => jsonRecord(entry, day))]] : [now];
    }),
  );
}

function jsonValue(value: unknown, day: Day): unknown {
  if (value === undefined || value === null) return null;
  if (isQuantity(value)) {
    const { form, values, unit } = value;
    return { form, low: low(value), high: high(value), values, unit, text: showQuantity(value) };
  }
  if (Array.isArray(value)) return value.map((item) => jsonValue(item, day));
  return typeof value === "object" ? jsonRecord(value, day) : value;
}

/** An amount of which nothing was ever known. */
function isUnknownState(key: string, value: unknown): boolean {
  return Array.isArray(value) && value.length === 0 && (amountStates as readonly string[]).includes(key);
}

function isQuantity(value: unknown): value is Quantity {
  return typeof value === "object" && value !== null && "form" in value && "values" in value;
}

function isSince(value: unknown): value is readonly Since<unknown>[] {
  return (
    Array.isArray(value) &&
    value.some((entry) => typeof entry === "object" && entry !== null && "is" in entry)
  );
}

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

const singular: Record<Listable, string> = {
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

/** A deal without the legs that were not known on the day; any other record as it is. */
function asKnown(book: Book, record: AnyRecord, day: Day): AnyRecord {
  if (!Array.isArray(record["legs"])) return record;
  return { ...record, legs: (record["legs"] as Leg[]).filter((leg) => legKnown(book, leg) <= day) };
}

/**
 * One record, whatever its kind.
 *
 * @throws NOT_YET_KNOWN where it became known after the day; UNKNOWN_ID with a suggestion from all ids of the book
 */
export function showAnswer(book: Book, id: string, day: Day): Answer {
  const found = listable.flatMap((kind) => {
    const record = (book[kind] as ReadonlyMap<string, AnyRecord>).get(id);
    return record ? [{ kind, record }] : [];
  });
  const best = found.find(({ kind }) => kind !== "legs") ?? found[0];
  if (!best) {
    const ids = listable.flatMap((kind) => [...(book[kind] as ReadonlyMap<string, unknown>).keys()]);
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
