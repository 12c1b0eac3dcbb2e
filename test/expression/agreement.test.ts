// The interpreter and the walk over expressions mean the same.

import fc from "fast-check";
import { expect, test } from "vitest";
import { evaluate } from "../../src/expression/evaluate.ts";
import { isBlock } from "../../src/expression/system.ts";
import { interpreter, recordOf } from "../../src/kernel/interpret.ts";
import { programOf } from "../../src/kernel/lower.ts";
import { traceOf } from "../../src/paths/trace.ts";
import { randomSystem } from "../kernel/random-systems.ts";

test("on random systems the interpreter and the walk over expressions agree to the last bit", () => {
  let [compared, good] = [0, 0];
  fc.assert(
    fc.property(randomSystem, fc.nat(1000), fc.boolean(), (system, path, antithetic) => {
      const program = programOf(system);
      const inputs = { seed: 7, antithetic, given: program.givenDefault };
      const record = recordOf(program, 1);
      interpreter(program, inputs)(path, 1, record);
      const trace = traceOf(system, inputs, path);
      expect(trace.failed).toBe(record.failed[0]);
      if (trace.failed !== 0) return;
      good++;
      for (const part of system.parts) {
        if (isBlock(part)) continue; // its equations hold only within its tolerance
        const output = program.outputs.findIndex(({ name }) => name === part.name);
        for (let t = 1; t <= system.periods; t++) {
          const walked = evaluate(part.value, trace.surroundings(t));
          const run = record.values[output * (system.periods + 1) + t]!;
          compared++;
          if (!Object.is(walked, run)) expect([part.name, t, walked]).toEqual([part.name, t, run]);
        }
      }
    }),
    { seed: 20261127, numRuns: 1000 },
  );
  expect(good, "paths that did not fail").toBeGreaterThan(200);
  expect(compared).toBeGreaterThan(5000);
});
