// Where the outputs of all paths of a run go when its threads can write there themselves: nothing is copied then.

import { type Record, recordOf } from "../kernel/interpret.ts";
import type { Program } from "../kernel/program.ts";
import { memoryPagesMax } from "../kernel/wasm/bytes.ts";
import { pageBytes } from "../kernel/wasm/compile.ts";
import { drawnBytes } from "../kernel/wasm/emit-run.ts";
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

/** What a run takes room for. */
interface Wanted {
  readonly paths: number;
  /** How many will write there. */
  readonly threads: number;
  /** Whether compiled engines may write in strips, since no record is handed out. */
  readonly inStrips: boolean;
  /** Bytes that draws may take which are kept from run to run: none where they need more. */
  readonly drawnMax: number;
}

/**
 * Room for the outputs of all paths, where threads can share memory or are this one.
 *
 * @param isHere whether those who write are this thread
 * @returns undefined where one memory cannot hold it
 */
export function roomFor(
  program: Program,
  compiled: Job["compiled"],
  { isHere, ...wanted }: Wanted & { readonly isHere: boolean },
): Room | undefined {
  if (compiled) return homesIn(program, compiled, wanted);
  const record = isHere ? recordOf(program, wanted.paths) : sharedRecord(program, wanted.paths);
  return { outputs: { ...record, inStrips: false }, homes: [] };
}

function homesIn(
  program: Program,
  { layout, isShared }: NonNullable<Job["compiled"]>,
  { paths, threads, inStrips, drawnMax }: Wanted,
): Room | undefined {
  const each = Math.ceil((ownBytes(program, layout) + 64 + cellMachineBytes) / pageBytes) * pageBytes;
  const values = threads * each;
  const room = inStrips ? Math.ceil(paths / lanes) * lanes : paths;
  const failed = values + 8 * cellsOf(program) * room;
  const bytes = failed + 8 * room;
  const most = memoryPagesMax * pageBytes;
  if (bytes > most) return undefined;
  // After all else: memory that nobody writes to is not taken from the machine.
  const drawnSize = inStrips ? drawnBytes(program) * (room / lanes) : 0;
  const hasDrawn = drawnSize > 0 && drawnSize <= Math.min(drawnMax, most - bytes);
  const memory = wasmMemory(bytes + (hasDrawn ? drawnSize : 0), isShared);
  const homes = Array.from({ length: threads }, (_, k) => ({
    memory,
    base: k * each,
    values,
    failed,
    paths,
    inStrips,
    drawn: hasDrawn ? bytes : undefined,
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
