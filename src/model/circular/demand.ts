// What customers want to spend on labs, and how labs share it: an S-curve whose ceiling nobody knows, booms that
// last, leaps that open a market, and shares that follow quality, price, distribution and momentum.

import {
  type Expression,
  constant,
  draw,
  exp,
  less,
  log,
  period,
  root,
} from "../../expression/expression.ts";
import type { Cast } from "./cast.ts";
import { type Draft, is, was } from "./draft.ts";
import { GW, USD, plain } from "./measures.ts";
import {
  chance,
  isAtMost,
  isBelow,
  minus,
  noise,
  over,
  plus,
  smaller,
  larger,
  times,
  when,
  within,
} from "./write.ts";

/** Whoever is served less than this part of its demand loses no more customers by it than with this part. */
const servedLeast = 0.05;

const segments = ["ent", "con"] as const;
type Segment = (typeof segments)[number];

/** All that share demand. */
function sharersOf(cast: Cast): readonly string[] {
  return [...cast.labs.map(({ demand }) => demand), ...cast.sharers.map(({ demand }) => demand)];
}

/** Variables: `spend <segment>` (USD a year), `share <segment> <lab>`, `demand <lab>` (USD a year), `markup`. */
export function writeDemand(d: Draft, cast: Cast): void {
  const names = sharersOf(cast);
  writeTrendPath(d);
  const leaps = new Map(names.map((name) => [name, writeLeap(d, name)]));
  writePrice(d, names);
  for (const segment of segments) {
    writeSpend(d, segment, names, leaps);
    writeShares(d, segment, names, leaps);
  }
  for (const name of names) {
    const of = plus(
      ...segments.map((segment) => times(is(`share ${segment} ${name}`, plain), is(`spend ${segment}`))),
    );
    const start = plus(...segments.map((segment) => startSpend(d, segment, name)));
    d.define("auxiliary", `demand ${name}`, USD, of, start);
  }
}

/** Part of the paths goes on as before for some quarters: the past of a boom is a better guide than its equations. */
function writeTrendPath(d: Draft): void {
  const isOfTrend = less(draw({ name: "uniform" }), times(d.mechanism("trend"), d.assume("trend-pool")));
  d.m.once("quarters on the trend", when(isOfTrend, d.assume("trend-quarters"), 0), { unit: plain });
}

/** 1 on a path of the trend in its first quarters. */
export function isOnTrend(): Expression {
  return isAtMost(period(), is("quarters on the trend", plain));
}

/** What a lab is spent on at the start, a year, in a segment. */
function startSpend(d: Draft, segment: Segment, name: string): Expression {
  const share = d.started(`${name}.entShare`, plain)!;
  return times(d.started(`${name}.runRate`)!, segment === "ent" ? share : minus(1, share));
}

function startTotal(d: Draft, segment: Segment, names: readonly string[]): Expression {
  return plus(...names.map((name) => startSpend(d, segment, name)));
}

/** The log growth a quarter that a segment showed before the start: that of the labs whose past is known. */
function startGrowth(d: Draft, segment: Segment, names: readonly string[]): Expression {
  const known = names.filter((name) => d.levelOf(`${name}.growth`));
  if (known.length === 0) return constant(0, plain);
  const total = plus(...known.map((name) => startSpend(d, segment, name)));
  return over(
    plus(...known.map((name) => times(startSpend(d, segment, name), d.started(`${name}.growth`, plain)!))),
    total,
  );
}

/** A product that opens a market, at one lab, with a size that may disappoint. */
function writeLeap(d: Draft, name: string): Expression {
  const size = plus(
    times(d.mechanism("leaps"), d.assume("leap-mean")),
    times(d.mechanism("leaps"), d.assume("leap-spread"), noise()),
  );
  return d.define("auxiliary", `leap ${name}`, plain, when(chance(d.assume("leap-rate")), size, 0));
}

/**
 * The price of a token of equal quality against its trend, in logs: a price war lowers it, a concentrated market
 * raises it. Lower prices bring less revenue for the same work, and somewhat more work.
 */
function writePrice(d: Draft, names: readonly string[]): void {
  const sums = (segment: Segment): Expression =>
    plus(
      ...names.map((name) =>
        times(was(`share ${segment} ${name}`, plain), was(`share ${segment} ${name}`, plain)),
      ),
    );
  const initial = segments.map((segment) => {
    const total = startTotal(d, segment, names);
    return plus(
      ...names.map((name) => {
        const share = over(startSpend(d, segment, name), total);
        return times(share, share);
      }),
    );
  });
  const start = d.m.once("concentration at the start", times(0.5, plus(...initial)), { unit: plain });
  const concentration = d.define(
    "auxiliary",
    "concentration",
    plain,
    times(0.5, plus(...segments.map(sums))),
    start,
  );
  const markup = times(
    d.mechanism("price-markup"),
    d.assume("markup-concentration"),
    minus(concentration, start),
  );
  const war = d.define(
    "stock",
    "price cut",
    plain,
    plus(was("price cut", plain), d.shock("shock price", 0)),
    0,
  );
  const level = d.define("auxiliary", "relative price", plain, plus(markup, war), 0);
  d.define("auxiliary", "price factor", plain, exp(level), 1);
}

function writeSpend(
  d: Draft,
  segment: Segment,
  names: readonly string[],
  leaps: ReadonlyMap<string, Expression>,
): void {
  const speed =
    segment === "ent" ? d.assume("speed-b") : times(d.assume("speed-b"), d.assume("speed-con-ratio"));
  const total = startTotal(d, segment, names);
  const z0 = d.m.once(`log spend ${segment} at the start`, log(inUsd(total)), { unit: plain });
  const k0 = larger(log(inUsd(d.assume(`ceiling-${segment}`))), z0);
  const growth0 = d.m.once(`growth ${segment} at the start`, startGrowth(d, segment, names), { unit: plain });
  const boom = writeBoom(d, segment, minus(growth0, times(speed, minus(k0, z0))));
  writeCeiling(d, segment, k0);
  const z = `log spend ${segment}`;
  const market = openedMarket(d, segment, names, leaps);
  // A trend goes on until the ceiling comes into sight, and slows down from there.
  const left = minus(was(`log ceiling ${segment}`, plain), was(z, plain));
  const trend = times(growth0, d.assume("trend-fade"), within(0, over(left, d.assume("trend-sight")), 1));
  const along = when(isOnTrend(), trend, times(speed, left));
  const elasticity = d.assume("price-elasticity");
  const cheaper = times(minus(1, elasticity), d.shock("shock price", 0));
  const plan = times(d.shock("shock plan", 0), d.assume("plan-growth"));
  d.define(
    "stock",
    z,
    plain,
    plus(was(z, plain), along, boom, market, d.shock("shock demand level", 0), cheaper, plan),
    z0,
  );
  d.define("auxiliary", `spend ${segment}`, USD, times(exp(is(z, plain)), constant(1, USD)), total);
}

function inUsd(amount: Expression): Expression {
  return over(amount, constant(1, USD));
}

/** Growth above or below the curve's, which lasts; half of the surprise is common to the segments. */
function writeBoom(d: Draft, segment: Segment, aboveCurve: Expression): Expression {
  const common = d.assume("common-demand");
  if (segment === "ent") d.define("auxiliary", "demand surprise", plain, noise());
  const surprise = plus(
    times(root(common), is("demand surprise", plain)),
    times(root(minus(1, common)), noise()),
  );
  // A path of the trend carries its growth itself; on the others what growth was above the curve's dies out.
  const excess = times(0.5, aboveCurve);
  return d.define(
    "stock",
    `boom ${segment}`,
    plain,
    plus(
      times(d.assume("boom-rho"), was(`boom ${segment}`, plain)),
      times(d.assume(`sigma-${segment}`), surprise),
    ),
    when(isBelow(0, is("quarters on the trend", plain)), 0, excess),
  );
}

/** What nobody knows, and what can turn out to be half as high. */
function writeCeiling(d: Draft, segment: Segment, start: Expression): void {
  const k = `log ceiling ${segment}`;
  const isBroken = chance(d.assume("ceiling-break"));
  d.define(
    "stock",
    k,
    plain,
    plus(
      was(k, plain),
      times(d.assume("ceiling-drift"), noise()),
      when(isBroken, -Math.LN2, 0),
      d.shock("shock ceiling", 0),
    ),
    start,
  );
}

/** New spending that leaps bring, while there is room below the ceiling. */
function openedMarket(
  d: Draft,
  segment: Segment,
  names: readonly string[],
  leaps: ReadonlyMap<string, Expression>,
): Expression {
  const opened = plus(
    ...names.map((name) => {
      const leap = leaps.get(name)!;
      return times(times(leap, plus(1, times(0.5, leap))), was(`share ${segment} ${name}`, plain));
    }),
  );
  const isOpen = isBelow(was(`log spend ${segment}`, plain), was(`log ceiling ${segment}`, plain));
  const consumers = segment === "ent" ? 1 : d.assume("leap-consumer");
  return when(isOpen, times(d.assume("leap-new-market"), consumers, opened), 0);
}

function writeShares(
  d: Draft,
  segment: Segment,
  names: readonly string[],
  leaps: ReadonlyMap<string, Expression>,
): void {
  const total = startTotal(d, segment, names);
  const growths = names.filter((name) => d.levelOf(`${name}.growth`));
  for (const name of names) {
    if (segment === "ent") writeMomentum(d, name, names, growths, leaps.get(name)!);
    const share0 = over(startSpend(d, segment, name), total);
    writeAppeal(d, segment, name, share0, leaps.get(name)!);
  }
  const all = plus(...names.map((name) => is(`weight ${segment} ${name}`, plain)));
  const weights = d.define("auxiliary", `weights ${segment}`, plain, all, 1);
  const each = over(1, weights);
  for (const name of names) {
    const share0 = over(startSpend(d, segment, name), total);
    const share = times(is(`weight ${segment} ${name}`, plain), each);
    d.define("auxiliary", `share ${segment} ${name}`, plain, share, share0);
  }
}

/** A share of nothing has no logarithm. */
const tiny = 1e-6;

function writeAppeal(d: Draft, segment: Segment, name: string, atStart: Expression, leap: Expression): void {
  const share0 = d.m.once(`share ${segment} ${name} at the start`, atStart, { unit: plain });
  const u0 = d.m.once(`appeal ${segment} ${name} at the start`, log(larger(share0, tiny)), { unit: plain });
  const u = `appeal ${segment} ${name}`;
  const data = d.mechanism("data-and-distribution");
  const alike = plus(...movedAlike(d, name, leap));
  // What pulls it to where it was at the start, and what its size there brings it.
  const [reversion, effect] = [d.assume("share-reversion"), times(data, d.assume("data-effect"))];
  const distributed = segment === "con" && hasOwnDistribution.has(name);
  const fixed = minus(
    plus(times(reversion, u0), ...(distributed ? [times(data, d.assume("distribution-effect"))] : [])),
    times(effect, share0),
  );
  const terms: Expression[] = [
    alike,
    times(minus(1, reversion), was(u, plain)),
    fixed,
    times(segment === "ent" ? 1 : d.assume("consumer-noise"), d.assume("share-sigma"), noise()),
    times(effect, was(`share ${segment} ${name}`, plain)),
  ];
  d.define("stock", u, plain, plus(...terms), u0);
  const weight = exp(smaller(is(u, plain), 50));
  d.define("auxiliary", `weight ${segment} ${name}`, plain, weight, larger(share0, tiny));
}

/** What moves a lab in both segments alike. */
function movedAlike(d: Draft, name: string, leap: Expression): Expression[] {
  const alike: Expression[] = [is(`momentum ${name}`, plain), leap, d.shock(`shock appeal ${name}`, 0)];
  const served = larger(was(`served share ${name}`, plain), servedLeast);
  // Half the log of the share served, as (f − 1) / (f + 1): the same near 1, and bounded.
  if (d.levelOf(`${name}.gwUsed`)) alike.push(over(minus(served, 1), plus(served, 1)));
  if (name === "open-bloc") alike.push(d.shock("shock open", 0));
  if (d.levelOf(`${name}.cash`))
    alike.push(times(d.assume("appeal-after-default"), was(`default ${name}`, plain)));
  return alike;
}

/** Whoever owns a browser, a phone or a social network. */
const hasOwnDistribution = new Set(["google-lab", "meta-lab"]);

/** What makes a lab grow faster than others for a while, and its quality. */
function writeMomentum(
  d: Draft,
  name: string,
  names: readonly string[],
  growths: readonly string[],
  leap: Expression,
): void {
  writeQuality(d, name, names);
  const lead = leadAtStart(d, name, growths);
  const kept = d.m.once(`lead in growth of ${name} at the start`, lead, { unit: plain });
  const m = `momentum ${name}`;
  const lasting = when(
    isOnTrend(),
    times(kept, d.assume("trend-fade")),
    times(d.assume("share-momentum-rho"), was(m, plain)),
  );
  d.define(
    "stock",
    m,
    plain,
    plus(
      lasting,
      times(d.assume("momentum-noise"), noise()),
      times(d.assume("momentum-quality"), was(`quality ${name}`, plain)),
      times(d.assume("momentum-leap"), leap),
    ),
    times(d.assume("lead-kept"), kept),
  );
}

function writeQuality(d: Draft, name: string, names: readonly string[]): void {
  const q = `quality ${name}`;
  const hasCompute = d.levelOf(`${name}.gwUsed`) !== undefined;
  const others = names.filter((other) => d.levelOf(`${other}.gwUsed`));
  // Training compute against the mean of all, (T − mean) / (T + mean): half of a difference of logs, and bounded.
  const mean = times(
    1 / Math.max(1, others.length),
    plus(...others.map((other) => was(`training ${other}`, GW))),
  );
  const own = was(`training ${name}`, GW);
  const advantage = hasCompute
    ? over(minus(own, mean), larger(plus(own, mean), constant(1e-9, GW)))
    : constant(0, plain);
  d.define(
    "stock",
    q,
    plain,
    plus(
      times(d.assume("quality-rho"), was(q, plain)),
      times(2, d.assume("quality-compute"), advantage),
      times(d.assume("quality-noise"), noise()),
    ),
    0,
  );
}

/** By how much a lab grew faster than all before the start; nothing where that is not known. */
function leadAtStart(d: Draft, name: string, growths: readonly string[]): Expression {
  if (growths.length <= 1 || !growths.includes(name)) return constant(0, plain);
  return minus(d.started(`${name}.growth`, plain)!, marketGrowth(d, growths));
}

/** Growth of all whose past is known, by their size. */
function marketGrowth(d: Draft, growths: readonly string[]): Expression {
  const rates = growths.map((name) => d.started(`${name}.runRate`)!);
  return over(
    plus(...growths.map((name, i) => times(rates[i]!, d.started(`${name}.growth`, plain)!))),
    plus(...rates),
  );
}
