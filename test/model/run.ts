// A model run by the interpreter, one path.

import { interpreter, recordOf } from "../../src/kernel/interpret.ts";
import { programOf } from "../../src/kernel/lower.ts";
import type { Model } from "../../src/model/model.ts";
import { toSystem } from "../../src/model/to-system.ts";
import type { Solution } from "./solve.ts";

/** Series by name, from period 0. */
export function run(
  model: Model,
  { periods = model.periods, seed = 1, path = 0 }: { periods?: number; seed?: number; path?: number } = {},
): Solution {
  const program = programOf(toSystem(model, { periods }));
  const record = recordOf(program, 1);
  interpreter(program, { seed, antithetic: false, given: program.givenDefault })(path, 1, record);
  return new Map(
    program.outputs.map(({ name }, o) => [
      name,
      record.values.slice(o * (periods + 1), (o + 1) * (periods + 1)),
    ]),
  );
}
