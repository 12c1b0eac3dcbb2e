// System dynamics models, integrated by Euler, against output that Stella and Vensim wrote.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { readTextModel } from "../../../src/model/text-model.ts";
import { run } from "../../model/run.ts";

const { models } = JSON.parse(readFileSync(join(import.meta.dirname, "models.json"), "utf8")) as {
  models: Record<string, { expected: Record<string, number[]> }>;
};

/** Six digits are printed, and what is printed was rounded. */
const digits = 6e-6;

const texts: Record<string, string> = {
  teacup: `
periods: 240
step: 0.125
parameters: {characteristic_time: 10, room_temperature: 70}
initial: {temperature: 180, heat_loss: 11}
equations:
  heat_loss: (temperature - room_temperature) / characteristic_time
  temperature: temperature[-1] - step * heat_loss[-1]
`,
  sir: `
periods: 3200
step: 0.03125
parameters: {contact_infectivity: 0.3, duration: 5, total_population: 1000}
initial: {susceptible: 1000, infectious: 5, recovered: 0, succumbing: 1.5, recovering: 1}
equations:
  succumbing: susceptible * infectious / total_population * contact_infectivity
  recovering: infectious / duration
  susceptible: susceptible[-1] - step * succumbing[-1]
  infectious: infectious[-1] + step * (succumbing[-1] - recovering[-1])
  recovered: recovered[-1] + step * recovering[-1]
`,
  "fixed-delay-pipeline": `
periods: 50
exogenous: {shipping: {value: 0, "10 to 19": 1}}
initial: {shipments_in_transit: 0, receiving: 0}
equations:
  receiving: shipping[-20]
  shipments_in_transit: shipments_in_transit[-1] + step * (shipping[-1] - receiving[-1])
`,
  "npv-stream": `
periods: 100
parameters: {r: 10 / 12 / 100}
exogenous: {later: {value: 0, 12: 3}, first: {value: 0, "12 to 12": -100}}
initial: {D: 1, npv: 0}
equations:
  D: D[-1] - D[-1] * r / (1 + r)
  npv: npv[-1] + (first + later) * D
`,
  "straight-line-depreciation": `
periods: 30
exogenous: {investment: {value: 0, "2 to 2": 1e9, "6 to 6": 2.5e9}}
parameters: {life: 20}
initial: {depreciated_amount: 0}
equations:
  depreciated_amount: depreciated_amount[-1] + (investment - investment[-20]) / life
`,
};

test.each(Object.keys(texts))("%s", (name) => {
  const model = readTextModel({ file: `${name}.yaml`, text: `model: ${name}\n${texts[name]!}` });
  const series = run(model);
  const { expected } = models[name]!;
  const times = expected["time"] ?? expected["year"]?.map((year) => year - 2020);
  for (const [variable, table] of Object.entries(expected)) {
    if (variable === "time" || variable === "year") continue;
    const found = series.get(variable) ?? shipping(table.length);
    table.forEach((value, k) => {
      const t = Math.round((times?.[k] ?? k) / model.step);
      const scale = Math.max(Math.abs(value), 1e-6 * Math.max(...table.map(Math.abs)));
      expect(Math.abs(found[t]! - value) / scale, `${variable} at ${t}`).toBeLessThanOrEqual(digits);
    });
  }
});

/** The given series of the delay, which is no equation. */
function shipping(length: number): Float64Array {
  return Float64Array.from({ length }, (_, t) => (t >= 10 && t < 20 ? 1 : 0));
}
