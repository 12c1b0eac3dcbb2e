// Runs that follow a slider: the economy is compiled once for what is watched, and run anew for each place of the hand.

import type { Book } from "../../book/book.ts";
import { shocksFrom } from "../../model/circular/scenario.ts";
import { settingsFrom } from "../../model/circular/setting.ts";
import { withoutFrom } from "../../model/circular/without.ts";
import { failureOf } from "../../paths/diagnose.ts";
import { givenRows } from "../../paths/given-rows.ts";
import { runPaths } from "../../paths/run.ts";
import { type Simulation, refuseUnusable, simulationOf } from "../../paths/simulation.ts";
import type { Door } from "../../question/door.ts";
import { failureLines } from "../../report/model-run.ts";
import { overtaken } from "./overtaken.ts";
import { type Economies, runOptionsOf, viewOf } from "./answers.ts";
import type { Watch } from "./question.ts";
import { type Watched, watchedKept, watchedOf } from "./watched.ts";

/** How many compiled programs are kept: the page compares few. */
const keptMax = 4;
/** Paths that are worth a worker of their own. */
const piecePaths = 128;

/** @throws OVERTAKEN where `isOvertaken` turned true while it ran */
export type WatchRun = (
  watch: Watch,
  of: { readonly book: Book; readonly door: Door; readonly isOvertaken: () => boolean },
) => Promise<Watched>;

export function watcher(economies: Economies): WatchRun {
  const kept = new Map<string, Simulation>();
  return async (watch, { book, door, isOvertaken }) => {
    const { day } = viewOf(watch, book);
    const { paths, seed, quarters, scenario, set, without: off } = runOptionsOf(watch);
    const economy = await economies(book, { day, quarters });
    const key = JSON.stringify([day, quarters, watch.series, watch.events]);
    const simulation = kept.get(key) ?? simulationOf(economy, watchedKept(economy, watch));
    kept.delete(key);
    kept.set(key, simulation);
    if (kept.size > keptMax) kept.delete(kept.keys().next().value!);
    const shocks = shocksFrom(scenario, economy, book);
    const settings = settingsFrom(set, economy, book);
    const without = withoutFrom(off, economy);
    const { program, prepared, system, counts } = simulation;
    const given = givenRows(
      program,
      [...settings, ...without, ...shocks].flatMap(({ changes }) => changes),
    );
    const inputs = { seed, antithetic: false, given };
    const begun = door.now();
    const run = await runPaths(
      program,
      {
        inputs,
        paths,
        prepared,
        keepPaths: false,
        onlyMoments: counts,
        progress: (done) => {
          if (done < paths && isOvertaken()) throw overtaken();
        },
      },
      door.team(Math.ceil(paths / piecePaths), undefined),
    );
    const runMs = door.now() - begun;
    const firstFailed = run.failed.findIndex((mark) => mark !== 0);
    const why = firstFailed < 0 ? undefined : failureOf(system, inputs, firstFailed);
    refuseUnusable(run, why);
    const failed = run.failed.reduce((count, mark) => count + (mark === 0 ? 0 : 1), 0);
    const simulated = { book, day, simulation, run, seed, shocks, settings, without, why };
    return watchedOf(simulated, runMs, failureLines(failed, run.paths, why));
  };
}
