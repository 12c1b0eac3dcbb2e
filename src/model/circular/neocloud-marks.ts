// What neoclouds are worth: a multiple of their cash flow less what they owe lenders.
// The multiple of enterprise value to cash flow is the way in which owners of data centres are priced.

import { exp } from "../../expression/expression.ts";
import type { Cast } from "./cast.ts";
import { quartersInYear } from "./quarter.ts";
import { type Draft, is, usd, was } from "./draft.ts";
import { USD, plain } from "./measures.ts";
import { larger, minus, over, plus, times } from "./write.ts";

/** Variables: `valuation <neocloud>` (USD, of its shares). Nothing reads them: lenders go by cash flow and contracts. */
export function writeNeocloudMarks(d: Draft, cast: Cast): void {
  for (const id of cast.neoclouds) {
    const yearly = times(quartersInYear, is(`cash flow ${id}`));
    const owed0 = minus(d.started(`${id}.debt`)!, d.started(`${id}.cash`)!);
    const told = d.started(`${id}.valuation`);
    const usual = d.assume("neo-multiple");
    // Where a price was told, the multiple starts from it and goes back to the usual one.
    const multiple = d.define(
      "stock",
      `multiple of cash flow ${id}`,
      plain,
      plus(
        was(`multiple of cash flow ${id}`, plain),
        times(d.assume("neo-multiple-pull"), minus(usual, was(`multiple of cash flow ${id}`, plain))),
      ),
      told ? over(larger(usd(0), plus(told, owed0)), yearly) : usual,
    );
    const mood = exp(times(d.assume("neo-mood"), is("appetite", plain)));
    const owed = minus(is(`debt ${id}`), is(`cash ${id}`));
    const worth = larger(usd(0), minus(times(multiple, mood, yearly), owed));
    const value = d.define(
      "stock",
      `valuation ${id}`,
      USD,
      worth,
      told ?? larger(usd(0), minus(times(usual, yearly), owed0)),
    );
    d.show(`${id}.valuation`, value, "stock");
  }
}
