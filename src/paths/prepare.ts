// A program made ready to run, and the bounds of what can be run at all.

import { sizeMax } from "../expression/expression.ts";
import { RoundtripError, exitCode } from "../error/error.ts";
import type { Inputs } from "../kernel/interpret.ts";
import type { Program } from "../kernel/program.ts";
import { vector } from "../kernel/wasm/assembler.ts";
import { compile } from "../kernel/wasm/compile.ts";
import { wasmPlatform } from "../kernel/wasm/engine.ts";
import { blockPaths } from "./block-sums.ts";
import type { Job } from "./job.ts";
import { canShare } from "./room.ts";

export type EngineName = "wasm" | "interpret";

/** A program ready to run, whatever the numbers that it is given. */
export interface Prepared {
  readonly engine: EngineName;
  /** Size of the compiled module; 0 for the interpreter. */
  readonly bytes: number;
  readonly compiled: Job["compiled"];
}

/**
 * Compiles a program.
 *
 * @throws ENGINE_MISSING where the compiled engine was asked for and cannot run here
 */
export function prepare(program: Program, wanted: EngineName | undefined): Prepared {
  const interpreted: Prepared = { engine: "interpret", bytes: 0, compiled: undefined };
  if (wanted === "interpret") return interpreted;
  if (!fitsCompiled(program)) {
    const remedy = "Leave --engine out: the interpreter takes one path at a time.";
    if (bytesOf(program, blockPaths) > compiledMax) throw tooLarge(program, blockPaths, compiledMax, remedy);
    const states = `${program.states.length} numbers that are remembered from period to period`;
    throw new RoundtripError("RUN_SIZE", `${states} are too many for the compiled engine.`, {
      exit: exitCode.limit,
      remedy,
    });
  }
  const platform = wasmPlatform();
  const compiled = platform && compile(program, vector, canShare());
  if (!platform || !compiled || !platform.validate(compiled.bytes)) {
    if (wanted === undefined) return interpreted;
    throw new RoundtripError("ENGINE_MISSING", "This platform has no WebAssembly with vectors of 128 bits.", {
      exit: exitCode.limit,
      remedy: "Leave --engine out, or write --engine interpret.",
    });
  }
  const { bytes, ...rest } = compiled;
  return { engine: "wasm", bytes: bytes.length, compiled: { ...rest, module: new platform.Module(bytes) } };
}

/** Numbers of paths are 32 bits wide in the counter of the draws. */
const pathsMax = 2 ** 31;
/** What a run may keep in memory, and what the compiled engine may hold beside it in each thread. */
const keptMax = 4e9;
const compiledMax = 2e9;

/** @throws RUN_SIZE, GIVEN_SIZE */
export function refuseSizes(program: Program, { given }: Inputs, paths: number, keeps: boolean): void {
  if (!Number.isInteger(paths) || paths < 1 || paths >= pathsMax) {
    throw new RoundtripError("RUN_SIZE", `${paths} paths cannot be run.`, {
      exit: exitCode.usage,
      remedy: "Ask for a whole number of paths from 1.",
    });
  }
  const atOnce = keeps ? paths : blockPaths;
  if (bytesOf(program, atOnce) > keptMax)
    throw tooLarge(program, atOnce, keptMax, "Ask for fewer periods, paths or series.");
  if (program.states.length * program.periods > movedMax) {
    throw new RoundtripError(
      "RUN_SIZE",
      `${program.states.length} numbers are remembered from period to period, over ${program.periods} periods: that takes too long.`,
      {
        exit: exitCode.limit,
        remedy: "A lag of k periods remembers k numbers: shorten the lags, or ask for fewer periods.",
      },
    );
  }
  const wrong = given.findIndex((value) => !(Math.abs(value) <= sizeMax));
  if (wrong >= 0) {
    const name = program.given[wrong % program.given.length]!;
    throw new RoundtripError("GIVEN_SIZE", `The number ${name} is ${given[wrong]}.`, {
      remedy: "Give a number below 1.8e75 in size.",
    });
  }
}

/** Outputs of some paths. */
function bytesOf({ outputs, periods }: Program, paths: number): number {
  return 8 * outputs.length * (periods + 1) * paths;
}

/** The compiled engine holds the outputs of a whole block, also where one path is run; the interpreter holds none. */
/** States that the compiled engine writes out one by one: more make a module that takes minutes to compile. */
const compiledStatesMax = 5_000;
/** States × periods that one path may move, some minutes of work: a lag of k periods is k states. */
const movedMax = 2e9;

export function fitsCompiled(program: Program): boolean {
  return bytesOf(program, blockPaths) <= compiledMax && program.states.length <= compiledStatesMax;
}

function tooLarge(program: Program, paths: number, most: number, remedy: string): RoundtripError {
  const what = `${program.outputs.length} series in ${program.periods} periods, of ${paths} paths at once,`;
  const size = `${Math.ceil(bytesOf(program, paths) / 1e9)} GB of memory, and ${most / 1e9} GB are allowed`;
  return new RoundtripError("RUN_SIZE", `${what} need ${size}.`, { exit: exitCode.limit, remedy });
}
