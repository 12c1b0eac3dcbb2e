// The dollar trace on the book: where a dollar of a party goes in a year, and where one that it has came from.

import type { PartyId } from "../book/book.ts";
import { wholeYearFigure } from "../book/year-figure.ts";
import {
  type Flow,
  type FlowsView,
  classOfFlow,
  flowsOf,
  openAtBoundaries,
  partyAt,
  withoutEnd,
} from "../network/book-flows.ts";
import { type Network, networkOf } from "../network/network.ts";
import { type Trace, trace, traceBack } from "../network/trace.ts";
import { rowSums } from "../matrix/sparse.ts";
import { type Answer, table, text } from "./answer.ts";
import { percent } from "./circularity.ts";

/** Where a dollar of a party goes in a year, and where a dollar that it has came from. */
export function traceAnswer(view: FlowsView, party: PartyId): Answer {
  const { book } = view;
  const group = partyAt(view, party);
  const { flows } = flowsOf(view);
  const network = networkOf(openAtBoundaries(book, flows));
  if (!network.parties.includes(group)) return nothing(view, group);
  // Accounts are in money: of what is paid in kind they say nothing.
  const isCash = view.layer === "cash";
  const spent = isCash ? spentElsewhere(view, network) : undefined;
  const earned = isCash ? earnedElsewhere(view, network, flows) : undefined;
  const forward = trace(network, { from: group, spent });
  const backward = traceBack(network, { from: group, earned });
  const name = (id: string): string => book.parties.get(id)?.name ?? id;
  const ends = merged(forward.endsAt);
  const starts = merged(backward.startsAt);
  return {
    json: {
      ...head(view, group),
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

function head({ year, layer, counting }: FlowsView, group: PartyId) {
  return { from: group, year, layer, count: counting };
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
      ...head(view, group),
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
    csv: { columns: ["ends at", "share"], rows: [] },
    sources: [],
    sentence: `No priced payment by or to ${group} is known in ${view.year}`,
  };
}

/** What a party earns beyond what the book sees it pay: paid on, nobody knows to whom. */
function spentElsewhere(view: FlowsView, network: Network): Float64Array {
  const paid = rowSums(network.flow);
  return Float64Array.from(network.parties, (party, i) => {
    const earned = wholeYearFigure(view.book, party, "revenue", view.year, view.day)?.central;
    return earned === undefined ? 0 : Math.max(0, earned - paid[i]!);
  });
}

/** What a party earns beyond what the book sees it paid for: from customers that the book does not name. */
function earnedElsewhere(view: FlowsView, network: Network, flows: readonly Flow[]): Float64Array {
  return Float64Array.from(network.parties, (party) => {
    const earned = wholeYearFigure(view.book, party, "revenue", view.year, view.day)?.central ?? 0;
    const bought = flows.filter((flow) => flow.payee === party && classOfFlow(flow) === "purchase");
    return Math.max(0, earned - bought.reduce((sum, flow) => sum + flow.amount, 0));
  });
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
