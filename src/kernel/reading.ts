// What an equation reads, found in one walk.

import type { Draw, Expression } from "../expression/expression.ts";
import { type Part, isBlock } from "../expression/system.ts";

/** Each in the order in which it first stands, from left to right. */
export interface Reading {
  /** Names whose value of this period is read. */
  readonly now: ReadonlySet<string>;
  /** Names whose value of a period before is read. */
  readonly before: ReadonlySet<string>;
  readonly draws: readonly Draw[];
}

export function readingOf(root: Expression): Reading {
  const now = new Set<string>();
  const before = new Set<string>();
  const draws: Draw[] = [];
  const seen = new Set<Expression>();
  const stack = [root];
  while (stack.length > 0) {
    const e = stack.pop()!;
    if (e.op === "variable") now.add(e.name);
    else if (e.op === "lag") before.add(e.name);
    else if (e.op === "draw") draws.push(e);
    else if ("a" in e && !seen.has(e)) {
      seen.add(e);
      if ("b" in e) stack.push(e.b);
      stack.push(e.a);
      if ("condition" in e) stack.push(e.condition);
    }
  }
  return { now, before, draws };
}

/** Of each equation of some parts, by its name. */
export function readingsOf(parts: readonly Part[]): Map<string, Reading> {
  const readings = new Map<string, Reading>();
  for (const part of parts)
    for (const { name, value } of isBlock(part) ? part.equations : [part])
      readings.set(name, readingOf(value));
  return readings;
}
