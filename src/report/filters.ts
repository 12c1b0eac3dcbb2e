// Which records are asked for: by party, kind, date, region, model, platform, metric.

import type { Book, Leg } from "../book/book.ts";
import { isLive } from "../book/count.ts";
import { groupOf } from "../book/known.ts";
import type { RecordKind } from "../book/vocabulary.ts";
import { RoundtripError, exitCode } from "../error/error.ts";
import { didYouMean } from "../error/nearest.ts";
import { type Day, firstDay, lastDay } from "../unit/date.ts";
import { type AnyRecord, plain } from "./records.ts";

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

/** A filter that no record could ever pass is a slip of the pen, not an empty answer. */
export function refuseUnknown(book: Book, kind: RecordKind, filters: Filters): void {
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

export function passes(book: Book, kind: RecordKind, record: AnyRecord, filters: Filters, day: Day): boolean {
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

function partiesOf(kind: RecordKind, record: AnyRecord): string[] {
  if (kind === "deals") return (record["legs"] as Leg[]).flatMap((leg) => [leg.payer, leg.payee]);
  const fields =
    kind === "parties" ? ["id"] : ["payer", "payee", "party", "maker", "host", "operator", "cloud"];
  const listed = (record["parties"] as string[] | undefined) ?? [];
  return [
    ...fields.flatMap((field) => (record[field] === undefined ? [] : [plain(record[field])])),
    ...listed,
  ];
}

function kindsOf(kind: RecordKind, record: AnyRecord): string[] {
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

function dateOf(kind: RecordKind, record: AnyRecord): string {
  const fields =
    kind === "facts" ? ["ends", "stated"] : ["announced", "date", "asOf", "on", "latestDate", "available"];
  return plain(fields.map((field) => record[field]).find((date) => date !== undefined));
}
