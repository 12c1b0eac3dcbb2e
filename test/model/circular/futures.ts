// Many futures of an economy on one compiled program: scenarios and settings change given numbers and no draw.

import type { Book } from "../../../src/book/book.ts";
import { type Record, interpreter, recordOf } from "../../../src/kernel/interpret.ts";
import { programOf } from "../../../src/kernel/lower.ts";
import type { Program } from "../../../src/kernel/program.ts";
import { compile } from "../../../src/kernel/wasm/compile.ts";
import { wasmEngine, wasmPlatform } from "../../../src/kernel/wasm/engine.ts";
import type { System } from "../../../src/expression/system.ts";
import type { Economy } from "../../../src/model/circular/economy.ts";
import { type GivenChange, shocksFrom } from "../../../src/model/circular/scenario.ts";
import { toSystem } from "../../../src/model/to-system.ts";
import { givenRows } from "../../../src/paths/given-rows.ts";

export interface Future {
  readonly record: Record;
  /** By path: a variable, or a series or an event by its id, in a period. */
  at(name: string, period: number): Float64Array;
  /** By path: what it adds up to from a period to another, both included. */
  sum(name: string, from: number, to: number): Float64Array;
  /** By path: whether it is ever other than 0 up to a period. */
  ever(name: string, to?: number): boolean[];
}

export interface Futures {
  readonly economy: Economy;
  readonly system: System;
  readonly program: Program;
  readonly names: readonly string[];
  readonly last: number;
  given(changes?: readonly GivenChange[]): Float64Array;
  run(changes?: readonly GivenChange[], options?: { seed?: number; interpreted?: boolean }): Future;
  /** With scenarios as they are written on the command line. */
  scenario(...texts: string[]): Future;
}

/**
 * @param options.paths how many, at most 1,024
 * @param options.keep variables, or ids of series and events, that are kept; all unless told otherwise
 */
export function futuresOf(
  economy: Economy,
  book: Book,
  { paths = 256, keep }: { paths?: number; keep?: readonly string[] } = {},
): Futures {
  const system = toSystem(economy.model);
  const ids = new Map([...economy.series, ...economy.events].map((one) => [one.id, one.variable]));
  const program = programOf(system, keep && [...new Set(keep.map((name) => ids.get(name) ?? name))]);
  const platform = wasmPlatform()!;
  const compiled = compile(program);
  const module = new platform.Module(compiled.bytes);
  const places = new Map(program.outputs.map(({ name }, o) => [name, o]));
  const width = program.periods + 1;
  const given = (changes: readonly GivenChange[] = []): Float64Array => givenRows(program, changes);
  const run: Futures["run"] = (changes = [], { seed = 1, interpreted = false } = {}) => {
    const record = recordOf(program, paths);
    const inputs = { seed, antithetic: false, given: given(changes) };
    const engine = interpreted ? interpreter(program, inputs) : wasmEngine(program, compiled, module, inputs);
    engine(0, paths, record);
    const at = (name: string, period: number): Float64Array => {
      const place = places.get(ids.get(name) ?? name);
      if (place === undefined) throw new Error(`the economy has no "${name}"`);
      const cell = place * width + period;
      return record.values.subarray(cell * paths, (cell + 1) * paths);
    };
    return {
      record,
      at,
      sum: (name, from, to) => {
        const total = new Float64Array(paths);
        for (let t = from; t <= to; t++) at(name, t).forEach((value, k) => (total[k]! += value));
        return total;
      },
      ever: (name, to = program.periods) => {
        const has = Array.from({ length: paths }, () => false);
        for (let t = 1; t <= to; t++) at(name, t).forEach((value, k) => (has[k] ||= value !== 0));
        return has;
      },
    };
  };
  return {
    economy,
    system,
    program,
    names: [...places.keys()],
    last: program.periods,
    given,
    run,
    scenario: (...texts) => run(shocksFrom(texts, economy, book).flatMap(({ changes }) => changes)),
  };
}

/** An assumption or starting figure at one value on every path, from the start on. */
export function setTo(id: string, value: number): GivenChange[] {
  return [
    { name: `set ${id}`, from: 0, to: undefined, value: 1 },
    { name: `value ${id}`, from: 0, to: undefined, value },
  ];
}

/** A shock from a period on. */
export function shock(name: string, value: number, from = 1, to?: number): GivenChange {
  return { name, from, to, value };
}

export function mean(values: ArrayLike<number>): number {
  let total = 0;
  for (let k = 0; k < values.length; k++) total += values[k]!;
  return total / values.length;
}

export function median(values: ArrayLike<number>): number {
  const sorted = Float64Array.from(values).toSorted();
  return (sorted[(sorted.length - 1) >> 1]! + sorted[sorted.length >> 1]!) / 2;
}

/** Mean of the differences of two runs on the same draws, with its standard error. */
export function change(base: ArrayLike<number>, other: ArrayLike<number>): { mean: number; error: number } {
  const differences = Float64Array.from(base, (value, k) => other[k]! - value);
  const middle = mean(differences);
  const variance = mean(differences.map((value) => (value - middle) ** 2));
  return { mean: middle, error: Math.sqrt(variance / base.length) };
}
