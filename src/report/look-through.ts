// Look-through of a party's purchases: who stands behind a dollar spent there.

import { type Behind, behind } from "../network/behind.ts";
import { type FlowsView, partyAt } from "../network/book-flows.ts";
import type { Book, PartyId } from "../book/book.ts";
import { type Answer, type Cell, table, text } from "./answer.ts";
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
      csv: { columns: ["party", "touches", "ends at"], rows: [] },
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
      table(undefined, ["party", ">touches", ">ends at"], [...rows, ...restRows(found)]),
    ],
    sources: sourcesOf(book, found),
    sentence: ids[0]
      ? `${percent(found.touches.get(ids[0])!)} of what ${name(party)} is known to spend in ${year} goes through ${name(ids[0])}`
      : title,
  };
}

function sourcesOf(book: Book, { legs, rests }: Behind): string[] {
  const records = [
    ...legs.map((id) => book.legs.get(id) ?? book.facts.get(id)),
    ...rests.map((id) => book.infrastructure.get(id) ?? book.assumptions.get(id)),
  ];
  return [...new Set(records.flatMap((record) => record?.sources ?? []))];
}

/** What of the dollar goes nobody knows where, also where nobody knows how much that is. */
function restRows({ notKnown }: Behind): Cell[][] {
  if (notKnown === 0) return [];
  return notKnown === null
    ? [[text("the rest of its outlay"), text(""), { show: "not known", value: null }]]
    : [[text("not known"), text(""), share(notKnown)]];
}

function words(found: Behind): string[] {
  const seen = "so these are shares of what the book sees it buy";
  const whole =
    found.outlayUsd === null
      ? `its whole outlay is not known, ${seen}`
      : found.outlayUsd < found.spentUsd
        ? `its costs are told as ${dollars(found.outlayUsd)}, less than its contracts come to, ${seen}`
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
