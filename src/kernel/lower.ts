// From a system of equations to a program: the periods, then what a path has before the first of them.

import { type Part, type System, equationsOf } from "../expression/system.ts";
import type { ConstantPool } from "./code-builder.ts";
import { imbalanceName, imbalanceOf } from "./imbalance.ts";
import { lowerSetup } from "./lower-setup.ts";
import { lowerStep } from "./lower-step.ts";
import type { Program } from "./program.ts";

/**
 * The program of a system.
 *
 * @param outputs names of the variables that are kept; all of them unless told otherwise
 */
export function programOf(system: System, outputs?: readonly string[]): Program {
  const constants: ConstantPool = { values: [], places: new Map() };
  const equations = equationsOf(system);
  const imbalance = imbalanceOf(system);
  const parts: readonly Part[] = imbalance ? [...system.parts, imbalance] : system.parts;
  const wanted = [...(outputs ?? equations.map(({ name }) => name)), ...(imbalance ? [imbalanceName] : [])];
  const given = [...system.given.map(({ name }) => name), periodName];
  const places = new Map(given.map((name, k) => [name, k]));
  const step = lowerStep(system, parts, wanted, places, constants);
  const setup = lowerSetup(system, imbalance ? [...equations, imbalance] : equations, step, constants);
  return {
    name: system.name,
    periods: system.periods,
    constants: Float64Array.from(constants.values),
    given,
    givenDefault: givenRows(system),
    setup: setup.code,
    setupDraws: setup.draws,
    once: Int32Array.from(setup.once),
    onceNames: step.once,
    step: step.code,
    segments: step.segments,
    draws: step.draws,
    states: step.states.map(({ name, age, next }, i) => ({ name, age, next, first: setup.first[i]! })),
    outputs: step.outputs.map(({ name, value }, i) => ({ name, value, first: setup.outputFirst[i]! })),
    size: step.size,
    setupSize: setup.size,
  };
}

/** The given number that counts the periods. */
const periodName = "period";

function givenRows({ given, periods }: System): Float64Array {
  const width = given.length + 1;
  const rows = new Float64Array((periods + 1) * width);
  for (let k = 0; k < given.length; k++) {
    const { byPeriod } = given[k]!;
    for (let t = 0, at = k; t <= periods; t++, at += width) rows[at] = byPeriod[t]!;
  }
  for (let t = 0; t <= periods; t++) rows[(t + 1) * width - 1] = t;
  return rows;
}
