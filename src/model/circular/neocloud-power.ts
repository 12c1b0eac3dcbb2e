// What customers other than labs use of a neocloud's power, and what it takes for it at the start.

import { type Expression, constant } from "../../expression/expression.ts";
import type { Cast } from "./cast.ts";
import { type Draft, is, was } from "./draft.ts";
import { GW, USDperGW, plain } from "./measures.ts";
import { quartersInYear } from "./quarter.ts";
import type { Supply } from "./supply.ts";
import { larger, minus, over, plus, smaller, times, within } from "./write.ts";

/** A neocloud earns by its power, and half a quarter by what begins within it. */
export function meanLive(id: string): Expression {
  return times(0.5, plus(is(`live ${id}`, GW), was(`live ${id}`, GW)));
}

/**
 * A neocloud builds for customers it has: what labs leave is sold, and the less so the more power stands idle, but for what
 * others have signed for and pay in any case.
 */
export function soldByNeocloud(d: Draft, cast: Cast, supply: Supply, id: string): Expression {
  const labs = cast.labs.filter((lab) => supply.vendorsOf(lab.id).includes(id));
  const byLabs = plus(constant(0, GW), ...labs.map((lab) => was(`used ${lab.id} at ${id}`, GW)));
  const left = larger(constant(0, GW), minus(times(d.assume("usable-power"), meanLive(id)), byLabs));
  const sold = within(0.5, over(was("tightness", plain), d.assume("scarcity-neutral")), 1);
  const asked = times(sold, left);
  const target = d.levelOf(`${id}.backlog`)
    ? smaller(left, larger(asked, powerSigned(d, id, was(`backlog of others ${id}`))))
    : asked;
  const before = was(`own use ${id}`, GW);
  return plus(before, times(d.assume("sale-speed"), minus(target, before)));
}

/** The power for which the customers of a neocloud have signed, by what is left of their contracts. */
function powerSigned(d: Draft, id: string, backlog: Expression): Expression {
  const price = times(d.assume("neo-contract-length"), was(`price ${id}`, USDperGW));
  return over(times(quartersInYear, backlog), price);
}

/** What a neocloud takes for a GW and year at the start: its revenue over the power that it usually lets. */
export function priceByAccounts(d: Draft, id: string): Expression {
  const earned = times(quartersInYear, d.started(`${id}.revenue`)!);
  // Its power of the mean of the quarter, as it grows like its revenue.
  const grown = within(0, d.started(`${id}.growth`, plain) ?? constant(0, plain), 0.5);
  const live = times(minus(1, times(0.5, grown)), d.started(`${id}.gw`, GW)!);
  const price = over(earned, times(d.assume("usual-use"), live));
  return within(d.assume("price-gw-floor"), price, d.assume("price-gw-cap"));
}
