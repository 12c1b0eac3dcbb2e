// What lenders may do when debt is too high for the cash flow, tested on the figures of the quarter before.

import { type Expression, constant } from "../../expression/expression.ts";
import { type Draft, usd, was } from "./draft.ts";
import { USD, plain } from "./measures.ts";
import { all, isBelow, plus, times, when } from "./write.ts";

/**
 * A neocloud's covenant. Variables: `breaches <party>` (quarters in a row), `accelerated <party>` (USD).
 *
 * @param yearly  cash flow of a year
 * @param backed  debt that construction and signed contracts back
 * @returns 1 where no loan may be drawn, else 0
 */
export function writeCovenant(d: Draft, id: string, yearly: Expression, backed: Expression): Expression {
  const debt = was(`debt ${id}`);
  const most = plus(times(d.assume("covenant-neo"), yearly), backed);
  const breach = times(d.mechanism("covenants"), when(isBelow(most, debt), 1, 0));
  const streak = `breaches ${id}`;
  const row = d.define("stock", streak, plain, when(isBelow(0.5, breach), plus(was(streak, plain), 1), 0), 0);
  const isSecond = all(isBelow(1.5, row), isBelow(row, 2.5));
  d.define(
    "flow",
    `accelerated ${id}`,
    USD,
    when(isSecond, times(d.assume("covenant-accelerated"), debt), usd(0)),
    usd(0),
  );
  return when(isBelow(0.5, row), 1, 0);
}

/** 1 where a group's debt stops what it pays to owners, else 0. */
export function stopsDistributions(d: Draft, id: string): Expression {
  if (!d.book.assumptions.has(`covenant-${id}`)) return constant(0, plain);
  const most = times(4, d.assume(`covenant-${id}`), was(`operating cash ${id}`));
  return times(d.mechanism("covenants"), when(isBelow(most, was(`debt ${id}`)), 1, 0));
}
