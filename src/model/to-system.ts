// From a model to the system of equations that the kernel runs: what is given by period, what is found once,
// and the variables in the order in which they are solved.

import { RoundtripError } from "../error/error.ts";
import { type Expression, type MaybeUnit, variable } from "../expression/expression.ts";
import type { Block, Equation, Given, Identity, Part, System } from "../expression/system.ts";
import { withLeaves } from "../expression/walk.ts";
import { periodsMax } from "./bounds.ts";
import { isWhole, lagWithoutInitial, unknownName, wrongPeriods } from "./check.ts";
import { blockOrder } from "./guesses.ts";
import {
  type Matrix,
  type Model,
  byPeriod,
  placeOf,
  roundsMax as defaultRoundsMax,
  tolerance as defaultTolerance,
} from "./model.ts";
import { readsNow } from "./names.ts";
import { type Start, startCycle, startOf } from "./start.ts";
import { components, graphOf, isCyclic, shortestCycle, showCycle } from "./order.ts";

/**
 * The system of a model.
 *
 * The order in which equations were written changes nothing. A lag of a given number becomes a given number of
 * its own (`G[-1]`), since all its periods are known; a lag of a number that is found once is that number.
 *
 * @param options.periods how many periods to solve, in place of the model's own
 * @throws MODEL_CYCLE where equations of one period depend on one another and are not declared to, or where
 *   numbers of period 0 do; MODEL_UNDETERMINED where names only stand for one another; LAG_WITHOUT_INITIAL; MODEL_UNKNOWN_NAME; MODEL_PERIODS
 */
export function toSystem(model: Model, options: { periods?: number } = {}): System {
  const periods = options.periods ?? model.periods;
  if (!isWhole(periods, 1, periodsMax)) throw wrongPeriods(periods);
  const lags = lagReader(model, periods);
  const start = orderedStart(model);
  const equations = new Map(
    model.variables.map(({ name, unit, equation }): [string, Equation] => [
      name,
      { name, unit, value: lags.resolved(equation, name), initial: start.initial.get(name) },
    ]),
  );
  const parts = partsOf(model, equations);
  const identities = model.matrices.flatMap((matrix) => identitiesOf(matrix, lags.resolved));
  const given = model.given.map((number) => ({
    name: number.name,
    unit: number.unit,
    byPeriod: byPeriod(number, periods),
  }));
  return {
    name: model.name,
    periods,
    step: model.step,
    given: [...given, ...lags.given.values()],
    once: start.once,
    parts,
    identities,
  };
}

/**
 * Refuses a model that cannot be solved in any order.
 *
 * @throws MODEL_CYCLE, MODEL_UNDETERMINED, MODEL_START
 */
export function refuseCycles(model: Model): void {
  orderedStart(model);
  partsOf(
    model,
    new Map(
      model.variables.map(({ name, unit, equation }) => [
        name,
        { name, unit, value: equation, initial: undefined },
      ]),
    ),
  );
}

function orderedStart(model: Model): Start {
  const start = startOf(model);
  if ("cycle" in start) throw startCycle(start.cycle);
  return start;
}

interface LagReader {
  /** Given numbers of periods before, by name. */
  readonly given: ReadonlyMap<string, Given>;
  /** An expression in which lags of given and once-found numbers are names of their own. */
  readonly resolved: (e: Expression, where: string) => Expression;
}

function lagReader(model: Model, periods: number): LagReader {
  const numbers = new Map(model.given.map((number) => [number.name, number]));
  const once = new Set(model.once.map(({ name }) => name));
  const variables = new Map(model.variables.map((entry) => [entry.name, entry]));
  const given = new Map<string, Given>();
  const before = (name: string, lag: number, unit: MaybeUnit): Expression => {
    const shifted = `${name}[-${lag}]`;
    if (!given.has(shifted)) {
      const now = byPeriod(numbers.get(name)!, periods);
      const values = now.map((_, t) => now[Math.max(0, t - lag)]!);
      given.set(shifted, { name: shifted, unit: numbers.get(name)!.unit, byPeriod: values });
    }
    return variable(shifted, unit);
  };
  const resolved = (root: Expression, where: string): Expression =>
    withLeaves(root, (e) => {
      if (e.op !== "lag" && e.op !== "variable") return e;
      const isVariable = variables.has(e.name);
      if (!isVariable && !numbers.has(e.name) && !once.has(e.name))
        throw unknownName(e.name, where, [...numbers.keys(), ...once, ...variables.keys()]);
      if (e.op === "variable") return e;
      if (numbers.has(e.name)) return before(e.name, e.periods, e.unit);
      if (!isVariable) return variable(e.name, e.unit);
      if (variables.get(e.name)!.initial === undefined) throw lagWithoutInitial(e.name, where);
      return e;
    });
  return { given, resolved };
}

/** The parts of the system: equations alone, and blocks of those that read one another. */
function partsOf(model: Model, equations: ReadonlyMap<string, Equation>): Part[] {
  const graph = graphOf([...equations.values()].map(({ name, value }) => ({ name, reads: readsNow(value) })));
  const declared = new Map<string, Omit<Block, "equations">>();
  if (model.blocks !== "found")
    for (const block of model.blocks) for (const name of block.names) declared.set(name, block);
  return components(graph).map((component): Part => {
    const named = (v: number): Equation => equations.get(graph.names[v]!)!;
    if (!isCyclic(graph, component)) return named(component[0]!);
    const cycleOf = (): string => showCycle(graph, shortestCycle(graph, component));
    const of = component.map((v) => declared.get(graph.names[v]!));
    const [first] = of;
    if (model.blocks !== "found" && (first === undefined || of.some((block) => block !== first))) {
      throw new RoundtripError(
        "MODEL_CYCLE",
        `Equations of one period depend on one another: ${cycleOf()}.`,
        {
          remedy: "Let one of them read a period before, or declare that they are solved together.",
        },
      );
    }
    if (component.every((v) => named(v).value.op === "variable"))
      throw undetermined(model, named(component[0]!).name, cycleOf());
    return {
      equations: blockOrder(graph, component).map(named),
      tolerance: first?.tolerance ?? defaultTolerance,
      roundsMax: first?.roundsMax ?? defaultRoundsMax,
    };
  });
}

/** Names that only stand for one another: any number solves them, and a solver would keep its first guess. */
function undetermined(model: Model, name: string, cycle: string): RoundtripError {
  const code = "MODEL_UNDETERMINED";
  const message = `Nothing says what these are: ${cycle}.`;
  const remedy = "Give one of them an equation, or let it read a period before, as X[-1].";
  const place = placeOf(model, name);
  return new RoundtripError(code, message, {
    remedy,
    faults: place ? [{ code, message, remedy, ...place }] : [],
  });
}

/** Rows first, then columns, each in the order in which it first stands in the matrix. */
function identitiesOf(
  { name: matrix, cells, unchecked }: Matrix,
  resolved: (e: Expression, where: string) => Expression,
): Identity[] {
  const values = cells.map((cell) => ({ ...cell, value: resolved(cell.value, `${matrix}, ${cell.row}`) }));
  const lines = (along: "row" | "column", across: "row" | "column"): Identity[] => {
    const entries = new Map<string, { name: string; value: Expression }[]>();
    for (const cell of values) {
      const entry = { name: cell[across], value: cell.value };
      const line = entries.get(cell[along]);
      if (line) line.push(entry);
      else entries.set(cell[along], [entry]);
    }
    return [...entries].flatMap(([line, of]) =>
      unchecked.includes(line)
        ? []
        : { matrix, line, along: line === matrix ? undefined : along, entries: of },
    );
  };
  return [...lines("row", "column"), ...lines("column", "row")];
}
