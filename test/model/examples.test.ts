// The models that ship: they run, their accounts balance, and they give what their sources give.

import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { Model } from "../../src/model/model.ts";
import { readTextModel } from "../../src/model/text-model.ts";
import { toSystem } from "../../src/model/to-system.ts";
import { programOf } from "../../src/kernel/lower.ts";
import { leakOf } from "../../src/paths/diagnose.ts";
import { traceOf } from "../../src/paths/trace.ts";
import { run } from "./run.ts";

const folder = join(import.meta.dirname, "../../models");
const files = readdirSync(folder);

function example(name: string): Model {
  const file = join(folder, `${name}.yaml`);
  return readTextModel({ file, text: readFileSync(file, "utf8") });
}

describe.each(files)("%s", (file) => {
  const model = example(file.replace(".yaml", ""));
  test("runs, and its accounts balance", () => {
    const system = toSystem(model, { periods: Math.min(model.periods, 200) });
    const inputs = { seed: 1, antithetic: false, given: programOf(system).givenDefault };
    for (const path of [0, 1, 2]) {
      expect(traceOf(system, inputs, path).failed).toBe(0);
      expect(leakOf(system, inputs, path)).toBeUndefined();
    }
  });
});

test("SIM, table 3.4: production 38.5, consumption 18.5, taxes 7.7 and money 12.3 at first, production 100 at last", () => {
  const solved = run(example("sim"), { periods: 200 });
  const rounded = (name: string, t: number): string => solved.get(name)![t]!.toFixed(1);
  expect(["Y", "C", "T", "YD", "H"].map((name) => rounded(name, 1))).toEqual([
    "38.5",
    "18.5",
    "7.7",
    "30.8",
    "12.3",
  ]);
  expect(solved.get("Y")![200]).toBeCloseTo(100, 9);
  expect(solved.get("H")![200]).toBeCloseTo(80, 9);
});

test("PC: what nothing says holds, money supplied is money held; wealth is 86.49 and production 106.49 at last", () => {
  const solved = run(example("pc"), { periods: 400 });
  expect(solved.get("Hs")![400]).toBeCloseTo(solved.get("Hh")![400]!, 9);
  // Where nothing changes any more, households spend their income: YD = C and V = YD (1 − α1) / α2 = YD, and bills
  // are V (λ0 + λ1 r − λ2). What is spent and the interest after tax must be taxed by what the government pays.
  const bills = 0.635 + 5 * 0.025 - 0.01;
  const interest = 0.025 * bills;
  const income = (0.8 * 20) / (1 - 0.8 * (1 + interest));
  expect(solved.get("YD")![400]).toBeCloseTo(income, 8);
  expect(solved.get("V")![400]).toBeCloseTo(income, 8);
  expect(solved.get("Y")![400]).toBeCloseTo(income + 20, 8);
  expect((income + 20).toFixed(2)).toBe("106.49");
});

test.each([
  ["teacup", "temperature", 8, { 1: 169.469, 10: 110.212, 20: 84.7004, 30: 75.374 }],
  ["teacup", "heat_loss", 8, { 0: 11, 1: 9.94694, 10: 4.02125, 30: 0.537402 }],
  ["sir", "susceptible", 32, { 2: 996.691, 20: 915.504, 40: 664.627, 100: 412.158 }],
  ["sir", "infectious", 32, { 2: 6.09936, 20: 30.6473, 40: 68.0812, 100: 2.07135 }],
  ["sir", "recovered", 32, { 2: 2.20953, 20: 58.8484, 40: 272.292, 100: 590.771 }],
] as const)(
  "%s: %s is that of SDXorg/test-models, to the six digits that are printed there",
  (name, of, steps, published) => {
    const solved = run(example(name));
    for (const [time, value] of Object.entries(published)) {
      const found = solved.get(of)![Number(time) * steps]!;
      expect(Math.abs(found / value - 1), `at ${time}`).toBeLessThan(6e-6);
    }
  },
);
