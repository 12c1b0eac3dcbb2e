// The dollar trace and outside money on the book: where a party's dollar goes, and whose money it has.

import type { PartyId } from "../book/book.ts";
import { yearEndBalance, yearFigure } from "../book/year-figure.ts";
import {
  type Flow,
  type FlowsView,
  classOfFlow,
  flowsOf,
  isBoundary,
  openAtBoundaries,
  partyAt,
  withoutEnd,
} from "../network/book-flows.ts";
import { type Network, networkOf } from "../network/network.ts";
import { outsideMoney } from "../network/outside.ts";
import { type Trace, trace, traceBack } from "../network/trace.ts";
import { rowSums, transpose } from "../matrix/sparse.ts";
import { type Answer, table, text } from "./answer.ts";
import { percent } from "./circularity.ts";

/** Where a dollar of a party goes in a year, and where a dollar that it has came from. */
export function traceAnswer(view: FlowsView, party: PartyId): Answer {
  const { book } = view;
  const group = partyAt(view, party);
  const { flows } = flowsOf(view);
  const network = networkOf(openAtBoundaries(book, flows));
  if (!network.parties.includes(group)) return nothing(view, group);
  const spent = spentElsewhere(view, network);
  const forward = trace(network, { from: group, spent });
  const backward = traceBack(network, { from: group, earned: earnedElsewhere(view, network, flows) });
  const name = (id: string): string => book.parties.get(id)?.name ?? id;
  const ends = merged(forward.endsAt);
  const starts = merged(backward.startsAt);
  return {
    json: {
      from: group,
      year: view.year,
      layer: view.layer,
      count: view.counting,
      returned: forward.returned,
      steps: forward.steps,
      endsAt: Object.fromEntries(ends),
      notKnown: forward.notKnown,
      cameFrom: {
        itself: backward.returned.total,
        customers: backward.customers,
        startsAt: Object.fromEntries(starts),
      },
    },
    blocks: [
      {
        heading: `A dollar that passes through ${name(group)} in ${view.year} (${view.layer}, ${view.counting})`,
      },
      { lines: [told(forward)] },
      shareTable(
        "ends at",
        ends,
        (id) => (id === group ? `${name(id)}, which keeps it` : name(id)),
        forward.notKnown,
      ),
      { heading: `Where such a dollar came from` },
      { lines: [`${percent(backward.returned.total)} of it the party had paid itself before.`] },
      shareTable("came in at", [["customers outside the book", backward.customers], ...starts], name, 0),
    ],
    sources: [...new Set(flows.flatMap((flow) => flow.leg.sources))],
    sentence: `Of a dollar that passes through ${name(group)} in ${view.year}, ${percent(forward.returned.total)} comes back to it`,
  };
}

function told({ returned, steps, closed, notKnown }: Trace): string {
  if (closed) return `All of it comes back, by definition: ${closed.join(", ")} pay only one another.`;
  const back =
    returned.total === 0
      ? "Nothing of it comes back that the book can see"
      : `${percent(returned.total)} of it comes back, ${percent(returned.directly)} directly and ${percent(returned.throughOthers)} through others`;
  return `${back}${steps === null ? "" : `, after ${Number(steps.toPrecision(3))} payments on average`}; of ${percent(notKnown)} nobody knows to whom it is paid on.`;
}

function nothing(view: FlowsView, group: PartyId): Answer {
  return {
    json: {
      from: group,
      year: view.year,
      layer: view.layer,
      count: view.counting,
      returned: null,
      steps: null,
      endsAt: {},
      notKnown: null,
    },
    blocks: [
      {
        lines: [
          `The book knows of no priced payment by or to ${group} in ${view.year} (${view.layer}, ${view.counting}).`,
        ],
      },
    ],
    sources: [],
    sentence: `No priced payment by or to ${group} is known in ${view.year}`,
  };
}

/** What a party earns beyond what the book sees it pay: paid on, nobody knows to whom. */
export function spentElsewhere(view: FlowsView, network: Network): Float64Array {
  const paid = rowSums(network.flow);
  return Float64Array.from(network.parties, (party, i) => {
    const earned = wholeYear(view, party, "revenue");
    return earned === undefined ? 0 : Math.max(0, earned - paid[i]!);
  });
}

/** What a party earns beyond what the book sees it paid for: from customers that the book does not name. */
function earnedElsewhere(view: FlowsView, network: Network, flows: readonly Flow[]): Float64Array {
  return Float64Array.from(network.parties, (party) => {
    const earned = wholeYear(view, party, "revenue") ?? 0;
    const seen = sumOf(flows, (flow) => flow.payee === party && classOfFlow(flow) === "purchase");
    return Math.max(0, earned - seen);
  });
}

/** The year's figure, or the year before's where the year is not over. */
function wholeYear(
  { book, day, year }: Pick<FlowsView, "book" | "day" | "year">,
  party: PartyId,
  metric: string,
): number | undefined {
  const figure = yearFigure(book, party, metric, year, day);
  return (figure?.isWhole ? figure : yearFigure(book, party, metric, year - 1, day))?.central;
}

/** Shares by party, the two ends of an aggregate together, the largest first. */
function merged(shares: ReadonlyMap<string, number>): [string, number][] {
  const sums = new Map<string, number>();
  for (const [party, share] of shares)
    sums.set(withoutEnd(party), (sums.get(withoutEnd(party)) ?? 0) + share);
  return [...sums].filter(([, share]) => share > 0).toSorted((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
}

function shareTable(
  column: string,
  shares: readonly (readonly [string, number])[],
  name: (id: string) => string,
  notKnown: number,
) {
  const rows = [
    ...shares.map(([id, share]) => [name(id), share] as const),
    ...(notKnown > 0 ? [["not known", notKnown] as const] : []),
  ];
  return table(
    undefined,
    [column, ">share"],
    rows
      .filter(([, share]) => share >= 5e-4)
      .map(([who, share]) => [text(who), { show: percent(share), value: share }]),
  );
}

/** Sources of money from outside the ring, by what they are. */
const customers = "customers";
const equity = "new equity";
const debt = "new debt";
const opening = "opening cash";
const notKnown = "not known";
/** Parties whose business is to bring money in from outside. */
const bringers = new Set(["investor", "lender", "government"]);

export interface OutsideSources {
  readonly party: PartyId;
  /** Share of the party's money by source in the end; adds to 1. */
  readonly sources: readonly (readonly [string, number])[];
  readonly missing: readonly string[];
}

/** The ultimate sources of a party's money in a year: customers, new equity and debt, opening cash, or itself. */
export function outsideOf(view: FlowsView, party: PartyId): OutsideSources | undefined {
  const { book, day, year } = view;
  const { flows } = flowsOf(view);
  const bringsIn = (id: PartyId): boolean =>
    isBoundary(book, id) || bringers.has(book.parties.get(id)?.kind ?? "");
  const ring = flows.filter((flow) => !bringsIn(flow.payer) && !isBoundary(book, flow.payee));
  const group = partyAt(view, party);
  const network = networkOf([...ring, { payer: group, payee: `${group} `, amount: 0 }]);
  const at = new Map(network.parties.map((id, i) => [id, i]));
  const missing: string[] = [];
  const column = (): Float64Array => new Float64Array(network.parties.length);
  const outside = new Map([
    [customers, column()],
    [equity, column()],
    [debt, column()],
    [opening, column()],
    [notKnown, column()],
  ]);
  for (const flow of flows) {
    const i = at.get(flow.payee);
    if (i === undefined || !bringsIn(flow.payer)) continue;
    outside.get(sourceOf(flow))![i]! += flow.amount;
  }
  network.parties.forEach((id, i) => {
    const earned = wholeYear(view, id, "revenue");
    if (earned === undefined) {
      // Whoever pays and tells no accounts pays from money that nobody can name.
      outside.get(notKnown)![i] = sumOf(ring, (flow) => flow.payer === id);
      if (id === group) missing.push(`${id}/revenue of ${year}`);
      return;
    }
    const fromRing = sumOf(ring, (flow) => flow.payee === id && classOfFlow(flow) === "purchase");
    outside.get(customers)![i] = Math.max(0, earned - fromRing);
    outside.get(opening)![i] = yearEndBalance(book, id, "cash", year - 1, day)?.central ?? 0;
  });
  const i = at.get(group);
  if (i === undefined) return undefined;
  const { sources, shares } = outsideMoney({ receipts: transpose(network.flow), outside });
  const own = sources
    .map((source, s) => [source, shares[i * sources.length + s]!] as const)
    .filter(([, share]) => share > 0);
  return { party: group, sources: own.toSorted((a, b) => b[1] - a[1]), missing };
}

function sumOf(flows: readonly Flow[], of: (flow: Flow) => boolean): number {
  return flows.filter(of).reduce((sum, flow) => sum + flow.amount, 0);
}

function sourceOf(flow: Flow): string {
  if (flow.leg.kind === "debt" || flow.leg.kind === "convertible") return debt;
  return classOfFlow(flow) === "purchase" ? customers : equity;
}

/** Outside money as an answer. */
export function outsideAnswer(view: FlowsView, party: PartyId): Answer {
  const found = outsideOf(view, party);
  const name = view.book.parties.get(party)?.name ?? party;
  const sources = found?.sources ?? [];
  const main = sources[0];
  return {
    json: {
      party: found?.party ?? party,
      year: view.year,
      layer: view.layer,
      count: view.counting,
      sources: Object.fromEntries(sources),
      missing: found?.missing ?? [],
    },
    blocks: [
      {
        heading: `How much of ${name}'s money comes from outside, ${view.year} (${view.layer}, ${view.counting})`,
      },
      { lines: ["Followed through everybody who paid it, to where the money entered the ring."] },
      table(
        undefined,
        ["source", ">share"],
        sources.map(([source, share]) => [text(source), { show: percent(share), value: share }]),
      ),
      { lines: (found?.missing ?? []).map((what) => `Missing: ${what}.`) },
    ],
    sources: [],
    sentence: main
      ? `${percent(main[1])} of ${name}'s money of ${view.year} is in the end ${main[0]}`
      : `Nothing is known of where ${name}'s money of ${view.year} came from`,
  };
}
