// Who builds: plans for capacity, what may be spent, and the systems and sites that it pays for.

import { type Expression, constant, log } from "../../expression/expression.ts";
import { type Cast, investors, lenders, others } from "./cast.ts";
import { aiShare, factorOf } from "./capacity.ts";
import { writeCovenant } from "./covenant.ts";
import { isOnTrend } from "./trend.ts";
import { type Draft, is, usd, was } from "./draft.ts";
import { equityRow } from "./funding.ts";
import { GW, USD, USDperGW, plain } from "./measures.ts";
import type { Supply } from "./supply.ts";
import { systemsShare } from "./systems.ts";
import { isBelow, larger, minus, noise, over, plus, root, smaller, times, when, within } from "./write.ts";

export const topUpRow = `${equityRow}: neoclouds, for cash`;
const sitesRow = "construction and shells";
export const drawnRow = "loans drawn";

/** Variables: `capex <builder>`, `systems <builder>`, `orders <vendor>` (GW), `refreshed <vendor>` (GW). */
export function writeBuilders(d: Draft, cast: Cast, supply: Supply): void {
  d.define("auxiliary", "capex surprise", plain, noise());
  d.define(
    "stock",
    "capex drift left",
    plain,
    times(was("capex drift left", plain), minus(1, d.assume("capex-drift-fade"))),
    1,
  );
  writeDeliveries(d);
  d.define("auxiliary", "user cost", USDperGW, times(d.assume("user-cost"), is("cost per GW", USDperGW)));
  const builders = cast.vendors.filter(({ id }) => d.levelOf(`${id}.capex`));
  for (const { id, kind } of cast.vendors) {
    writeWish(d, id);
    if (!builders.some((builder) => builder.id === id)) writeUpkeep(d, id);
    else if (kind === "neocloud") writeNeocloud(d, supply, id);
    else writeGroup(d, supply, id);
  }
}

/** Chips come a little before or after the shells that they go into: the same for all who buy of one maker. */
function writeDeliveries(d: Draft): void {
  const name = "deliveries of systems";
  const usual = minus(was(name, plain), 1);
  const moved = plus(
    times(d.assume("deliveries-memory"), usual),
    times(d.assume("deliveries-noise"), noise()),
  );
  d.define("stock", name, plain, within(0.75, plus(1, moved), 1.25), 1);
}

/**
 * What a builder sees: the growth of demand, the capacity that it expects to need some quarters on, and how far what is
 * live and on the way falls short of it. Variables: `shortage <vendor>` (share), `capacity wanted <vendor>` (GW).
 */
function writeWish(d: Draft, id: string): void {
  const demand = is(`demand for ${id}`, GW);
  const before = was(`demand for ${id}`, GW);
  const seen = over(minus(demand, before), larger(plus(demand, before), constant(1e-6, GW)));
  const g = `growth seen ${id}`;
  const g0 = within(0, times(d.assume("own-use-link"), is("growth ent at the start", plain)), 0.2);
  d.define(
    "stock",
    g,
    plain,
    within(
      0,
      plus(
        times(d.assume("growth-memory"), was(g, plain)),
        times(2, minus(1, d.assume("growth-memory")), seen),
      ),
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
  const wanted = plus(times(short, d.inverse("shortage-quarters")), is(`due for refresh ${id}`, GW));
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
  const pull = plus(times(d.assume("capex-return"), rent), drift, times(d.assume("capex-gap"), gap));
  const common = d.assume("capex-common");
  const shock = plus(
    times(d.assume("capex-noise"), root(common), is("capex surprise", plain)),
    times(d.assume("capex-noise"), root(minus(1, common)), noise()),
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

function writeGroup(d: Draft, supply: Supply, id: string): void {
  writePlan(d, id);
  const most = larger(mostSpent(d, supply, id), times(d.assume("capex-floor"), was(`capex ${id}`)));
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

/**
 * A group spends a part of its operating cash. Oracle builds with debt: what comes in, and a part of what markets would lend
 * it by its cash flow and by what labs have signed for.
 */
function mostSpent(d: Draft, supply: Supply, id: string): Expression {
  const operating = was(`operating cash ${id}`);
  if (id !== "oracle") return times(d.assume("capex-ocf-cap"), operating);
  const limit = times(4, d.assume("oracle-limit"), operating);
  const room = minus(plus(limit, signedCollateral(d, supply, id)), was(`debt ${id}`));
  return plus(operating, times(d.assume("oracle-room-used"), larger(usd(0), room)));
}

/** What lenders give on contracts of labs that are still to be used. */
function signedCollateral(d: Draft, supply: Supply, id: string): Expression {
  const legs = supply.contracts.filter(({ vendor }) => vendor === id);
  return times(
    d.assume("contract-collateral"),
    plus(usd(0), ...legs.map(({ leg }) => was(`left of ${leg}`))),
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
  const backed = plus(times(d.assume("works-collateral"), works), signedCollateral(d, supply, id));
  const limit = plus(times(4, d.assume("debt-limit-neo"), was(`cash flow ${id}`)), backed);
  // What lenders have lost with it counts against it as what it owes.
  const lost = was(`lost by lenders on ${id}`);
  const stops = writeCovenant(d, id, times(4, was(`cash flow ${id}`)), minus(backed, lost));
  const owed = plus(was(`debt ${id}`), lost);
  const room = times(minus(1, stops), larger(usd(0), minus(limit, owed)));
  const equityShare = within(0, times(d.assume("neo-equity"), was("willingness", plain)), 0.5);
  const plan = was(`capex plan ${id}`);
  const service = times(d.assume("neo-service-kept"), was(`service due ${id}`));
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
  // What it would build of new power; what is old costs a part of that to refresh.
  const power = times(over(1, factorOf(d, id)), over(1, is("cost per GW", USDperGW)), forAI);
  const isUsed = isBelow(
    times(d.assume("refresh-above-use"), is(`live ${id}`, GW)),
    is(`demand for ${id}`, GW),
  );
  const afforded = times(over(d.assume("refresh-of-capex"), d.assume("refresh-cost")), power);
  const done = when(
    isUsed,
    times(d.mechanism("refresh"), smaller(is(`due for refresh ${id}`, GW), afforded)),
    constant(0, GW),
  );
  const refreshed = d.define("flow", `refreshed ${id}`, GW, done, constant(0, GW));
  d.define(
    "flow",
    `orders ${id}`,
    GW,
    minus(power, times(d.assume("refresh-cost"), refreshed)),
    startOrders(d, id, start, ai),
  );
  const part = smaller(1, times(systemsShare(d, id), is("deliveries of systems", plain)));
  const systems = d.define("flow", `systems ${id}`, USD, times(part, forAI));
  d.ledger.pay(sitesRow, id, others, minus(capex, systems));
}

function startOrders(
  d: Draft,
  id: string,
  start: Expression | undefined,
  ai: Expression | number,
): Expression {
  return start ? over(times(ai, start), times(d.assume("capex-gw"), factorOf(d, id))) : constant(0, GW);
}
