// Outside money as an answer: how much of a party's money is, in the end, whose.

import type { PartyId } from "../book/book.ts";
import type { FlowsView } from "../network/book-flows.ts";
import { type BookOutside, type OutsideSource, bookOutside, entries } from "../network/book-outside.ts";
import { type Answer, type Block, type Cell, table, text } from "./answer.ts";
import { percent } from "./circularity.ts";

/** The sources of a party's money, its own and through others, and what is missing. */
export function outsideAnswer(view: FlowsView, party: PartyId): Answer {
  const { book, year, layer, counting } = view;
  const found = bookOutside(view, party);
  const name = (id: string): string => book.parties.get(id)?.name ?? id;
  const [main, share] = [...(found.sources ?? [])][0] ?? [];
  const who = name(found.party);
  return {
    json: {
      party: found.party,
      year,
      layer,
      count: counting,
      sources: found.sources && Object.fromEntries(found.sources),
      customersOf: Object.fromEntries(found.customersOf),
      revenueYear: found.revenue?.year ?? null,
      revenueFacts: found.revenue?.facts ?? [],
      missing: found.missing,
    },
    blocks: [
      { heading: `How much of ${who}'s money comes from outside, ${year} (${layer}, ${counting})` },
      ...(found.sources ? shareBlocks(found, found.sources, name) : []),
      { lines: missingLines(found, who) },
    ],
    ...(found.sources ? {} : { csv: { columns: [...shareColumns], rows: [] } }),
    sources: [
      ...new Set([
        ...found.flows.flatMap((flow) => flow.leg.sources),
        ...found.facts.flatMap((id) => book.facts.get(id)?.sources ?? []),
      ]),
    ],
    sentence: main
      ? `${percent(share!)} of ${who}'s money of ${year} is in the end ${sourceWords(main)}`
      : `Where ${who}'s money of ${year} came from cannot be said: too little is public`,
  };
}

/** The largest sources of a party's money in a few words, or why there are none. */
export function outsideSentence(view: FlowsView, party: PartyId): string {
  const { sources, missing } = bookOutside(view, party);
  if (!sources) return `not known: ${missing.join(", ")}`;
  return [...sources]
    .filter(([, share]) => share >= shownMin)
    .map(([source, share]) => `${sourceWords(source)} ${percent(share)}`)
    .join(", ");
}

const shareColumns = ["source", "its own", "through others", "together"] as const;
/** Smaller shares are in the data and not in sentences. */
const shownMin = 5e-3;
const namedMax = 6;

function shareBlocks(
  { customersOf, revenue }: BookOutside,
  sources: NonNullable<BookOutside["sources"]>,
  name: (id: string) => string,
): Block[] {
  const share = (source: OutsideSource): number => sources.get(source) ?? 0;
  const both = entries
    .map((entry) => [entry, share(entry), share(`${entry}-of-others`)] as const)
    .filter(([, own, others]) => own + others > 0)
    .toSorted((a, b) => b[1] + b[2] - a[1] - a[2]);
  const alone = (["itself", "not-known"] as const).filter((source) => share(source) > 0);
  const told = [...customersOf].filter(([, of]) => of >= shownMin).slice(0, namedMax);
  return [
    {
      lines: [
        "Followed through everybody who paid it, to where the money entered the ring.",
        `Its own customers are what the ring does not account for of its revenue of ${revenue!.year} (${revenue!.facts.join(", ")}).`,
      ],
    },
    table(
      undefined,
      ["source", ...shareColumns.slice(1).map((column) => `>${column}`)],
      [
        ...both.map(([entry, own, others]) => [
          text(sourceWords(entry)),
          cell(own),
          cell(others),
          cell(own + others),
        ]),
        ...alone.map((source) => [text(sourceWords(source)), text(""), text(""), cell(share(source))]),
      ],
    ),
    {
      lines:
        told.length === 0
          ? []
          : [
              `Customers of others, by whose they are: ${told.map(([id, of]) => `${name(id)} ${percent(of)}`).join(", ")}.`,
            ],
    },
  ];
}

function missingLines({ sources, missing }: BookOutside, who: string): string[] {
  return sources
    ? missing.map((what) => `Missing, and so in none of the shares: ${what}.`)
    : [
        `No shares: what ${who} has from outside cannot be added up.`,
        ...missing.map((what) => `Missing: ${what}.`),
      ];
}

/** An id of a source in words. */
function sourceWords(source: OutsideSource): string {
  if (source === "itself") return "the ring itself, which nobody outside feeds";
  return source.replace(/-of-others$/u, " of others").replace("-", " ");
}

function cell(share: number): Cell {
  return { show: share === 0 ? "–" : percent(share), value: share };
}
