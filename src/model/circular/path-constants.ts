// What an equation holds that is the same in every quarter of a path: worked out once, as a number of the model of its own.

import type { Expression } from "../../expression/expression.ts";
import { show } from "../../expression/show.ts";
import { fold } from "../../expression/walk.ts";
import type { Name } from "../builder.ts";

export interface PathConstants {
  /** From here on a name counts as the same in every quarter of a path: an assumption, a switch. */
  readonly add: (name: string) => void;
  /** An equation in which each part that is made of such names alone is a name: `{1 - growth-memory}`. */
  readonly workedOut: (equation: Expression) => Expression;
}

/** A part of an equation; it is fixed where it is the same in every quarter, and bare where no name stands in it. */
interface Part {
  readonly e: Expression;
  readonly isFixed: boolean;
  readonly isBare: boolean;
}

/**
 * Names in braces sort behind all others, so that they change the order of no draw.
 *
 * @param once declares a number that each path works out once
 */
export function pathConstants(once: (name: string, value: Expression) => Name): PathConstants {
  const fixed = new Set<string>();
  const made = new Map<string, Name>();
  const finished = ({ e, isFixed, isBare }: Part): Expression => {
    if (!isFixed || isBare || !("a" in e)) return e;
    // Units of figures change no number.
    const name = `{${show(e).replaceAll(/`| \[[^\]]*\]/gu, "")}}`;
    const known = made.get(name) ?? once(name, e);
    made.set(name, known);
    fixed.add(name);
    return known;
  };
  const partOf = (e: Expression, ...of: readonly (Part | undefined)[]): Part => {
    const operands = of.filter((operand) => operand !== undefined);
    if (operands.length === 0) {
      const isBare = e.op === "constant";
      return { e, isBare, isFixed: isBare || (e.op === "variable" && fixed.has(e.name)) };
    }
    const isBare = operands.every((operand) => operand.isBare);
    if (operands.every(({ isFixed }) => isFixed)) return { e, isBare, isFixed: true };
    return { e: withOperands(e, operands.map(finished)), isBare, isFixed: false };
  };
  return {
    add: (name) => void fixed.add(name),
    workedOut: (equation) => finished(fold<Part>(equation, partOf)),
  };
}

function withOperands(e: Expression, [first, second, third]: readonly Expression[]): Expression {
  if (e.op === "select") return { ...e, condition: first!, a: second!, b: third! };
  return { ...e, a: first!, ...(second && { b: second }) } as Expression;
}
