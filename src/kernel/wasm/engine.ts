// A compiled program in its memory: numbers in, blocks of paths out.

import { drawer } from "../draws.ts";
import type { Engine, Inputs } from "../interpret.ts";
import type { Program } from "../program.ts";
import { keyOf } from "../../random/philox.ts";
import { type Compiled, pageBytes } from "./compile.ts";
import { cellBytes, lanes, slotBytes } from "./layout.ts";

/** What of WebAssembly is used; the platform brings it. */
export interface WasmPlatform {
  Module: new (bytes: Uint8Array<ArrayBuffer>) => object;
  Instance: new (
    module: object,
    imports: { env: { memory: object } },
  ) => { readonly exports: Readonly<Record<string, (...numbers: number[]) => void>> };
  Memory: new (size: { initial: number }) => { readonly buffer: ArrayBuffer };
  validate(bytes: Uint8Array<ArrayBuffer>): boolean;
}

export function wasmPlatform(): WasmPlatform | undefined {
  return (globalThis as unknown as { WebAssembly?: WasmPlatform }).WebAssembly;
}

/** A module of one function that makes a vector of 128 bits: valid only where vectors are. */
const vectorProbe = Uint8Array.from(
  [
    [0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 96, 0, 1, 123, 3, 2, 1, 0],
    [10, 10, 1, 8, 0, 65, 0, 253, 15, 253, 98, 11],
  ].flat(),
);

/** Whether compiled programs run here: they are made of vectors. */
export function hasVectors(platform: Pick<WasmPlatform, "validate"> | undefined = wasmPlatform()): boolean {
  return platform?.validate(vectorProbe) ?? false;
}

const weyl = [0x9e3779b9, 0xbb67ae85] as const;

/**
 * An engine that runs blocks of up to 1,024 paths.
 *
 * @param module the compiled module, as it was posted to a worker
 */
export function wasmEngine(
  program: Program,
  { layout, brought, setupBrought }: Omit<Compiled, "bytes">,
  module: object,
  inputs: Inputs,
): Engine {
  const platform = wasmPlatform()!;
  const memory = new platform.Memory({ initial: Math.ceil(layout.bytes / pageBytes) });
  const { run } = new platform.Instance(module, { env: { memory } }).exports;
  const doubles = new Float64Array(memory.buffer);
  const words = new Uint32Array(memory.buffer);
  doubles.set(inputs.given, layout.given / 8);
  const key = keyOf(inputs.seed);
  for (let round = 0; round < 10; round++) {
    for (const half of [0, 1] as const) {
      words[layout.keys / 4 + 2 * round + half] = (key[half]! + Math.imul(round, weyl[half])) >>> 0;
    }
  }
  if (inputs.antithetic) {
    words[layout.signs / 4 + 3] = 0x80000000;
    words.fill(0xffffffff, layout.mask / 4 + 2, layout.mask / 4 + 4);
    words[layout.shift / 4] = 1;
  }
  const bring = bringer(program, { layout, brought, setupBrought }, inputs, doubles);
  const cells = program.outputs.length * (program.periods + 1);
  return (first, count, into, at = 0) => {
    for (let done = 0; done < count; done += lanes) {
      bring(first + done);
      run!(first + done, 8 * done);
    }
    const stride = into.failed.length;
    for (let cell = 0; cell < cells; cell++) {
      const from = (layout.outputs + cell * cellBytes) / 8;
      into.values.set(doubles.subarray(from, from + count), cell * stride + at);
    }
    const from = layout.failedOut / 8;
    into.failed.set(doubles.subarray(from, from + count), at);
  };
}

/** Writes the draws that are made outside, for the 32 paths that run next. */
function bringer(
  program: Program,
  { layout, brought, setupBrought }: Omit<Compiled, "bytes">,
  inputs: Inputs,
  doubles: Float64Array,
): (first: number) => void {
  const draw = drawer(
    brought.map((k) => program.draws[k]!),
    inputs,
  );
  const drawSetup = drawer(
    setupBrought.map((k) => program.setupDraws[k]!),
    inputs,
  );
  const drawn = new Float64Array(Math.max(brought.length, setupBrought.length));
  return (first) => {
    for (let t = 0; t <= program.periods; t++) {
      const count = t === 0 ? setupBrought.length : brought.length;
      if (count === 0) continue;
      for (let lane = 0; lane < lanes; lane++) {
        (t === 0 ? drawSetup : draw)(first + lane, t, drawn);
        for (let b = 0; b < count; b++) {
          doubles[(layout.brought + t * layout.broughtRow + b * slotBytes) / 8 + lane] = drawn[b]!;
        }
      }
    }
  };
}
