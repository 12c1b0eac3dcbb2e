// Stock-flow consistent models of Godley and Lavoie, against tables that two programs solved.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { Model } from "../../../src/model/model.ts";
import { startedNearZero } from "./near-zero.ts";
import { readTextModel } from "../../../src/model/text-model.ts";
import { toSystem } from "../../../src/model/to-system.ts";
import { run } from "../../model/run.ts";
import { type Solution, solve } from "../../model/solve.ts";

interface Case {
  readonly id: string;
  readonly model: string;
  readonly exogenous: Record<string, number>;
  readonly initial: Record<string, number>;
  readonly shock: { set: Record<string, number>; from_period: number; to_period: number } | null;
  readonly redundantIdentity: [string, string];
  readonly agreement: { max_relative_difference?: number };
  readonly periods: number;
  readonly expected: Record<string, number[]>;
  readonly published_in_book?: Record<string, number[] | string>;
  readonly analytic_steady_state?: Record<string, number | string>;
  readonly stationary_state?: Record<string, number>;
}

const { models, cases } = JSON.parse(readFileSync(join(import.meta.dirname, "models.json"), "utf8")) as {
  models: Record<string, Record<string, string>>;
  cases: Case[];
};

const fromNothing = { "lp1-baseline": true, "pcex2-baseline": true };

describe.each(cases)("$id", (given) => {
  const text = readTextModel({ file: `${given.id}.yaml`, text: textOf(given) });
  // Portfolios of nothing are shares of 0 / 0: those runs start from almost nothing, as sfcr's do.
  const model = given.id in fromNothing ? startedNearZero(text).model : text;
  describe.each([
    ["by what expressions mean", (of: Model) => solve(toSystem(of))],
    ["by the engine", (of: Model) => run(of)],
  ] as const)("%s", (_, solution) => {
    const series = solution(model);

    test("gives the published table", () => {
      // Twelve digits are printed; two programs agree to what the case says.
      const tolerance = 1e-11 + (given.agreement.max_relative_difference ?? 1e-10);
      // What is zero in the accounts is in the tables what rounding left of sums of this size.
      const rounding = 1e-14 * Math.max(...Object.values(given.expected).flat().map(Math.abs));
      for (const [name, table] of Object.entries(given.expected))
        table.forEach((value, t) => {
          const found = series.get(name)![t]!;
          if (t > 0 && Math.abs(found - value) > rounding) near(found, value, tolerance, `${name}[${t}]`);
        });
    });

    test("keeps the identity that no equation states", () => {
      const [a, b] = given.redundantIdentity.map((name) => series.get(name)!) as [Float64Array, Float64Array];
      for (let t = 1; t < given.periods; t++) near(a[t]!, b[t]!, 1e-8, `period ${t}`);
    });
  });
});

test("SIM has the figures of table 3.4 of the book", () => {
  const given = cases.find(({ id }) => id === "sim-baseline")!;
  const series = solutionOf(given);
  const { where: _, status: __, ...published } = given.published_in_book!;
  for (const [name, table] of Object.entries(published) as [string, number[]][])
    for (const [t, value] of table.slice(1, 3).entries())
      expect(series.get(name)![t + 1]).toBeCloseTo(value, 1);
  const { formula: ___, ...steady } = given.analytic_steady_state!;
  for (const [name, value] of Object.entries(steady))
    near(series.get(name)!.at(-1)!, value as number, 1e-5, name);
});

test("PC with the parameters of the book comes to its exact stationary state", () => {
  const given = cases.find(({ id }) => id === "pc-book-parameters")!;
  const series = solutionOf(given, 1000);
  for (const [name, value] of [
    ["Y", 3940 / 37],
    ["V", 3200 / 37],
    ["C", 3200 / 37],
    ["Bh", 2400 / 37],
    ["Hh", 800 / 37],
  ] as const)
    near(series.get(name)!.at(-1)!, value, 1e-13, name);
});

function solutionOf(given: Case, periods = given.periods - 1): Solution {
  return run(readTextModel({ file: `${given.id}.yaml`, text: textOf(given) }), { periods });
}

/** The case as a text model. Its first row, called period 1, is our period 0. */
function textOf({ id, model, exogenous, initial, shock, periods, redundantIdentity }: Case): string {
  const line = ([name, value]: readonly [string, string | number]): string => `  ${name}: ${value}`;
  const given = Object.entries(exogenous).map(([name, value]) => {
    const set = shock?.set[name];
    if (set === undefined) return line([name, value]);
    const { from_period: from, to_period: to } = shock!;
    return line([
      name,
      to === periods
        ? `{value: ${value}, ${from - 1}: ${set}}`
        : `{value: ${value}, "${from - 1} to ${to - 1}": ${set}}`,
    ]);
  });
  const equations = Object.entries(models[model]!).map(([name, text]) =>
    line([name, text.replaceAll(/lag\((\w+)\)/gu, "$1[-1]")]),
  );
  return [
    `model: ${id}`,
    `periods: ${periods - 1}`,
    "exogenous:",
    ...given,
    "initial:",
    ...Object.entries(initial).map(line),
    "equations:",
    ...equations,
    "balance:",
    line(["hidden", `${redundantIdentity[0]} = ${redundantIdentity[1]}`]),
  ].join("\n");
}

function near(found: number, expected: number, tolerance: number, where: string): void {
  const off = Math.abs(found - expected) / Math.max(Math.abs(expected), 0.1); // some zeros were solved to 1e-12
  expect(off, where).toBeLessThanOrEqual(tolerance);
}
