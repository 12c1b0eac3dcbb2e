// Power of each vendor: what is live, what is on its way, and what ages.

import type { Expression } from "../../expression/expression.ts";
import type { Cast } from "./cast.ts";
import { type Draft, usd, was } from "./draft.ts";
import { GW } from "./measures.ts";
import { quartersInYear } from "./quarter.ts";
import { type Supply, announcedIn } from "./supply.ts";
import { larger, minus, noise, over, plus, times, within } from "./write.ts";

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
