// Where the outputs of all paths of a run go when its threads can write there themselves: nothing is copied then.

import { type Record, recordOf } from "../kernel/interpret.ts";
import type { Program } from "../kernel/program.ts";
import { memoryPagesMax } from "../kernel/wasm/bytes.ts";
import { pageBytes } from "../kernel/wasm/compile.ts";
import { type Home, wasmMemory } from "../kernel/wasm/engine.ts";
import { lanes, ownBytes, slotBytes } from "../kernel/wasm/layout.ts";
import { type CellMachine, cellMachine, cellMachineBytes } from "./cell-machine.ts";
import type { Job } from "./job.ts";
import type { Outputs } from "./outputs.ts";

/** Where the outputs of all paths are, and of compiled engines where each works in the same memory. */
export interface Room {
  readonly outputs: Outputs;
  /** By thread; empty for interpreters. */
  readonly homes: readonly Home[];
}

/** Whether threads can share memory here. */
export function canShare(): boolean {
  return typeof SharedArrayBuffer !== "undefined";
}

/**
 * Room for the outputs of all paths, where threads can share memory or are this one.
 *
 * @param threads  how many will write there
 * @param isHere   whether they are this thread
 * @param inStrips whether compiled engines may write in strips, since no record is handed out
 * @returns undefined where one memory cannot hold it
 */
export function roomFor(
  program: Program,
  compiled: Job["compiled"],
  {
    paths,
    threads,
    isHere,
    inStrips,
  }: { paths: number; threads: number; isHere: boolean; inStrips: boolean },
): Room | undefined {
  if (compiled) return homesIn(program, compiled, { paths, threads, inStrips });
  const record = isHere ? recordOf(program, paths) : sharedRecord(program, paths);
  return { outputs: { ...record, inStrips: false }, homes: [] };
}

function homesIn(
  program: Program,
  { layout, isShared }: NonNullable<Job["compiled"]>,
  { paths, threads, inStrips }: { paths: number; threads: number; inStrips: boolean },
): Room | undefined {
  const each = Math.ceil((ownBytes(program, layout) + 64 + cellMachineBytes) / pageBytes) * pageBytes;
  const values = threads * each;
  const room = inStrips ? Math.ceil(paths / lanes) * lanes : paths;
  const failed = values + 8 * cellsOf(program) * room;
  const bytes = failed + 8 * room;
  if (bytes > memoryPagesMax * pageBytes) return undefined;
  const memory = wasmMemory(bytes, isShared);
  const homes = Array.from({ length: threads }, (_, k) => ({
    memory,
    base: k * each,
    values,
    failed,
    paths,
    inStrips,
  }));
  return { outputs: outputsAt(program, homes[0]!), homes };
}

/** The outputs that are in the memory of an engine. */
export function outputsAt(program: Program, { memory, values, failed, paths, inStrips }: Home): Outputs {
  const marks = new Float64Array(memory.buffer, failed, paths);
  const cells = cellsOf(program);
  const room = inStrips ? Math.ceil(paths / lanes) * lanes : paths;
  const numbers = new Float64Array(memory.buffer, values, cells * room);
  return { values: numbers, failed: marks, inStrips };
}

/** What sums up cells, of a thread whose engine writes in strips: in the same memory, after all that the engine uses. */
export function machineAt(
  program: Program,
  { layout, isShared }: NonNullable<Job["compiled"]>,
  { memory, base, values }: Home,
): CellMachine | undefined {
  const after = base + Math.ceil(ownBytes(program, layout) / 64) * 64;
  const strip = cellsOf(program) * slotBytes;
  return cellMachine({ memory, base: after, isShared }, { first: values, bytes: strip });
}

function sharedRecord(program: Program, paths: number): Record {
  const doubles = (count: number): Float64Array => new Float64Array(new SharedArrayBuffer(8 * count));
  return { values: doubles(cellsOf(program) * paths), failed: doubles(paths) };
}

function cellsOf({ outputs, periods }: Program): number {
  return outputs.length * (periods + 1);
}
