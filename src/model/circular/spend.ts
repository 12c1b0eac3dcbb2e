// What a segment spends on all labs: Gompertz's curve in logs, with booms and a ceiling that nobody knows.

import { type Expression, constant, exp, log, root } from "../../expression/expression.ts";
import { type Segment, startGrowth, startTotal } from "./demand-start.ts";
import { type Draft, is, was } from "./draft.ts";
import { USD, plain } from "./measures.ts";
import { isOnTrend } from "./trend.ts";
import { chance, isBelow, larger, minus, noise, over, plus, times, when, within } from "./write.ts";

export function writeSpend(
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
