// What customers pay groups: clouds without labs, and the cash of all other business.

import { type Expression, constant, exp, log } from "../../expression/expression.ts";
import { type Cast, type Group, customers } from "./cast.ts";
import { type Draft, is, usd, was } from "./draft.ts";
import { GW, USD, plain } from "./measures.ts";
import { quartersInYear } from "./quarter.ts";
import { rows } from "./rows.ts";
import type { Supply } from "./supply.ts";
import { larger, minus, noise, over, plus, root as rootOf, smaller, times } from "./write.ts";

export function writeGroupReceipts(d: Draft, cast: Cast, supply: Supply, group: Group): void {
  writeCore(d, cast, supply, group);
  if (group.segment !== undefined) writeCloud(d, group.id, group.segment);
}

/** Cash of a group's other business. */
function writeCore(d: Draft, cast: Cast, supply: Supply, group: Group): void {
  const { id } = group;
  const start = coreAtStart(d, cast, supply, group);
  const core0 = d.m.once(`core cash of ${id} at the start`, start, { unit: USD });
  const moved = plus(
    1,
    d.assume(`core-cash-growth-${id}`),
    times(d.assume("core-cash-noise"), groupNoise(d)),
  );
  const core = d.define("stock", `core cash ${id}`, USD, times(was(`core cash ${id}`), moved), core0);
  d.ledger.pay(rows.core, customers, id, core, core0);
}

/** What a cloud earns without labs. */
function writeCloud(d: Draft, id: string, segment: string): void {
  const start = baseAtStart(d, segment);
  const log0 = d.m.once(`log ${segment} without labs at the start`, log(over(start, usd(1))), {
    unit: plain,
  });
  const g = writeCloudGrowth(d, segment);
  const surge = minus(
    minus(is("log spend ent", plain), was("log spend ent", plain)),
    d.assume("cloud-spill-neutral"),
  );
  const z = `log ${segment} without labs`;
  const noises = times(d.assume("cloud-sigma"), cloudNoise(d));
  const next = plus(was(z, plain), was(g, plain), times(d.assume("cloud-spill"), surge), noises);
  d.define("stock", z, plain, next, log0);
  const earned = times(exp(is(z, plain)), usd(1));
  const base = d.define("flow", `${segment} without labs`, USD, earned, start);
  d.ledger.pay(rows.cloud, customers, id, base, start);
}

/** @returns the name of the growth, which goes to what it is in the long run */
function writeCloudGrowth(d: Draft, segment: string): string {
  const growth0 = d.started(`${segment}.growth`, plain) ?? constant(0, plain);
  const g = `growth ${segment} without labs`;
  const longRun = d.assume("cloud-growth-lr");
  d.define(
    "stock",
    g,
    plain,
    plus(
      was(g, plain),
      times(d.assume("cloud-fade"), minus(longRun, was(g, plain))),
      times(d.assume("cloud-growth-noise"), noise()),
    ),
    smaller(growth0, d.assume("cloud-growth-start-most")),
  );
  return g;
}

/** Groups and clouds move together: half of their noise is common. */
function groupNoise(d: Draft): Expression {
  return shared("core cash surprise", d.assume("core-cash-common"));
}

function cloudNoise(d: Draft): Expression {
  return shared("cloud surprise", d.assume("common-demand"));
}

function shared(name: string, weight: Expression): Expression {
  return plus(times(rootOf(weight), is(name, plain)), times(rootOf(minus(1, weight)), noise()));
}

/** Revenue of a cloud without labs: what it reports less what labs pay it at the start. */
function baseAtStart(d: Draft, segment: string): Expression {
  const revenue = d.started(`${segment}.revenue`)!;
  return larger(
    times(d.assume("cloud-without-labs-least"), revenue),
    minus(revenue, is(`labs at ${segment} at the start`)),
  );
}

/**
 * Cash of the other business: what operations bring, before interest, power of computers and rented compute, less what
 * the cloud and the group's AI services bring.
 */
function coreAtStart(d: Draft, cast: Cast, supply: Supply, { id, segment }: Group): Expression {
  const margin = d.assume(id === "oracle" ? "margin-oracle" : "margin-group");
  const interest = times(1 / quartersInYear, plus(d.assume("base-rate"), margin), d.started(`${id}.debt`)!);
  const power = times(1 / quartersInYear, d.assume("opex-gw"), d.started(`${id}.gw`, GW)!);
  const rented = usd(supply.byGroupAtStart(id));
  const before = plus(d.started(`${id}.operatingCash`)!, interest, power, rented);
  const own = cast.sharers
    .filter(({ group }) => group === id)
    .map(({ demand }) => d.started(`${demand}.runRate`)!);
  const services = times(1 / quartersInYear, plus(usd(0), ...own));
  const cloud = segment === undefined ? usd(0) : d.started(`${segment}.revenue`)!;
  return minus(before, times(minus(1, d.assume("cloud-opex")), plus(services, cloud)));
}
