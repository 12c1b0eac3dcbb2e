// Runs that follow a slider: the economy is compiled once for what is watched, and run anew for each place of the hand.
// What it is compared with is run once.

import type { Book } from "../../book/book.ts";
import { shocksFrom } from "../../model/circular/scenario.ts";
import { settingsFrom } from "../../model/circular/setting.ts";
import { withoutFrom } from "../../model/circular/without.ts";
import { failureOf } from "../../paths/diagnose.ts";
import { givenRows } from "../../paths/given-rows.ts";
import { runPaths } from "../../paths/run.ts";
import { type Simulation, cellsOf, refuseUnusable, simulationOf } from "../../paths/simulation.ts";
import type { Door } from "../../question/door.ts";
import { failureLines } from "../../report/model-run.ts";
import type { Simulated } from "../../report/simulate.ts";
import { type Economies, runOptionsOf, startIn, viewOf } from "./answers.ts";
import { overtaken } from "./overtaken.ts";
import type { Conditions, Watch } from "./question.ts";
import { type CellAt, type Fans, type Watched, changesOf, failedOf, fansOf, watchedKept } from "./watched.ts";

/** How many compiled programs are kept: the page compares few. */
const programsMax = 4;
/** And runs that others are compared with: of all series while the hand rests, of one while it moves. */
const basesMax = 3;
/** Paths that are worth a worker of their own. */
const piecePaths = 128;

interface Watching {
  readonly book: Book;
  readonly door: Door;
  readonly isOvertaken: () => boolean;
}

/** @throws OVERTAKEN where `isOvertaken` turned true while it ran */
export type WatchRun = (watch: Watch, of: Watching) => Promise<Watched>;

/** A run that others are compared with. */
interface Base {
  readonly fans: Fans;
  readonly cellAt: CellAt;
}

export function watcher(economies: Economies): WatchRun {
  const programs = new Map<string, Simulation>();
  const bases = new Map<string, Base>();
  return async (watch, of) => {
    const { book, door } = of;
    const { day } = viewOf(watch, book);
    const options = runOptionsOf(watch);
    const { paths, seed, quarters } = options;
    const economy = await economies(book, { day, quarters, ...startIn(watch) });
    const key = JSON.stringify([day, watch.from, quarters, watch.series, watch.events]);
    const simulation = kept(
      programs,
      key,
      programsMax,
      () => programs.get(key) ?? simulationOf(economy, watchedKept(economy, watch)),
    );
    const runOf = (conditions: Conditions, keepPaths: boolean): Promise<Simulated> =>
      ran({ ...runOptionsOf(conditions), paths, seed }, { ...of, day, simulation, keepPaths });
    const baseKey = (conditions: Conditions): string => {
      const { scenario, set, without } = runOptionsOf(conditions);
      return JSON.stringify([key, paths, seed, scenario, set, without]);
    };
    const begun = door.now();
    const { against } = watch;
    let base: Base | undefined;
    if (against) {
      const known = bases.get(baseKey(against)) ?? baseOf(await runOf(against, true));
      base = kept(bases, baseKey(against), basesMax, () => known);
    }
    const mayBeBase = isPlain(watch);
    const simulated = await runOf(watch, mayBeBase || base !== undefined);
    const fans = fansOf(simulated);
    if (mayBeBase) kept(bases, baseKey(watch), basesMax, () => baseOf(simulated, fans));
    const changes = base && changesOf(simulation, base.cellAt, cellAtOf(simulated));
    const failed = failedOf(simulated);
    return {
      ...fans,
      quarters: economy.quarters,
      paths,
      failedPaths: failed,
      against: base && { ...base.fans, changes: changes! },
      runMs: door.now() - begun,
      notes: [
        ...simulated.settings.flatMap(({ outside }) => (outside === undefined ? [] : [outside])),
        ...failureLines(failed, paths, simulated.why),
      ],
    };
  };
}

/** Nothing is changed: what is changed later is compared with it. */
function isPlain({ scenario = [], set = [], without = [] }: Conditions): boolean {
  return scenario.length + set.length + without.length === 0;
}

/** What was used last stays longest. */
function kept<T>(all: Map<string, T>, key: string, most: number, make: () => T): T {
  const one = make();
  all.delete(key);
  all.set(key, one);
  if (all.size > most) all.delete(all.keys().next().value!);
  return one;
}

interface Running extends Watching {
  readonly day: string;
  readonly simulation: Simulation;
  readonly keepPaths: boolean;
}

async function ran(
  { paths, seed, scenario, set, without: off }: ReturnType<typeof runOptionsOf>,
  { book, day, door, simulation, keepPaths, isOvertaken }: Running,
): Promise<Simulated> {
  const { economy, program, prepared, system, counts } = simulation;
  const shocks = shocksFrom(scenario, economy, book);
  const settings = settingsFrom(set, economy, book);
  const without = withoutFrom(off, economy);
  const given = givenRows(
    program,
    [...settings, ...without, ...shocks].flatMap(({ changes }) => changes),
  );
  const inputs = { seed, antithetic: false, given };
  const run = await runPaths(
    program,
    {
      inputs,
      paths,
      prepared,
      keepPaths,
      onlyMoments: counts,
      progress: (done) => {
        if (done < paths && isOvertaken()) throw overtaken();
      },
    },
    door.team(Math.ceil(paths / piecePaths), undefined),
  );
  const firstFailed = run.failed.findIndex((mark) => mark !== 0);
  const why = firstFailed < 0 ? undefined : failureOf(system, inputs, firstFailed);
  refuseUnusable(run, why);
  return { book, day, simulation, run, seed, shocks, settings, without, why };
}

function cellAtOf({ simulation, run }: Simulated): CellAt {
  const cells = cellsOf(simulation, run);
  const series = new Map(simulation.kept.series.map((one) => [one.id, one]));
  return (id, period) => cells.series(series.get(id)!, period);
}

/** Its series by themselves, without the memory in which they were run. */
function baseOf(simulated: Simulated, fans = fansOf(simulated)): Base {
  const at = cellAtOf(simulated);
  const { kept: of, economy } = simulated.simulation;
  const own = new Map(
    of.series.map(({ id }) => [
      id,
      economy.quarters.map((_, k) => {
        const { values, failed } = at(id, k + 1);
        return { values: values.slice(), failed };
      }),
    ]),
  );
  return { fans, cellAt: (id, period) => own.get(id)![period - 1]! };
}
