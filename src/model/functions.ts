// The functions of text models: what they are of, and what they make.

import { lognormal, normal, pert, triangular, uniform } from "../expression/distribution.ts";
import { type Expression, absolute, exp, least, log, most, root, select } from "../expression/expression.ts";
import { type DistributionName, distributionNames } from "../expression/grammar.ts";

export interface TextFunction {
  readonly usage: string;
  /** How many arguments it takes. */
  readonly least: number;
  readonly most: number;
  readonly isDraw: boolean;
  readonly build: (of: readonly Expression[]) => Expression;
}

const distributions: Readonly<Record<DistributionName, TextFunction>> = {
  normal: drawn("normal(mean, sd)", 2, (of) => normal(of[0]!, of[1]!)),
  uniform: drawn("uniform(low, high)", 2, (of) => uniform(of[0]!, of[1]!)),
  lognormal: drawn("lognormal(low, high)", 2, (of) => lognormal(of[0]!, of[1]!)),
  pert: drawn("pert(low, mode, high)", 3, (of) => pert(of[0]!, of[1]!, of[2]!)),
  triangular: drawn("triangular(low, mode, high)", 3, (of) => triangular(of[0]!, of[1]!, of[2]!)),
};

export const functions: ReadonlyMap<string, TextFunction> = new Map<string, TextFunction>([
  ["if", { ...of(3, "if(condition, a, b)"), build: ([c, a, b]) => select(c!, a!, b!) }],
  ["min", { ...several("min(a, b)"), build: (all) => all.reduce((a, b) => least(a, b)) }],
  ["max", { ...several("max(a, b)"), build: (all) => all.reduce((a, b) => most(a, b)) }],
  ["exp", { ...of(1, "exp(x)"), build: ([x]) => exp(x!) }],
  ["log", { ...of(1, "log(x)"), build: ([x]) => log(x!) }],
  ["sqrt", { ...of(1, "sqrt(x)"), build: ([x]) => root(x!) }],
  ["abs", { ...of(1, "abs(x)"), build: ([x]) => absolute(x!) }],
  ...distributionNames.map((name): [string, TextFunction] => [name, distributions[name]]),
]);

/** All that can be called; `d`, the change of a variable, is read by itself. */
export const functionNames: readonly string[] = [...functions.keys(), "d"];

function of(count: number, usage: string): Omit<TextFunction, "build"> {
  return { usage, least: count, most: count, isDraw: false };
}

function several(usage: string): Omit<TextFunction, "build"> {
  return { usage, least: 2, most: Infinity, isDraw: false };
}

function drawn(usage: string, count: number, build: TextFunction["build"]): TextFunction {
  return { ...of(count, usage), isDraw: true, build };
}
