// What customers pay, and what it costs to run: services of labs, clouds without labs, wages, power, shares of platforms.

import { isLive } from "../../book/count.ts";
import { type Expression, constant, exp, log } from "../../expression/expression.ts";
import { type Cast, type Group, customers, others } from "./cast.ts";
import { quartersInYear } from "./compute.ts";
import { type Draft, is, usd, was } from "./draft.ts";
import { GW, USD, USDperGW, plain } from "./measures.ts";
import { mixAtStart } from "./mix.ts";
import {
  isAtMost,
  isBelow,
  larger,
  minus,
  noise,
  over,
  plus,
  root as rootOf,
  smaller,
  times,
  when,
} from "./write.ts";
import { period } from "../../expression/expression.ts";
import { quartersBetween } from "./quarter.ts";
import type { Supply } from "./supply.ts";

export const rows = {
  services: "AI services",
  platform: "platform shares",
  cloud: "cloud services without labs",
  core: "other business of the groups, net cash",
  compute: "compute",
  running: "wages and running costs",
  power: "power and site operation",
} as const;

/** Variables: `run-rate <lab>` (USD a year, served), and the rows above. */
export function writeReceipts(d: Draft, cast: Cast, supply: Supply): void {
  d.define("auxiliary", "core cash surprise", plain, noise());
  d.define("auxiliary", "cloud surprise", plain, noise());
  for (const { id } of cast.labs) writeLab(d, cast, supply, id);
  for (const { demand, group } of cast.sharers) {
    const earned = times(1 / quartersInYear, 0.5, plus(is(`demand ${demand}`), was(`demand ${demand}`)));
    const start = times(1 / quartersInYear, d.started(`${demand}.runRate`)!);
    if (group !== undefined) d.ledger.pay(rows.services, customers, group, earned, start);
    else writeHosts(d, cast, earned, start);
  }
  for (const group of cast.groups) writeGroup(d, cast, supply, group);
  for (const id of cast.neoclouds) writeNeocloud(d, cast, supply, id);
}

/**
 * What a lab earned in the quarter of the start: the mean of its opening and closing run-rate, as in every other quarter.
 * The opening one is what growth of the log g led from; where g is not known, the closing one stands for both.
 */
function revenueAtStart(d: Draft, id: string): Expression {
  const closing = times(1 / quartersInYear, d.started(`${id}.runRate`)!);
  const growth = d.started(`${id}.growth`, plain);
  return growth ? times(0.5, closing, plus(1, exp(times(-1, growth)))) : closing;
}

/** A quarter's revenue is the mean of its opening and closing run-rate. */
function writeLab(d: Draft, cast: Cast, supply: Supply, id: string): void {
  const rate0 = d.started(`${id}.runRate`)!;
  const rate = d.define(
    "auxiliary",
    `run-rate ${id}`,
    USD,
    when(
      isBelow(d.mechanism("rationing"), 0.5),
      is(`demand ${id}`),
      times(is(`demand ${id}`), is(`served share ${id}`, plain)),
    ),
    rate0,
  );
  const earned0 = revenueAtStart(d, id);
  const revenue = d.define(
    "flow",
    `revenue ${id}`,
    USD,
    times(0.5 / quartersInYear, plus(rate, was(`run-rate ${id}`))),
    earned0,
  );
  d.ledger.pay(rows.services, customers, id, revenue);
  d.show(`${id}.runRate`, rate, "rate");
  writePlatformShares(d, cast, supply, id, revenue);
  const share = d.assume("opex-share");
  const costs0 = times(share, 1 / quartersInYear, rate0);
  // People stay when revenue falls: costs go down by a tenth a quarter at most.
  const costs = larger(
    times(share, revenue),
    times(minus(1, d.assume("opex-fall")), was(`running costs ${id}`)),
  );
  d.define("flow", `running costs ${id}`, USD, costs, costs0);
}

function writePlatformShares(d: Draft, cast: Cast, supply: Supply, id: string, revenue: Expression): void {
  if (id === "openai" && cast.groups.some((group) => group.id === "microsoft")) {
    const rate = d.assume("openai-ms-share");
    const cap = d.assume("openai-ms-cap");
    const paid = "revenue share paid so far openai";
    const last = quartersBetween(d.start.quarter, "2030Q4");
    const due = smaller(
      times(d.mechanism("revenue-share", revenueShareOf(d)), rate, revenue),
      larger(usd(0), minus(cap, was(paid))),
    );
    const owed = when(isAtMost(period(), last), due, usd(0));
    d.define("flow", "platform share openai to microsoft", USD, owed);
    d.define(
      "stock",
      paid,
      USD,
      plus(was(paid), is("platform share openai to microsoft")),
      d.started("openai.revenueSharePaid") ?? usd(0),
    );
  }
  if (id === "anthropic") {
    for (const vendor of supply.vendorsOf(id).filter((v) => cast.groups.some((group) => group.id === v))) {
      const share = times(
        d.mechanism("platform-shares"),
        d.assume("platform-share"),
        is(`mix ${id} at ${vendor}`, plain),
        revenue,
      );
      d.define("flow", `platform share ${id} to ${vendor}`, USD, share);
    }
  }
}

/** The leg by which OpenAI shares its revenue with Microsoft, as known on the day. */
function revenueShareOf({ book, start }: Draft): string | undefined {
  return [...book.legs.values()].find(
    (leg) =>
      leg.kind === "revenue-share" &&
      leg.payer === "openai" &&
      leg.payee === "microsoft" &&
      isLive(book, leg, start.day),
  )?.id;
}

/** Names of the shares that a lab pays to platforms, by payee. */
export function platformPayees(cast: Cast, supply: Supply, id: string): readonly string[] {
  if (id === "openai")
    return cast.groups.filter((group) => group.id === "microsoft").map((group) => group.id);
  if (id !== "anthropic") return [];
  return supply.vendorsOf(id).filter((v) => cast.groups.some((group) => group.id === v));
}

/** What open models earn lands with those who host them. */
function writeHosts(d: Draft, cast: Cast, earned: Expression, start: Expression): void {
  const hosts = [...cast.groups.map(({ id }) => id), ...cast.neoclouds].filter(
    (id) => openShare(d, id) !== undefined,
  );
  const total = plus(...hosts.map((id) => openShare(d, id)!));
  for (const id of hosts) {
    const share = over(openShare(d, id)!, total);
    d.ledger.pay(`${rows.services}, open models`, customers, id, times(share, earned), times(share, start));
  }
}

function openShare(d: Draft, id: string): Expression | undefined {
  return d.book.assumptions.has(`open-host-${id}`) ? d.assume(`open-host-${id}`) : undefined;
}

function writeGroup(d: Draft, cast: Cast, supply: Supply, group: Group): void {
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

/** A neocloud sells what it has: what its other customers use at its price, of which groups pay by contract. */
function writeNeocloud(d: Draft, cast: Cast, supply: Supply, id: string): void {
  const contracts = supply.contracts.filter(
    ({ vendor, payer }) => vendor === id && cast.groups.some((group) => group.id === payer),
  );
  const used = times(is(`own use ${id}`, GW), is(`fill ${id}`, plain));
  const sold = times(1 / quartersInYear, is(`price ${id}`, USDperGW), used);
  const byContract = plus(usd(0), ...contracts.map(({ leg }) => is(`minimum ${leg}`)));
  const start = minus(d.started(`${id}.revenue`)!, is(`labs at ${id} at the start`));
  const base0 = d.m.once(`${id} without contracts at the start`, larger(usd(0), start), { unit: USD });
  const name = `${id} without contracts`;
  const base = d.define("flow", name, USD, larger(usd(0), minus(sold, byContract)), base0);
  d.ledger.pay(rows.cloud, customers, id, base, base0);
  for (const { leg, payer } of contracts)
    d.ledger.pay(`${rows.compute}, ${leg}`, payer, id, is(`minimum ${leg}`));
}

/** What customers pay a lab in a quarter at the run-rate at which the start ends: by it, and by what was used then, it burns. */
export function paceName(lab: string): string {
  return `${rows.services}: customers to ${lab} at the run-rate of the start`;
}

/**
 * What the quarter of the start was like: `use <lab> to <vendor> at the start`, `labs at <vendor or segment> at the
 * start`, `compute`, `running costs <lab> at the start`, and what customers pay a lab at its run-rate of that day (USD).
 */
export function writeLabsAtStart(d: Draft, cast: Cast, supply: Supply): void {
  const once = (name: string, value: Expression): Expression =>
    d.m.once(`${name} at the start`, value, { unit: USD });
  const uses = new Map<string, Expression[]>();
  for (const { id } of cast.labs) {
    const own = supply.vendorsOf(id).map((vendor) => {
      const price = cast.neoclouds.includes(vendor) ? d.assume("price-gw-neo") : d.assume("price-gw-0");
      const used = times(1 / quartersInYear, price, d.started(`${id}.gwUsed`, GW)!, mixAtStart(id, vendor));
      const use = once(`use ${id} to ${vendor}`, vendor === id ? usd(0) : used);
      uses.set(vendor, [...(uses.get(vendor) ?? []), use]);
      return use;
    });
    const pace = d.m.once(paceName(id), times(1 / quartersInYear, d.started(`${id}.runRate`)!), {
      unit: USD,
    });
    once(`compute ${id}`, plus(...own));
    once(`running costs ${id}`, times(d.assume("opex-share"), pace));
  }
  for (const { id, segment } of cast.groups) {
    if (segment !== undefined) once(`labs at ${segment}`, plus(usd(0), ...(uses.get(id) ?? [])));
  }
  for (const id of cast.neoclouds) {
    once(`labs at ${id}`, plus(usd(supply.ofGroupsAtStart(id)), ...(uses.get(id) ?? [])));
  }
}

/** Running costs and power of groups and neoclouds: paid to others, who pass them on to customers as income. */
export function writeCosts(d: Draft, cast: Cast): void {
  for (const { id, segment } of cast.groups) {
    const earned = plus(
      usd(0),
      ...(segment === undefined ? [] : [is(`${segment} without labs`)]),
      d.ledger.received(id, rows.compute, rows.services, `${rows.services}, open models`, rows.platform),
    );
    d.ledger.pay(rows.running, id, others, times(d.assume("cloud-opex"), earned));
  }
  for (const { id, kind } of cast.vendors.filter((vendor) => vendor.kind !== "neocloud")) {
    const due = powerDue(d, id);
    // A lab pays for power as it pays its staff.
    d.ledger.pay(
      rows.power,
      id,
      others,
      kind === "lab" ? times(is(`share of staff paid ${id}`, plain), due) : due,
    );
  }
}

/** What the power of a vendor's computers costs in a quarter. */
export function powerDue(d: Draft, id: string): Expression {
  return times(1 / quartersInYear, d.assume("opex-gw"), is(`live ${id}`, GW));
}
