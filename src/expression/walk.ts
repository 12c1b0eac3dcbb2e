// Ways through an expression. None calls itself: a sum may have thousands of terms, one below the other.

import { type Expression, operands } from "./expression.ts";

/**
 * Every node once, each after its operands, from left to right; the expression itself comes last.
 *
 * @param below what a node is made of, where that is not its operands
 */
export function nodesOf(
  root: Expression,
  below: (e: Expression) => readonly Expression[] = operands,
): Expression[] {
  const done = new Set<Expression>();
  const stack = [root];
  while (stack.length > 0) {
    const e = stack.at(-1)!;
    const open = done.has(e) ? [] : below(e).filter((operand) => !done.has(operand));
    if (open.length > 0) {
      stack.push(...open.toReversed());
    } else {
      done.add(e);
      stack.pop();
    }
  }
  return [...done];
}

/**
 * The expression with other leaves. What does not change stays the same node, so that shared nodes, and with
 * them shared draws, stay shared.
 *
 * @param leaf what stands in place of a node without operands
 */
export function withLeaves(root: Expression, leaf: (e: Expression) => Expression): Expression {
  const changed = new Map<Expression, Expression>();
  for (const e of nodesOf(root)) {
    const old = operands(e);
    const now = old.map((operand) => changed.get(operand)!);
    changed.set(e, old.length === 0 ? leaf(e) : old.every((x, i) => x === now[i]) ? e : rebuilt(e, now));
  }
  return changed.get(root)!;
}

function rebuilt(e: Expression, now: readonly Expression[]): Expression {
  if ("condition" in e) return { ...e, condition: now[0]!, a: now[1]!, b: now[2]! };
  if ("b" in e) return { ...e, a: now[0]!, b: now[1]! };
  return { ...e, a: now[0]! } as Expression;
}
