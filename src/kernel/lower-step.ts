// A period as operations. What the answer does not need is left out, and each operation stands near those that use
// it (depth first from the variables that are kept: fewer values to store in between).

import { type Block, type Part, type System, isBlock } from "../expression/system.ts";
import { type CodeBuilder, type ConstantPool, codeBuilder } from "./code-builder.ts";
import { DrawList, type Names, writer } from "./lower-expression.ts";
import { drawsOfStep } from "./placed-draws.ts";
import type { Output, PlacedDraw, Segment, State } from "./program.ts";
import { readingsOf } from "../expression/reading.ts";
import { withoutUnread } from "./unread.ts";

export interface LoweredStep {
  readonly code: ReturnType<CodeBuilder["code"]>;
  readonly segments: readonly Segment[];
  readonly draws: readonly PlacedDraw[];
  /** Names of the numbers found once that are read. */
  readonly once: readonly string[];
  readonly states: readonly Omit<State, "first">[];
  readonly outputs: readonly Omit<Output, "first">[];
  readonly size: number;
}

/**
 * @param parts   those of the system and what was added to them
 * @param outputs names of the variables that are kept
 * @param given   places of the given numbers by name; the period is the last
 */
export function lowerStep(
  system: System,
  parts: readonly Part[],
  outputs: readonly string[],
  given: ReadonlyMap<string, number>,
  constants: ConstantPool,
): LoweredStep {
  const builder = codeBuilder(constants);
  const partOf = new Map<string, Part>();
  for (const part of parts) for (const name of namesOf(part)) partOf.set(name, part);
  const readings = readingsOf(parts);
  const once = new Map<string, number>();
  const draws = new DrawList(drawsOfStep(system, readings));
  const states = new StateList();
  const valueOf = new Map<string, number>();
  const segments: Segment[] = [];
  const watched = new Set(outputs);
  for (const { before } of readings.values()) for (const name of before) watched.add(name);
  let size = builder.constant(0);

  const readOnce = (name: string): number => {
    const place = once.get(name) ?? once.size;
    once.set(name, place);
    return builder.leaf("once", place);
  };
  const variable = (name: string): number => {
    const value = valueOf.get(name);
    if (value !== undefined) return value;
    const place = given.get(name);
    return place === undefined ? readOnce(name) : builder.leaf("given", place);
  };
  const names: Names = {
    variable,
    lag: (name, periods) =>
      partOf.has(name) ? builder.leaf("past", states.place(name, periods)) : variable(name),
    period: () => builder.leaf("given", given.size - 1),
  };
  const write = writer(builder, names, draws, system.step);
  const define = (name: string, value: number): void => {
    valueOf.set(name, value);
    if (!watched.has(name)) return;
    size = withSize(builder, size, value);
    builder.assumeValid(value);
  };
  /** What is written so far runs on its own. */
  const cut = (block?: Segment["block"]): void => {
    const { open, closed } = builder.taken();
    if (closed.length > 0) segments.push({ values: closed, block: undefined });
    if (block) segments.push({ values: open, block });
  };

  const lowerBlock = ({ equations, tolerance, roundsMax }: Block): void => {
    const members = new Set(equations.map(({ name }) => name));
    const guesses = new Map<string, number>();
    const inRound = new Map<string, number>();
    // A member that is read before the round has come to it is read as its guess.
    const member = (name: string): number => {
      if (!members.has(name)) return variable(name);
      const found = inRound.get(name) ?? guesses.get(name);
      if (found !== undefined) return found;
      const guess = builder.guess(guesses.size);
      guesses.set(name, guess);
      return guess;
    };
    const local = writer(builder, { ...names, variable: member }, draws, system.step);
    for (const { name, value } of equations) {
      const found = local(value);
      // A member that is another's guess and nothing more gets a value of its own: guesses end with the block.
      const isGuess = [...guesses.values()].includes(found);
      inRound.set(name, isGuess ? builder.operate("most", found, found) : found);
    }
    const guessed = [...guesses.keys()];
    const start = Int32Array.from(guessed, (name) => states.place(name, 1));
    const settled = builder.settled();
    cut({
      names: equations.map(({ name }) => name),
      guess: Int32Array.from(guesses.values()),
      result: Int32Array.from(guessed, (name) => inRound.get(name)!),
      start,
      settled,
      tolerance,
      roundsMax,
    });
    builder.close();
    for (const [name, value] of inRound) define(name, value);
    size = builder.operate("add", size, settled);
  };

  const need = (roots: readonly string[]): void => {
    const stack = roots.map((name) => partOf.get(name)!).toReversed();
    const ready = new Set<Part>();
    while (stack.length > 0) {
      const part = stack[stack.length - 1]!;
      if (valueOf.has(isBlock(part) ? part.equations[0]!.name : part.name)) stack.pop();
      else if (ready.has(part)) {
        stack.pop();
        if (isBlock(part)) lowerBlock(part);
        else define(part.name, write(part.value));
      } else {
        ready.add(part);
        if (isBlock(part)) for (const { name } of part.equations.toReversed()) readBy(name, part, stack);
        else readBy(part.name, part, stack);
      }
    }
  };
  /** What an equation reads stands on the stack then, the first on top. */
  const readBy = (reader: string, part: Part, stack: Part[]): void => {
    const { now } = readings.get(reader)!;
    for (let k = now.length - 1; k >= 0; k--) {
      const other = partOf.get(now[k]!);
      if (other !== undefined && other !== part && !valueOf.has(now[k]!)) stack.push(other);
    }
  };

  need(outputs);
  // What is remembered must be worked out too, and may need other states.
  for (let k = 0; k < states.list.length; k++) need([states.list[k]!.name]);
  const remembered = states.list.map(({ name, age }) => ({
    name,
    age,
    next: age === 1 ? valueOf.get(name)! : builder.leaf("past", states.place(name, age - 1)),
  }));
  const kept = outputs.map((name) => ({ name, value: valueOf.get(name)! }));
  cut();
  const code = builder.code();
  const roots = [...remembered.map(({ next }) => next), ...kept.map(({ value }) => value), size];
  return {
    code,
    segments: withoutUnread(code, segments, roots),
    draws: draws.list,
    once: [...once.keys()],
    states: remembered,
    outputs: kept,
    size,
  };
}

/** Adds what may make a path fail: a size where it has no bound, the value itself where it can only be no number. */
export function withSize(builder: CodeBuilder, total: number, value: number): number {
  const { size, number, sign } = builder.isBounded(value);
  if (size && number) return total;
  // What is not below zero is its own size.
  return builder.operate("add", total, size || sign ? value : builder.operate("absolute", value));
}

function namesOf(part: Part): readonly string[] {
  return isBlock(part) ? part.equations.map(({ name }) => name) : [part.name];
}

/** States by name and age: one of age k rests on that of age k − 1. */
class StateList {
  readonly list: { readonly name: string; readonly age: number }[] = [];
  /** By name, the places of ages 1, 2, … */
  readonly #places = new Map<string, number[]>();

  place(name: string, age: number): number {
    let places = this.#places.get(name);
    if (places === undefined) this.#places.set(name, (places = []));
    while (places.length < age) places.push(this.list.push({ name, age: places.length + 1 }) - 1);
    return places[age - 1]!;
  }
}
