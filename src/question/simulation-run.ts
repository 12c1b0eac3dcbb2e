// What every question to the simulation does: make the economy, compile what is needed of it, run it, and look at
// whether it may be trusted.

import type { Book } from "../book/book.ts";
import type { Economy } from "../model/circular/economy.ts";
import { type GivenChange, type Shock, shocksFrom } from "../model/circular/scenario.ts";
import { type Setting, settingsFrom } from "../model/circular/setting.ts";
import { type Without, withoutFrom } from "../model/circular/without.ts";
import { type Quarter, quarterFrom } from "../model/circular/quarter.ts";
import { failureOf } from "../paths/diagnose.ts";
import { givenRows } from "../paths/given-rows.ts";
import { blockPaths } from "../paths/block-sums.ts";
import { type Paths, runPaths } from "../paths/run.ts";
import { type Kept, type Simulation, refuseUnusable, simulationOf } from "../paths/simulation.ts";
import { failureLines } from "../report/model-run.ts";
import type { View } from "../report/pair.ts";
import type { Simulated, Timing } from "../report/simulate.ts";
import type { Day } from "../unit/date.ts";
import type { Door, Threads } from "./door.ts";

/** Makes the economy of a book: what is known on a day, at the end of a quarter, and so many quarters after it. */
export type EconomyMaker = (
  book: Book,
  options: {
    readonly start?: Quarter;
    readonly day?: Day;
    readonly quarters?: number;
    readonly shapes?: readonly string[];
    /** Which lines of its accounts are checked; unless told otherwise those that equations could break. */
    readonly accounts?: "open" | "all";
  },
) => Economy | Promise<Economy>;

export interface RunOptions {
  readonly paths: number;
  readonly seed: number;
  readonly quarters: number;
  readonly threads?: number | undefined;
  readonly scenario: readonly string[];
  readonly set: readonly string[];
  /** Mechanisms that are off. */
  readonly without: readonly string[];
  /** The last quarter that is known; unless told otherwise the newest that most parties had told by the day. */
  readonly from?: string | undefined;
}

/** An economy with the shocks and settings that were asked for. */
export interface Asked {
  readonly door: Door;
  readonly view: View;
  readonly options: RunOptions;
  readonly economy: Economy;
  readonly shocks: readonly Shock[];
  readonly settings: readonly Setting[];
  readonly without: readonly Without[];
}

/**
 * @param shapes legs whose minimum can be given another shape
 * @throws QUARTER, as wrong usage
 */
export async function asked(
  door: Door,
  view: View,
  options: RunOptions,
  make: EconomyMaker,
  shapes: readonly string[] = [],
): Promise<Asked> {
  const { book, day } = view;
  const start = options.from === undefined ? {} : { start: quarterFrom(options.from) };
  const economy = await make(book, { day, quarters: options.quarters, shapes, ...start });
  const shocks = shocksFrom(options.scenario, economy, book);
  const settings = settingsFrom(options.set, economy, book);
  for (const { outside } of settings) if (outside !== undefined) door.note(outside);
  const without = withoutFrom(options.without, economy);
  return { door, view, options, economy, shocks, settings, without };
}

/** A run with the numbers that it was given, and how long it took. */
export interface Ran extends Simulated {
  readonly given: Float64Array;
  readonly runMs: number;
}

/** A compiled economy and threads to run it on; runs share both. */
export interface Ready {
  readonly simulation: Simulation;
  readonly compileMs: number;
  /**
   * @param words what runs, for progress
   * @param changes other given numbers that a question changes
   */
  readonly run: (shocks: readonly Shock[], words?: string, changes?: readonly GivenChange[]) => Promise<Ran>;
}

/** Starts threads, compiles, lets runs be made, and ends the threads whatever happens. */
export async function withReady<T>(
  { door, view, options, economy, settings, without }: Asked,
  kept: Kept,
  use: (ready: Ready) => Promise<T>,
  { keepPaths = false } = {},
): Promise<T> {
  // Threads start while this one compiles.
  const team = door.team(Math.ceil(options.paths / blockPaths), options.threads);
  try {
    const before = door.now();
    const simulation = simulationOf(economy, kept);
    const compileMs = door.now() - before;
    const set = [...settings, ...without].flatMap(({ changes }) => changes);
    const run: Ready["run"] = async (shocks, words = "", changes = []) => {
      await team.started();
      const given = givenRows(simulation.program, [
        ...set,
        ...shocks.flatMap((shock) => shock.changes),
        ...changes,
      ]);
      const begun = door.now();
      const paths = await runOn(simulation, options, given, { door, team, keepPaths, words });
      const runMs = door.now() - begun;
      const why = firstFailure(simulation, paths, options.seed, given);
      refuseUnusable(paths, why);
      const { book, day } = view;
      return {
        book,
        day,
        simulation,
        run: paths,
        seed: options.seed,
        shocks,
        settings,
        without,
        why,
        given,
        runMs,
      };
    };
    return await use({ simulation, compileMs, run });
  } finally {
    team.close();
  }
}

function runOn(
  { program, prepared, counts }: Simulation,
  { paths, seed }: RunOptions,
  given: Float64Array,
  { door, team, keepPaths, words }: { door: Door; team: Threads; keepPaths: boolean; words: string },
): Promise<Paths> {
  const progress = door.progress();
  return runPaths(
    program,
    {
      inputs: { seed, antithetic: false, given },
      paths,
      prepared,
      onlyMoments: counts,
      keepPaths,
      progress: (done, all) => progress(() => `${words}${done} of ${all} paths`),
    },
    team,
  );
}

function firstFailure(simulation: Simulation, run: Paths, seed: number, given: Float64Array) {
  const path = run.failed.findIndex((mark) => mark !== 0);
  return path < 0 ? undefined : failureOf(simulation.system, { seed, antithetic: false, given }, path);
}

/** Says beside the answer that paths failed, whatever its form. */
export function noteFailures(door: Door, { run, why }: Simulated): void {
  const failed = run.failed.reduce((count, mark) => count + (mark === 0 ? 0 : 1), 0);
  for (const line of failureLines(failed, run.paths, why)) door.note(line);
}

/** Milliseconds as they are told: whole microseconds. */
export function timingOf(compileMs: number, runMs: number): Timing {
  const told = (ms: number): number => Math.round(ms * 1000) / 1000;
  return { compileMs: told(compileMs), runMs: told(runMs) };
}
