// How labs share what a segment spends: logit shares of their attractiveness.

import { type Expression, exp, log } from "../../expression/expression.ts";
import { type Segment, startSpend, startTotal } from "./demand-start.ts";
import { type Draft, is, was } from "./draft.ts";
import { plain } from "./measures.ts";
import { writeMomentum } from "./momentum.ts";
import { larger, minus, noise, over, plus, smaller, times } from "./write.ts";

/** Whoever is served less than this part of its demand loses no more customers by it than with this part. */
const servedLeast = 0.05;

export function writeDemandShares(
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
