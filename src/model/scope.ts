// What a name means where it stands in a text: a variable, its past, the number of the period.

import { didYouMean } from "../error/nearest.ts";
import {
  type Expression,
  type MaybeUnit,
  constant,
  lag,
  period,
  step,
  subtract,
  variable,
} from "../expression/expression.ts";
import type { TextFault } from "./place.ts";

/** What may be read where an expression stands. */
export interface Scope {
  /** An equation; a parameter or an initial value; an entry of a balance; a figure, which reads nothing. */
  readonly kind: "equation" | "start" | "balance" | "figure";
  /** The unit of a name, and whether it has a value in period 0; undefined where nothing is called so. */
  resolve(name: string): Known | undefined;
  names(): Iterable<string>;
}

interface Known {
  readonly unit: MaybeUnit;
  readonly hasStart: boolean;
}

/** Reports what is wrong with a name. */
export type Report = (fault: Omit<TextFault, "start" | "end">) => void;

/** `X`. */
export function nowOf(name: string, scope: Scope, report: Report): Expression {
  const known = resolved(name, scope, report);
  if (known && scope.kind === "start" && !known.hasStart) {
    report({
      code: "MODEL_START",
      message: `${name} has no value in period 0.`,
      remedy: `Give ${name} a value under initial.`,
    });
  }
  return variable(name, known?.unit);
}

/** `X[-1]`. */
export function pastOf(name: string, periods: number, scope: Scope, report: Report): Expression {
  const known = resolved(name, scope, report);
  if (known && scope.kind === "start") {
    report({
      code: "MODEL_START",
      message: `Before period 0, ${name} has no value.`,
      remedy: "Parameters and initial values have no past: write the name alone.",
    });
  } else if (known && !known.hasStart) {
    report({
      code: "LAG_WITHOUT_INITIAL",
      message: `${name} of a period before is read, and ${name} has no initial value.`,
      remedy: `Give ${name} a value under initial, such as 0.`,
    });
  }
  return lag(name, periods, known?.unit);
}

/** `d(X)` = X − X[-1]. */
export function changeOf(name: string, scope: Scope, report: Report): Expression {
  const past = pastOf(name, 1, scope, report);
  return subtract(variable(name, past.unit), past);
}

/** `period` or `step`. */
export function clockOf(word: "period" | "step", scope: Scope, report: Report): Expression {
  if (scope.kind === "figure") report(noFigure(word));
  return word === "period" ? period() : step();
}

function resolved(name: string, scope: Scope, report: Report): Known | undefined {
  if (scope.kind === "figure") {
    report(noFigure(name));
    return undefined;
  }
  const known = scope.resolve(name);
  if (!known) {
    report({
      code: "MODEL_UNKNOWN_NAME",
      message: `Nothing is called "${name}".`,
      remedy: nearestName(name, scope),
    });
  }
  return known;
}

function noFigure(name: string): Parameters<Report>[0] {
  return {
    code: "MODEL_FIGURE",
    message: `A figure cannot depend on ${name}.`,
    remedy: "Write a number here, and what depends on others under equations.",
  };
}

function nearestName(name: string, scope: Scope): string {
  if (/^(t|time)$/iu.test(name)) return "The number of the period is `period`, its time `period * step`.";
  if (/^(dt|delta_?t)$/iu.test(name)) return "The length of a period is `step`.";
  return (
    didYouMean(name, [...scope.names(), "period", "step"]) ||
    "Give it an equation, or a value under parameters or exogenous."
  );
}

/** In place of what could not be read. */
export const standIn: Expression = constant(0);
