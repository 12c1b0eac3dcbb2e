// What customers want to spend on labs, and how labs share it: an S-curve whose ceiling nobody knows, booms that
// last, leaps that open a market, and shares that follow quality, price, distribution and momentum.

import type { Expression } from "../../expression/expression.ts";
import { writeDemandShares } from "./appeal.ts";
import type { Cast } from "./cast.ts";
import { segments, startSpend } from "./demand-start.ts";
import { type Draft, is } from "./draft.ts";
import { USD, plain } from "./measures.ts";
import { writeRelativePrice } from "./relative-price.ts";
import { writeSpend } from "./spend.ts";
import { writeTrendPath } from "./trend.ts";
import { chance, noise, plus, times, when } from "./write.ts";

/** All that share demand. */
function sharersOf(cast: Cast): readonly string[] {
  return [...cast.labs.map(({ demand }) => demand), ...cast.sharers.map(({ demand }) => demand)];
}

/** Variables: `spend <segment>` (USD a year), `share <segment> <lab>`, `demand <lab>` (USD a year), `markup`. */
export function writeDemand(d: Draft, cast: Cast): void {
  const names = sharersOf(cast);
  writeTrendPath(d);
  const leaps = new Map(names.map((name) => [name, writeLeap(d, name)]));
  writeRelativePrice(d, names);
  for (const segment of segments) {
    writeSpend(d, segment, names, leaps);
    writeDemandShares(d, segment, names, leaps);
  }
  for (const name of names) {
    const of = plus(
      ...segments.map((segment) => times(is(`share ${segment} ${name}`, plain), is(`spend ${segment}`))),
    );
    const start = plus(...segments.map((segment) => startSpend(d, segment, name)));
    d.define("auxiliary", `demand ${name}`, USD, of, start);
  }
}

/** A product that opens a market, at one lab, with a size that may disappoint. */
function writeLeap(d: Draft, name: string): Expression {
  const size = plus(
    times(d.mechanism("leaps"), d.assume("leap-mean")),
    times(d.mechanism("leaps"), d.assume("leap-spread"), noise()),
  );
  return d.define("auxiliary", `leap ${name}`, plain, when(chance(d.assume("leap-rate")), size, 0));
}
