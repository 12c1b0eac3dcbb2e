// How circular is it: the share of a year's money that goes round, as a band, by layer and counting.

import type { Counting } from "../book/count.ts";
import { type Band, bandOf } from "../network/band.ts";
import {
  type FlowsView,
  type Layer,
  classOfFlow,
  flowsOf,
  layers,
  openAtBoundaries,
} from "../network/book-flows.ts";
import { type BookLoop, bookLoops } from "../network/book-loops.ts";
import { maximumCirculation } from "../network/circulation.ts";
import { finn } from "../network/finn.ts";
import { networkOf } from "../network/network.ts";
import { excess, reciprocity } from "../network/reciprocity.ts";
import { type Answer, type Block, table, text } from "./answer.ts";
import { count, countCell, dollars } from "./number.ts";
import type { View } from "./pair.ts";
import { type Rests, dayLines, restLines, restSources, restsOf, segmentLines } from "./rests.ts";

export interface CircularityOf extends Rests {
  readonly year: number;
  readonly layer: Layer;
  readonly count: Counting;
  /** USD in the year, between all parties; legs that this counting cannot price are left out. */
  readonly totalUsd: number;
  /** Maximum circulation over all flows; null where nothing flows. */
  readonly share: Band | null;
  readonly reciprocity: number | null;
  readonly finnCyclingIndex: number | null;
  readonly excessShare: number | null;
  readonly flows: number;
  /** Live legs that could have moved money in the year and that the counting cannot price. */
  readonly leftOut: number;
}

/** Draws of all amounts for a band, and the seed that makes them the same everywhere. */
export const bandDraws = { draws: 1000, seed: 1 };

/** The measures of one year, layer and counting. */
export function circularityOf(view: FlowsView): CircularityOf {
  const found = flowsOf(view);
  const { flows, leftOut } = found;
  const open = openAtBoundaries(view.book, flows);
  const { flow } = networkOf(open);
  const total = flow.value.reduce((sum, value) => sum + value, 0);
  const base = {
    year: view.year,
    layer: view.layer,
    count: view.counting,
    totalUsd: total,
    flows: flows.length,
    leftOut: leftOut.length,
    ...restsOf(found),
  };
  if (total === 0)
    return { ...base, share: null, reciprocity: null, finnCyclingIndex: null, excessShare: null };
  return {
    ...base,
    share: bandOf(view, (network) => maximumCirculation(network.flow).share, bandDraws),
    reciprocity: reciprocity(flow),
    finnCyclingIndex: finn(flow).finnCyclingIndex,
    excessShare: excess(flow).share,
  };
}

/** The measures by year, layer and counting. */
export function circularityAnswer(view: View, years: readonly number[], layer?: Layer): Answer {
  const countings: readonly Counting[] =
    view.counting === "expected" ? ["firm", "expected", "headline"] : ["firm", "headline"];
  const rows = years.flatMap((year) =>
    (layer ? [layer] : layers).flatMap((each) =>
      countings.map((counting) => circularityOf({ ...view, year, layer: each, counting })),
    ),
  );
  const main = rows.find((row) => row.share !== null);
  return {
    json: { asOf: view.day, level: view.level, years: rows },
    blocks: [
      { heading: "How much of the money goes round" },
      { lines: [explanation, ...segmentLines(view.level)] },
      table(
        undefined,
        [
          ">year",
          "layer",
          "counting",
          ">circular share",
          ">band, 5 to 95 %",
          ">reciprocity",
          ">Finn's index",
          ">flows",
          ">left out",
          ">total",
        ],
        rows.map((row) => [
          text(String(row.year)),
          text(row.layer),
          text(row.count),
          percentCell(row.share?.central ?? null),
          text(row.share ? bandText(row.share) : "nothing flows"),
          percentCell(row.reciprocity),
          percentCell(row.finnCyclingIndex),
          countCell(row.flows),
          countCell(row.leftOut),
          { show: dollars(row.totalUsd), value: row.totalUsd },
        ]),
      ),
      { lines: [...new Set(rows.flatMap((row) => restLines(row))), ...dayLines(rows)] },
    ],
    sources: restSources(view.book, rows),
    sentence: main ? circularSentence(main) : "No money of the year is known to flow",
  };
}

const explanation =
  "Circular share: the most money that can be sent round in closed rings without any party paying more than it does, " +
  "over all money of the year and layer. Aggregates such as unnamed investors are no part of a ring. The band holds nine of " +
  `ten of ${count(bandDraws.draws)} draws of the amounts, terms and splits that are not known as one figure. Zero in a year ` +
  "to come says that its funding is not announced yet, not that nothing will go round. What a buyer is known to have paid " +
  "takes the place of its contracts' schedule, and nobody pays more than it spends in all; where that is only forecast, the " +
  "contracts and the forecast are equally likely, the mean counts, and the band holds both. Left out are legs without a " +
  "price that could have moved money in the year.";

/** One plain sentence about a year. */
export function circularSentence({ year, layer, count: counting, share, totalUsd }: CircularityOf): string {
  if (!share) return `No money of ${year} is known to flow in this layer`;
  const band =
    share.p5 === share.p95
      ? percent(share.central)
      : `${bandText(share)} (central ${percent(share.central)})`;
  return `Of the ${dollars(totalUsd)} that flows in ${year} (${layer}, ${counting}), ${band} goes round in closed rings`;
}

export function percent(value: number): string {
  return `${Number((value * 100).toPrecision(value < 0.001 ? 1 : 3))}%`;
}

function bandText({ p5, p95 }: Band): string {
  return percent(p5) === percent(p95) ? percent(p5) : `${percent(p5)} to ${percent(p95)}`;
}

function percentCell(value: number | null) {
  return { show: value === null ? "" : percent(value), value };
}

/** The rings of a year, the largest throughput first, with the deals that carry them. */
export function loopsAnswer(view: FlowsView, maxLength: number, limit: number): Answer {
  const { flows } = flowsOf(view);
  const found = bookLoops(view.book, flows, maxLength);
  const shown = found.loops.slice(0, limit);
  const inBook = (ids: readonly string[], of: ReadonlyMap<string, unknown>): string[] =>
    [...new Set(ids)].filter((id) => of.has(id));
  const byLength = Object.entries(found.byLength)
    .map(([length, n]) => `${n} of ${length} legs`)
    .join(", ");
  return {
    json: {
      year: view.year,
      layer: view.layer,
      count: found.count,
      byLength: found.byLength,
      cut: false,
      loops: shown.map(({ parties, throughput, flows: sides }) => ({
        parties,
        throughput,
        legs: inBook(
          sides.flat().map(({ leg }) => leg.id),
          view.book.legs,
        ),
        deals: inBook(
          sides.flat().map(({ leg }) => leg.deal),
          view.book.deals,
        ),
        flows: sides.flat().map((flow) => ({
          leg: flow.leg.id,
          deal: view.book.deals.has(flow.leg.deal) ? flow.leg.deal : null,
          kind: flow.leg.kind,
          class: classOfFlow(flow) ?? null,
          for: flow.counter,
          payer: flow.payer,
          payee: flow.payee,
          amountUsd: flow.amount,
          assumed: flow.assumed,
          told: flow.told,
          outlay: flow.outlay,
          note: flow.note ?? null,
        })),
      })),
    },
    blocks: [
      { heading: `Loops of ${view.year}, ${view.layer}, ${view.counting}` },
      {
        lines: [
          `${found.count} loops with funding on one side and purchases on another${byLength ? `: ${byLength}` : ""}. Their number says little; what can go round does.`,
        ],
      },
      loopTable(view, shown),
      { lines: [...loopNotes(shown), ...segmentLines(view.level)] },
    ],
    sources: loopSources(view, shown),
    sentence: shown[0]
      ? `The largest loop of ${view.year} carries ${dollars(shown[0].throughput)} round ${shown[0].parties.join(" → ")}`
      : `No loop of funding and purchases is known in ${view.year}`,
  };
}

/** Rings with what can go round and the legs of each side. */
export function loopTable(view: Pick<FlowsView, "book">, found: readonly BookLoop[]): Block {
  return table(
    undefined,
    ["ring", ">can go round", "legs"],
    found.map((loop) => [
      text([...loop.parties, loop.parties[0]!].join(" → ")),
      { show: `${dollars(loop.throughput)} a year`, value: loop.throughput },
      text(
        loop.flows
          .map(
            (flows, k) =>
              `${loop.parties[k]} pays ${dollars(flows.reduce((sum, flow) => sum + flow.amount, 0))} (${flows.map((flow) => `${flow.leg.id}, for ${flow.counter}`).join("; ")})`,
          )
          .join("; "),
      ),
    ]),
  );
}

/** What the payments of some rings rest on beside their contracts. */
export function loopNotes(found: readonly BookLoop[]): string[] {
  const flows = found.flatMap((loop) => loop.flows.flat());
  const notes = flows.flatMap((flow) => [
    ...(flow.told.length > 0
      ? [`What ${flow.payer} paid ${flow.payee}: as told by ${flow.told.join(", ")}.`]
      : []),
    ...(flow.note === undefined
      ? []
      : flow.outlay.length > 0
        ? [`${sentence(flow.note)} (${flow.outlay.join(", ")}).`]
        : [`${flow.leg.id}: ${flow.note}.`]),
  ]);
  return [...new Set(notes)];
}

export function sentence(words: string): string {
  return `${words[0]!.toUpperCase()}${words.slice(1)}`;
}

function loopSources({ book }: FlowsView, found: readonly BookLoop[]): string[] {
  const flows = found.flatMap((loop) => loop.flows.flat());
  const facts = flows.flatMap(({ told, outlay }) => [...told, ...outlay]);
  return [
    ...new Set([
      ...flows.flatMap((flow) => flow.leg.sources),
      ...facts.flatMap((id) => book.facts.get(id)?.sources ?? []),
    ]),
  ];
}
