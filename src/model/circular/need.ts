// What a lab needs in GW: inference for its revenue, and training by revenue and cash.

import { type Expression, constant } from "../../expression/expression.ts";
import { type Draft, is, was } from "./draft.ts";
import { GW, USDperGW, plain } from "./measures.ts";
import { quartersInYear } from "./quarter.ts";
import { larger, minus, over, plus, smaller, times } from "./write.ts";

export function writeNeed(d: Draft, id: string, price: Expression): void {
  const perGW = d.define("auxiliary", `price paid ${id}`, USDperGW, price, startPrice(d));
  const each = over(1, perGW);
  const hungry = plus(1, minus(1, was(`served share ${id}`, plain)));
  const kappa0 = d.assume(`kappa-0-${id}`);
  const toward = (name: string, start: Expression, end: Expression): Expression =>
    d.define(
      "stock",
      `${name} ${id}`,
      plain,
      plus(
        was(`${name} ${id}`, plain),
        times(d.assume("kappa-speed"), hungry, minus(end, was(`${name} ${id}`, plain))),
      ),
      start,
    );
  // Cheaper tokens are more work for the same revenue.
  const kappa = times(
    toward("inference cost", kappa0, d.assume("kappa-lr")),
    over(1, is("price factor", plain)),
  );
  const tau = toward("training share", d.assume(`tau-0-${id}`), d.assume("tau-lr"));
  const demand = is(`demand ${id}`);
  const inference = d.define(
    "auxiliary",
    `inference need ${id}`,
    GW,
    times(kappa, demand, each),
    startInference(d, id),
  );
  const cut = minus(1, was(`training cut ${id}`, plain));
  const wanted = times(
    plus(times(tau, demand), times(quartersInYear, d.assume("tau-cash"), larger(0, was(`cash ${id}`)))),
    each,
  );
  const training = times(wanted, cut);
  const limit = plus(times(d.assume("growth-limit"), was(`served ${id}`, GW)), constant(smallLab, GW));
  d.define(
    "auxiliary",
    `need ${id}`,
    GW,
    smaller(plus(inference, training), limit),
    d.started(`${id}.gwUsed`, GW),
  );
}

/** What a lab may add in a quarter, however small it is. */
const smallLab = 0.05;

function startPrice(d: Draft): Expression {
  return d.assume("price-gw-0");
}

export function startInference(d: Draft, id: string): Expression {
  return over(times(d.assume(`kappa-0-${id}`), d.started(`${id}.runRate`)!), startPrice(d));
}
