// Whose money a party has in a year, on the book: followed through everybody who paid it, to where the money
// entered the ring, at the party itself or at others.

import type { PartyId } from "../book/book.ts";
import { wholeYearFigure, yearEndBalance } from "../book/year-figure.ts";
import { transpose } from "../matrix/sparse.ts";
import { type Flow, type FlowsView, classOfFlow, flowsOf, isBoundary, partyAt } from "./book-flows.ts";
import { type Network, networkOfArrays } from "./network.ts";
import { itself, outsideMoney } from "./outside.ts";
import { reached } from "./reach.ts";

/** How money comes into the ring. */
export const entries = ["customers", "new-equity", "new-debt", "opening-cash"] as const;
export type Entry = (typeof entries)[number];
const notKnown = "not-known";

/** A source of a party's money: an entry at the party itself, or at others of the ring, from whom it came on. */
export type OutsideSource = Entry | `${Entry}-of-others` | typeof itself | typeof notKnown;

export interface BookOutside {
  readonly party: PartyId;
  /**
   * Share of the party's money by source in the end, the largest first; adds to 1. Null where its revenue is not known,
   * and for what is paid in kind.
   */
  readonly sources: ReadonlyMap<OutsideSource, number> | null;
  /** Which others' customers, the largest first; adds to `customers-of-others`. */
  readonly customersOf: ReadonlyMap<PartyId, number>;
  /** The revenue that stands for customers, its year and facts; the year before's where the year's is not known whole. */
  readonly revenue: { readonly year: number; readonly facts: readonly string[] } | null;
  /** Payments to the party and to those whose money reaches it, and the figures of their accounts. */
  readonly flows: readonly Flow[];
  readonly facts: readonly string[];
  readonly missing: readonly string[];
}

/** Parties whose business is to bring money in from outside. */
const bringers = new Set(["investor", "lender", "government"]);

/** The ultimate sources of a party's money in a year. */
export function bookOutside(view: FlowsView, party: PartyId): BookOutside {
  const { book, day, year } = view;
  const { flows } = flowsOf(view);
  const bringsIn = (id: PartyId): boolean =>
    isBoundary(book, id) || bringers.has(book.parties.get(id)?.kind ?? "");
  const ring = flows.filter((flow) => !bringsIn(flow.payer) && !isBoundary(book, flow.payee));
  const group = partyAt(view, party);
  const network = networkWith(group, ring);
  const receipts = transpose(network.flow);
  const upstream = reached(receipts, [network.parties.indexOf(group)]);
  const isUpstream = (id: PartyId): boolean => upstream[network.parties.indexOf(id)] === 1;
  const carried = flows.filter((flow) => isUpstream(flow.payee));
  // Accounts are in money: of what came in in kind they say nothing.
  const isCash = view.layer === "cash";
  const revenue = isCash ? wholeYearFigure(book, group, "revenue", year, day) : undefined;
  if (revenue === undefined) {
    const missing = [
      isCash
        ? `${group}/revenue of ${year}, or of ${year - 1}`
        : `what ${group} received in kind from outside the ring in ${year}`,
    ];
    return {
      party: group,
      sources: null,
      customersOf: new Map(),
      revenue: null,
      flows: carried,
      facts: [],
      missing,
    };
  }
  const facts = new Set<string>();
  const entered = new Map<string, Float64Array>();
  const enter = (source: Entry | typeof notKnown, i: number, amount: number): void => {
    const name = source === notKnown ? source : `${source} ${network.parties[i]!}`;
    if (!entered.has(name)) entered.set(name, new Float64Array(network.parties.length));
    entered.get(name)![i]! += amount;
  };
  network.parties.forEach((id, i) => {
    const raised = flows.filter((flow) => flow.payee === id && bringsIn(flow.payer));
    for (const flow of raised) if (entryOf(flow) !== "customers") enter(entryOf(flow), i, flow.amount);
    const earned = wholeYearFigure(book, id, "revenue", year, day);
    if (earned === undefined) {
      for (const flow of raised) if (entryOf(flow) === "customers") enter("customers", i, flow.amount);
      // Whoever pays and tells no accounts pays from money that nobody can name.
      enter(
        notKnown,
        i,
        sumOf(ring, (flow) => flow.payer === id),
      );
      return;
    }
    const fromRing = sumOf(ring, (flow) => flow.payee === id && classOfFlow(flow) === "purchase");
    enter("customers", i, Math.max(0, earned.central - fromRing));
    const cash = yearEndBalance(book, id, "cash", year - 1, day);
    if (cash) enter("opening-cash", i, cash.central);
    if (upstream[i] === 1) for (const fact of [...earned.facts, ...(cash?.facts ?? [])]) facts.add(fact);
  });
  const { sources, shares } = outsideMoney({ receipts, outside: entered });
  const at = network.parties.indexOf(group) * sources.length;
  const own = sources.map((source, s) => [source, shares[at + s]!] as const).filter(([, share]) => share > 0);
  const opening = yearEndBalance(book, group, "cash", year - 1, day);
  return {
    party: group,
    ...together(own, group),
    revenue: { year: revenue.year, facts: revenue.facts },
    flows: carried,
    facts: [...facts],
    missing: opening ? [] : [`${group}/cash at the end of ${year - 1}`],
  };
}

/** The network of the ring, in which the party stands also where nobody of the ring pays it. */
function networkWith(party: PartyId, ring: readonly Flow[]): Network {
  const names = [...new Set([party, ...ring.flatMap((flow) => [flow.payer, flow.payee])])];
  const number = new Map(names.map((name, i) => [name, i]));
  return networkOfArrays(
    names,
    Int32Array.from(ring, (flow) => number.get(flow.payer)!),
    Int32Array.from(ring, (flow) => number.get(flow.payee)!),
    Float64Array.from(ring, (flow) => flow.amount),
  );
}

/** Entries by party as sources of the one that asks: its own, and others'. */
function together(
  shares: readonly (readonly [string, number])[],
  group: PartyId,
): Pick<BookOutside, "sources" | "customersOf"> {
  const sources = new Map<OutsideSource, number>();
  const customersOf = new Map<PartyId, number>();
  for (const [name, share] of shares) {
    const [entry, at] = name.split(" ") as [Entry, PartyId | undefined];
    const source = at === undefined || at === group ? entry : (`${entry}-of-others` as const);
    sources.set(source, (sources.get(source) ?? 0) + share);
    if (source === "customers-of-others") customersOf.set(at!, share);
  }
  return { sources: largestFirst(sources), customersOf: largestFirst(customersOf) };
}

function largestFirst<K>(shares: ReadonlyMap<K, number>): Map<K, number> {
  return new Map([...shares].toSorted((a, b) => b[1] - a[1]));
}

function sumOf(flows: readonly Flow[], of: (flow: Flow) => boolean): number {
  return flows.filter(of).reduce((sum, flow) => sum + flow.amount, 0);
}

function entryOf(flow: Flow): Entry {
  if (flow.leg.kind === "debt" || flow.leg.kind === "convertible") return "new-debt";
  return classOfFlow(flow) === "purchase" ? "customers" : "new-equity";
}
