// Models written in TypeScript.

import { describe, expect, test } from "vitest";
import { RoundtripError } from "../../src/error/error.ts";
import {
  add,
  constant,
  divide,
  multiply,
  negate,
  subtract,
  sum,
  variable,
} from "../../src/expression/expression.ts";
import { normal } from "../../src/expression/distribution.ts";
import { type ModelBuilder, before, modelBuilder } from "../../src/model/builder.ts";
import { readTextModel } from "../../src/model/text-model.ts";
import { readUnit } from "../../src/model/unit-text.ts";
import { run } from "./run.ts";

function sim() {
  const m = modelBuilder("SIM", { periods: 60 });
  const theta = m.given("theta", 0.2);
  const a1 = m.given("a1", 0.6);
  const a2 = m.given("a2", 0.4);
  const G = m.given("G", 20, { changes: [{ from: 5, to: undefined, value: 25 }] });
  const [Y, T, YD, C] = [m.flow("Y"), m.flow("T"), m.flow("YD"), m.flow("C")] as const;
  const H = m.stock("H", { initial: 0 });
  m.equation(H, sum([before(H), YD, negate(C)]));
  m.equation(Y, add(C, G));
  m.equation(T, multiply(theta, Y));
  m.equation(YD, subtract(Y, T));
  m.equation(C, add(multiply(a1, YD), multiply(a2, before(H))));
  m.simultaneous([Y, T, YD, C]);
  m.matrix("flows", {
    consumption: { households: negate(C), firms: C },
    government: { firms: G, state: negate(G) },
    income: { households: Y, firms: negate(Y) },
    taxes: { households: negate(T), state: T },
    money: { households: negate(subtract(H, before(H))), state: subtract(H, before(H)) },
  });
  return m.build();
}

const simText = `
model: SIM
periods: 60
parameters: {theta: 0.2, a1: 0.6, a2: 0.4}
initial: {H: 0}
exogenous: {G: {value: 20, 5: 25}}
equations:
  Y: C + G
  T: theta * Y
  YD: Y - T
  C: a1 * YD + a2 * H[-1]
  H: H[-1] + YD - C
`;

test("a model built in TypeScript gives the same series as its text, to the last digit", () => {
  const [built, read] = [run(sim()), run(readTextModel({ file: "sim.yaml", text: simText }))];
  for (const name of ["Y", "T", "YD", "C", "H"]) expect(built.get(name), name).toEqual(read.get(name));
});

test("period 1 of model SIM is that of the book: production 38.5, money 12.3", () => {
  const solved = run(sim());
  expect(solved.get("Y")![1]).toBeCloseTo(20 / (1 - 0.6 * 0.8), 12);
  expect(solved.get("H")![1]).toBeCloseTo(12.3077, 4);
});

test("a number that a path finds once is the same in every period, and another on another path", () => {
  const m = modelBuilder("once", { periods: 3 });
  const g = m.once("g", normal(constant(0), constant(1)));
  const A = m.auxiliary("A");
  m.equation(A, g);
  const model = m.build();
  const [a, b] = [0, 1].map((path) => [...run(model, { path }).get("A")!].slice(1));
  expect(new Set(a).size).toBe(1);
  expect(a).not.toEqual(b);
});

describe("the builder refuses", () => {
  const one = (of: (m: ModelBuilder) => void) => () => {
    const m = modelBuilder("m", { periods: 3 });
    of(m);
    m.build();
  };
  test.each<[string, () => void, string, string]>([
    [
      "equations of one period that depend on one another and are not declared to",
      one((m) => {
        const [a, b] = [m.flow("a"), m.flow("b")];
        m.equation(a, add(b, constant(1)));
        m.equation(b, divide(a, constant(2)));
      }),
      "MODEL_CYCLE",
      "a -> b -> a",
    ],
    [
      "a cycle across two declared blocks",
      one((m) => {
        const [a, b, c] = [m.flow("a"), m.flow("b"), m.flow("c")];
        m.equation(a, b);
        m.equation(b, c);
        m.equation(c, a);
        m.simultaneous([a, b]);
        m.simultaneous([c]);
      }),
      "MODEL_CYCLE",
      "a -> b -> c -> a",
    ],
    [
      "a variable without an equation",
      one((m) => void m.flow("a")),
      "MODEL_NO_EQUATION",
      "a has no equation",
    ],
    [
      "a second equation",
      one((m) => {
        const a = m.flow("a");
        m.equation(a, constant(1));
        m.equation(a, constant(2));
      }),
      "MODEL_DUPLICATE_EQUATION",
      "a has two equations",
    ],
    [
      "an equation of no variable",
      one((m) => {
        const g = m.given("g", 1);
        m.equation(g, constant(1));
      }),
      "MODEL_UNKNOWN_NAME",
      "The equation of g",
    ],
    [
      "a name of another model",
      one((m) => m.equation(m.flow("a"), variable("b"))),
      "MODEL_UNKNOWN_NAME",
      'nothing is called "b"',
    ],
    [
      "two things of one name",
      one((m) => {
        m.given("a", 1);
        m.equation(m.flow("a"), constant(1));
      }),
      "MODEL_DUPLICATE_NAME",
      'called "a"',
    ],
    [
      "a lag without an initial value",
      one((m) => {
        const a = m.flow("a");
        m.equation(a, before(a));
      }),
      "LAG_WITHOUT_INITIAL",
      "a reads a of a period before",
    ],
    [
      "a value in another unit",
      one((m) => {
        const g = m.given("g", 1, { unit: readUnit("USD") });
        m.equation(m.flow("a", { unit: readUnit("W") }), g);
      }),
      "UNIT_MISMATCH",
      "a is in W, its value in USD",
    ],
    [
      "a variable in two blocks",
      one((m) => {
        const a = m.flow("a");
        m.equation(a, constant(1));
        m.simultaneous([a]);
        m.simultaneous([a]);
      }),
      "MODEL_BLOCK",
      "a stands in two",
    ],
    [
      "a block without tolerance for anything",
      one((m) => {
        const a = m.flow("a");
        m.equation(a, constant(1));
        m.simultaneous([a], { tolerance: -1 });
      }),
      "MODEL_BLOCK",
      "-1",
    ],
    [
      "a draw in a balance",
      one((m) => {
        const a = m.flow("a");
        m.equation(a, constant(1));
        m.matrix("m", { r: { c: normal(constant(0), constant(1)) } });
      }),
      "MODEL_DRAW_IN_BALANCE",
      "m, r, c",
    ],
    [
      "a number that is not finite",
      one((m) => m.equation(m.flow("a"), constant(NaN))),
      "MODEL_NUMBER",
      "a has a number",
    ],
    [
      "a name that no equation could show",
      one((m) => m.equation(m.flow("a`"), constant(1))),
      "MODEL_NAME",
      "called",
    ],
    [
      "numbers of period 0 in a circle",
      one((m) => {
        m.once("p", variable("q"));
        m.once("q", variable("p"));
        m.equation(m.flow("a"), constant(1));
      }),
      "MODEL_CYCLE",
      "p -> q -> p",
    ],
  ])("%s", (_, build, code, says) => {
    let found: unknown;
    try {
      build();
    } catch (error) {
      found = error;
    }
    expect(found).toBeInstanceOf(RoundtripError);
    expect(found).toMatchObject({ code });
    expect((found as RoundtripError).message).toContain(says);
    expect((found as RoundtripError).remedy).not.toBe("");
  });

  test.each([0, 0.5, 1e9, NaN])("%d periods", (periods) => {
    const m = modelBuilder("m", { periods });
    m.equation(m.flow("a"), constant(1));
    expect(() => m.build()).toThrow(expect.objectContaining({ code: "MODEL_PERIODS" }));
  });
});

test("several faults are told at once", () => {
  const m = modelBuilder("m", { periods: 3, step: 0 });
  m.equation(m.flow("a"), variable("b"));
  expect(() => m.build()).toThrow(
    expect.objectContaining({
      code: "MODEL_FAULTS",
      faults: [
        expect.objectContaining({ code: "MODEL_STEP" }),
        expect.objectContaining({ code: "MODEL_UNKNOWN_NAME" }),
      ],
    }),
  );
});
