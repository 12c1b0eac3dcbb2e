// A small economy for tests of what is asked of one: a lab that buys from a cloud and from others, with money from
// its customers and from investors; three assumptions, every shock, a default. Not a picture of anything.

import type { Book } from "../src/book/book.ts";
import { lognormal, triangular } from "../src/expression/distribution.ts";
import { type Expression, constant, exp, negate, unequal } from "../src/expression/expression.ts";
import { before, modelBuilder } from "../src/model/builder.ts";
import type { Economy } from "../src/model/circular/economy.ts";
import { GW, USD, plain } from "../src/model/circular/measures.ts";
import { type Quarter, plusQuarters } from "../src/model/circular/quarter.ts";
import { shockNumbers } from "../src/model/circular/scenario-list.ts";
import {
  all,
  chance,
  isBelow,
  larger,
  minus,
  noise,
  plus,
  smaller,
  times,
  when,
} from "../src/model/circular/write.ts";

export const leg = "anthropic-aws-2026-04-commitment";
const usd = (value: number): Expression => constant(value, USD);

/** @param leaks whether a payment has a payer and no payee */
export function standIn(
  _: Book | undefined,
  {
    quarters: periods = 8,
    start = "2026Q2",
    leaks = false,
  }: { quarters?: number; start?: Quarter; leaks?: boolean } = {},
): Economy {
  const m = modelBuilder("A small economy", { periods });
  const assumption = (id: string, middle: number, drawn: Expression, unit = plain): Expression => {
    const set = m.given(`set ${id}`, 0);
    const value = m.given(`value ${id}`, middle, { unit });
    return m.once(id, when(unequal(set, constant(0)), value, drawn), { unit });
  };
  const shock = Object.fromEntries(
    Object.entries(shockNumbers).map(([key, { name, neutral }]) => [
      key,
      m.given(name, neutral, { unit: plain }),
    ]),
  ) as Record<keyof typeof shockNumbers, Expression>;
  const labFails = m.given("fails anthropic", 0, { unit: plain });
  m.given("fails amazon", 0, { unit: plain });
  const cancelled = m.given(`cancelled ${leg}`, 0, { unit: plain });

  const ceiling = assumption("ceiling-ent", 8e11, lognormal(usd(2e11), usd(3.5e12)), USD);
  const winterRate = assumption(
    "winter-rate",
    0.022,
    triangular(constant(0.01), constant(0.022), constant(0.04)),
  );
  const compute = assumption("kappa-lr", 0.33, constant(0.33));

  const winter = m.auxiliary("winter", { unit: plain, initial: 0 });
  m.equation(
    winter,
    larger(shock.winter, when(isBelow(0, before(winter)), chance(0.84), chance(winterRate))),
  );
  const demand = m.stock("demand", { unit: USD, initial: usd(5e10) });
  const step = smaller(0.15, times(2e-13, minus(times(ceiling, exp(shock.ceiling)), before(demand))));
  m.equation(
    demand,
    times(before(demand), exp(plus({ ...step, unit: plain }, shock.level, times(0.06, noise())))),
  );
  const revenue = m.flow("anthropic revenue", { unit: USD, initial: usd(1.2e10) });
  const failed = m.auxiliary("anthropic failed", { unit: plain, initial: 0 });
  m.equation(revenue, times(before(demand), 0.25, minus(1, before(failed)), exp(shock.price)));
  const use = m.flow("compute: anthropic to amazon", { unit: USD, initial: usd(4e9) });
  m.equation(
    use,
    times(larger(times(compute, revenue), times(usd(4e9), minus(1, cancelled))), minus(1, before(failed))),
  );
  const costs = m.flow("costs: anthropic to sinks", { unit: USD, initial: usd(9e9) });
  m.equation(costs, times(0.75, revenue));
  const funding = m.flow("funding: investors to anthropic", { unit: USD, initial: usd(2e9) });
  m.equation(funding, times(usd(2e9), minus(1, times(0.9, winter)), shock.ipo, minus(1, before(failed))));
  const cash = m.stock("anthropic cash", { unit: USD, initial: usd(9e9) });
  m.equation(cash, larger(usd(0), minus(plus(before(cash), revenue, funding), plus(use, costs))));
  const lost = m.flow("owed: anthropic to amazon", { unit: USD });
  m.equation(lost, larger(usd(0), minus(plus(use, costs), plus(before(cash), revenue, funding))));
  const defaults = m.auxiliary("anthropic defaults", { unit: plain, initial: 0 });
  m.equation(
    defaults,
    when(
      all(isBelow(before(failed), 1), isBelow(0, plus(labFails, when(isBelow(usd(0), lost), 1, 0)))),
      1,
      0,
    ),
  );
  m.equation(failed, larger(before(failed), defaults));
  const cloudRevenue = m.flow("aws revenue", { unit: USD, initial: usd(4.2e10) });
  m.equation(cloudRevenue, plus(usd(3.8e10), minus(use, lost)));
  const capacity = m.stock("amazon capacity", { unit: GW, initial: constant(4.6, GW) });
  const built = times(constant(0.3, GW), shock.trainium, shock.permits, shock.chips);
  m.equation(capacity, plus(before(capacity), built));
  m.matrix(
    "flows",
    {
      compute: { anthropic: negate(use), amazon: minus(use, leaks ? 1e6 : 0) },
      costs: { anthropic: negate(costs), sinks: costs },
      funding: { investors: negate(funding), anthropic: funding },
      services: { customers: negate(revenue), anthropic: revenue },
    },
    { unchecked: ["anthropic", "amazon", "sinks", "investors", "customers"] },
  );

  return {
    model: m.build(),
    start,
    quarters: Array.from({ length: periods }, (_unused, k) => plusQuarters(start, k + 1)),
    series: [
      { id: "anthropic.cash", party: "anthropic", variable: cash.name, unit: USD, kind: "stock" },
      { id: "anthropic.revenue", party: "anthropic", variable: revenue.name, unit: USD, kind: "flow" },
      { id: "anthropic.runRate", party: "anthropic", variable: demand.name, unit: USD, kind: "rate" },
      { id: "anthropic.funding", party: "anthropic", variable: funding.name, unit: USD, kind: "flow" },
      { id: "amazon.loss", party: "amazon", variable: lost.name, unit: USD, kind: "flow" },
      { id: "amazon.capacityGw", party: "amazon", variable: capacity.name, unit: GW, kind: "stock" },
      { id: "aws.revenue", party: "aws", variable: cloudRevenue.name, unit: USD, kind: "flow" },
    ],
    events: [{ id: "anthropic.default", variable: defaults.name }],
    assumptions: [
      { id: "ceiling-ent", isDrawn: true },
      { id: "winter-rate", isDrawn: true },
      { id: "kappa-lr", isDrawn: false },
    ],
    leftOut: [{ party: "mistral", missing: ["cash"] }],
    mechanisms: ["take-or-pay", "leaps"].map((id) => ({ id, legs: [] })),
  };
}
