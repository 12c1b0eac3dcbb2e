// A compiled program in its memory: numbers in, paths out.

import type { Engine, Inputs, Record as Outputs } from "../interpret.ts";
import type { Program } from "../program.ts";
import { keyOf } from "../../random/philox.ts";
import { bringer } from "./bring.ts";
import { memoryPagesMax } from "./bytes.ts";
import { type Compiled, pageBytes } from "./compile.ts";
import { type Drawing, drawing, drawnBytes } from "./emit-run.ts";
import { type Layout, cellBytes, heldPaths, lanes, ownBytes, slotBytes } from "./layout.ts";

export interface WasmMemory {
  readonly buffer: ArrayBufferLike;
}

/** What of WebAssembly is used; the platform brings it. */
export interface WasmPlatform {
  Module: new (bytes: Uint8Array<ArrayBuffer>) => object;
  Instance: new (
    module: object,
    imports: { env: { memory: object } },
  ) => { readonly exports: Readonly<Record<string, (...numbers: number[]) => void>> };
  Memory: new (size: { initial: number; maximum?: number; shared?: boolean }) => WasmMemory;
  validate(bytes: Uint8Array<ArrayBuffer>): boolean;
}

export function wasmPlatform(): WasmPlatform | undefined {
  return (globalThis as unknown as { WebAssembly?: WasmPlatform }).WebAssembly;
}

/** A memory of so many bytes. */
export function wasmMemory(bytes: number, isShared: boolean): WasmMemory {
  const initial = Math.ceil(bytes / pageBytes);
  return new (wasmPlatform()!.Memory)(
    isShared ? { initial, maximum: memoryPagesMax, shared: true } : { initial },
  );
}

/** Where an engine works, and where in the same memory the outputs of all paths are that it writes. */
export interface Home {
  readonly memory: WasmMemory;
  /** Where its own part begins: a multiple of 256. */
  readonly base: number;
  /** Addresses of the outputs and of the marks of failed paths, and how many paths there are. */
  readonly values: number;
  readonly failed: number;
  readonly paths: number;
  /**
   * Whether outputs stand in strips of 32 paths, period by period, and not cell by cell: an engine then writes where it
   * wrote last, and not into a page of memory each time. There is room for all of the last strip, and of its marks.
   */
  readonly inStrips: boolean;
  /** Where the draws of all paths can be kept from run to run, 32 paths after 32; undefined where there is no room. */
  readonly drawn: number | undefined;
}

/**
 * A module in its memory: each call makes it ready for other inputs, and what ran with those before is over. Draws are
 * kept or read only where its home has room for them, and outputs stand in strips.
 */
export type WasmMachine = (inputs: Inputs, draws?: Drawing) => Engine;

/** @param module the compiled module, as it was posted to a worker */
export function wasmEngine(
  program: Program,
  compiled: Omit<Compiled, "bytes">,
  module: object,
  inputs: Inputs,
): Engine {
  return wasmMachine(program, compiled, module)(inputs);
}

/**
 * @param home where its outputs go without being copied: the record that its engines are given is the one there.
 *   Else it has a memory of its own.
 */
export function wasmMachine(
  program: Program,
  compiled: Omit<Compiled, "bytes">,
  module: object,
  home?: Home,
): WasmMachine {
  const { layout, isShared } = compiled;
  const base = home?.base ?? 0;
  const memory = home?.memory ?? wasmMemory(ownBytes(program, layout), isShared);
  const { run } = new (wasmPlatform()!.Instance)(module, { env: { memory } }).exports;
  const doubles = new Float64Array(memory.buffer);
  const cells = program.outputs.length * (program.periods + 1);
  const held = base + layout.bytes;
  const heldMarks = held + cells * cellBytes;
  /** Hands on what is held of some paths. */
  const handOn = (count: number, { values, failed }: Outputs, at: number): void => {
    const stride = failed.length;
    for (let cell = 0; cell < cells; cell++) {
      const from = (held + cell * cellBytes) / 8;
      const to = cell * stride + at;
      for (let k = 0; k < count; k++) values[to + k] = doubles[from + k]!;
    }
    failed.set(doubles.subarray(heldMarks / 8, heldMarks / 8 + count), at);
  };
  const period = slotBytes * program.outputs.length;
  const strip = period * (program.periods + 1);
  const drawnStrip = drawnBytes(program);
  const inStrips =
    (bring: (first: number) => void, draws: Drawing): Engine =>
    (first, count, _, at = 0) => {
      for (let done = 0; done < count; done += lanes) {
        const path = first + done;
        if (draws !== "reuse") bring(path);
        const number = (at + done) / lanes;
        const out = home!.values + number * strip;
        const kept = (home!.drawn ?? 0) + number * drawnStrip;
        const failed = home!.failed + 8 * (at + done);
        run!(base, path, out, period, slotBytes, failed, kept, drawing[draws]);
      }
    };
  return (inputs, draws = "forget") => {
    writeInputs(layout, inputs, memory, base);
    const bring = bringer(program, compiled, inputs, doubles.subarray(base / 8));
    if (home?.inStrips) return inStrips(bring, home.drawn === undefined ? "forget" : draws);
    return (first, count, into, at = 0) => {
      for (let done = 0; done < count;) {
        const left = count - done;
        if (home && left >= lanes) {
          bring(first + done);
          const to = 8 * (at + done);
          const cell = 8 * home.paths;
          const output = cell * (program.periods + 1);
          run!(base, first + done, home.values + to, cell, output, home.failed + to, 0, drawing.forget);
          done += lanes;
          continue;
        }
        const some = Math.min(heldPaths, left);
        for (let k = 0; k < some; k += lanes) {
          bring(first + done + k);
          const output = cellBytes * (program.periods + 1);
          run!(base, first + done + k, held + 8 * k, cellBytes, output, heldMarks + 8 * k, 0, drawing.forget);
        }
        handOn(some, into, at + done);
        done += some;
      }
    };
  };
}

const weyl = [0x9e3779b9, 0xbb67ae85] as const;

function writeInputs(
  layout: Layout,
  { given, seed, antithetic }: Inputs,
  { buffer }: WasmMemory,
  base: number,
): void {
  new Float64Array(buffer, base).set(given, layout.given / 8);
  const words = new Uint32Array(buffer, base);
  const key = keyOf(seed);
  for (let round = 0; round < 10; round++) {
    for (const half of [0, 1] as const) {
      words[layout.keys / 4 + 2 * round + half] = (key[half]! + Math.imul(round, weyl[half])) >>> 0;
    }
  }
  words[layout.signs / 4 + 3] = antithetic ? 0x80000000 : 0;
  words.fill(antithetic ? 0xffffffff : 0, layout.mask / 4 + 2, layout.mask / 4 + 4);
  words[layout.shift / 4] = antithetic ? 1 : 0;
}
