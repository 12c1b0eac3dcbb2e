// An economy made ready to run: which of its variables are kept, which numbers that are drawn, and what counts events.

import { RoundtripError } from "../error/error.ts";
import { constant, lag, most, unequal, variable } from "../expression/expression.ts";
import type { System } from "../expression/system.ts";
import { programOf } from "../kernel/lower.ts";
import type { Program } from "../kernel/program.ts";
import type { Economy, EconomyEvent, Series } from "../model/circular/economy.ts";
import type { Model, Variable } from "../model/model.ts";
import { toSystem } from "../model/to-system.ts";
import type { Failure } from "./diagnose.ts";
import { type EventProbability, eventProbability } from "./event.ts";
import { imbalanceMax } from "./diagnose.ts";
import { imbalanceName } from "../kernel/imbalance.ts";
import { marksOf } from "./outputs.ts";
import { type Prepared, prepare } from "./prepare.ts";
import type { Paths } from "./run.ts";
import { type Summary, summaryFrom } from "./summary.ts";
import { type Cell } from "./valid.ts";

/** What of an economy is kept of every path. */
export interface Kept {
  readonly series: readonly Series[];
  readonly events: readonly EconomyEvent[];
  /** Assumptions whose drawn numbers are kept too. */
  readonly drawn: readonly string[];
  /** Variables of the model that are no series of it: what an answer is made of and does not show. */
  readonly variables?: readonly string[] | undefined;
  /** Whether only means and paths are asked of everything, and no quantiles: sorting takes a part of a run. */
  readonly isOnlyMeans?: boolean | undefined;
  /**
   * Whether the accounts are left unchecked: the check needs every payment of every path, also where little is kept. For
   * runs that follow a hand, of an economy whose accounts other runs check.
   */
  readonly isUnchecked?: boolean | undefined;
}

export interface Simulation {
  readonly economy: Economy;
  readonly kept: Kept;
  readonly system: System;
  readonly program: Program;
  readonly prepared: Prepared;
  /** Outputs of which the mean says all, as it does of what counts. */
  readonly counts: readonly string[];
}

/**
 * The economy with what it takes to keep less: `ever <variable>` is 1 from the quarter on in which an event happens
 * first, so that its mean is how likely the event has been by then, whatever the number of paths; `drawn <id>` is a
 * number of the path as a variable. Neither draws anything, so the futures are those of the economy.
 */
export function simulationOf(economy: Economy, kept: Kept): Simulation {
  const { model } = economy;
  const added = [...kept.events.map(everOf), ...kept.drawn.map((id) => drawnOf(id, model))];
  const names = new Set<string>();
  const variables = added.filter(({ name }) => !names.has(name) && names.add(name));
  const whole = toSystem({ ...model, variables: [...model.variables, ...variables] });
  const system = kept.isUnchecked ? { ...whole, identities: [] } : whole;
  const series = kept.series.map((one) => one.variable);
  const outputs = [...new Set([...series, ...names, ...(kept.variables ?? [])])];
  const program = programOf(system, outputs);
  const counts = kept.isOnlyMeans ? outputs : [...new Set(kept.events.map(ever))];
  return { economy, kept, system, program, prepared: prepare(program, undefined), counts };
}

const ever = (event: EconomyEvent): string => `ever ${event.variable}`;
const drawn = (id: string): string => `drawn ${id}`;

function everOf(event: EconomyEvent): Variable {
  const happens = unequal(variable(event.variable), constant(0));
  return auxiliary(ever(event), most(lag(ever(event)), happens), constant(0));
}

function drawnOf(id: string, { once }: Model): Variable {
  const number = variable(id, once.find(({ name }) => name === id)?.unit);
  return auxiliary(drawn(id), number, number);
}

function auxiliary(name: string, equation: Variable["equation"], initial: Variable["initial"]): Variable {
  return { name, role: "auxiliary", unit: equation.unit, equation, initial, place: undefined };
}

/** The summary of a series, by period from 0. */
export function summaryOfSeries(simulation: Simulation, run: Paths, series: Series): Summary {
  return summaryOfVariable(simulation, run, series.variable);
}

/** The summary of a variable that is kept, by period from 0. */
export function summaryOfVariable({ program }: Simulation, run: Paths, name: string): Summary {
  const from = cellOf(program, name, 0);
  return summaryFrom(run.statistics.slice(from, from + program.periods + 1));
}

/** How likely an event is by the end of each period from 0, and within the horizon. */
export function probabilityOfEvent(
  { program }: Simulation,
  run: Paths,
  event: EconomyEvent,
): EventProbability {
  const paths = validPaths(run);
  const by = Array.from({ length: program.periods + 1 }, (_, t) =>
    Math.round((run.statistics[cellOf(program, ever(event), t)]?.mean ?? 0) * paths),
  );
  return eventProbability({ paths, firstIn: by.map((count, t) => count - (by[t - 1] ?? 0)) });
}

/** Values by path, of a run that kept its paths. */
export interface Cells {
  readonly series: (series: Series, period: number) => Cell;
  readonly variable: (name: string, period: number) => Cell;
  /** Whether an event has happened by the end of a period: 1, else 0. */
  readonly event: (event: EconomyEvent, period: number) => Cell;
  /** What each path drew of an assumption. */
  readonly drawn: (id: string) => Cell;
}

export function cellsOf({ program }: Simulation, run: Paths): Cells {
  const record = run.record!;
  const failed = marksOf(record);
  const first = new Map(program.outputs.map(({ name }) => [name, cellOf(program, name, 0)]));
  const cell = (name: string, period: number): Cell => {
    const at = (first.get(name) ?? cellOf(program, name, 0)) + period;
    return { values: record.values.subarray(at * run.paths, (at + 1) * run.paths), failed };
  };
  return {
    series: (series, period) => cell(series.variable, period),
    variable: cell,
    event: (event, period) => cell(ever(event), period),
    drawn: (id) => cell(drawn(id), program.periods),
  };
}

function cellOf({ outputs, periods }: Program, name: string, period: number): number {
  const o = outputs.findIndex((output) => output.name === name);
  if (o < 0) throw new Error(`"${name}" was not kept`);
  return o * (periods + 1) + period;
}

/** Paths that did not fail. */
export function validPaths({ failed }: Paths): number {
  return failed.reduce((count, mark) => count + (mark === 0 ? 1 : 0), 0);
}

/** The largest imbalance of all paths; null where the economy declares no accounts. */
export function imbalanceOf({ program, statistics }: Paths): number | null {
  if (!program.outputs.some(({ name }) => name === imbalanceName)) return null;
  return statistics[cellOf(program, imbalanceName, program.periods)]?.most ?? null;
}

/**
 * Refuses a run that says nothing: one whose paths all failed, or whose accounts leak.
 *
 * @param why why the first failed path failed
 * @throws MODEL_FAILED, MODEL_IMBALANCE
 */
export function refuseUnusable(run: Paths, why: Failure | undefined): void {
  if (validPaths(run) === 0) {
    const cause = why ? `: ${why.cause} in ${why.equation}, in period ${why.period} of path ${why.path}` : "";
    throw new RoundtripError("MODEL_FAILED", `All ${run.paths} paths failed${cause}.`, {
      remedy: "Look at that equation with `roundtrip model show circular`, and at what was set.",
    });
  }
  const imbalance = imbalanceOf(run);
  if (imbalance !== null && imbalance > imbalanceMax) {
    throw new RoundtripError(
      "MODEL_IMBALANCE",
      `The accounts leak: ${imbalance.toExponential(1)} of the amounts.`,
      {
        remedy: "A payment lacks its payer or its payee: please report it with the book that was used.",
      },
    );
  }
}
