// Where the outputs of all paths of a run go when its threads can write there themselves: nothing is copied then.

import { type Record, recordOf } from "../kernel/interpret.ts";
import type { Program } from "../kernel/program.ts";
import { memoryPagesMax } from "../kernel/wasm/bytes.ts";
import { pageBytes } from "../kernel/wasm/compile.ts";
import { type Home, wasmMemory } from "../kernel/wasm/engine.ts";
import { ownBytes } from "../kernel/wasm/layout.ts";
import type { Job } from "./job.ts";

/** Outputs of all paths, and of compiled engines where each works in the same memory. */
export interface Room {
  readonly record: Record;
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
 * @param threads how many will write there
 * @param isHere  whether they are this thread
 * @returns undefined where one memory cannot hold it
 */
export function roomFor(
  program: Program,
  compiled: Job["compiled"],
  { paths, threads, isHere }: { paths: number; threads: number; isHere: boolean },
): Room | undefined {
  if (compiled) return homesIn(program, compiled, paths, threads);
  return { record: isHere ? recordOf(program, paths) : sharedRecord(program, paths), homes: [] };
}

function homesIn(
  program: Program,
  { layout, isShared }: NonNullable<Job["compiled"]>,
  paths: number,
  threads: number,
): Room | undefined {
  const each = Math.ceil(ownBytes(program, layout) / pageBytes) * pageBytes;
  const values = threads * each;
  const failed = values + 8 * cellsOf(program) * paths;
  const bytes = failed + 8 * paths;
  if (bytes > memoryPagesMax * pageBytes) return undefined;
  const memory = wasmMemory(bytes, isShared);
  const homes = Array.from({ length: threads }, (_, k) => ({
    memory,
    base: k * each,
    values,
    failed,
    paths,
  }));
  return { record: recordAt(program, homes[0]!), homes };
}

/** The record that is in the memory of an engine. */
export function recordAt(program: Program, { memory, values, failed, paths }: Home): Record {
  return {
    values: new Float64Array(memory.buffer, values, cellsOf(program) * paths),
    failed: new Float64Array(memory.buffer, failed, paths),
  };
}

function sharedRecord(program: Program, paths: number): Record {
  const doubles = (count: number): Float64Array => new Float64Array(new SharedArrayBuffer(8 * count));
  return { values: doubles(cellsOf(program) * paths), failed: doubles(paths) };
}

function cellsOf({ outputs, periods }: Program): number {
  return outputs.length * (periods + 1);
}
