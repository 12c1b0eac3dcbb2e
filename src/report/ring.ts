// What the report says of the year's money: how much goes round, the rings that matter, whose revenue is
// its own money, how much comes from outside, and what stands behind the labs.

import { type FlowsView, flowsOf } from "../network/book-flows.ts";
import { type BookLoop, bookLoops } from "../network/book-loops.ts";
import { behind } from "../network/behind.ts";
import { type Block, table, text } from "./answer.ts";
import {
  type CircularityOf,
  circularSentence,
  circularityOf,
  loopNotes,
  loopTable,
  percent,
} from "./circularity.ts";
import { outsideSentence } from "./outside.ts";
import type { View } from "./pair.ts";
import { dayLines, restLines, segmentLines } from "./rests.ts";
import { ownMoneyTable } from "./own-money.ts";

/** Labs whose money and purchases the report looks through, where the book has them. */
const mainLabs = ["anthropic", "openai", "mistral"] as const;
const loopLegsMax = 5;
const loopsShown = 5;

function viewOfYear(view: View): FlowsView {
  return { ...view, year: Number(view.day.slice(0, 4)), layer: "cash" };
}

export interface Ring {
  readonly year: FlowsView;
  readonly circularity: CircularityOf;
  readonly loops: readonly BookLoop[];
}

/** The circularity and the largest rings of the year of the view: firm, cash. */
export function ringOf(view: View): Ring {
  const year = viewOfYear(view);
  const { loops } = bookLoops(view.book, flowsOf(year).flows, loopLegsMax);
  return {
    year,
    circularity: circularityOf({ ...year, counting: "firm" }),
    loops: loops.slice(0, loopsShown),
  };
}

/** The year's money as data. */
export function ringJson({ year: { book }, circularity, loops }: Ring): unknown {
  return {
    circularity,
    loops: loops.map(({ parties, throughput, flows: legs }) => ({
      parties,
      throughput,
      deals: [...new Set(legs.flat().flatMap(({ leg }) => (book.deals.has(leg.deal) ? [leg.deal] : [])))],
    })),
  };
}

/** The year's money as sentences and tables. */
export function ringBlocks(view: View, { year, circularity, loops }: Ring): Block[] {
  const labs = mainLabs.filter((lab) => view.book.parties.has(lab));
  const name = (id: string): string => view.book.parties.get(id)?.name ?? id;
  return [
    { heading: `How much goes round in ${year.year}` },
    {
      lines: [
        `${circularSentence(circularity)}.`,
        ...restLines(circularity),
        ...dayLines([circularity]),
        ...segmentLines(view.level),
        "Other years, layers and countings: `roundtrip circularity`.",
      ],
    },
    loops.length === 0 ? { lines: ["No ring of funding and purchases is known."] } : loopTable(year, loops),
    { lines: loopNotes(loops) },
    { heading: "Whose revenue is its own money" },
    ownMoneyTable(year, [year.year, year.year - 1]),
    { heading: `Where the labs' money of ${year.year} comes from, in the end` },
    table(
      "Outside money",
      ["lab", "sources"],
      labs.map((lab) => [text(name(lab)), text(outsideSentence(year, lab))]),
    ),
    { heading: `Who stands behind a dollar that a lab spends in ${year.year}` },
    table(
      "Look-through",
      ["lab", "touches"],
      labs.map((lab) => [text(name(lab)), text(touched(year, lab, name))]),
    ),
  ];
}

function touched(view: FlowsView, lab: string, name: (id: string) => string): string {
  const found = behind(view, lab);
  if (!found) return "no purchase has a price";
  return [...found.touches]
    .filter(([id]) => id !== found.party)
    .toSorted((a, b) => b[1] - a[1])
    .slice(0, 8)
    .map(([id, share]) => `${name(id)} ${percent(share)}`)
    .join(", ");
}
