// The compiled engine and the interpreter give the same numbers, to the last bit.

import fc from "fast-check";
import { expect, test } from "vitest";
import type { System } from "../../src/expression/system.ts";
import { type Inputs, type Record, interpreter, recordOf } from "../../src/kernel/interpret.ts";
import { programOf } from "../../src/kernel/lower.ts";
import type { Program } from "../../src/kernel/program.ts";
import { type VectorInstruction, vector } from "../../src/kernel/wasm/assembler.ts";
import { compile } from "../../src/kernel/wasm/compile.ts";
import { wasmEngine, wasmPlatform } from "../../src/kernel/wasm/engine.ts";
import { randomSystem } from "./random-systems.ts";
import { sim } from "./small-systems.ts";

const platform = wasmPlatform()!;

function both(
  system: System,
  { paths = 32, antithetic = false, opcodes = vector } = {},
): [Program, Record, Record] {
  const program = programOf(system);
  const inputs: Inputs = { seed: 7, antithetic, given: program.givenDefault };
  const [slow, fast] = [recordOf(program, paths), recordOf(program, paths)];
  interpreter(program, inputs)(0, paths, slow);
  const compiled = compile(program, opcodes);
  wasmEngine(program, compiled, new platform.Module(compiled.bytes), inputs)(0, paths, fast);
  return [program, slow, fast];
}

/** The bits of what counts: marks of failure, and outputs of paths that have not failed. */
function bits({ values, failed }: Record): string[] {
  const paths = failed.length;
  const words = new BigUint64Array(values.buffer);
  const good = [...words].map((word, k) =>
    failed[k % paths] === 0 ? (Number.isNaN(values[k]) ? "NaN" : word.toString(16)) : "failed",
  );
  return [...good, ...failed].map(String);
}

test("model SIM runs alike on both engines", () => {
  const [, slow, fast] = both(sim());
  expect(bits(fast)).toEqual(bits(slow));
});

test("random systems run alike on both engines", () => {
  let good = 0;
  fc.assert(
    fc.property(randomSystem, fc.boolean(), (system, antithetic) => {
      const [, slow, fast] = both(system, { antithetic });
      expect(bits(fast)).toEqual(bits(slow));
      good += slow.failed.filter((mark) => mark === 0).length;
    }),
    { seed: 20261127, numRuns: 400 },
  );
  expect(good, "paths that did not fail").toBeGreaterThan(2000);
});

test("a wrong opcode is found", () => {
  const swapped: [VectorInstruction, VectorInstruction][] = [
    ["add", "sub"],
    ["pmin", "pmax"],
    ["lt", "le"],
    ["shuffle", "shuffle"],
  ];
  for (const [right, wrong] of swapped.slice(0, 3)) {
    const opcodes = { ...vector, [right]: vector[wrong] };
    const found = fc.check(
      fc.property(randomSystem, (system) => {
        const [, slow, fast] = both(system, { opcodes });
        expect(bits(fast)).toEqual(bits(slow));
      }),
      { seed: 20261127, numRuns: 200 },
    );
    expect(found.failed, `${right} written as ${wrong}`).toBe(true);
  }
});
