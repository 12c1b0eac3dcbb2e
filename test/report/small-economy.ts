// A small economy for tests: sales that grow by about a tenth a quarter, power that stays, a fund of nothing.

import type { Economy, Series } from "../../src/model/circular/economy.ts";
import { type Quarter, plusQuarters } from "../../src/model/circular/quarter.ts";
import { readTextModel } from "../../src/model/text-model.ts";
import { type Unit, unitNamed } from "../../src/unit/unit.ts";
import type { Actual } from "../../src/model/circular/start-actuals.ts";

const gigawatt: Unit = { over: [{ name: "GW", dimensions: { power: 1 }, size: 1e9 }], under: [] };

const text = (periods: number): string => `
model: small
periods: ${periods}
parameters: {pace: "normal(0.1, 0.02)"}
initial: {sales: 100, power: 2}
equations:
  sales: sales[-1] * exp(pace)
  power: power[-1]
  late: sales / 10
`;

export function smallEconomy(start: Quarter, periods: number): Economy {
  const series = (id: string, variable: string, unit: Unit, kind: Series["kind"]): Series => ({
    id,
    party: id.split(".")[0]!,
    variable,
    unit,
    kind,
  });
  return {
    model: readTextModel({ file: "small.yaml", text: text(periods) }),
    start,
    quarters: Array.from({ length: periods }, (_, k) => plusQuarters(start, k + 1)),
    series: [
      series("aws.revenue", "sales", unitNamed("USD"), "flow"),
      series("aws.capacityGw", "power", gigawatt, "stock"),
      series("lab.runRate", "late", unitNamed("USD"), "rate"),
    ],
    events: [],
    assumptions: [],
    leftOut: [],
    mechanisms: [],
  };
}

/** Figures of a series from a quarter on, each known some days after its quarter's last. */
export function figures(
  series: string,
  from: Quarter,
  values: readonly number[],
  known: (quarter: Quarter) => string,
): Actual[] {
  return values.map((value, k) => {
    const quarter = plusQuarters(from, k);
    return { series, quarter, value, known: known(quarter), from: [`${series} ${quarter}`] };
  });
}
