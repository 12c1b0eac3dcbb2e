// Many futures of one program: cut into blocks of 1,024 paths, run by a team of threads or by one alone, and summed up
// so that no digit depends on who ran what.

import { sizeMax } from "../expression/expression.ts";
import { RoundtripError, exitCode } from "../error/error.ts";
import { type Inputs, type Record, recordOf } from "../kernel/interpret.ts";
import { type Program } from "../kernel/program.ts";
import { compile } from "../kernel/wasm/compile.ts";
import { wasmPlatform } from "../kernel/wasm/engine.ts";
import {
  type Job,
  type Order,
  type Reply,
  marksOf,
  quantilesAsked,
  statisticsOfCells,
  worker,
} from "./job.ts";
import { type Leakiest, leakier, leakiestOf } from "./leakiest.ts";
import { blockPaths } from "./block-sums.ts";
import { shareOut } from "./share-out.ts";
import { type Statistics, type Tally, addPaths, emptyTally, exactPathsMax, statisticsOf } from "./tally.ts";

/** Threads that take orders; a door brings them. */
export interface Team {
  readonly size: number;
  /** Sends an order to one of them. */
  ask(member: number, order: Order): Promise<Reply>;
}

/** One thread: this one. */
export function alone(): Team {
  const take = worker();
  return { size: 1, ask: (_, order) => Promise.resolve(take(order)) };
}

export type EngineName = "wasm" | "interpret";

export interface RunOptions {
  readonly inputs: Inputs;
  /** How many paths, from number 0. */
  readonly paths: number;
  /** The compiled engine unless told otherwise, or where it cannot run. */
  readonly engine?: EngineName | undefined;
  /** The program compiled before, so that another run need not; then `engine` counts for nothing. */
  readonly prepared?: Prepared | undefined;
  /** Outputs of which only moments are asked for, such as counts; they have no quantiles then. */
  readonly onlyMoments?: readonly string[] | undefined;
  /** Told how many paths are done. */
  readonly progress?: ((done: number, paths: number) => void) | undefined;
  /** Ask for it where each path is wanted and not only what they add up to: outputs × (N + 1) × paths × 8 bytes. */
  readonly keepPaths?: boolean;
}

/** What many paths of a program gave. */
export interface Paths {
  readonly program: Program;
  readonly engine: EngineName;
  /** Size of the compiled module; 0 for the interpreter. */
  readonly wasmBytes: number;
  readonly threads: number;
  readonly paths: number;
  /** By output and period: cell o (N + 1) + t; null where it has no value. */
  readonly statistics: readonly (Statistics | null)[];
  /** By path: 1 + the period in which it failed, 0 where it did not. */
  readonly failed: Float64Array;
  /** The path of the largest imbalance, of those that did not fail; undefined without accounts. */
  readonly leakiest: number | undefined;
  /** All outputs of all paths; undefined where there are too many paths to keep them and they were not asked for. */
  readonly record: Record | undefined;
}

/**
 * Runs paths 0 to n − 1 of a program.
 *
 * @throws ENGINE_MISSING where the compiled engine was asked for and cannot run here, RUN_SIZE, GIVEN_SIZE
 */
export async function runPaths(
  program: Program,
  { inputs, paths, engine, prepared: ready, onlyMoments = [], progress, keepPaths = false }: RunOptions,
  team: Team = alone(),
): Promise<Paths> {
  const keeps = keepPaths || paths <= exactPathsMax;
  refuseSizes(program, inputs, paths, keeps);
  const prepared = ready ?? prepare(program, engine ?? (fitsCompiled(program) ? undefined : "interpret"));
  const cells = program.outputs.length * (program.periods + 1);
  const shared = keeps && team.size > 1 ? sharedRecord(cells, paths) : undefined;
  const record = keeps ? (shared ?? recordOf(program, paths)) : undefined;
  const failed = record?.failed ?? new Float64Array(paths);
  const tallies: Tally[] | undefined = keeps
    ? undefined
    : Array.from({ length: cells }, () => emptyTally(paths));
  const isPlain = new Set(onlyMoments);
  const withoutQuantiles = Uint8Array.from(program.outputs, ({ name }) => (isPlain.has(name) ? 1 : 0));
  const job: Job = { program, inputs, compiled: prepared.compiled, shared, withoutQuantiles };
  const threads = Math.min(team.size, Math.ceil(paths / blockPaths));
  const members = Array.from({ length: threads }, (_, member) => member);
  await Promise.all(members.map((member) => team.ask(member, { kind: "start", job })));

  let leakiest: Leakiest | undefined;
  const take = (part: Record, first: number, count: number): void => {
    failed.set(part.failed.subarray(0, count), first);
    leakiest = leakier(leakiest, leakiestOf(program, part, first));
    const marks = marksOf(part);
    for (let cell = 0; cell < cells; cell++) {
      const values = part.values.subarray(cell * count, (cell + 1) * count);
      if (record) record.values.set(values, cell * paths + first);
      else if (hasValue(program, cell)) addPaths(tallies![cell]!, { values, failed: marks }, first);
    }
  };
  let done = 0;
  const inBlocks = threads === 1 || !shared;
  await shareOut({ paths, threads, inBlocks }, async (member, first, count) => {
    const reply = await team.ask(member, { kind: "block", first, count });
    if (reply.kind === "block" && reply.record) take(reply.record, first, count);
    done += count;
    progress?.(done, paths);
  });

  return {
    program,
    engine: prepared.engine,
    wasmBytes: prepared.bytes,
    threads,
    paths,
    statistics: tallies
      ? tallies.map((tally) => (tally.branches.length === 0 ? null : statisticsOf(tally)))
      : await summed(record!, cells, shared ? members : [], team, quantilesAsked(job)),
    failed,
    leakiest: (shared ? leakiestOf(program, shared, 0) : leakiest)?.path,
    record,
  };
}

/** Statistics of all cells, by the team where memory is shared. */
async function summed(
  record: Record,
  cells: number,
  members: readonly number[],
  team: Team,
  isAsked: (cell: number) => boolean,
): Promise<(Statistics | null)[]> {
  if (members.length < 2) return statisticsOfCells(record, 0, cells, isAsked);
  const all = Array.from({ length: cells }, (): Statistics | null => null);
  const pieces = 4 * members.length;
  let next = 0;
  await Promise.all(
    members.map(async (member) => {
      while (next < pieces) {
        const piece = next++;
        const [from, to] = [piece, piece + 1].map((k) => Math.floor((k * cells) / pieces));
        const reply = await team.ask(member, { kind: "cells", from: from!, to: to! });
        if (reply.kind === "cells") reply.statistics.forEach((found, k) => (all[reply.from + k] = found));
      }
    }),
  );
  return all;
}

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
  const compiled = platform && compile(program);
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

/** Whether a cell has values: every variable has from period 1 on, and in period 0 where it has an initial value. */
function hasValue({ outputs, periods }: Program, cell: number): boolean {
  return cell % (periods + 1) > 0 || outputs[Math.floor(cell / (periods + 1))]!.first >= 0;
}

function sharedRecord(cells: number, paths: number): Record | undefined {
  if (typeof SharedArrayBuffer === "undefined") return undefined;
  const doubles = (count: number): Float64Array => new Float64Array(new SharedArrayBuffer(8 * count));
  return { values: doubles(cells * paths), failed: doubles(paths) };
}

/** Numbers of paths are 32 bits wide in the counter of the draws. */
const pathsMax = 2 ** 31;
/** What a run may keep in memory, and what the compiled engine may hold beside it in each thread. */
const keptMax = 4e9;
const compiledMax = 2e9;

function refuseSizes(program: Program, { given }: Inputs, paths: number, keeps: boolean): void {
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

function fitsCompiled(program: Program): boolean {
  return bytesOf(program, blockPaths) <= compiledMax && program.states.length <= compiledStatesMax;
}

function tooLarge(program: Program, paths: number, most: number, remedy: string): RoundtripError {
  const what = `${program.outputs.length} series in ${program.periods} periods, of ${paths} paths at once,`;
  const size = `${Math.ceil(bytesOf(program, paths) / 1e9)} GB of memory, and ${most / 1e9} GB are allowed`;
  return new RoundtripError("RUN_SIZE", `${what} need ${size}.`, { exit: exitCode.limit, remedy });
}
