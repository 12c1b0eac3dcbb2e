// What a path has before its first period: numbers found once, and the values of period 0.

import type { Expression } from "../expression/expression.ts";
import { type System, type Equation } from "../expression/system.ts";
import { type CodeBuilder, type ConstantPool, codeBuilder } from "./code-builder.ts";
import { DrawList, writer } from "./lower-expression.ts";
import { type LoweredStep, withSize } from "./lower-step.ts";
import { drawsOfSetup } from "./placed-draws.ts";
import { type PlacedDraw, smallGuess } from "./program.ts";
import { readingOf } from "../expression/reading.ts";

export interface LoweredSetup {
  readonly code: ReturnType<CodeBuilder["code"]>;
  readonly draws: readonly PlacedDraw[];
  readonly once: readonly number[];
  readonly first: readonly number[];
  readonly outputFirst: readonly number[];
  readonly size: number;
}

/** @param equations those of the system and what was added to them */
export function lowerSetup(
  system: System,
  equations: readonly Equation[],
  step: LoweredStep,
  constants: ConstantPool,
): LoweredSetup {
  const builder = codeBuilder(constants);
  const draws = new DrawList(drawsOfSetup(system));
  const given = new Map(system.given.map(({ name }, k) => [name, k] as const));
  const valueOf = new Map<string, number>();
  const read = (name: string): number => valueOf.get(name) ?? builder.leaf("given", given.get(name)!);
  const names = { variable: read, lag: read, period: () => builder.constant(0) };
  const write = writer(builder, names, draws, system.step);
  for (const { name, value } of system.once) valueOf.set(name, write(value));
  const initials = new Map<string, Expression>();
  for (const { name, initial } of equations) if (initial) initials.set(name, initial);
  for (const name of ordered(initials)) valueOf.set(name, write(initials.get(name)!));
  const once = step.once.map((name) => valueOf.get(name)!);
  const first = step.states.map(({ name }) => valueOf.get(name) ?? builder.constant(smallGuess));
  const outputFirst = step.outputs.map(({ name }) => valueOf.get(name) ?? -1);
  const watched = new Set([...once, ...first, ...outputFirst.filter((value) => value >= 0)]);
  let size = builder.constant(0);
  for (const value of watched) size = withSize(builder, size, value);
  return { code: builder.code(), draws: draws.list, once, first, outputFirst, size };
}

/** Names with an initial value, each after those that its value is made of. */
function ordered(initials: ReadonlyMap<string, Expression>): Iterable<string> {
  const done = new Set<string>();
  const stack = [...initials.keys()].toReversed();
  const opened = new Set<string>();
  while (stack.length > 0) {
    const name = stack[stack.length - 1]!;
    if (done.has(name) || opened.has(name)) {
      done.add(stack.pop()!);
      continue;
    }
    opened.add(name);
    for (const other of readingOf(initials.get(name)!).now)
      if (initials.has(other) && !opened.has(other)) stack.push(other);
  }
  return done;
}
