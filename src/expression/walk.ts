// Ways through an expression. None calls itself: a sum may have thousands of terms, one below the other.

import { type Expression, operands } from "./expression.ts";

/** After so many nodes values are remembered. */
const treeMax = 64;

/** The operands of any node, by name. */
interface Operands {
  readonly condition?: Expression;
  readonly a?: Expression;
  readonly b?: Expression;
}

/**
 * What an expression comes to: each node after its operands, from left to right. A node is worked out once or,
 * where that is cheaper than to remember it, each time that it is met: leaves, what is made of leaves alone, and the
 * first nodes of an expression, so that a small one needs no table.
 *
 * @param of what a node comes to, from what its operands came to
 */
export function fold<T extends {}>(root: Expression, of: (e: Expression, a?: T, b?: T, c?: T) => T): T {
  let known: Map<Expression, T> | undefined;
  const values: T[] = [];
  // A node whose operands are done follows on undefined.
  const stack: (Expression | undefined)[] = [root];
  for (let met = 0; stack.length > 0; met++) {
    const next = stack.pop();
    const e = next ?? stack.pop()!;
    const { condition, a, b } = e as Operands;
    if (a === undefined) values.push(of(e));
    else if (next === undefined) {
      const last = values.pop()!;
      const value =
        b === undefined
          ? of(e, last)
          : condition === undefined
            ? of(e, values.pop()!, last)
            : ofThree(e, values, last, of);
      if (met >= treeMax) (known ??= new Map()).set(e, value);
      values.push(value);
    } else {
      const found = known?.get(e);
      if (found !== undefined) values.push(found);
      else if (condition === undefined && isLeaf(a) && (b === undefined || isLeaf(b))) {
        const left = of(a);
        values.push(b === undefined ? of(e, left) : of(e, left, of(b)));
      } else {
        stack.push(e, undefined);
        if (b !== undefined) stack.push(b);
        stack.push(a);
        if (condition !== undefined) stack.push(condition);
      }
    }
  }
  return values.pop()!;
}

function isLeaf(e: Expression): boolean {
  return (e as Operands).a === undefined;
}

function ofThree<T>(e: Expression, values: T[], last: T, of: (e: Expression, a?: T, b?: T, c?: T) => T): T {
  const middle = values.pop()!;
  return of(e, values.pop(), middle, last);
}

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
    const e = stack[stack.length - 1]!;
    const height = stack.length;
    if (!done.has(e)) {
      const parts = below(e);
      for (let k = parts.length - 1; k >= 0; k--) if (!done.has(parts[k]!)) stack.push(parts[k]!);
    }
    if (stack.length === height) {
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
  return fold<Expression>(root, (e, ...now) => {
    const old = operands(e);
    if (old.length === 0) return leaf(e);
    return old.every((x, i) => x === now[i]) ? e : rebuilt(e, now as Expression[]);
  });
}

function rebuilt(e: Expression, now: readonly Expression[]): Expression {
  if ("condition" in e) return { ...e, condition: now[0]!, a: now[1]!, b: now[2]! };
  if ("b" in e) return { ...e, a: now[0]!, b: now[1]! };
  return { ...e, a: now[0]! } as Expression;
}
