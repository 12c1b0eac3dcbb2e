// Models written in TypeScript, so that they read like the equations in a paper:
//
//     const m = modelBuilder("SIM", { periods: 60 });
//     const theta = m.given("theta", 0.2);
//     const Y = m.flow("Y");
//     const T = m.flow("T");
//     const H = m.stock("H", { initial: 0 });
//     m.equation(T, multiply(theta, Y));
//     m.equation(H, sum([before(H), YD, negate(C)]));
//     m.simultaneous([Y, T, YD, C]);
//
// Variables come first and their equations after, since equations of one period may read one another.

import { RoundtripError } from "../error/error.ts";
import { type Expression, type MaybeUnit, constant, lag, variable } from "../expression/expression.ts";
import { asOneError, faultsOf } from "./check.ts";
import {
  type Cell,
  type Change,
  type DeclaredBlock,
  type GivenNumber,
  type Matrix,
  type Model,
  type OnceNumber,
  type Role,
  type Variable,
  roundsMax as defaultRoundsMax,
  tolerance as defaultTolerance,
} from "./model.ts";
import { refuseCycles } from "./to-system.ts";

/** A name that stands for a value in equations. */
export type Name = Extract<Expression, { readonly op: "variable" }>;

export interface VariableOptions {
  readonly unit?: MaybeUnit;
  /** Its value in period 0: a figure, or an expression of given and once-found numbers and other initial values. */
  readonly initial?: number | Expression;
}

export interface ModelBuilder {
  /** A figure from outside, with its changes by period. */
  given(name: string, value: number, options?: { unit?: MaybeUnit; changes?: readonly Change[] }): Name;
  /** A number that each path finds once, before its first period. */
  once(name: string, value: Expression, options?: { unit?: MaybeUnit }): Name;
  stock(name: string, options?: VariableOptions): Name;
  flow(name: string, options?: VariableOptions): Name;
  auxiliary(name: string, options?: VariableOptions): Name;
  /** What a variable is in every period. */
  equation(of: Name, value: Expression): void;
  /** These may depend on one another within a period. */
  simultaneous(of: readonly Name[], options?: { tolerance?: number; roundsMax?: number }): void;
  /** Rows and columns that add to zero: `matrix("flows", { wages: { households: W, firms: negate(W) } })`. */
  matrix(
    name: string,
    rows: Readonly<Record<string, Readonly<Record<string, Expression>>>>,
    options?: { unchecked?: readonly string[] },
  ): void;
  /** @throws MODEL_FAULTS with everything that is wrong, or the only fault itself */
  build(): Model;
}

/** The value of a name some periods before. */
export function before(of: Name, periods = 1): Expression {
  return lag(of.name, periods, of.unit);
}

export function modelBuilder(name: string, options: { periods: number; step?: number }): ModelBuilder {
  const given: GivenNumber[] = [];
  const once: OnceNumber[] = [];
  const declared: Omit<Variable, "equation">[] = [];
  const equations = new Map<string, Expression>();
  const blocks: DeclaredBlock[] = [];
  const matrices: Matrix[] = [];
  const faults: RoundtripError[] = [];
  const place = undefined;

  const declare =
    (role: Role) =>
    (called: string, { unit, initial }: VariableOptions = {}): Name => {
      const start = typeof initial === "number" ? constant(initial, unit) : initial;
      declared.push({ name: called, role, unit, initial: start, place });
      return variable(called, unit) as Name;
    };

  return {
    given: (called, value, { unit, changes = [] } = {}) => {
      given.push({ name: called, unit, value, changes, place });
      return variable(called, unit) as Name;
    },
    once: (called, value, { unit = value.unit } = {}) => {
      once.push({ name: called, unit, value, place });
      return variable(called, unit) as Name;
    },
    stock: declare("stock"),
    flow: declare("flow"),
    auxiliary: declare("auxiliary"),
    equation: (of, value) => {
      if (equations.has(of.name)) faults.push(secondEquation(of.name));
      equations.set(of.name, value);
    },
    simultaneous: (of, { tolerance = defaultTolerance, roundsMax = defaultRoundsMax } = {}) => {
      blocks.push({ names: of.map((entry) => entry.name), tolerance, roundsMax });
    },
    matrix: (called, rows, { unchecked = [] } = {}) => {
      matrices.push({ name: called, cells: cellsOf(rows), unchecked });
    },
    build: () => {
      const variables = declared.flatMap((entry): Variable[] => {
        const equation = equations.get(entry.name);
        return equation ? [{ ...entry, equation }] : [];
      });
      const model: Model = {
        name,
        periods: options.periods,
        step: options.step ?? 1,
        given,
        once,
        variables,
        blocks,
        matrices,
      };
      const known = new Set(declared.map((entry) => entry.name));
      faults.push(...[...equations.keys()].filter((of) => !known.has(of)).map(equationOfNone));
      const missing = declared.filter((entry) => !equations.has(entry.name));
      const all = [...faults, ...missing.map((entry) => withoutEquation(entry.name)), ...blockFaults(model)];
      // A variable without an equation is no name of the model, and would be reported wherever it is read.
      if (missing.length === 0) all.push(...faultsOf(model));
      if (all.length > 0) throw asOneError(all);
      refuseCycles(model);
      return model;
    },
  };
}

function cellsOf(rows: Readonly<Record<string, Readonly<Record<string, Expression>>>>): Cell[] {
  return Object.entries(rows).flatMap(([row, columns]) =>
    Object.entries(columns).map(([column, value]) => ({ row, column, value, place: undefined })),
  );
}

function blockFaults({ blocks, variables }: Model): RoundtripError[] {
  if (blocks === "found") return [];
  const known = new Set(variables.map(({ name }) => name));
  const seen = new Set<string>();
  return blocks.flatMap(({ names, tolerance, roundsMax }) => [
    ...names.flatMap((name) => {
      if (!known.has(name))
        return [wrongBlock(`Nothing called "${name}" is solved with others: it has no equation.`)];
      if (seen.has(name)) return [wrongBlock(`${name} stands in two simultaneous blocks.`)];
      seen.add(name);
      return [];
    }),
    ...(tolerance >= 0 && tolerance < 1 && Number.isInteger(roundsMax) && roundsMax >= 1
      ? []
      : [wrongBlock(`A block cannot be solved to ${tolerance} in ${roundsMax} rounds.`)]),
  ]);
}

function wrongBlock(message: string): RoundtripError {
  return new RoundtripError("MODEL_BLOCK", message, {
    remedy: "Name each variable once, with a tolerance below 1 and a whole number of rounds.",
  });
}

function secondEquation(name: string): RoundtripError {
  return new RoundtripError("MODEL_DUPLICATE_EQUATION", `${name} has two equations.`, {
    remedy: "Keep one of them.",
  });
}

function equationOfNone(name: string): RoundtripError {
  return new RoundtripError("MODEL_UNKNOWN_NAME", `The equation of ${name} is that of no variable.`, {
    remedy: `Declare ${name} as a stock, a flow or an auxiliary.`,
  });
}

function withoutEquation(name: string): RoundtripError {
  return new RoundtripError("MODEL_NO_EQUATION", `${name} has no equation.`, {
    remedy: `Write one, or give ${name} as a number.`,
  });
}
