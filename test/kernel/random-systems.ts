// Random systems of equations for the tests: every operation, lags, draws, given numbers, blocks, identities.

import fc from "fast-check";
import * as e from "../../src/expression/expression.ts";
import type { Part, System } from "../../src/expression/system.ts";
import { equation, given, systemOf } from "./small-systems.ts";
import { binary, unary } from "../expression/builders.ts";

const numbers = [0, -0, 1, -1, 0.5, 2, 3, -2, 1e-300, 1e60, 0.1, 700, -745, 64, 1e-15];

/** An expression over some names; `draws` are shared, so that a draw may stand in two places. */
function expressionOf(
  names: readonly string[],
  lagged: readonly string[],
  draws: readonly e.Draw[],
): fc.Arbitrary<e.Expression> {
  const leaf = fc.oneof(
    fc.constantFrom(...numbers).map((x) => e.constant(x)),
    fc.double({ noNaN: true, min: -50, max: 50 }).map((x) => e.constant(x)),
    ...(names.length > 0 ? [fc.constantFrom(...names).map((name) => e.variable(name))] : []),
    ...(lagged.length > 0
      ? [
          fc
            .tuple(fc.constantFrom(...lagged), fc.integer({ min: 1, max: 3 }))
            .map(([name, k]) => e.lag(name, k)),
        ]
      : []),
    ...(draws.length > 0 ? [fc.constantFrom(...draws)] : []),
    fc.constant(e.period()),
  );
  return fc.letrec<{ node: e.Expression }>((tie) => ({
    node: fc.oneof(
      { depthSize: "small", withCrossShrink: true },
      leaf,
      fc.tuple(fc.constantFrom(...unary), tie("node")).map(([make, a]) => make(a)),
      fc.tuple(fc.constantFrom(...binary), tie("node"), tie("node")).map(([make, a, b]) => make(a, b)),
      fc.tuple(tie("node"), tie("node"), tie("node")).map(([c, a, b]) => e.select(c, a, b)),
    ),
  })).node;
}

const names = ["a", "b", "c", "d", "f", "g"];

/** A system whose equations stand in the order of their names; the block in the middle, where there is one, is a contraction. */
export const randomSystem: fc.Arbitrary<System> = fc
  .tuple(
    fc.boolean(),
    fc.array(fc.constantFrom("normal" as const, "uniform" as const, "beta" as const), { maxLength: 4 }),
  )
  .chain(([withBlock, kinds]) => {
    const draws = kinds.map((name) => e.draw(name === "beta" ? { name, alpha: 2, beta: 3 } : { name }));
    const before = ["p", "q"];
    const parts = names.map((name, k) =>
      expressionOf([...before, ...names.slice(0, k)], names, draws).map((value) =>
        equation(name, value, k / 2),
      ),
    );
    const block: fc.Arbitrary<Part[]> = withBlock
      ? fc
          .tuple(expressionOf(["p", "a"], names, draws), expressionOf(["p", "b"], names, draws))
          .map(([x, y]) => [
            {
              equations: [
                equation("x", e.add(e.multiply(e.constant(0.4), e.variable("y")), x), 1),
                equation("y", e.add(e.multiply(e.constant(0.5), e.variable("x")), y)),
                equation("z", e.divide(e.variable("x"), e.variable("y"))),
              ],
              tolerance: 2 ** -46,
              roundsMax: 200,
            },
          ])
      : fc.constant([]);
    const once = expressionOf(
      ["p"],
      [],
      [e.draw({ name: "normal" }), e.draw({ name: "beta", alpha: 1.5, beta: 4 })],
    );
    return fc.tuple(fc.tuple(...parts), block, once).map(([equations, found, q]) =>
      systemOf({
        parts: [...equations.slice(0, 3), ...found, ...equations.slice(3)],
        given: [given("p", 1.25)],
        once: [{ name: "q", unit: undefined, value: q }],
        identities: [
          {
            matrix: "m",
            line: "l",
            entries: [
              { name: "u", value: e.variable("a") },
              { name: "v", value: e.negate(e.variable("b")) },
            ],
          },
        ],
      }),
    );
  });
