// What makes a lab grow faster than others for a while: quality, leaps, and growth as before.

import { type Expression, constant } from "../../expression/expression.ts";
import { type Draft, was } from "./draft.ts";
import { GW, plain } from "./measures.ts";
import { isOnTrend } from "./trend.ts";
import { larger, minus, noise, over, plus, times, when } from "./write.ts";

/** What makes a lab grow faster than others for a while, and its quality. */
export function writeMomentum(
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
