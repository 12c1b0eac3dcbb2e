// How certain a measure of the book's flows is: the measure at central amounts, and the band that it
// keeps when every uncertain amount, term and split is drawn anew.

import type { Book } from "../book/book.ts";
import { on } from "../book/known.ts";
import { daysInYear, termOf } from "../contract/term.ts";
import { type Draws, drawsOf } from "../random/philox.ts";
import { type Quantity, central, high, low } from "../unit/quantity.ts";
import { conversion, unitNamed } from "../unit/unit.ts";
import type { Flow, FlowsView } from "./book-flows.ts";
import { type Network, networkOf } from "./network.ts";

/** A figure with the points between which nine draws of ten lie. */
export interface Band {
  readonly central: number;
  readonly p5: number;
  readonly p95: number;
}

/** Width of a 90 % interval of the normal distribution, in standard deviations. */
const normalWidth = 3.2897072539029435;
const stream = 1;

/**
 * A measure over seeded draws of all amounts.
 *
 * Under headline an interval is drawn from the normal distribution that has it as its 90 % interval
 * (never below zero), a cap from its probability and then evenly below the cap, conflicting reports
 * with equal chances. Under every counting an assumed term is drawn from its interval, and so is the
 * split of a mixed payment. What is known as one figure stays: a band of no width is a band.
 *
 * @param measure  of a network; between the ends of amounts it need not be monotone, so it is drawn
 */
export function bandOf(
  view: FlowsView,
  flows: readonly Flow[],
  measure: (network: Network) => number,
  { draws = 1000, seed = 1 }: { draws?: number; seed?: number } = {},
): Band {
  const at = measure(networkOf(flows));
  const samplers = flows.map((flow) => samplerOf(view, flow));
  if (samplers.every((sampler) => sampler === undefined)) return { central: at, p5: at, p95: at };
  const values = new Float64Array(draws);
  for (let k = 0; k < draws; k++) {
    const random = drawsOf(seed, k, stream);
    const drawn = flows.map((flow, i) => ({
      payer: flow.payer,
      payee: flow.payee,
      amount: samplers[i]?.(random) ?? flow.amount,
    }));
    values[k] = measure(networkOf(drawn));
  }
  values.sort();
  return { central: at, p5: quantile(values, 0.05), p95: quantile(values, 0.95) };
}

/** Linear between order statistics (R type 7). */
function quantile(sorted: Float64Array, p: number): number {
  const place = (sorted.length - 1) * p;
  const below = Math.floor(place);
  const above = Math.min(sorted.length - 1, below + 1);
  return sorted[below]! + (place - below) * (sorted[above]! - sorted[below]!);
}

type Sampler = (random: Draws) => number;

/** How a flow's amount is drawn; undefined where it is known as one figure. */
function samplerOf({ book, day, counting, year }: FlowsView, flow: Flow): Sampler | undefined {
  const headline = on(flow.leg.amount.headline, day);
  const amount = counting === "headline" && headline ? amountSampler(book, headline) : undefined;
  const share = shareSampler(book, flow, year);
  if (!amount && !share) return undefined;
  const whole = flow.amount / flow.share;
  return (random) => (amount ? amount(random) : whole) * (share ? share(random) : flow.share);
}

function amountSampler(book: Book, q: Quantity): Sampler | undefined {
  switch (q.form) {
    case "point":
    case "floor":
      return undefined;
    case "interval": {
      const [mean, sd] = [central(q), (high(q) - low(q)) / normalWidth];
      return (random) => Math.max(0, mean + sd * normal(random));
    }
    case "conflict":
      return (random) => q.values[random.below(q.values.length)]!;
    case "cap": {
      const chance = assumed(book, "probability-up-to");
      return (random) => (random.next() < chance ? random.next() * high(q) : 0);
    }
  }
}

/** A term that is assumed, or a split that is, drawn evenly from the assumption's interval. */
function shareSampler(book: Book, flow: Flow, year: number): Sampler | undefined {
  const samplers = flow.assumed.flatMap((id): Sampler[] => {
    const value = book.assumptions.get(id)?.value;
    if (!value) return [];
    const between = (random: Draws): number => low(value) + (high(value) - low(value)) * random.next();
    if (!id.startsWith("term-")) {
      const usual = assumed(book, id);
      return [(random) => (flow.leg.medium === "mixed" && usual > 0 ? between(random) / usual : 1)];
    }
    const { start } = termOf(book, flow.leg)!;
    const toYears = conversion(unitNamed(value.unit), unitNamed("year"));
    return [
      (random) => {
        const days = Math.max(1, Math.round(between(random) * toYears * 365.25));
        const end = new Date(Date.parse(start) + (days - 1) * 86_400_000).toISOString().slice(0, 10);
        return daysInYear({ start, end }, year) / days / flow.share;
      },
    ];
  });
  if (samplers.length === 0) return undefined;
  return (random) => samplers.reduce((share, sampler) => share * sampler(random), flow.share);
}

/** A standard normal by Box and Muller (1958). */
function normal(random: Draws): number {
  const radius = Math.sqrt(-2 * Math.log(1 - random.next()));
  return radius * Math.cos(2 * Math.PI * random.next());
}

function assumed(book: Book, id: string): number {
  const assumption = book.assumptions.get(id);
  return assumption ? central(assumption.central ?? assumption.value) : 1;
}
