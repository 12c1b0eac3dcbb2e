// A model as text, and back.

import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Expression, absolute, constant, sum, variable } from "../../src/expression/expression.ts";
import type { Equation, Identity } from "../../src/expression/system.ts";
import { termsOf } from "../../src/expression/terms.ts";
import type { Model, Variable } from "../../src/model/model.ts";
import { showModel } from "../../src/model/show-model.ts";
import { readTextModel } from "../../src/model/text-model.ts";
import { toSystem } from "../../src/model/to-system.ts";
import { unitNamed } from "../../src/unit/unit.ts";
import {
  amountNames,
  dollars,
  numberNames,
  randomAmount,
  randomNumber,
} from "../expression/random-expression.ts";
import { solve } from "./solve.ts";

const folder = join(import.meta.dirname, "../../models");
const files = readdirSync(folder);

/** What a model says, without where it says it. */
function said(model: Model): unknown {
  const { given, once, variables, matrices, blocks: _, ...rest } = model;
  const unplaced = <T extends object>(entry: T): T => ({ ...entry, place: undefined });
  return {
    ...rest,
    given: given.map(({ name, unit }) => ({ name, unit })),
    byPeriod: toSystem(model).given,
    once: once.map(unplaced),
    variables: variables.map(unplaced),
    matrices: matrices.map(({ cells, ...matrix }) => ({ ...matrix, cells: cells.map(unplaced) })),
  };
}

test("a random model that is shown and read again is the same model", () => {
  const plain = unitNamed("1");
  const variableOf = (
    name: string,
    unit: Variable["unit"],
    equation: Expression,
    initial: number,
  ): Variable => ({
    name,
    unit,
    equation,
    initial: constant(initial, unit),
    role: JSON.stringify(equation).includes(`"lag","name":${JSON.stringify(name)}`) ? "stock" : "auxiliary",
    place: undefined,
  });
  // A name that only stands for another may stand for one before it: in a ring of such nothing would say what they are.
  const placeIn = (name: string): number => (amountNames as readonly string[]).indexOf(name);
  const amounts = fc
    .tuple(...amountNames.map(() => randomAmount))
    .filter((all) => all.every((one, i) => one.op !== "variable" || placeIn(one.name) < i));
  const changes = fc.array(
    fc.tuple(fc.nat(12), fc.option(fc.nat(5)), fc.double({ noNaN: true, min: -1e75, max: 1e75 })),
    { maxLength: 3 },
  );
  fc.assert(
    fc.property(amounts, randomNumber, changes, ([first, ...others], number, changed) => {
      const given = numberNames.slice(1).map((name, i) => ({
        name,
        unit: plain,
        value: i + 0.1,
        changes: changed.map(([from, more, value]) => ({
          from,
          to: more === null ? undefined : from + more,
          value,
        })),
        place: undefined,
      }));
      const model: Model = {
        name: "random: model",
        periods: 9,
        step: 0.125,
        given,
        once: [],
        variables: [
          variableOf(numberNames[0], plain, number, 1),
          ...[first!, ...others].map((e, i) => variableOf(amountNames[i]!, dollars, e, i)),
        ],
        blocks: "found",
        matrices: [
          {
            name: "flows",
            cells: [{ row: "a row", column: "null", value: variable("H", dollars), place: undefined }],
            unchecked: ["null"],
          },
        ],
      };
      expect(said(readTextModel({ file: "x.yaml", text: showModel(model) }))).toEqual(said(model));
    }),
    { seed: 20261127, numRuns: 150, endOnFailure: true },
  );
});

describe.each(files)("the example %s", (file) => {
  const model = readTextModel({ file, text: readFileSync(join(folder, file), "utf8") });

  test("is the same when it is shown and read again", () => {
    expect(said(readTextModel({ file, text: showModel(model) }))).toEqual(said(model));
  });

  test("balances in every period", () => {
    const system = toSystem(model);
    if (system.identities.length === 0) return;
    // Of every distribution its middle: what balances then, balances for any draw.
    const series = solve({ ...system, parts: [...system.parts, ...system.identities.flatMap(sums)] }, (e) =>
      e.op === "draw" && e.from.name === "normal" ? 0 : 0.5,
    );
    system.identities.forEach(({ matrix, line }, i) => {
      const [total, size] = [series.get(`total ${i}`)!, series.get(`size ${i}`)!];
      for (let t = 1; t <= system.periods; t++)
        expect(Math.abs(total[t]!), `${matrix}, ${line}, period ${t}`).toBeLessThanOrEqual(1e-10 * size[t]!);
    });
  });
});

/** What the entries of a line add to, and what their sizes do. */
function sums({ entries }: Identity, i: number): Equation[] {
  const values = entries.map(({ value }) => value);
  const terms = values.flatMap(termsOf);
  const rest = { unit: undefined, initial: undefined };
  return [
    { ...rest, name: `total ${i}`, value: sum(values) },
    { ...rest, name: `size ${i}`, value: sum(terms.map((term) => absolute(term))) },
  ];
}
