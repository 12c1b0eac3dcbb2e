// What the text of a model says.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { show } from "../../src/expression/show.ts";
import { showUnit } from "../../src/unit/unit.ts";
import { type Model, byPeriod, placeOf } from "../../src/model/model.ts";
import { readTextModel, tryTextModel } from "../../src/model/text-model.ts";
import { toSystem } from "../../src/model/to-system.ts";
import { run } from "./run.ts";

function read(text: string): Model {
  return readTextModel({ file: "models/m.yaml", text });
}

test("a model without a name is called as its file", () => {
  expect(read("periods: 1\nequations: {A: 1}")).toMatchObject({
    name: "m",
    periods: 1,
    step: 1,
    blocks: "found",
  });
});

test("the step may be worked out", () => {
  expect(read("periods: 1\nstep: 1/32\nequations: {A: 1}").step).toBe(1 / 32);
});

test("a figure is given, and what is drawn or made of others is found once", () => {
  const model = read(
    "periods: 1\nparameters: {a: 0.1/4, b: 2 * a, c: 'normal(0, 1)', e: step}\nequations: {A: a}",
  );
  expect(model.given.map(({ name, value }) => [name, value])).toEqual([["a", 0.025]]);
  expect(model.once.map(({ name }) => name)).toEqual(["b", "c", "e"]);
});

test("a given number changes from a period on, and within stretches of periods", () => {
  const model = read(
    'periods: 6\nexogenous: {G: {value: 20, "3 to 4": 30, 5: 26, 2: 25}}\nequations: {A: G}',
  );
  expect([...byPeriod(model.given[0]!, 6)]).toEqual([20, 20, 25, 30, 30, 26, 26]);
});

test("the initial value of a given number is what it is in period 0", () => {
  const model = read(
    "periods: 2\ninitial: {r: 0}\nexogenous: {r: 0.05}\nequations: {A: 'r[-1]', B: 'r[-2]', C: r}",
  );
  const series = run(model);
  expect(["A", "B", "C"].map((name) => [...series.get(name)!].slice(1))).toEqual([
    [0, 0.05],
    [0, 0],
    [0.05, 0.05],
  ]);
});

test("a lag of a parameter is the parameter, and a long lag reads period 0", () => {
  const series = run(
    read(
      "periods: 3\nparameters: {a: 'uniform(1, 2)'}\ninitial: {H: 5}\nequations: {A: 'a - a[-3]', H: 'H[-3] + period'}",
    ),
  );
  expect([...series.get("A")!].slice(1)).toEqual([0, 0, 0]);
  expect([...series.get("H")!]).toEqual([5, 6, 7, 8]);
});

test("initial values may be made of one another, in any order, and share their draws", () => {
  const model = read(
    "periods: 1\nparameters: {a: 2, m: 'K + 1'}\ninitial: {H: 'a * K', K: 'normal(10, 1)', L: 'H / a - K'}\n" +
      "equations: {H: 'H[-1]', K: 'K[-1]', L: 'L[-1]', M: 'm - K'}",
  );
  const series = run(model);
  expect(series.get("H")![0]).not.toBe(20);
  expect(series.get("L")![0]).toBe(0);
  expect(series.get("M")![1]).toBeCloseTo(1, 14);
  expect(toSystem(model).once.map(({ name }) => name)).toEqual(["m"]);
});

test("a variable that reads its own past is a stock", () => {
  const model = read("periods: 1\ninitial: {H: 0}\nequations: {H: 'H[-1] + S', S: 1}");
  expect(model.variables.map(({ name, role }) => [name, role])).toEqual([
    ["H", "stock"],
    ["S", "auxiliary"],
  ]);
});

test("units stand behind names and numbers", () => {
  const model = read(
    "periods: 1\nparameters:\n  price [USD per W-year]: 5\n  t [year]: 1/4\nequations:\n  W [W]: 3 [W]\n  S [USD]: price * W * t\n  N [1]: S / 2 [USD]\n  M [USD/year]: S / t",
  );
  expect(model.variables.map(({ unit }) => unit && showUnit(unit))).toEqual([
    "W",
    "USD",
    "1",
    "USD per year",
  ]);
});

describe("places", () => {
  test("of every equation are kept", () => {
    const model = read("periods: 1\nparameters: {a: 1}\nequations:\n  A: 1 + a\n  B [USD]: 'A'");
    const { excerpt: _, ...place } = placeOf(model, "A")!;
    expect(place).toEqual({ file: "models/m.yaml", line: 4, column: 6, width: 5, mark: 6 });
    expect(placeOf(model, "B")).toMatchObject({ line: 5, column: 13, width: 1 });
    expect(placeOf(model, "a")).toMatchObject({ line: 2, column: 17 });
  });

  test.each([
    ["plain, over two lines", "  A: 1 +\n     zebra", "4:6"],
    ["folded", "  A: >-\n    1\n    + zebra", "5:7"],
    ["literal", "  A: |\n    1 +\n    zebra\n", "5:5"],
    ["in double quotes", '  A: "1 + zebra"', "3:11"],
    ["in single quotes", "  A: '1 + zebra'", "3:11"],
    ["between braces", "  {A: 1, B: 1 + zebra}", "3:17"],
    ["in a line of ten thousand characters", `  A: ${"1 + ".repeat(2500)}zebra`, "3:10006"],
  ])("of a fault point into an equation that is %s", (_, equations, place) => {
    const { faults } = tryTextModel({ file: "m.yaml", text: `periods: 1\nequations:\n${equations}` });
    expect(faults.map(({ line, column, width }) => `${line}:${column} ${width}`)).toEqual([`${place} 5`]);
    expect(faults[0]!.excerpt!.slice(faults[0]!.mark! - 1)).toMatch(/^zebra/u);
  });
});

describe("accounts", () => {
  const identities = (balance: string) =>
    toSystem(read(`periods: 1\ninitial: {A: 0}\nequations: {A: 1, B: 2}\nbalance:${balance}`)).identities.map(
      ({ matrix, line, entries }) => [
        matrix,
        line,
        ...entries.map(({ name, value }) => `${name}: ${show(value)}`),
      ],
    );
  test("of one line have its terms", () => {
    expect(identities("\n  money: A - (B - 2 * A)")).toEqual([
      ["money", "money", "A: A", "-B: -B", "2 * A: 2 * A"],
    ]);
    expect(identities("\n  money: A = B")).toEqual([["money", "money", "A: A", "-B: -B"]]);
    expect(identities(" A == B")).toEqual([["A == B", "A == B", "A: A", "-B: -B"]]);
    expect(identities(" [A = B, 'd(A)']")).toHaveLength(2);
  });
  test("of a matrix are its rows and its columns, but those that are left out", () => {
    const matrix = "\n  flows:\n    pay: {firms: A, people: -A}\n    buy: {firms: -B, people: B, abroad: }\n";
    expect(identities(matrix)).toEqual([
      ["flows", "pay", "firms: A", "people: -A"],
      ["flows", "buy", "firms: -B", "people: B"],
      ["flows", "firms", "pay: A", "buy: -B"],
      ["flows", "people", "pay: -A", "buy: B"],
    ]);
    expect(identities(`${matrix}    unchecked: [firms, buy]`).map(([, line]) => line)).toEqual([
      "pay",
      "people",
    ]);
  });
});

test("the text of a model is bounded", () => {
  const tooLong = tryTextModel({ file: "m.yaml", text: `periods: 1\n#${" ".repeat(10_000_001)}` });
  expect(tooLong.faults.map(({ code }) => code)).toEqual(["MODEL_TOO_LARGE"]);
  const lines = Array.from({ length: 100_001 }, (_, k) => `  v${k}: 1`).join("\n");
  const tooMany = tryTextModel({ file: "m.yaml", text: `periods: 1\nequations:\n${lines}` });
  expect(tooMany.faults.map(({ code, line }) => `${code} ${line}`)).toEqual(["MODEL_TOO_LARGE 2"]);
});

test("what the documentation shows as a model is one", () => {
  const text = readFileSync(join(import.meta.dirname, "../../docs/text-models.md"), "utf8");
  const blocks = [...text.matchAll(/^```yaml\n([^]*?)^```$/gmu)].map(([, block]) => block!);
  expect(blocks.length).toBeGreaterThanOrEqual(4);
  const sim = blocks[0]!;
  expect(read(sim).name).toBe("SIM");
  const whole = [
    blocks[1]!.replace("equations:", `  mean_G: 20\ninitial: {G: 20}\nequations:`) + "\nperiods: 1",
    blocks[2]!.replace("exogenous:", "initial: {depreciation: 0}\nexogenous:") + "\nperiods: 1",
    sim.replace("{ H: 0 }", "{ H: 0, Hs: 0 }") + "  Hs: Hs[-1] + G - T\n" + blocks[3]!,
  ];
  for (const one of whole) expect(tryTextModel({ file: "docs", text: one }).faults).toEqual([]);
});
