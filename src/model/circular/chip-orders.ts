// Orders of chips by power: labs and groups promise a maker to have so many gigawatts built with its chips.

import type { Book, Leg } from "../../book/book.ts";
import { isLive } from "../../book/count.ts";
import { groupOf, on } from "../../book/known.ts";
import { type Expression, constant, period } from "../../expression/expression.ts";
import { firstDay } from "../../unit/date.ts";
import { high } from "../../unit/quantity.ts";
import type { Name } from "../builder.ts";
import type { Cast } from "./cast.ts";
import { type Draft, is, usd, was } from "./draft.ts";
import { GW, USD, USDperGW, plain } from "./measures.ts";
import { quarterOf, quartersBetween } from "./quarter.ts";
import type { Start } from "./start.ts";
import { larger, minus, partOf, plus, smaller, times, within } from "./write.ts";

/** The maker beside NVIDIA whose chips every builder may buy; NVIDIA sells the rest, so that orders at it move no share. */
export const secondMaker = "amd";

export interface ChipOrder {
  readonly leg: string;
  /** A lab, or a group, for which whoever hosts it buys. */
  readonly buyer: string;
  readonly isOfLab: boolean;
  /** In GW, in all. */
  readonly power: number;
  /** The period of the first delivery. */
  readonly first: number;
  readonly isFirm: boolean;
}

/** Orders of a known power at the second maker, as known on the day of the start. */
export function chipOrdersOf(book: Book, start: Start, cast: Cast): readonly ChipOrder[] {
  return [...book.legs.values()].flatMap((leg) => orderOf(book, leg, start, cast) ?? []);
}

function orderOf(book: Book, leg: Leg, { day, quarter }: Start, cast: Cast): ChipOrder | undefined {
  if (leg.kind !== "hardware" || !leg.capacity || !isLive(book, leg, day)) return undefined;
  const firmness = on(leg.firmness, day);
  if (firmness === "intent" || firmness === "option") return undefined;
  if (groupOf(book, leg.payee, day) !== secondMaker) return undefined;
  const buyer = groupOf(book, leg.payer, day);
  const isOfLab = cast.labs.some(({ id }) => id === buyer);
  if (!isOfLab && !cast.groups.some(({ id }) => id === buyer)) return undefined;
  const dated = leg.tranches?.flatMap(({ on: due }) => (due === undefined ? [] : [firstDay(due)])) ?? [];
  const from = dated.toSorted()[0] ?? firstDay(leg.term?.start ?? leg.announced);
  return {
    leg: leg.id,
    buyer,
    isOfLab,
    power: high(leg.capacity) / 1e9,
    first: Math.max(1, quartersBetween(quarter, quarterOf(from))),
    isFirm: firmness === "firm",
  };
}

/**
 * The second maker's part of general chips: what it sells in any case and what is ordered by power, up to a bound.
 * Orders are filled alike; what is not filled waits. Hosts are not known, so all builders buy in the same proportion.
 *
 * Variables: `wanted on <leg>`, `delivered on <leg>` (GW).
 *
 * @param general  what all builders spend on general chips in the quarter, in USD
 */
export function writeChipOrders(d: Draft, orders: readonly ChipOrder[], general: Expression): Expression {
  const base = d.assume("amd-share");
  if (orders.length === 0) return base;
  const perGW = times(is("cost per GW", USDperGW), d.assume("systems-share"));
  const wanted = orders.map((order) => wantedOn(d, order));
  const dollars = d.define("auxiliary", "chips ordered by power", USD, times(perGW, plus(...wanted)));
  const room = times(larger(0, minus(d.assume("amd-share-most"), base)), general);
  const filled = d.define(
    "auxiliary",
    "part of chip orders that is filled",
    plain,
    smaller(partOf(room, dollars, usd(1)), 1),
  );
  orders.forEach(({ leg }, k) => {
    const name = `delivered on ${leg}`;
    d.define("stock", name, GW, plus(was(name, GW), times(filled, wanted[k]!)), constant(0, GW));
  });
  return d.define(
    "auxiliary",
    `part of general chips from ${secondMaker}`,
    plain,
    plus(base, partOf(times(filled, dollars), general, usd(1))),
  );
}

/** A power a quarter that rises to its height and stays until all is delivered; of what is not firm a part, and less once a lab's contracts were cut. */
function wantedOn(d: Draft, { leg, buyer, isOfLab, power, first, isFirm }: ChipOrder): Name {
  const taken = times(constant(power, GW), isFirm ? 1 : d.assume("chip-order-taken"));
  const each = times(taken, d.inverse("chip-order-quarters"));
  const left = larger(constant(0, GW), minus(taken, was(`delivered on ${leg}`, GW)));
  const kept = isOfLab ? was(`contract scale ${buyer}`, plain) : 1;
  const risen = within(0, times(minus(period(), first - 1), d.inverse("chip-order-ramp")), 1);
  const wanted = times(kept, smaller(times(risen, each), left));
  return d.define("flow", `wanted on ${leg}`, GW, times(d.mechanism("chip-orders", leg), wanted));
}
