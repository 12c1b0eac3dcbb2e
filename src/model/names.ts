// What an expression reads: names of this period and of periods before.

import type { Expression } from "../expression/expression.ts";
import { nodesOf } from "../expression/walk.ts";

/** Names that an expression reads in the same period, each once, in the order in which they stand. */
export function readsNow(e: Expression): string[] {
  return [...new Set(nodesOf(e).flatMap((node) => (node.op === "variable" ? [node.name] : [])))];
}

/** Names that an expression reads in periods before. */
export function readsBefore(e: Expression): string[] {
  return [...new Set(nodesOf(e).flatMap((node) => (node.op === "lag" ? [node.name] : [])))];
}

export function hasDraw(e: Expression): boolean {
  return nodesOf(e).some(({ op }) => op === "draw");
}
