// Gigawatts: what labs need, what vendors have live and on the way, who gets how much, and what it costs.

import { type Expression, constant, exp, log } from "../../expression/expression.ts";
import type { Cast, Vendor } from "./cast.ts";
import { type Draft, is, usd, was } from "./draft.ts";
import { mixAtStart, writeMix } from "./mix.ts";
import { GW, USDperGW, plain } from "./measures.ts";
import { type Supply, announcedIn } from "./supply.ts";
import { covered, larger, minus, noise, over, plus, smaller, times, within } from "./write.ts";

/** Quarters in a year: prices of capacity are those of a year. */
export const quartersInYear = 4;

/** Variables: `live <vendor>`, `starts <vendor>`, `works <vendor>` (GW), from orders of the quarter before. */
export function writeCapacity(d: Draft, cast: Cast, supply: Supply): void {
  const rate0 = over(2, d.assume("lead"));
  for (const { id } of cast.vendors) {
    const slip = id === "amazon" ? d.shock("shock trainium", 1) : undefined;
    const rate = times(
      rate0,
      d.shock("shock permits", 1),
      d.shock("shock chips", 1),
      ...(slip ? [slip] : []),
    );
    const live0 = d.started(`${id}.gw`, GW)!;
    const finished = writePipeline(d, cast, supply, id, rate, live0);
    writeLive(d, id, finished, live0);
  }
}

/** Power on its way, in two steps. @returns what is finished in the quarter, GW */
function writePipeline(
  d: Draft,
  cast: Cast,
  supply: Supply,
  id: string,
  rate: Expression,
  live0: Expression,
): Expression {
  const [starts, works] = [`starts ${id}`, `works ${id}`];
  // At the start the way holds what a growth like that of capex has ordered; half of it is well advanced.
  const ordered = pipelineStart(d, id, live0);
  const signed = cast.neoclouds.includes(id) ? signedAtStart(d, supply, id) : undefined;
  const guided = guidedAtStart(d, id);
  const pipeline0 = d.m.once(
    `pipeline of ${id} at the start`,
    larger(ordered, ...(signed ? [minus(signed, live0)] : []), ...(guided ? [guided] : [])),
    { unit: GW },
  );
  d.define(
    "stock",
    starts,
    GW,
    minus(plus(was(starts, GW), was(`orders ${id}`, GW)), times(rate, was(starts, GW))),
    times(0.5, pipeline0),
  );
  const begun = times(rate, was(starts, GW));
  const finished = d.define("flow", `finished ${id}`, GW, times(paceOf(d, cast, id, rate), was(works, GW)));
  d.define("stock", works, GW, minus(plus(was(works, GW), begun), finished), times(0.5, pipeline0));
  return finished;
}

/** Computers age in two steps, young and old, of half the mean age each; what is old is refreshed or retired. */
function writeLive(d: Draft, id: string, finished: Expression, live0: Expression): void {
  const [live, old] = [`live ${id}`, `old ${id}`];
  const byHalf = times(1 / (0.5 * quartersInYear), d.inverse("refresh-age"));
  d.define(
    "flow",
    `due for refresh ${id}`,
    GW,
    times(was(old, GW), byHalf),
    times(d.assume("old-capacity"), live0, byHalf),
  );
  const done = was(`refreshed ${id}`, GW);
  const retired = d.define(
    "flow",
    `retired ${id}`,
    GW,
    larger(0, minus(was(`due for refresh ${id}`, GW), done)),
    0,
  );
  const aged = times(larger(0, minus(was(live, GW), was(old, GW))), byHalf);
  d.define("stock", live, GW, larger(0, minus(plus(was(live, GW), finished), retired)), live0);
  d.define(
    "stock",
    old,
    GW,
    larger(0, minus(plus(was(old, GW), aged), plus(done, retired))),
    times(d.assume("old-capacity"), live0),
  );
}

/** The part of the works that is finished in a quarter: sites of a neocloud come in few large pieces, some of them late. */
function paceOf(d: Draft, cast: Cast, id: string, rate: Expression): Expression {
  if (!cast.neoclouds.includes(id)) return rate;
  return within(0, times(rate, plus(1, times(d.assume("delivery-noise"), noise()))), 1);
}

/** What is on its way at the start: the orders of some quarters at the capex of the start. */
function pipelineStart(d: Draft, id: string, live0: Expression): Expression {
  const capex = d.started(`${id}.capex`);
  if (!capex) return times(d.assume("pipeline-without-capex"), live0);
  const cost = times(d.assume("capex-gw"), factorOf(d, id), larger(d.assume("lead"), 1));
  const share = aiShare(d, id);
  return times(
    over(times(capex, share, d.assume("lead"), d.assume("lead")), cost),
    d.assume("pipeline-fill"),
  );
}

/**
 * The power that a neocloud's customers have signed for, by its backlog and what was signed since: it builds for contracts,
 * and what they ask for is on its way. Undefined where no backlog is known.
 */
function signedAtStart(d: Draft, supply: Supply, id: string): Expression | undefined {
  const backlog = d.started(`${id}.backlog`);
  if (!backlog) return undefined;
  const since = supply.contracts.filter((one) => one.vendor === id && announcedIn(d, one) > 0);
  const open = plus(backlog, ...since.map((one) => usd(one.firm ?? one.headline)));
  return over(times(quartersInYear, open), times(d.assume("neo-contract-length"), d.assume("price-gw-neo")));
}

/** What must be on its way for the power that its owner has told of, so much a quarter, less what comes late. */
function guidedAtStart(d: Draft, id: string): Expression | undefined {
  const added = d.started(`${id}.gwAdded`, GW);
  return added && times(added, d.assume("lead"), d.assume("works-counted"));
}

/** Capex per GW of a vendor against that of a site with the general chips: own silicon and leased shells cost less. */
export function factorOf(d: Draft, id: string): Expression {
  return d.assume(`capex-factor-${id}`);
}

/** The part of capex that goes into capacity for AI. */
export function aiShare(d: Draft, id: string): Expression {
  return d.assume(`ai-share-capex-${id}`);
}

/** Variables: `training <lab>`, `served <lab>`, `served share <lab>`, `used <lab> at <vendor>` (GW). */
export function writeAllocation(d: Draft, cast: Cast, supply: Supply): void {
  writeMix(d, cast, supply);
  for (const { id } of cast.labs) {
    const vendors = supply.vendorsOf(id);
    const price = plus(
      ...vendors.map((v) => times(is(`mix ${id} at ${v}`, plain), was(`price ${v}`, USDperGW))),
    );
    writeNeed(d, id, price);
  }
  for (const vendor of cast.vendors) writeFill(d, cast, supply, vendor);
  for (const { id } of cast.labs) writeServed(d, cast, supply, id);
}

function writeNeed(d: Draft, id: string, price: Expression): void {
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

function startInference(d: Draft, id: string): Expression {
  return over(times(d.assume(`kappa-0-${id}`), d.started(`${id}.runRate`)!), startPrice(d));
}

function writeFill(d: Draft, cast: Cast, supply: Supply, vendor: Vendor): void {
  const { id } = vendor;
  const live = vendor.kind === "neocloud" ? meanLive(id) : is(`live ${id}`, GW);
  const own0 = d.m.once(`own use ${id} at the start`, ownUseStart(d, cast, supply, vendor), { unit: GW });
  const next =
    vendor.kind === "neocloud" ? soldByNeocloud(d, cast, supply, id) : grownWithDemand(d, cast, id);
  const own = d.define("stock", `own use ${id}`, GW, smaller(next, times(ownAtMost, live)), own0);
  const wants = cast.labs
    .filter((lab) => supply.vendorsOf(lab.id).includes(id))
    .map((lab) => times(is(`need ${lab.id}`, GW), is(`mix ${lab.id} at ${id}`, plain)));
  const wanted = plus(own, ...wants);
  d.define("auxiliary", `demand for ${id}`, GW, wanted, plus(own0, ...startUses(d, cast, supply, id)));
  // Own users and labs are rationed alike; what a vendor cannot give is asked once of those with room.
  const most = times(d.assume("usable-power"), live);
  d.define("auxiliary", `fill ${id}`, plain, smaller(1, over(most, larger(wanted, constant(1e-6, GW)))), 1);
  d.define("auxiliary", `room ${id}`, GW, larger(0, minus(most, wanted)), 0);
}

/** A neocloud earns by its power, and half a quarter by what begins within it. */
function meanLive(id: string): Expression {
  return times(0.5, plus(is(`live ${id}`, GW), was(`live ${id}`, GW)));
}

/** Own users and all customers but labs grow with enterprise demand, or with what these customers pay a cloud. */
function grownWithDemand(d: Draft, cast: Cast, id: string): Expression {
  const rise = (log: string): Expression => minus(is(log, plain), was(log, plain));
  const segment = cast.groups.find((group) => group.id === id)?.segment;
  const demand = rise("log spend ent");
  const faster = segment ? larger(demand, rise(`log ${segment} without labs`)) : demand;
  const growth = times(d.assume("own-use-link"), faster);
  return times(was(`own use ${id}`, GW), plus(1, within(-0.1, growth, 0.3)));
}

/**
 * A neocloud builds for customers it has: what labs leave is sold, and the less so the more power stands idle, but for what
 * others have signed for and pay in any case.
 */
function soldByNeocloud(d: Draft, cast: Cast, supply: Supply, id: string): Expression {
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

function startUses(d: Draft, cast: Cast, supply: Supply, vendor: string): Expression[] {
  return cast.labs
    .filter((lab) => supply.vendorsOf(lab.id).includes(vendor))
    .map((lab) => times(d.started(`${lab.id}.gwUsed`, GW)!, mixAtStart(lab.id, vendor)));
}

function ownUseStart(d: Draft, cast: Cast, supply: Supply, { id, kind }: Vendor): Expression {
  const live0 = d.started(`${id}.gw`, GW)!;
  const labs = plus(constant(0, GW), ...startUses(d, cast, supply, id));
  const free = larger(times(ownAtLeast, live0), minus(times(d.assume("usual-use"), live0), labs));
  if (kind !== "neocloud") return free;
  const used = plus(
    usd(0),
    ...cast.labs
      .filter((lab) => supply.vendorsOf(lab.id).includes(id))
      .map((lab) => is(`use ${lab.id} to ${id} at the start`)),
  );
  const earned = larger(usd(0), minus(d.started(`${id}.revenue`)!, used));
  return smaller(free, over(times(quartersInYear, earned), priceByAccounts(d, id)));
}

/** What a neocloud takes for a GW and year at the start: its revenue over the power that it usually lets. */
function priceByAccounts(d: Draft, id: string): Expression {
  const earned = times(quartersInYear, d.started(`${id}.revenue`)!);
  // Its power of the mean of the quarter, as it grows like its revenue.
  const grown = within(0, d.started(`${id}.growth`, plain) ?? constant(0, plain), 0.5);
  const live = times(minus(1, times(0.5, grown)), d.started(`${id}.gw`, GW)!);
  const price = over(earned, times(d.assume("usual-use"), live));
  return within(d.assume("price-gw-floor"), price, d.assume("price-gw-cap"));
}

/** No vendor runs its computers for labs alone. */
const ownAtLeast = 0.05;
/** Own users who find nothing free for long go elsewhere. */
const ownAtMost = 1.2;

function writeServed(d: Draft, cast: Cast, supply: Supply, id: string): void {
  const vendors = supply.vendorsOf(id);
  const need = is(`need ${id}`, GW);
  const labs = cast.labs.map((lab) => lab.id);
  const firstAt = (v: string): Expression =>
    times(need, is(`mix ${id} at ${v}`, plain), is(`fill ${v}`, plain));
  const unmet = larger(minus(need, plus(...vendors.map(firstAt))), constant(0, GW));
  const own = d.define("auxiliary", `unmet ${id}`, GW, unmet, 0);
  if (id === labs.at(-1)) writeSpare(d, cast);
  const used0 = d.started(`${id}.gwUsed`, GW)!;
  for (const v of vendors) {
    const second = times(own, is(`spare share ${v}`, plain));
    d.define("flow", `used ${id} at ${v}`, GW, plus(firstAt(v), second), times(used0, mixAtStart(id, v)));
  }
  const served = d.define(
    "auxiliary",
    `served ${id}`,
    GW,
    plus(...vendors.map((v) => is(`used ${id} at ${v}`, GW))),
    used0,
  );
  const inference = is(`inference need ${id}`, GW);
  const enough = times(d.assume("squeeze"), inference);
  d.define("auxiliary", `served share ${id}`, plain, covered(served, enough, constant(1e-6, GW)), 1);
  d.define(
    "auxiliary",
    `training ${id}`,
    GW,
    larger(constant(1e-6, GW), minus(served, inference)),
    startTraining(d, id, used0),
  );
}

function startTraining(d: Draft, id: string, used0: Expression): Expression {
  return larger(constant(1e-6, GW), minus(used0, startInference(d, id)));
}

/** How much of what labs could not get elsewhere each vendor with room takes. */
function writeSpare(d: Draft, cast: Cast): void {
  const unmet = plus(...cast.labs.map(({ id }) => is(`unmet ${id}`, GW)));
  const rooms = plus(...cast.vendors.map(({ id }) => is(`room ${id}`, GW)));
  // A vendor's part of all room, times the part of what is unmet that all room can take.
  const each = over(1, larger(rooms, unmet, constant(1e-6, GW)));
  for (const { id } of cast.vendors)
    d.define("auxiliary", `spare share ${id}`, plain, times(is(`room ${id}`, GW), each), 0);
}

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
