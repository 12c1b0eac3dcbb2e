// What customers pay labs, hosts of open models and neoclouds.

import { type Expression, exp } from "../../expression/expression.ts";
import { type Cast, customers } from "./cast.ts";
import { type Draft, is, usd, was } from "./draft.ts";
import { writeGroupReceipts } from "./group-receipts.ts";
import { GW, USD, USDperGW, plain } from "./measures.ts";
import { writePlatformShares } from "./platform-share.ts";
import { quartersInYear } from "./quarter.ts";
import { rows } from "./rows.ts";
import type { Supply } from "./supply.ts";
import { isBelow, larger, minus, noise, over, plus, times, when } from "./write.ts";

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
  for (const group of cast.groups) writeGroupReceipts(d, cast, supply, group);
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
