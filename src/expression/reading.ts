// What an equation reads, found in one walk.

import type { Draw, Expression } from "./expression.ts";
import { type Part, isBlock } from "./system.ts";

/** Each in the order in which it stands, from left to right; what stands there twice may be told twice. */
export interface Reading {
  /** Names whose value of this period is read. */
  readonly now: readonly string[];
  /** Names whose value of a period before is read. */
  readonly before: readonly string[];
  readonly draws: readonly Draw[];
  /** Whether all numbers that stand in it are finite. */
  readonly isFinite: boolean;
}

/** A smaller expression is gone through as a tree; of a larger one, nodes are remembered, since many may be shared. */
const treeMax = 64;

export function readingOf(root: Expression): Reading {
  const now: string[] = [];
  const before: string[] = [];
  const draws: Draw[] = [];
  let isFinite = true;
  const seen = new Set<Expression>();
  const stack = [root];
  for (let met = 0; stack.length > 0; met++) {
    const e = stack.pop()!;
    if (e.op === "variable") now.push(e.name);
    else if (e.op === "lag") before.push(e.name);
    else if (e.op === "draw") draws.push(e);
    else if (e.op === "constant") isFinite &&= Number.isFinite(e.value);
    else if ("a" in e) {
      if (met >= treeMax) {
        if (seen.has(e)) continue;
        seen.add(e);
      }
      if ("b" in e) stack.push(e.b);
      stack.push(e.a);
      if ("condition" in e) stack.push(e.condition);
    }
  }
  return { now, before, draws, isFinite };
}

/** Of each equation of some parts, by its name. */
export function readingsOf(parts: readonly Part[]): Map<string, Reading> {
  const readings = new Map<string, Reading>();
  for (const part of parts)
    for (const { name, value } of isBlock(part) ? part.equations : [part])
      readings.set(name, readingOf(value));
  return readings;
}
