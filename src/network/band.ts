// How certain a measure of the book's flows is: the measure at central amounts, and the band that it
// keeps when every uncertain amount, term, split, payment and outlay is drawn anew.

import type { Book, Fact } from "../book/book.ts";
import { type Draws, drawsOf } from "../random/philox.ts";
import { type FlowsView, openAtBoundaries, partyAt } from "./book-flows.ts";
import { drawOf } from "./draw.ts";
import { type Network, networkOfArrays } from "./network.ts";
import { type Point, amountsOf, middle } from "./year-amounts.ts";
import { type Entry, type YearPlan, planOf } from "./year-plan.ts";

/** A figure with the points between which nine draws of ten lie. */
export interface Band {
  readonly central: number;
  readonly p5: number;
  readonly p95: number;
}

const stream = 1;

/**
 * A measure of a year's flows over seeded draws of everything that is not known as one figure.
 *
 * Under headline the amounts of legs are drawn (see `drawOf`). Under every counting an assumed term is
 * drawn from its interval, and so are the split of a mixed payment and the day of a draw that is only
 * known to have been made by a day; of figures that contradict each other on what was paid, one is
 * taken; and a payer whose contracts exceed the outlay that is forecast for it pays either the one or
 * the other. What is known as one figure stays: a band of no width is a band.
 *
 * @param measure  of a network; between the ends of amounts it need not be monotone, so it is drawn
 */
export function bandOf(
  view: FlowsView,
  measure: (network: Network) => number,
  { draws = 1000, seed = 1 }: { draws?: number; seed?: number } = {},
): Band {
  const plan = planOf(view);
  const networkAt = networksOf(view, plan);
  const measured = (amounts: Float64Array): number => measure(networkAt(amounts));
  const central = measured(amountsOf(plan, middle).amount);
  const sampler = samplerOf(view.book, plan);
  if (!sampler) return { central, p5: central, p95: central };
  const values = new Float64Array(draws);
  for (let k = 0; k < draws; k++) {
    values[k] = measured(amountsOf(plan, sampler(drawsOf(seed, k, stream))).amount);
  }
  values.sort();
  return { central, p5: quantile(values, 0.05), p95: quantile(values, 0.95) };
}

/** The network of a plan at some amounts of its entries: the parties are numbered once for all draws. */
function networksOf(view: FlowsView, { entries }: YearPlan): (amounts: Float64Array) => Network {
  const sides = openAtBoundaries(
    view.book,
    entries.map(({ leg }) => ({ payer: partyAt(view, leg.payer), payee: partyAt(view, leg.payee) })),
  );
  const names = [...new Set(sides.flatMap(({ payer, payee }) => [payer, payee]))];
  const number = new Map(names.map((name, i) => [name, i]));
  const payer = Int32Array.from(sides, (side) => number.get(side.payer)!);
  const payee = Int32Array.from(sides, (side) => number.get(side.payee)!);
  return (amounts) => {
    const pays = (_: number, i: number): boolean => amounts[i]! > 0;
    return networkOfArrays(names, payer.filter(pays), payee.filter(pays), amounts.filter(pays));
  };
}

/** Linear between order statistics (R type 7). */
function quantile(sorted: Float64Array, p: number): number {
  const place = (sorted.length - 1) * p;
  const below = Math.floor(place);
  const above = Math.min(sorted.length - 1, below + 1);
  return sorted[below]! + (place - below) * (sorted[above]! - sorted[below]!);
}

type Sampler = (random: Draws) => Point;

/** How the figures of a plan are drawn; undefined where all of them are known as one figure. */
function samplerOf(book: Book, plan: YearPlan): Sampler | undefined {
  const fixed = plan.entries.map((entry, i) => middle.scheduled(entry, i));
  const drawn = plan.entries.map((entry) => scheduledSampler(entry));
  const reports = plan.told.flatMap(({ parts }) => parts.map((part) => part.reports));
  const draws = new Map(reports.map((each) => [each, reportSampler(book, each)]));
  const isUncertain =
    drawn.some((each) => each !== undefined) || [...draws.values()].some((each) => each !== undefined);
  const isOpen = plan.limits.some(({ outlay }) => outlay.isForecast || outlay.low < outlay.high);
  if (!isUncertain && !isOpen) return undefined;
  return (random) => ({
    scheduled: (_, i) => drawn[i]?.(random) ?? fixed[i]!,
    told: (each) => draws.get(each)?.(random) ?? middle.told(each),
    // One draw for all that a payer buys: its contracts hold together, or its forecast does.
    limit: ({ outlay }) => ({
      outlay: outlay.low + (outlay.high - outlay.low) * random.next(),
      excess: outlay.isForecast ? random.below(2) : 0,
    }),
  });
}

/** An entry's schedule with its amount and its days drawn; undefined where both are known. */
function scheduledSampler({ line, open }: Entry): ((random: Draws) => number) | undefined {
  if (!line || open.length === 0 || (!line.drawWhole && !line.drawShare)) return undefined;
  const known = open.reduce((sum, days) => sum + line.shareOf(days), 0);
  return (random) => {
    const whole = line.drawWhole?.(random) ?? line.whole;
    const shareOf = line.drawShare?.(random);
    return whole * (shareOf ? open.reduce((sum, days) => sum + shareOf(days), 0) : known);
  };
}

/** One of the figures that contradict each other, and of it an amount; undefined where there is one, and it is a point. */
function reportSampler(book: Book, reports: readonly Fact[]): ((random: Draws) => number) | undefined {
  const figures = reports.map(({ value }) => drawOf(book, value) ?? ((): number => value.values[0]!));
  const isPoint = reports.length === 1 && drawOf(book, reports[0]!.value) === undefined;
  return isPoint ? undefined : (random) => figures[random.below(figures.length)]!(random);
}
