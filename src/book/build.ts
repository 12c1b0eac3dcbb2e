// Joined and checked records as a book: sources cited by id, legs with what they inherit from their deal.

import type { Book, Deal, Leg, Source } from "./book.ts";
import { legId } from "./check-context.ts";
import {
  type Citation,
  type Collection,
  type Header,
  type Since,
  type Written as WrittenRecord,
  type WrittenLeg,
  collections,
} from "./format.ts";
import type { Joined } from "./join.ts";
import type { Entry } from "./read.ts";
import { amountStates } from "./vocabulary.ts";

/** The book of records that have no fault. */
export function build(joined: Joined, header: Header, hash: string): Book {
  const sources = new Map<string, Source>();
  for (const [id, entry] of joined.sources) sources.set(id, withoutOverlay(entry.record));
  const cite = citing(sources);
  const deals = new Map<string, Deal>();
  for (const [id, { record }] of joined.deals) deals.set(id, dealOf(record, cite));
  const legs = new Map([...deals.values()].flatMap((deal) => deal.legs.map((leg) => [leg.id, leg] as const)));
  const rest = Object.fromEntries(
    (Object.keys(collections) as Collection[])
      .filter((name) => name !== "sources" && name !== "deals")
      .map((name) => [name, recordsOf(joined[name] as Map<string, Entry>, cite)]),
  ) as unknown as Omit<Book, "header" | "hash" | "sources" | "deals" | "legs">;
  return { ...rest, header, hash, sources, deals, legs };
}

/** Ids of what is cited; a source that is written out in a record gets an id after the record. */
type Cite = (citations: readonly Citation[] | undefined, owner: string) => string[];

function citing(sources: Map<string, Source>): Cite {
  return (citations, owner) =>
    (citations ?? []).map((citation) => {
      if (typeof citation === "string") return citation;
      let n = 1;
      while (sources.has(`${owner}-source-${n}`)) n++;
      const id = `${owner}-source-${n}`;
      sources.set(id, { id, ...citation });
      return id;
    });
}

function recordsOf(entries: ReadonlyMap<string, Entry>, cite: Cite): Map<string, object> {
  const records = new Map<string, object>();
  for (const [id, entry] of entries) {
    const { id: _, sources, confidence, reason, note, ...fields } = withoutOverlay(entry.record) as Common;
    records.set(id, present({ id, ...fields, sources: cite(sources, id), confidence, reason, note }));
  }
  return records;
}

function dealOf(record: WrittenRecord<"deals">, cite: Cite): Deal {
  const { id, title, announced, confidence, reason, note } = record;
  const sources = cite(record.sources, id);
  const legs = record.legs.map((leg) => legOf(record, leg, sources, cite));
  return present({ id, title, announced, sources, confidence, reason, note, legs }) as unknown as Deal;
}

/** A leg stands on its own sources or its deal's, and on those of every dated change. */
function legOf(
  deal: WrittenRecord<"deals">,
  written: WrittenLeg,
  shared: readonly string[],
  cite: Cite,
): Leg {
  const own = legId(deal, written);
  const { id: _, announced, sources, confidence, reason, note, ...fields } = withoutOverlay(written);
  const dated = <T>(list: readonly Since<T>[]): Since<T>[] =>
    list.map((entry) => (entry.sources ? { ...entry, sources: cite(entry.sources, own) } : entry));
  const amount = Object.fromEntries(amountStates.map((state) => [state, dated(written.amount[state])]));
  const [status, firmness] = [dated(written.status), dated(written.firmness)];
  const cited = sources ? cite(sources, own) : shared;
  const changes = [status, firmness, ...Object.values(amount)].flat() as Since<unknown>[];
  return present({
    id: own,
    deal: deal.id,
    announced: announced ?? deal.announced,
    ...fields,
    status,
    firmness,
    amount,
    sources: [
      ...new Set([...cited, ...changes.flatMap((entry) => (entry.sources ?? []) as readonly string[])]),
    ],
    confidence: confidence ?? deal.confidence,
    reason: reason ?? deal.reason,
    note,
  }) as unknown as Leg;
}

/** What any record may carry beside its own fields. */
interface Common {
  readonly id?: string;
  readonly sources?: readonly Citation[];
  readonly confidence?: string;
  readonly reason?: string;
  readonly note?: string;
}

/** Absent is absent: no key without a value, so that a book kept as JSON comes back the same. */
function present(record: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined));
}

function withoutOverlay<T extends object>(record: T): Omit<T, "overlay"> {
  const { overlay: _, ...rest } = record as T & { overlay?: unknown };
  return rest;
}
