// Who builds: plans for capacity, what may be spent, chips and sites that it pays for, and the chain behind the chips.

import { type Expression, constant, log } from "../../expression/expression.ts";
import { type Cast, customers, foundry, investors, lenders, others } from "./cast.ts";
import { aiShare, factorOf } from "./compute.ts";
import { writeCovenant } from "./covenant.ts";
import { isOnTrend } from "./demand.ts";
import { type Draft, is, usd, was } from "./draft.ts";
import { equityRow } from "./funding.ts";
import { GW, USD, USDperGW, plain } from "./measures.ts";
import { rows } from "./receipts.ts";
import type { Supply } from "./supply.ts";
import { isBelow, larger, minus, noise, over, plus, root, smaller, times, when, within } from "./write.ts";

export const topUpRow = `${equityRow}: neoclouds, for cash`;
export const systemsRow = "accelerators, networks, servers";
const sitesRow = "construction and shells";
export const wafersRow = "wafers, memory, packaging";
const taxRow = "tax";
export const distributionRow = "distributions";
export const drawnRow = "loans drawn";

/** Variables: `capex <builder>`, `orders <vendor>` (GW), `refreshed <vendor>` (GW), sales of chip makers. */
export function writeBuilders(d: Draft, cast: Cast, supply: Supply): void {
  d.define("auxiliary", "capex surprise", plain, noise());
  d.define(
    "stock",
    "capex drift left",
    plain,
    times(was("capex drift left", plain), minus(1, d.assume("capex-drift-fade"))),
    1,
  );
  d.define("auxiliary", "user cost", USDperGW, times(d.assume("user-cost"), is("cost per GW", USDperGW)));
  const builders = cast.vendors.filter(({ id }) => d.levelOf(`${id}.capex`));
  for (const { id, kind } of cast.vendors) {
    writeWish(d, id);
    if (!builders.some((builder) => builder.id === id)) writeUpkeep(d, id);
    else if (kind === "neocloud") writeNeocloud(d, supply, id);
    else writeGroup(d, id);
  }
  writeSales(d, cast);
}

/**
 * What a builder sees: the growth of demand, the capacity that it expects to need some quarters on, and how far what is
 * live and on the way falls short of it. Variables: `shortage <vendor>` (share), `capacity wanted <vendor>` (GW).
 */
function writeWish(d: Draft, id: string): void {
  const demand = is(`demand for ${id}`, GW);
  const before = was(`demand for ${id}`, GW);
  const seen = times(2, over(minus(demand, before), larger(plus(demand, before), constant(1e-6, GW))));
  const g = `growth seen ${id}`;
  const g0 = within(0, times(d.assume("own-use-link"), is("growth ent at the start", plain)), 0.2);
  d.define(
    "stock",
    g,
    plain,
    within(
      0,
      plus(times(d.assume("growth-memory"), was(g, plain)), times(minus(1, d.assume("growth-memory")), seen)),
      0.25,
    ),
    g0,
  );
  const step = plus(1, times(d.assume("growth-planned"), is(g, plain)));
  const square = times(step, step);
  const expected = larger(
    times(demand, square, square, square),
    plus(times(d.assume("own-reserve"), is(`own use ${id}`, GW)), is(`contracted later ${id}`, GW)),
  );
  const planned = plus(
    is(`live ${id}`, GW),
    times(d.assume("works-counted"), plus(is(`starts ${id}`, GW), is(`works ${id}`, GW))),
  );
  const short = d.define(
    "auxiliary",
    `missing later ${id}`,
    GW,
    minus(times(expected, d.inverse("use-planned")), planned),
  );
  d.define("auxiliary", `shortage ${id}`, plain, over(short, larger(planned, constant(1e-6, GW))));
  const quarters = 4;
  const wanted = plus(over(short, quarters), is(`due for refresh ${id}`, GW));
  d.define("auxiliary", `capacity wanted ${id}`, GW, larger(0, wanted));
}

/** A vendor whose capex nobody reports keeps its computers and builds with what it earns from them. */
function writeUpkeep(d: Draft, id: string): void {
  const cost = times(is("cost per GW", USDperGW), factorOf(d, id));
  const spare = times(d.assume("upkeep-of-cash"), larger(usd(0), was(`cash ${id}`)));
  const wanted = times(cost, is(`capacity wanted ${id}`, GW));
  spend(d, id, smaller(spare, wanted), undefined, 1);
}

/**
 * A plan follows need, rents over the cost of using, the mood of markets and its own past.
 *
 * @param kept  the part of it that stays in a quarter, 1 unless its owner fails
 */
function writePlan(d: Draft, id: string, kept: Expression | number = 1): { readonly plan: Expression } {
  const capex0 = d.started(`${id}.capex`)!;
  const now = is(`capex ${id}`);
  const gap = within(
    times(-1, d.assume("capex-gap-fall")),
    is(`shortage ${id}`, plain),
    d.assume("capex-gap-rise"),
  );
  const rent = minus(
    is("log price of new capacity", plain),
    log(over(is("user cost", USDperGW), constant(1, USDperGW))),
  );
  const fade = "capex drift left";
  const drift = times(d.assume("capex-drift"), is("willingness", plain), is(fade, plain));
  const rho = d.assume("capex-rho");
  const pull = plus(times(d.assume("capex-gap"), gap), times(d.assume("capex-return"), rent), drift);
  const common = d.assume("capex-common");
  const shock = times(
    d.assume("capex-noise"),
    plus(times(root(common), is("capex surprise", plain)), times(root(minus(1, common)), noise())),
  );
  const told = d.started(`${id}.capexGrowth`, plain) ?? d.started(`${id}.growth`, plain);
  const growth0 = told ? within(-0.2, told, 0.2) : constant(0, plain);
  const g = `capex growth ${id}`;
  // Growth keeps its own past for a while, around the trend or around what need and rents ask for.
  const around = when(isOnTrend(), times(growth0, d.assume("trend-fade")), pull);
  const along = plus(times(rho, was(g, plain)), times(minus(1, rho), around));
  d.define(
    "stock",
    g,
    plain,
    within(-0.25, plus(along, shock), 0.25),
    times(d.assume("capex-growth-kept"), growth0),
  );
  // The plan goes on from the plan before and from what was spent: timing is no news.
  const smoothed = plus(
    times(d.assume("plan-from-spent"), now),
    times(minus(1, d.assume("plan-from-spent")), was(`capex plan ${id}`)),
  );
  return {
    plan: d.define(
      "stock",
      `capex plan ${id}`,
      USD,
      times(smoothed, plus(1, is(g, plain)), kept),
      times(capex0, plus(1, times(d.assume("capex-growth-kept"), growth0))),
    ),
  };
}

function writeGroup(d: Draft, id: string): void {
  writePlan(d, id);
  const isOracle = id === "oracle";
  const operating = was(`operating cash ${id}`);
  // Oracle has built with debt: what markets let it have falls with its debt over a year of cash flow.
  const leverage = over(was(`debt ${id}`), times(4, larger(usd(1e8), operating)));
  const slack = within(0.3, minus(2, over(leverage, d.assume("oracle-limit"))), 1);
  const cap = isOracle ? times(d.assume("oracle-capex-cap"), slack) : d.assume("capex-ocf-cap");
  const most = larger(times(cap, operating), times(d.assume("capex-floor"), was(`capex ${id}`)));
  // Invoices and deliveries fall a little before or after the end of a quarter.
  const timing = plus(1, times(d.assume("capex-timing"), noise()));
  spend(
    d,
    id,
    times(smaller(was(`capex plan ${id}`), most), larger(0.5, timing)),
    d.started(`${id}.capex`),
    aiShare(d, id),
  );
}

/** A neocloud builds with loans up to a limit, equity when markets are open, and its own cash for the rest. */
function writeNeocloud(d: Draft, supply: Supply, id: string): void {
  // New owners stop a part of what is not begun.
  writePlan(d, id, when(isBelow(0.5, is(`default ${id}`, plain)), d.assume("plan-after-default"), 1));
  const before = was(`capex ${id}`);
  const committed = times(d.assume("commit"), before);
  const a = was("appetite", plain);
  const ltc = within(0.2, plus(d.assume("ltc"), times(d.assume("ltc-mood"), a)), 0.85);
  const works = times(was("cost per GW", USDperGW), plus(was(`starts ${id}`, GW), was(`works ${id}`, GW)));
  // Lenders go by cash flow, by what is being built, and by what customers have signed for.
  const legs = supply.contracts.filter(({ vendor }) => vendor === id);
  const left = plus(usd(0), ...legs.map(({ leg }) => was(`left of ${leg}`)));
  const signed = times(d.assume("contract-collateral"), left);
  const backed = plus(times(d.assume("works-collateral"), works), signed);
  const limit = plus(times(4, d.assume("debt-limit-neo"), was(`cash flow ${id}`)), backed);
  // What lenders have lost with it counts against it as what it owes.
  const lost = was(`lost by lenders on ${id}`);
  const stops = writeCovenant(d, id, times(4, was(`cash flow ${id}`)), minus(backed, lost));
  const owed = plus(was(`debt ${id}`), lost);
  const room = times(minus(1, stops), larger(usd(0), minus(limit, owed)));
  const equityShare = within(0, times(d.assume("neo-equity"), was("willingness", plain)), 0.5);
  const plan = was(`capex plan ${id}`);
  const service = times(2, plus(was(`interest due ${id}`), was(`repayment due ${id}`)));
  const spare = larger(usd(0), minus(was(`cash ${id}`), plus(service, lost)));
  const ownShare = larger(0.02, minus(1, plus(ltc, equityShare)));
  const affordable = plus(
    smaller(times(ltc, plan), room),
    times(equityShare, plan),
    smaller(times(ownShare, plan), spare),
  );
  const wish = d.define(
    "flow",
    `capex wish ${id}`,
    USD,
    larger(committed, smaller(plan, affordable)),
    usd(0),
  );
  const loan = d.ledger.pay(drawnRow, lenders, id, smaller(times(ltc, wish), room));
  const equity = d.ledger.pay(`${equityRow}: neoclouds`, investors, id, times(equityShare, wish));
  const outside = plus(loan, equity);
  d.define("flow", `own part of capex ${id}`, USD, larger(usd(0), minus(wish, outside)), usd(0));
  d.define("flow", `bound part of capex ${id}`, USD, larger(usd(0), minus(committed, outside)), usd(0));
  // Shares sold for cash when it runs short, as far as markets are in the mood.
  const calm = when(isBelow(0.5, was("winter", plain)), d.assume("winter-round"), 1);
  const most = times(4, d.assume("neo-top-up"), was(`cash flow ${id}`), was("willingness", plain), calm);
  const lacking = larger(usd(0), minus(times(d.assume("neo-reserve"), service), was(`cash ${id}`)));
  d.ledger.pay(topUpRow, investors, id, times(d.mechanism("top-up"), smaller(lacking, larger(usd(0), most))));
  // What the clearing leaves for it is spent; loans and equity are there for nothing else.
  spend(d, id, plus(loan, equity, is(`own money in capex ${id}`)), d.started(`${id}.capex`), aiShare(d, id));
}

/** Capex as systems and sites, and the power that it orders after what is old has been refreshed. */
function spend(
  d: Draft,
  id: string,
  amount: Expression,
  start: Expression | undefined,
  ai: Expression | number,
): void {
  const capex = d.define("flow", `capex ${id}`, USD, larger(usd(0), amount), start ?? usd(0));
  d.show(`${id}.capex`, capex, "flow");
  const forAI = times(ai, capex);
  const cost = times(is("cost per GW", USDperGW), factorOf(d, id));
  const refreshCost = times(cost, d.assume("refresh-cost"));
  const isUsed = isBelow(
    0.6,
    over(is(`demand for ${id}`, GW), larger(is(`live ${id}`, GW), constant(1e-6, GW))),
  );
  const done = when(
    isUsed,
    times(
      d.mechanism("refresh"),
      smaller(is(`due for refresh ${id}`, GW), over(times(d.assume("refresh-of-capex"), forAI), refreshCost)),
    ),
    constant(0, GW),
  );
  const refreshed = d.define("flow", `refreshed ${id}`, GW, done, constant(0, GW));
  d.define(
    "flow",
    `orders ${id}`,
    GW,
    over(minus(forAI, times(refreshCost, refreshed)), cost),
    startOrders(d, id, start, ai),
  );
  const systems = d.define(
    "flow",
    `systems ${id}`,
    USD,
    times(d.assume(id in neoShare ? "systems-share-neo" : "systems-share"), forAI),
  );
  d.ledger.pay(sitesRow, id, others, minus(capex, systems));
}

const neoShare: Readonly<Record<string, true>> = { coreweave: true, nebius: true, "other-neoclouds": true };

function startOrders(
  d: Draft,
  id: string,
  start: Expression | undefined,
  ai: Expression | number,
): Expression {
  return start ? over(times(ai, start), times(d.assume("capex-gw"), factorOf(d, id))) : constant(0, GW);
}

/** Systems by maker: own silicon, AMD, and NVIDIA for the rest; buyers outside the named parties; wafers behind all. */
function writeSales(d: Draft, cast: Cast): void {
  const [nvidia, amd, broadcom] = ["nvidia", "amd", "broadcom"] as const;
  for (const { id } of cast.vendors) {
    const own = d.book.assumptions.has(`own-silicon-${id}`)
      ? d.assume(`own-silicon-${id}`)
      : constant(0, plain);
    const systems = is(`systems ${id}`);
    const custom = times(own, systems);
    const general = minus(systems, custom);
    if (d.book.assumptions.has(`own-silicon-${id}`)) {
      d.ledger.pay(systemsRow, id, broadcom, times(d.assume("broadcom-share"), custom));
      d.ledger.pay(
        `${systemsRow}, own design`,
        id,
        foundry,
        times(minus(1, d.assume("broadcom-share")), custom),
      );
    }
    d.ledger.pay(systemsRow, id, amd, times(d.assume("amd-share"), general));
    d.ledger.pay(systemsRow, id, nvidia, times(minus(1, d.assume("amd-share")), general));
  }
  writeOtherBuyers(d, nvidia);
  for (const maker of cast.makers) writeMaker(d, maker);
  writeFoundry(d);
}

/** Buyers outside the named parties: sovereigns, enterprises, China by licence. */
function writeOtherBuyers(d: Draft, nvidia: string): void {
  const name = "chips bought by others";
  const start = d.m.once(`${name} at the start`, otherBuyersStart(d), { unit: USD });
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
function otherBuyersStart(d: Draft): Expression {
  const sold = d.started("nvidia-data-center.revenue");
  const named = plus(usd(0), ...startSystems(d));
  return sold ? larger(times(0.1, sold), minus(sold, named)) : times(0.3, named);
}

function startSystems(d: Draft): Expression[] {
  const ids = ["amazon", "microsoft", "google", "oracle", "meta", "coreweave", "nebius", "other-neoclouds"];
  return ids
    .filter((id) => d.levelOf(`${id}.capex`))
    .map((id) => {
      const own = d.book.assumptions.has(`own-silicon-${id}`)
        ? minus(1, d.assume(`own-silicon-${id}`))
        : constant(1, plain);
      const share = d.assume(id in neoShare ? "systems-share-neo" : "systems-share");
      return times(share, aiShare(d, id), own, minus(1, d.assume("amd-share")), d.started(`${id}.capex`)!);
    });
}

function writeMaker(d: Draft, maker: string): void {
  const revenue = d.define("flow", `revenue ${maker}`, USD, d.ledger.received(maker, systemsRow));
  const wafers = d.ledger.pay(wafersRow, maker, foundry, times(d.assume(`foundry-share-${maker}`), revenue));
  const running = d.ledger.pay(rows.running, maker, others, times(d.assume("maker-opex"), revenue));
  const before = minus(revenue, plus(wafers, running));
  const tax = d.ledger.pay(taxRow, maker, others, times(d.assume("tax-rate"), before));
  const free = minus(before, tax);
  // Owners get what is left after stakes bought in customers; what is lacking is borrowed.
  const invested = plus(usd(0), ...equityPaidBy(d, maker));
  const had = d.define(
    "flow",
    `cash before distributions ${maker}`,
    USD,
    minus(plus(was(`cash ${maker}`), free), plus(invested, is(`support paid ${maker}`))),
  );
  d.ledger.pay(
    distributionRow,
    maker,
    investors,
    smaller(larger(usd(0), had), times(d.assume("maker-payout"), larger(usd(0), free))),
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
  const tax = d.ledger.pay(taxRow, foundry, others, times(d.assume("tax-rate"), minus(revenue, running)));
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
