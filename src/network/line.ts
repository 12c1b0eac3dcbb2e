// What a leg comes to in a year by its contract, before anything is known of payments.

import type { Book, Leg, PartyId } from "../book/book.ts";
import { type Counting, classOf, contingency, count, isLive } from "../book/count.ts";
import { groupOf, on } from "../book/known.ts";
import { type ShareOf, type Spread, spreadOf } from "../contract/spread.ts";
import type { Draws } from "../random/philox.ts";
import { type Day, yearDays } from "../unit/date.ts";
import { central, low, high } from "../unit/quantity.ts";
import type { FlowsView, Layer } from "./book-flows.ts";
import { drawOf } from "./draw.ts";

/** A leg that has a price, and how it falls into days. */
export interface Line {
  readonly leg: Leg;
  /** The groups that the two sides belong to on the day. */
  readonly payer: PartyId;
  readonly payee: PartyId;
  /** USD of the whole leg in the layer, central. */
  readonly whole: number;
  readonly shareOf: ShareOf;
  /** Another amount that the leg may have; undefined where it is known as one figure. */
  readonly drawWhole: ((random: Draws) => number) | undefined;
  readonly drawShare: ((random: Draws) => ShareOf) | undefined;
  /** Ids of assumptions that the figure rests on: a term by kind, a split of a mixed payment. */
  readonly assumed: readonly string[];
  readonly note: string | undefined;
}

/** A leg of which nothing counts, and how it would fall into days: undefined where it has no term. */
export interface Unpriced {
  readonly leg: Leg;
  readonly payer: PartyId;
  readonly payee: PartyId;
  readonly why: string;
  readonly shareOf: ShareOf | undefined;
}

/**
 * The live legs of a layer between two groups, or between two parties of one, by id, so that no order
 * of the book reaches a sum or a draw.
 */
export function linesOf(view: Omit<FlowsView, "level">): { lines: Line[]; unpriced: Unpriced[] } {
  const { book, day, layer, counting, year } = view;
  const lines: Line[] = [];
  const unpriced: Unpriced[] = [];
  for (const leg of book.legs.values()) {
    const inLayer = shareInLayer(book, leg, layer);
    if (inLayer.share === 0 || !isLive(book, leg, day) || contingency(leg, day) !== undefined) continue;
    const sides = { leg, payer: groupOf(book, leg.payer, day), payee: groupOf(book, leg.payee, day) };
    const counted = count(book, leg, day, counting);
    const spread = spreadOf(book, leg, day);
    if ("leftOut" in counted || !spread) {
      const why = "leftOut" in counted ? counted.leftOut : "no term is known or assumed";
      unpriced.push({ ...sides, why, shareOf: spread?.shareOf });
      continue;
    }
    const { redrawn } = spread;
    const mayFall = spread.shareIn(year) > 0 || (redrawn !== undefined && couldReach(leg, redrawn, year));
    const amount = centralOf(book, leg, day, counting, counted.amount.high);
    if (!mayFall || amount <= 0) continue;
    const drawAmount = counting === "headline" ? drawOf(book, on(leg.amount.headline, day)) : undefined;
    const drawLayer = inLayer.draw;
    lines.push({
      ...sides,
      whole: amount * inLayer.share,
      shareOf: spread.shareOf,
      drawWhole:
        drawAmount || drawLayer
          ? (random) => (drawAmount?.(random) ?? amount) * (drawLayer?.(random) ?? inLayer.share)
          : undefined,
      drawShare: redrawn && ((random) => redrawn(() => random.next())),
      assumed: [spread.assumed, inLayer.assumed].filter((id) => id !== undefined),
      note: spread.note,
    });
  }
  const byId = (a: { leg: Leg }, b: { leg: Leg }): number => (a.leg.id < b.leg.id ? -1 : 1);
  return { lines: lines.sort(byId), unpriced: unpriced.sort(byId) };
}

/** Whether a leg could fall into a year that it does not reach as it stands: by the longest term that is assumed. */
function couldReach(leg: Leg, redrawn: NonNullable<Spread["redrawn"]>, year: number): boolean {
  return classOf(leg) !== "purchase" || redrawn(() => 1)(yearDays(year)) > 0;
}

/** Whether a leg that counts for nothing could have moved money in the year. */
export function couldFallInto({ shareOf }: Unpriced, year: number): boolean {
  return shareOf === undefined || shareOf(yearDays(year)) > 0;
}

interface InLayer {
  readonly share: number;
  readonly assumed: string | undefined;
  readonly draw: ((random: Draws) => number) | undefined;
}

/** How much of a leg is paid in a layer. A payment of which only part is cash is split by an assumption. */
function shareInLayer(book: Book, leg: Leg, layer: Layer): InLayer {
  if (leg.medium !== "mixed") {
    return { share: (leg.medium ?? "cash") === layer ? 1 : 0, assumed: undefined, draw: undefined };
  }
  const id = "in-kind-share-of-mixed";
  const assumption = book.assumptions.get(id);
  const value = assumption?.value;
  const of = (inKind: number): number => (layer === "in-kind" ? inKind : 1 - inKind);
  return {
    share: of(assumption ? central(assumption.central ?? assumption.value) : 0.5),
    assumed: id,
    draw: value && ((random) => of(low(value) + (high(value) - low(value)) * random.next())),
  };
}

/**
 * The amount that measures use: under headline an interval counts at its midpoint, a floor as itself, a
 * cap at its probability times its mean, conflicting reports at their mean; under the other countings
 * the counted figure itself.
 */
function centralOf(book: Book, leg: Leg, day: Day, counting: Counting, counted: number): number {
  const headline = on(leg.amount.headline, day);
  if (counting !== "headline" || !headline) return counted;
  if (headline.form !== "cap") return central(headline);
  const use = (id: string): number => {
    const assumption = book.assumptions.get(id);
    return assumption ? central(assumption.central ?? assumption.value) : 1;
  };
  return use("probability-up-to") * use("cap-fraction") * central(headline);
}

/** Whether a line is spent on what the payee sells. */
export function isPurchase({ leg }: Pick<Line, "leg">): boolean {
  return classOf(leg) === "purchase";
}
