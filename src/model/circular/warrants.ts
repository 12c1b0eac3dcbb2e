// Warrants on shares of chip makers: they vest with what their holder has delivered and with the maker's price, and a
// lab that runs short sells what has vested.

import type { Book, Leg } from "../../book/book.ts";
import { isLive } from "../../book/count.ts";
import { groupOf } from "../../book/known.ts";
import { type Expression, constant, exp, log, period } from "../../expression/expression.ts";
import { lastDay } from "../../unit/date.ts";
import { high } from "../../unit/quantity.ts";
import { investors } from "./cast.ts";
import { type ChipOrder, secondMaker } from "./chip-orders.ts";
import { type Draft, is, usd, was } from "./draft.ts";
import { GW, USD, plain } from "./measures.ts";
import { quarterOf, quartersBetween } from "./quarter.ts";
import type { Start } from "./start.ts";
import { generalAtStart } from "./systems.ts";
import { isBelow, larger, minus, noise, over, partOf, plus, smaller, times, when } from "./write.ts";

/** Shares of others that a holder sells to the public. */
const sharesSoldRow = "shares of others sold";

export interface Warrant {
  readonly leg: string;
  readonly holder: string;
  readonly isOfLab: boolean;
  readonly issuer: string;
  /** The order whose deliveries make it vest, and the GW at which it has vested in full. */
  readonly order: string;
  readonly until: number;
  /** The issuer's value, in USD, at which it vests in full. */
  readonly hurdle: number;
  /** The part of the issuer that it gives in full, and what that costs, in USD. */
  readonly stake: number;
  readonly cost: number;
  /** The last period in which it vests. */
  readonly to: number;
}

/** Warrants of which the terms and the issuer's value are known, for deliveries that are simulated. */
export function warrantsOf(book: Book, start: Start, orders: readonly ChipOrder[]): readonly Warrant[] {
  return [...book.legs.values()].flatMap((leg) => warrantOf(book, leg, start, orders) ?? []);
}

function warrantOf(
  book: Book,
  leg: Leg,
  { day, quarter, figures }: Start,
  orders: readonly ChipOrder[],
): Warrant | undefined {
  const { vests, stake, warrants, strike } = leg;
  if (leg.kind !== "warrant" || !vests || !stake || !warrants || !strike || !isLive(book, leg, day))
    return undefined;
  const issuer = groupOf(book, leg.payee, day);
  const order = orders.find((one) => one.leg === vests.with);
  if (!order || !figures.has(`${issuer}.marketValue`)) return undefined;
  return {
    leg: leg.id,
    holder: groupOf(book, leg.payer, day),
    isOfLab: order.isOfLab,
    issuer,
    order: order.leg,
    until: high(vests.power) / 1e9,
    hurdle: (high(vests.price) * high(warrants)) / high(stake),
    stake: high(stake),
    cost: high(strike) * high(warrants),
    to: leg.term?.end === undefined ? Infinity : quartersBetween(quarter, quarterOf(lastDay(leg.term.end))),
  };
}

/** What a lab sells of vested shares: what it lacks of its runway, before it asks for a round. */
export function writeSharesSold(d: Draft, warrants: readonly Warrant[]): void {
  for (const { leg, holder } of warrants.filter(({ isOfLab }) => isOfLab)) {
    const target = times(d.assume("runway-target"), d.assume("burn-safety"), was(`burn ${holder}`));
    const lacking = larger(usd(0), minus(target, was(`cash ${holder}`)));
    const most = times(d.assume("warrant-sale"), was(`warrant of ${leg}`));
    d.ledger.pay(`${sharesSoldRow}: ${leg}`, investors, holder, smaller(most, lacking));
  }
}

/** What a lab gets this quarter for shares of others. */
export function sharesSoldBy(warrants: readonly Warrant[], lab: string): Expression {
  const own = warrants.filter(({ holder, isOfLab }) => isOfLab && holder === lab);
  return plus(usd(0), ...own.map(soldFor));
}

function soldFor({ leg, holder }: Warrant): Expression {
  return is(`${sharesSoldRow}: ${leg}: ${investors} to ${holder}`);
}

/**
 * Variables: `market value of <issuer>`, `warrant of <leg>` (USD, vested and not sold). Nothing is known of the hurdles
 * before the last: they are taken to rise with the deliveries.
 */
export function writeWarrants(d: Draft, warrants: readonly Warrant[]): void {
  if (warrants.length === 0) return;
  writeMarketValue(d);
  for (const warrant of warrants) writeWarrant(d, warrant);
  for (const holder of new Set(warrants.map((warrant) => warrant.holder))) {
    const own = warrants.filter((warrant) => warrant.holder === holder);
    const all = plus(usd(0), ...own.map(({ leg }) => is(`warrant of ${leg}`)));
    d.show(`${holder}.warrants`, d.define("auxiliary", `warrants of ${holder}`, USD, all), "stock");
  }
}

/** What the second maker is worth: by its sales, the mood of markets and what else moves its price. */
function writeMarketValue(d: Draft): void {
  const issuer = secondMaker;
  const value0 = d.started(`${issuer}.marketValue`)!;
  const sales = `sales of ${issuer}, smoothed`;
  const start = d.m.once(`chips of ${issuer} at the start`, times(d.assume("amd-share"), generalAtStart(d)), {
    unit: USD,
  });
  const memory = d.assume("maker-sales-memory");
  d.define(
    "stock",
    sales,
    USD,
    plus(times(memory, was(sales)), times(minus(1, memory), is(`revenue ${issuer}`))),
    start,
  );
  const told = d.started(`${issuer}.revenue`);
  const other = d.m.once(`other sales of ${issuer}`, told ? larger(usd(0), minus(told, start)) : usd(0), {
    unit: USD,
  });
  const growth = over(minus(is(sales), start), larger(plus(other, start), usd(1e6)));
  const deviation = `deviation of ${issuer}`;
  d.define(
    "stock",
    deviation,
    plain,
    plus(
      times(d.assume("maker-value-persistence"), was(deviation, plain)),
      times(d.assume("maker-value-noise"), noise()),
    ),
    0,
  );
  const moved = plus(
    times(d.assume("maker-value-of-sales"), log(larger(plus(1, growth), 0.05))),
    times(d.assume("maker-value-mood"), is("appetite", plain)),
    is(deviation, plain),
  );
  const value = d.define("auxiliary", `market value of ${issuer}`, USD, times(value0, exp(moved)), value0);
  d.show(`${issuer}.marketValue`, value, "stock");
}

function writeWarrant(d: Draft, warrant: Warrant): void {
  const { leg, isOfLab, issuer, order, until, hurdle, stake, cost, to } = warrant;
  const value = is(`market value of ${issuer}`);
  const met = `hurdles met by ${leg}`;
  d.define("stock", met, plain, larger(was(met, plain), smaller(over(value, usd(hurdle)), 1)), 0);
  const delivered = times(1 / until, over(is(`delivered on ${order}`, GW), constant(1, GW)));
  const vested = `vested of ${leg}`;
  const more = larger(was(vested, plain), smaller(delivered, is(met, plain)));
  const isOpen = isBelow(period(), to + 0.5);
  d.define(
    "stock",
    vested,
    plain,
    times(d.mechanism("warrants", leg), Number.isFinite(to) ? when(isOpen, more, was(vested, plain)) : more),
    0,
  );
  const full = d.define(
    "auxiliary",
    `value of ${leg} in full`,
    USD,
    larger(usd(0), minus(times(stake, value), usd(cost))),
    usd(0),
  );
  const sold = `sold of ${leg}`;
  const held = isOfLab
    ? d.define(
        "stock",
        sold,
        plain,
        plus(was(sold, plain), partOf(soldFor(warrant), was(full.name), usd(1))),
        0,
      )
    : constant(0, plain);
  d.define("stock", `warrant of ${leg}`, USD, times(larger(0, minus(is(vested, plain), held)), full), usd(0));
}
