// The price of a token of equal quality against its trend.

import { type Expression, exp } from "../../expression/expression.ts";
import { type Segment, segments, startSpend, startTotal } from "./demand-start.ts";
import { type Draft, was } from "./draft.ts";
import { plain } from "./measures.ts";
import { minus, over, plus, times } from "./write.ts";

/**
 * The price of a token of equal quality against its trend, in logs: a price war lowers it, a concentrated market
 * raises it. Lower prices bring less revenue for the same work, and somewhat more work.
 */
export function writeRelativePrice(d: Draft, names: readonly string[]): void {
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
