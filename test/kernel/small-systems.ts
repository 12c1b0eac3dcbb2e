// Small systems for the tests of the kernel.

import * as e from "../../src/expression/expression.ts";
import type { Equation, Part, System } from "../../src/expression/system.ts";

/** A system of equations in the order given. */
export function systemOf(options: Partial<System> & { parts: readonly Part[] }): System {
  return { name: "test", periods: 8, step: 1, given: [], once: [], identities: [], ...options };
}

export function equation(name: string, value: e.Expression, initial?: number | e.Expression): Equation {
  return {
    name,
    unit: undefined,
    value,
    initial: typeof initial === "number" ? e.constant(initial) : initial,
  };
}

export function given(name: string, value: number, periods = 8) {
  return { name, unit: undefined, byPeriod: new Float64Array(periods + 1).fill(value) };
}

/** Godley and Lavoie's model SIM: the block of its first three equations, solved together. */
export function sim(periods = 60): System {
  const v = (name: string) => e.variable(name);
  return {
    name: "SIM",
    periods,
    step: 1,
    given: [
      given("G", 20, periods),
      given("theta", 0.2, periods),
      given("a1", 0.6, periods),
      given("a2", 0.4, periods),
    ],
    once: [],
    parts: [
      {
        equations: [
          equation("Y", e.add(v("C"), v("G"))),
          equation("T", e.multiply(v("theta"), v("Y"))),
          equation("YD", e.subtract(v("Y"), v("T"))),
          equation("C", e.add(e.multiply(v("a1"), v("YD")), e.multiply(v("a2"), e.lag("H")))),
        ],
        tolerance: 2 ** -46,
        roundsMax: 2000,
      },
      equation("H", e.subtract(e.add(e.lag("H"), v("YD")), v("C")), 0),
    ],
    identities: [
      {
        matrix: "flows",
        line: "households",
        entries: [
          { name: "consumption", value: e.negate(v("C")) },
          { name: "income", value: v("Y") },
          { name: "taxes", value: e.negate(v("T")) },
          { name: "money", value: e.negate(e.subtract(v("H"), e.lag("H"))) },
        ],
      },
    ],
  };
}
