// How few a party buys from and sells to, and how much of all it buys and sells that is said of.

import type { PartyId } from "../book/book.ts";
import { classOf } from "../book/count.ts";
import { yearFigure } from "../book/year-figure.ts";
import { outlayOf } from "../book/outlay.ts";
import { type Flow, type FlowsView, flowsOf, isBoundary, partyAt } from "../network/book-flows.ts";
import { concentration } from "../network/concentration.ts";
import { type Answer, type Block, table, text } from "./answer.ts";
import { percent } from "./circularity.ts";
import { dollars } from "./number.ts";

/** One side of a party: those it buys from, or those it sells to. */
interface Side {
  readonly hhi: number | null;
  readonly effectiveNumber: number | null;
  /** What the named ones come to, and all that the party spends or earns in the year, USD; null where not known. */
  readonly knownUsd: number;
  readonly allUsd: number | null;
  /** The share of all that the named ones are; null where all is not known. */
  readonly coverage: number | null;
  /** By party, the largest first; shares add to 1. */
  readonly shares: Readonly<Record<PartyId, number>>;
  readonly amountsUsd: Readonly<Record<PartyId, number>>;
  /** What goes to or comes from aggregates, which are many parties and so in no share, USD. */
  readonly aggregatesUsd: number;
}

/** How few sellers a party's purchases lie with, and how few buyers its sales. */
export function concentrationAnswer(view: FlowsView, party: PartyId): Answer {
  const { book, day, year, counting } = view;
  const group = partyAt(view, party);
  const flows = (["cash", "in-kind"] as const)
    .flatMap((layer) => flowsOf({ ...view, layer }).flows)
    .filter((flow) => classOf(flow.leg) === "purchase");
  const bought = flows.filter((flow) => flow.payer === group);
  const sold = flows.filter((flow) => flow.payee === group);
  const revenue = yearFigure(book, group, "revenue", year, day);
  const suppliers = sideOf(
    view,
    bought,
    ({ payee }) => payee,
    outlayOf(view.book, group, view.year, view.day)?.central ?? null,
  );
  const customers = sideOf(view, sold, ({ payer }) => payer, revenue?.isWhole ? revenue.central : null);
  const name = (id: string): string => book.parties.get(id)?.name ?? id;
  return {
    json: { party: group, year, count: counting, suppliers, customers },
    blocks: [
      { heading: `Concentration of ${name(group)}, ${year} (${counting})` },
      {
        lines: [
          ...told("Suppliers", suppliers, "outlay"),
          ...told("Customers in the book", customers, "revenue"),
        ],
      },
      rowsOf("Bought from", suppliers, name),
      rowsOf("Sold to", customers, name),
    ],
    sources: [...new Set([...bought, ...sold].flatMap((flow) => flow.leg.sources))],
    sentence:
      suppliers.effectiveNumber === null
        ? `No priced purchase of ${name(group)} is known in ${year}`
        : `${name(group)}'s known purchases of ${year} are as concentrated as with ${show3(suppliers.effectiveNumber)} equal suppliers`,
  };
}

function sideOf(
  { book }: FlowsView,
  flows: readonly Flow[],
  other: (flow: Flow) => PartyId,
  allUsd: number | null,
): Side {
  const sums = new Map<PartyId, number>();
  let aggregatesUsd = 0;
  for (const flow of flows) {
    const id = other(flow);
    if (isBoundary(book, id)) aggregatesUsd += flow.amount;
    else sums.set(id, (sums.get(id) ?? 0) + flow.amount);
  }
  const amounts = [...sums].toSorted((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
  const knownUsd = amounts.reduce((sum, [, amount]) => sum + amount, 0);
  return {
    hhi: null,
    effectiveNumber: null,
    ...concentration(sums.values()),
    knownUsd,
    allUsd,
    coverage: allUsd === null || allUsd === 0 ? null : knownUsd / allUsd,
    shares: Object.fromEntries(amounts.map(([id, amount]) => [id, amount / knownUsd])),
    amountsUsd: Object.fromEntries(amounts),
    aggregatesUsd,
  };
}

function told(what: string, side: Side, of: "outlay" | "revenue"): string[] {
  const { hhi, effectiveNumber, aggregatesUsd } = side;
  const index =
    hhi === null || effectiveNumber === null
      ? `${what}: none with a price.`
      : `${what}: HHI ${Math.round(hhi).toLocaleString("en-US")} of 10,000, as if of ${show3(effectiveNumber)} equals${covered(side, of)}.`;
  return [
    index,
    ...(aggregatesUsd > 0
      ? [`Besides, ${dollars(aggregatesUsd)} with many that the book does not tell apart: in no share.`]
      : []),
  ];
}

/** How much of all the index is about. */
function covered({ coverage, knownUsd, allUsd }: Side, of: "outlay" | "revenue"): string {
  const part = `; of ${dollars(knownUsd)} in the book`;
  if (coverage === null || allUsd === null) return `${part}, the whole ${of} of the year is not known`;
  return coverage > 1
    ? `${part}, more than the ${of} that is told, ${dollars(allUsd)}`
    : `${part}, ${percent(coverage)} of the ${of} of ${dollars(allUsd)}`;
}

function rowsOf(title: string, { shares, amountsUsd }: Side, name: (id: string) => string): Block {
  return table(
    title,
    ["party", ">amount", ">share"],
    Object.entries(shares).map(([id, share]) => [
      text(name(id)),
      { show: dollars(amountsUsd[id]!), value: amountsUsd[id]! },
      { show: percent(share), value: share },
    ]),
  );
}

function show3(value: number): string {
  return String(Number(value.toPrecision(3)));
}
