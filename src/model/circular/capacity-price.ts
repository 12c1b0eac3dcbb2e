// What a GW costs to rent and to build.

import { type Expression, constant, exp, log } from "../../expression/expression.ts";
import type { Cast, Vendor } from "./cast.ts";
import { type Draft, is, was } from "./draft.ts";
import { GW, USDperGW, plain } from "./measures.ts";
import { priceByAccounts } from "./neocloud-power.ts";
import { larger, minus, noise, over, plus, smaller, times, within } from "./write.ts";

/** Variables: `price of new capacity`, `price <vendor>`, `cost per GW` (USD per GW and year; USD per GW). */
export function writePrices(d: Draft, cast: Cast): void {
  const price = writeNewPrice(d, writeTightness(d, cast));
  for (const vendor of cast.vendors) writeVendorPrice(d, vendor, price);
  writeCost(d);
}

/** What is asked for over what is live. */
function writeTightness(d: Draft, cast: Cast): Expression {
  const live = plus(...cast.vendors.map(({ id }) => is(`live ${id}`, GW)));
  const demand = plus(...cast.vendors.map(({ id }) => is(`demand for ${id}`, GW)));
  return d.define(
    "auxiliary",
    "tightness",
    plain,
    over(demand, larger(live, constant(0.01, GW))),
    d.assume("scarcity-neutral"),
  );
}

const one = constant(1, USDperGW);

function writeNewPrice(d: Draft, tightness: Expression): Expression {
  const [low, high] = [d.assume("price-gw-floor"), d.assume("price-gw-cap")];
  const scarcity = minus(tightness, d.assume("scarcity-neutral"));
  const logPrice = "log price of new capacity";
  const moved = plus(
    was(logPrice, plain),
    times(-1, d.assume("price-gw-drift")),
    times(d.assume("price-gw-scarcity"), scarcity),
    times(d.assume("price-gw-noise"), noise()),
  );
  d.define(
    "stock",
    logPrice,
    plain,
    within(log(over(low, one)), moved, log(over(high, one))),
    log(over(d.assume("price-gw-0"), one)),
  );
  return d.define(
    "auxiliary",
    "price of new capacity",
    USDperGW,
    times(exp(is(logPrice, plain)), one),
    d.assume("price-gw-0"),
  );
}

/** A part of a vendor's contracts is renewed in a quarter, and new power is let, at the price of new contracts. */
function writeVendorPrice(d: Draft, { id, kind }: Vendor, price: Expression): void {
  const factor =
    kind === "neocloud" ? over(d.assume("price-gw-neo"), d.assume("price-gw-0")) : constant(1, plain);
  const start = kind === "neocloud" ? priceByAccounts(d, id) : d.assume("price-gw-0");
  const own = was(`price ${id}`, USDperGW);
  const fresh = over(is(`finished ${id}`, GW), larger(is(`live ${id}`, GW), constant(1e-6, GW)));
  const moved = smaller(1, plus(d.assume("reprice"), fresh));
  const next = plus(own, times(moved, minus(times(price, factor), own)));
  d.define("stock", `price ${id}`, USDperGW, next, start);
}

function writeCost(d: Draft): void {
  const logCost = "log cost per GW";
  d.define(
    "stock",
    logCost,
    plain,
    plus(was(logCost, plain), d.assume("capex-gw-drift"), times(d.assume("capex-gw-noise"), noise())),
    log(over(d.assume("capex-gw"), one)),
  );
  d.define("auxiliary", "cost per GW", USDperGW, times(exp(is(logCost, plain)), one), d.assume("capex-gw"));
}
