// Expressions as text, in the grammar of text models: reading what is shown gives the same expression.

import { showUnit } from "../unit/unit.ts";
import { writtenAs } from "./distribution.ts";
import { type Expression, type MaybeUnit, operands } from "./expression.ts";
import { functionOf, infix, isName, level } from "./grammar.ts";
import type { Equation } from "./system.ts";
import { nodesOf } from "./walk.ts";

/** A part of a text, and how tightly it holds together. */
interface Shown {
  readonly text: string;
  readonly level: number;
}

/**
 * An expression as text, with as few brackets as its meaning needs.
 *
 * Names that no equation could hold as they are, such as `google-cloud.revenue`, stand in backquotes.
 */
export function show(root: Expression): string {
  const shown = new Map<Expression, Shown>();
  for (const e of nodesOf(root, shownOperands))
    shown.set(
      e,
      showNode(e, (operand) => shown.get(operand)!),
    );
  return shown.get(root)!.text;
}

function shownOperands(e: Expression): readonly Expression[] {
  return writtenAs(e)?.of ?? (e.op === "least" || e.op === "most" ? flattened(e.op, e.a, e.b) : operands(e));
}

function showNode(e: Expression, shown: (operand: Expression) => Shown): Shown {
  const within = (operand: Expression, least: number): string => {
    const inner = shown(operand);
    return inner.level < least ? `(${inner.text})` : inner.text;
  };
  const call = (name: string, of: readonly Expression[]): Shown => ({
    text: `${name}(${of.map((operand) => shown(operand).text).join(", ")})`,
    level: level.whole,
  });
  const written = writtenAs(e);
  if (written) return call(written.name, written.of);
  switch (e.op) {
    case "constant":
      return showConstant(e.value, e.unit);
    case "variable":
      return { text: showName(e.name), level: level.whole };
    case "lag":
      return { text: `${showName(e.name)}[-${e.periods}]`, level: level.whole };
    case "period":
    case "step":
      return { text: e.op, level: level.whole };
    case "draw":
      return {
        text: e.from.name === "beta" ? `beta(${e.from.alpha}, ${e.from.beta})` : `${e.from.name}(0, 1)`,
        level: level.whole,
      };
    case "negate":
      // -5 is a number of its own; what is negated here is 5.
      return {
        text: isBareNumber(e.a) ? `-(${shown(e.a).text})` : `-${within(e.a, level.minus)}`,
        level: level.minus,
      };
    case "not":
      return { text: `not ${within(e.a, level.not)}`, level: level.not };
    case "least":
    case "most":
      return call(functionOf[e.op], flattened(e.op, e.a, e.b));
    case "absolute":
    case "root":
    case "exp":
    case "log":
      return call(functionOf[e.op], [e.a]);
    case "select":
      return call("if", [e.condition, e.a, e.b]);
    default: {
      const { sign, level: own } = infix[e.op];
      const isPower = e.op === "power";
      // From left to right, but powers from right to left, and comparisons in neither direction.
      const left = isPower || own === level.comparison ? own + 1 : own;
      const right = isPower ? level.minus : own + 1;
      const space = isPower ? "" : " ";
      return { text: `${within(e.a, left)}${space}${sign}${space}${within(e.b, right)}`, level: own };
    }
  }
}

function isBareNumber(e: Expression): boolean {
  return e.op === "constant" && !(e.value < 0 || Object.is(e.value, -0));
}

/** A negative number binds as a minus does: -5^2 is -25, and (-5)^2 is not. */
function showConstant(value: number, unit: MaybeUnit): Shown {
  const text = `${Object.is(value, -0) ? "-0" : value}${unit === undefined ? "" : ` [${showUnit(unit)}]`}`;
  return { text, level: text.startsWith("-") ? level.minus : level.whole };
}

/** `min(a, b, c)` for the least of the least of a and b, and c. */
function flattened(op: "least" | "most", a: Expression, b: Expression): readonly Expression[] {
  const last = [b];
  let first = a;
  while (first.op === op && writtenAs(first) === undefined) {
    last.push(first.b);
    first = first.a;
  }
  return [first, ...last.toReversed()];
}

/** A name as it stands in an equation. The lag of a given number is a number of its own, called as it is written. */
export function showName(name: string): string {
  return isName(name.replace(/\[-\d+\]$/u, "")) ? name : `\`${name}\``;
}

/** A row of a table of equations, every cell as text; empty where there is nothing. */
export interface EquationRow {
  readonly name: string;
  readonly unit: string;
  readonly equation: string;
  readonly initial: string;
}

export function equationTable(equations: Iterable<Equation>): EquationRow[] {
  return Array.from(equations, ({ name, unit, value, initial }) => ({
    name: showName(name),
    unit: unit === undefined ? "" : showUnit(unit),
    equation: show(value),
    initial: initial === undefined ? "" : show(initial),
  }));
}
