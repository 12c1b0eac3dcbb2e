// Paths that go on as before for some quarters.

import { type Expression, draw, less, period } from "../../expression/expression.ts";
import { type Draft, is } from "./draft.ts";
import { plain } from "./measures.ts";
import { isAtMost, times, when } from "./write.ts";

/** Part of the paths goes on as before for some quarters: the past of a boom is a better guide than its equations. */
export function writeTrendPath(d: Draft): void {
  const isOfTrend = less(draw({ name: "uniform" }), times(d.mechanism("trend"), d.assume("trend-pool")));
  d.m.once("quarters on the trend", when(isOfTrend, d.assume("trend-quarters"), 0), { unit: plain });
}

/** 1 on a path of the trend in its first quarters. */
export function isOnTrend(): Expression {
  return isAtMost(period(), is("quarters on the trend", plain));
}
