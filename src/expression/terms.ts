// What an expression adds up.

import { type Expression, negate } from "./expression.ts";

/**
 * The terms whose sum an expression is: of a − (b + c) they are a, −b and −c.
 *
 * An account is compared with the size of its terms: the change of a stock that hardly moves, H − H[-1], is small
 * beside what is rounded in it, and no measure for what may be missing.
 */
export function termsOf(root: Expression): Expression[] {
  const terms: Expression[] = [];
  const stack: [e: Expression, isNegative: boolean][] = [[root, false]];
  while (stack.length > 0) {
    const [e, isNegative] = stack.pop()!;
    if (e.op === "add") stack.push([e.b, isNegative], [e.a, isNegative]);
    else if (e.op === "subtract") stack.push([e.b, !isNegative], [e.a, isNegative]);
    else if (e.op === "negate") stack.push([e.a, !isNegative]);
    else terms.push(isNegative ? negate(e) : e);
  }
  return terms;
}
