// Many futures of one program: cut into blocks of 1,024 paths, run by a team of threads or by one alone, and summed up
// so that no digit depends on who ran what.

import { type Inputs, type Record, recordOf } from "../kernel/interpret.ts";
import type { Chance } from "../kernel/draws.ts";
import type { Drawing } from "../kernel/wasm/emit-run.ts";
import { type Program } from "../kernel/program.ts";
import { blockPaths } from "./block-sums.ts";
import { type Order, type Reply, quantilesAsked, worker } from "./job.ts";
import { type Leakiest, leakier, leakiestOf } from "./leakiest.ts";
import { type Outputs, cellAt, marksOf, statisticsFrom, statisticsOfCells } from "./outputs.ts";
import { type EngineName, type Prepared, fitsCompiled, prepare, refuseSizes } from "./prepare.ts";
import { type Room, canShare, roomFor } from "./room.ts";
import { leastPaths, shareOut } from "./share-out.ts";
import { type Statistics, type Tally, addPaths, emptyTally, exactPathsMax, statisticsOf } from "./tally.ts";

/** Threads that take orders; a door brings them. */
export interface Team {
  readonly size: number;
  /** Sends an order to one of them. */
  ask(member: number, order: Order): Promise<Reply>;
  /** Whether orders are taken in this thread, so that memory need not be shared. */
  readonly isHere?: boolean;
  /** Bytes that draws may take which are kept from one run to the next; 128 MB unless told otherwise. */
  readonly drawnMax?: number;
  /** What its threads were told last, for the next run; runs of one team follow one another. */
  held?: Held | undefined;
}

/** What threads hold after a run. */
interface Held {
  readonly program: Program;
  readonly prepared: Prepared;
  readonly threads: number;
  readonly paths: number;
  /** Where they write; undefined where each has a memory of its own, or where it was handed out. */
  readonly room: Room | undefined;
  readonly isOwn: boolean;
  /** Which numbers its threads kept the draws of; undefined where they kept none. */
  readonly drawn: Chance | undefined;
}

const drawnMaxDefault = 128e6;

/** One thread: this one. */
export function alone(): Team {
  const take = worker();
  return { size: 1, isHere: true, ask: (_, order) => Promise.resolve(take(order)) };
}

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
  /**
   * Ask for it where each path is wanted and not only what they add up to: outputs × (N + 1) × paths × 8 bytes. Say no
   * where none is: the next run of the program by the same team then goes to the same memory.
   */
  readonly keepPaths?: boolean | undefined;
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
  /** All outputs of all paths; undefined where they were not asked for and are too many to keep, or not wanted. */
  readonly record: Record | undefined;
}

/**
 * Runs paths 0 to n − 1 of a program.
 *
 * @throws ENGINE_MISSING where the compiled engine was asked for and cannot run here, RUN_SIZE, GIVEN_SIZE
 */
export async function runPaths(
  program: Program,
  { inputs, paths, engine, prepared: ready, onlyMoments = [], progress, keepPaths }: RunOptions,
  team: Team = alone(),
): Promise<Paths> {
  const keeps = keepPaths === true || paths <= exactPathsMax;
  refuseSizes(program, inputs, paths, keeps);
  const prepared = ready ?? prepare(program, engine ?? (fitsCompiled(program) ? undefined : "interpret"));
  const cells = program.outputs.length * (program.periods + 1);
  const isPlain = new Set(onlyMoments);
  const withoutQuantiles = Uint8Array.from(program.outputs, ({ name }) => (isPlain.has(name) ? 1 : 0));
  const threads = Math.min(team.size, Math.ceil(paths / (keeps ? leastPaths : blockPaths)));
  const members = Array.from({ length: threads }, (_, member) => member);
  const isHandedOut = keepPaths !== false;
  const { room, draws } = await start(team, {
    program,
    prepared,
    inputs,
    withoutQuantiles,
    paths,
    threads,
    keeps,
    inStrips: !isHandedOut && prepared.compiled !== undefined,
  });
  const outputs = keeps ? (room?.outputs ?? { ...recordOf(program, paths), inStrips: false }) : undefined;
  const failed = outputs?.failed ?? new Float64Array(paths);
  const tallies: Tally[] | undefined = keeps
    ? undefined
    : Array.from({ length: cells }, () => emptyTally(paths));

  let leakiest: Leakiest | undefined;
  const take = (part: Record, first: number, count: number): void => {
    failed.set(part.failed.subarray(0, count), first);
    leakiest = leakier(leakiest, leakiestOf(program, { ...part, inStrips: false }, first));
    const marks = marksOf(part);
    for (let cell = 0; cell < cells; cell++) {
      const values = part.values.subarray(cell * count, (cell + 1) * count);
      if (outputs) outputs.values.set(values, cell * paths + first);
      else if (hasValue(program, cell)) addPaths(tallies![cell]!, { values, failed: marks }, first);
    }
  };
  let done = 0;
  const inBlocks = threads === 1 || !keeps;
  await shareOut({ paths, threads, inBlocks }, async (member, first, count) => {
    const reply = await team.ask(member, { kind: "block", first, count });
    if (reply.kind === "block" && reply.record) take(reply.record, first, count);
    done += count;
    progress?.(done, paths);
  });

  const isAsked = quantilesAsked({ program, withoutQuantiles });
  const statistics = tallies
    ? tallies.map((tally) => (tally.branches.length === 0 ? null : statisticsOf(tally)))
    : await summed(program, outputs!, room ? members : [], team, isAsked);
  team.held = {
    program,
    prepared,
    threads,
    paths,
    room: isHandedOut ? undefined : room,
    isOwn: room === undefined,
    drawn: draws === "forget" ? undefined : { seed: inputs.seed, antithetic: inputs.antithetic },
  };
  return {
    program,
    engine: prepared.engine,
    wasmBytes: prepared.bytes,
    threads,
    paths,
    statistics,
    failed: isHandedOut ? failed : failed.slice(),
    leakiest: (room ? leakiestOf(program, room.outputs, 0) : leakiest)?.path,
    record: isHandedOut && outputs ? { values: outputs.values, failed } : undefined,
  };
}

interface Start {
  readonly program: Program;
  readonly prepared: Prepared;
  readonly inputs: Inputs;
  readonly withoutQuantiles: Uint8Array;
  readonly paths: number;
  readonly threads: number;
  readonly keeps: boolean;
  readonly inStrips: boolean;
}

/** Tells a team what to run, and where its outputs go; little of it where it ran the same before. */
async function start(
  team: Team,
  { program, prepared, paths, threads, keeps, inStrips, ...next }: Start,
): Promise<{ room: Room | undefined; draws: Drawing }> {
  const { held } = team;
  team.held = undefined; // until it is done
  const { compiled } = prepared;
  const { drawnMax = drawnMaxDefault } = team;
  const isHere = team.isHere === true;
  const wantsRoom = keeps && (isHere || canShare());
  const isSame = held?.program === program && held.prepared === prepared && held.threads >= threads;
  const isReady =
    isSame && (wantsRoom ? held.room?.outputs.inStrips === inStrips && held.paths === paths : held.isOwn);
  const room = wantsRoom
    ? isReady
      ? held.room
      : roomFor(program, compiled, { paths, threads, isHere, inStrips, drawnMax })
    : undefined;
  const hasRoom = isReady && room?.homes[0]?.drawn !== undefined;
  const draws = hasRoom ? drawingFor(held.drawn, next.inputs) : "forget";
  await Promise.all(
    Array.from({ length: threads }, (_, k) => {
      if (isReady) return team.ask(k, { kind: "next", job: { ...next, draws } });
      const home = room?.homes[k];
      const record = home ? undefined : room?.outputs;
      return team.ask(k, { kind: "start", job: { program, compiled, home, record, draws, ...next } });
    }),
  );
  return { room, draws };
}

/** A first run keeps nothing: most are never repeated, and what is kept takes memory. */
function drawingFor(drawn: Chance | undefined, { seed, antithetic }: Chance): Drawing {
  return drawn?.seed === seed && drawn.antithetic === antithetic ? "reuse" : "keep";
}

/** So many, that no thread waits long for the last of them. */
const piecesAThread = 8;

/** Statistics of all cells, by the team where memory is shared. */
async function summed(
  program: Program,
  outputs: Outputs,
  members: readonly number[],
  team: Team,
  isAsked: (cell: number) => boolean,
): Promise<(Statistics | null)[]> {
  const cells = program.outputs.length * (program.periods + 1);
  const all = Array.from({ length: cells }, (): Statistics | null => null);
  const tell = (numbers: Float64Array, from: number): void => {
    const cell = (k: number): number => cellAt(program, from + k);
    statisticsFrom(
      numbers,
      (k) => isAsked(cell(k)),
      (k, found) => (all[cell(k)] = found),
    );
  };
  if (members.length === 0) {
    tell(statisticsOfCells(program, outputs, [0, cells], isAsked), 0);
    return all;
  }
  const pieces = piecesAThread * members.length;
  let next = 0;
  // As with paths, a thread of several has its next order before it is done with one.
  const asking = members.length > 1 ? [...members, ...members] : members;
  await Promise.all(
    asking.map(async (member) => {
      while (next < pieces) {
        const piece = next++;
        const [from, to] = [piece, piece + 1].map((k) => Math.floor((k * cells) / pieces));
        const reply = await team.ask(member, { kind: "cells", from: from!, to: to! });
        if (reply.kind === "cells") tell(reply.numbers, from!);
      }
    }),
  );
  return all;
}

/** Whether a cell has values: every variable has from period 1 on, and in period 0 where it has an initial value. */
function hasValue({ outputs, periods }: Program, cell: number): boolean {
  return cell % (periods + 1) > 0 || outputs[Math.floor(cell / (periods + 1))]!.first >= 0;
}
