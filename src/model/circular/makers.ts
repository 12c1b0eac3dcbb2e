// Who makes the chips: what builders and others buy of each maker, what it costs them, and what owners get.

import { type Expression, constant } from "../../expression/expression.ts";
import { drawnRow } from "./builders.ts";
import { type Cast, customers, foundry, investors, lenders, others } from "./cast.ts";
import { type ChipOrder, secondMaker, writeChipOrders } from "./chip-orders.ts";
import { isOnTrend } from "./trend.ts";
import { type Draft, is, usd, was } from "./draft.ts";
import { equityRow } from "./funding.ts";
import { USD, plain } from "./measures.ts";
import { rows } from "./rows.ts";
import { generalAtStart, systemsRow } from "./systems.ts";
import { larger, minus, noise, plus, smaller, times, when, within } from "./write.ts";

export const wafersRow = "wafers, memory, packaging";
const taxRow = "tax";
export const distributionRow = "distributions";

/** Systems by maker: own silicon, AMD, and NVIDIA for the rest; buyers outside the named parties; wafers behind all. Variables: `revenue <maker>`. */
export function writeMakers(d: Draft, cast: Cast, orders: readonly ChipOrder[]): void {
  const [nvidia, broadcom] = ["nvidia", "broadcom"] as const;
  const general = new Map<string, Expression>();
  for (const { id } of cast.vendors) {
    const systems = is(`systems ${id}`);
    if (!d.book.assumptions.has(`own-silicon-${id}`)) {
      general.set(id, systems);
      continue;
    }
    const custom = times(d.mechanism("own-silicon"), d.assume(`own-silicon-${id}`), systems);
    general.set(id, minus(systems, custom));
    d.ledger.pay(systemsRow, id, broadcom, times(d.assume("broadcom-share"), custom));
    d.ledger.pay(
      `${systemsRow}, own design`,
      id,
      foundry,
      times(minus(1, d.assume("broadcom-share")), custom),
    );
  }
  const all = d.define("auxiliary", "general chips bought", USD, plus(usd(0), ...general.values()));
  const second = writeChipOrders(d, orders, all);
  for (const [id, bought] of general) {
    d.ledger.pay(systemsRow, id, secondMaker, times(second, bought));
    d.ledger.pay(systemsRow, id, nvidia, times(minus(1, second), bought));
  }
  writeOtherBuyers(d, nvidia);
  for (const maker of cast.makers) writeMaker(d, maker);
  writeFoundry(d);
}

/** Buyers outside the named parties: sovereigns, enterprises, China by licence; nobody where NVIDIA's sales are not known. */
function writeOtherBuyers(d: Draft, nvidia: string): void {
  const name = "chips bought by others";
  const sold = d.started("nvidia-data-center.revenue");
  if (!sold) {
    d.leaveOut(name, ["nvidia-data-center.revenue"]);
    return;
  }
  const start = d.m.once(`${name} at the start`, otherBuyersStart(d, sold), { unit: USD });
  const linked = plus(
    d.assume("nvidia-row-base"),
    times(d.assume("nvidia-row-link"), minus(is("log spend ent", plain), was("log spend ent", plain))),
  );
  const growth0 = d.started("nvidia-data-center.growth", plain) ?? constant(0, plain);
  const along = when(isOnTrend(), times(growth0, d.assume("trend-fade")), linked);
  const growth = plus(along, times(d.assume("nvidia-row-noise"), noise()));
  const own = d.define("stock", name, USD, times(was(name), plus(1, within(-0.3, growth, 0.3))), start);
  d.ledger.pay(systemsRow, customers, nvidia, times(own, d.shock("shock chips", 1)), start);
}

/** What NVIDIA sold in the quarter of the start beyond what the named builders' capex explains. */
function otherBuyersStart(d: Draft, sold: Expression): Expression {
  const named = times(minus(1, d.assume("amd-share")), generalAtStart(d));
  return larger(times(0.1, sold), minus(sold, named));
}

function writeMaker(d: Draft, maker: string): void {
  const revenue = d.define("flow", `revenue ${maker}`, USD, d.ledger.received(maker, systemsRow));
  const wafers = d.ledger.pay(wafersRow, maker, foundry, times(d.assume(`foundry-share-${maker}`), revenue));
  const running = d.ledger.pay(rows.running, maker, others, times(d.assume("maker-opex"), revenue));
  const before = minus(revenue, plus(wafers, running));
  // A loss is not taxed, and no tax comes back for it.
  const tax = d.ledger.pay(taxRow, maker, others, times(d.assume("tax-rate"), larger(usd(0), before)));
  const free = minus(before, tax);
  // Owners get what is left after stakes bought in customers; what is lacking is borrowed.
  const invested = plus(usd(0), ...equityPaidBy(d, maker));
  const had = d.define(
    "flow",
    `cash before distributions ${maker}`,
    USD,
    minus(plus(was(`cash ${maker}`), free), plus(invested, is(`support paid ${maker}`))),
  );
  const kept = times(d.assume("maker-cash-kept"), revenue);
  const piled = times(d.assume("group-excess-paid"), larger(usd(0), minus(had, kept)));
  d.ledger.pay(
    distributionRow,
    maker,
    investors,
    smaller(larger(usd(0), had), plus(times(d.assume("maker-payout"), larger(usd(0), free)), piled)),
  );
  const borrowed = d.ledger.pay(drawnRow, lenders, maker, larger(usd(0), minus(usd(0), had)));
  d.define("stock", `debt ${maker}`, USD, plus(was(`debt ${maker}`), borrowed), usd(0));
}

function equityPaidBy(d: Draft, maker: string): Expression[] {
  const paid = d.ledger.payments().filter(({ payer, row }) => payer === maker && row.startsWith(equityRow));
  return paid.map(({ amount }) => is(amount.name));
}

function writeFoundry(d: Draft): void {
  const revenue = d.define("flow", `revenue ${foundry}`, USD, d.ledger.received(foundry));
  const running = d.ledger.pay(rows.running, foundry, others, times(d.assume("foundry-opex"), revenue));
  const before = larger(usd(0), minus(revenue, running));
  const tax = d.ledger.pay(taxRow, foundry, others, times(d.assume("tax-rate"), before));
  const free = minus(revenue, plus(running, tax));
  d.ledger.pay(
    distributionRow,
    foundry,
    investors,
    smaller(
      times(d.assume("foundry-payout"), larger(usd(0), free)),
      larger(usd(0), plus(was(`cash ${foundry}`), free)),
    ),
  );
}
