// Look-through and concentration of a party's purchases: who stands behind a dollar spent there.

import { type Behind, behind } from "../network/behind.ts";
import { type FlowsView, flowsOf, partyAt } from "../network/book-flows.ts";
import { concentration } from "../network/concentration.ts";
import { classOf } from "../book/count.ts";
import type { PartyId } from "../book/book.ts";
import { type Answer, table, text } from "./answer.ts";
import { percent, sentence } from "./circularity.ts";
import { dollars } from "./number.ts";

/** Who is touched by, and who keeps, a dollar that a party spends. */
export function lookThroughAnswer(view: FlowsView, party: PartyId): Answer {
  const { book, year, counting } = view;
  const found = behind(view, party);
  const name = (id: string): string => book.parties.get(id)?.name ?? id;
  const title = `Behind a dollar that ${name(party)} spends, ${year} (${counting})`;
  if (!found) {
    return {
      json: { party: partyAt(view, party), year, count: counting, touches: {}, endsAt: {}, notKnown: null },
      blocks: [
        { heading: title },
        { lines: [`No purchase of ${name(party)} in ${year} has a price under this counting.`] },
      ],
      sources: [],
      sentence: `No purchase of ${name(party)} in ${year} has a public price`,
    };
  }
  const ids = [...found.touches.keys()]
    .filter((id) => id !== found.party)
    .toSorted((a, b) => found.touches.get(b)! - found.touches.get(a)! || (a < b ? -1 : 1));
  const rows = ids.map((id) => [
    text(name(id)),
    share(found.touches.get(id) ?? 0),
    share(found.endsAt.get(id) ?? 0),
  ]);
  return {
    json: {
      party: found.party,
      year,
      count: counting,
      spentUsd: found.spentUsd,
      outlayUsd: found.outlayUsd,
      touches: Object.fromEntries(found.touches),
      endsAt: Object.fromEntries(found.endsAt),
      notKnown: found.notKnown,
      restsOn: found.rests,
      unpriced: found.unpriced,
      notes: found.notes,
    },
    blocks: [
      { heading: title },
      { lines: words(found) },
      table(
        undefined,
        ["party", ">touches", ">ends at"],
        [...rows, ...(found.notKnown > 0 ? [[text("not known"), text(""), share(found.notKnown)]] : [])],
      ),
    ],
    sources: found.rests.flatMap((id) => book.infrastructure.get(id)?.sources ?? []),
    sentence: ids[0]
      ? `${percent(found.touches.get(ids[0])!)} of what ${name(party)} is known to spend in ${year} goes through ${name(ids[0])}`
      : title,
  };
}

function words(found: Behind): string[] {
  const whole =
    found.outlayUsd === null
      ? "its whole outlay is not known, so these are shares of what the book sees it buy"
      : `its whole outlay is ${dollars(found.outlayUsd)}`;
  return [
    `The book sees ${dollars(found.spentUsd)} of purchases; ${whole}.`,
    ...found.notes.map((note) => `${sentence(note)}.`),
    `How computing is spent further is an average (${found.rests.join(", ")}), not these sellers' own accounts.`,
    ...(found.unpriced.length > 0
      ? [`Without a price, and so without a share: ${found.unpriced.join(", ")}.`]
      : []),
  ];
}

function share(value: number) {
  return { show: percent(value), value };
}

/** How few sellers a party's purchases lie with, and how few buyers its sales. */
export function concentrationAnswer(view: FlowsView, party: PartyId): Answer {
  const group = partyAt(view, party);
  const flows = (["cash", "in-kind"] as const)
    .flatMap((layer) => flowsOf({ ...view, layer }).flows)
    .filter((flow) => classOf(flow.leg) === "purchase");
  const bySeller = sums(
    flows.filter((flow) => flow.payer === group).map((flow) => [flow.payee, flow.amount]),
  );
  const byBuyer = sums(flows.filter((flow) => flow.payee === group).map((flow) => [flow.payer, flow.amount]));
  const [suppliers, customers] = [concentration(bySeller.values()), concentration(byBuyer.values())];
  const name = (id: string): string => view.book.parties.get(id)?.name ?? id;
  const rows = (of: ReadonlyMap<string, number>) => {
    const all = [...of.values()].reduce((sum, amount) => sum + amount, 0);
    return [...of]
      .toSorted((a, b) => b[1] - a[1])
      .map(([id, amount]) => [text(name(id)), { show: dollars(amount), value: amount }, share(amount / all)]);
  };
  const line = (what: string, found: ReturnType<typeof concentration>): string =>
    found
      ? `${what}: HHI ${Math.round(found.hhi).toLocaleString("en-US")} of 10,000, as if of ${Number(found.effectiveNumber.toPrecision(3))} equals.`
      : `${what}: none with a price.`;
  return {
    json: {
      party: group,
      year: view.year,
      count: view.counting,
      suppliers: { hhi: null, effectiveNumber: null, ...suppliers, shares: Object.fromEntries(bySeller) },
      customers: { hhi: null, effectiveNumber: null, ...customers, shares: Object.fromEntries(byBuyer) },
    },
    blocks: [
      { heading: `Concentration of ${name(group)}, ${view.year} (${view.counting})` },
      { lines: [line("Suppliers", suppliers), line("Customers in the book", customers)] },
      table("Bought from", ["party", ">amount", ">share"], rows(bySeller)),
      table("Sold to", ["party", ">amount", ">share"], rows(byBuyer)),
    ],
    sources: [
      ...new Set(
        flows
          .filter((flow) => flow.payer === group || flow.payee === group)
          .flatMap((flow) => flow.leg.sources),
      ),
    ],
    sentence: suppliers
      ? `${name(group)}'s known purchases of ${view.year} are as concentrated as with ${Number(suppliers.effectiveNumber.toPrecision(3))} equal suppliers`
      : `No priced purchase of ${name(group)} is known in ${view.year}`,
  };
}

function sums(pairs: readonly (readonly [string, number])[]): Map<string, number> {
  const found = new Map<string, number>();
  for (const [id, amount] of pairs) found.set(id, (found.get(id) ?? 0) + amount);
  return found;
}
