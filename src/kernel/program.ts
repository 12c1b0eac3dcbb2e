// A program: the operations of a system of equations, one after another, each with its operands by number.
// The interpreter runs it as it stands; the compiler turns it into vector instructions.

import {
  type BinaryOperation,
  type StandardDistribution,
  type UnaryOperation,
  binaryOperations,
  unaryOperations,
} from "../expression/expression.ts";

/**
 * What an operation does. First the leaves, whose operand `a` is a place:
 * constant (in `constants`), given (in `given`, this period's), once (a number of the path), past (a state at
 * the end of the period before), draw (of this period), guess (a variable of the block that is being solved);
 * settled is 0 where the block before it has settled, else NaN.
 *
 * `bound` is a, or NaN where it is beyond `sizeMax`; `guard` is a, or NaN where b is not finite: they keep an
 * operation from dropping that an operand was invalid.
 */
export const operations: readonly Operation[] = [
  ...(["constant", "given", "once", "past", "draw", "guess", "settled"] as const),
  ...unaryOperations,
  "floor",
  "bound",
  ...binaryOperations.filter((name) => name !== "power"),
  "guard",
  "select",
];
export type Leaf = "constant" | "given" | "once" | "past" | "draw" | "guess" | "settled";
/** Powers are made of products, exp and log before they come here. */
export type Operation =
  Leaf | UnaryOperation | Exclude<BinaryOperation, "power"> | "floor" | "bound" | "guard" | "select";

/** The number of each operation, as it stands in `Code.op`. */
export const codeOf = Object.fromEntries(operations.map((name, i) => [name, i])) as Readonly<
  Record<Operation, number>
>;
export const leavesEnd = codeOf.negate;
export const unaryEnd = codeOf.add;

/** Whether an operation gives 1 or 0. */
export function isTruth(op: number): boolean {
  return op === codeOf.not || (op >= codeOf.less && op <= codeOf.or);
}

/** Operations by number: value k is what operation k makes of earlier values a, b, c. */
export interface Code {
  readonly op: Uint8Array;
  readonly a: Int32Array;
  readonly b: Int32Array;
  readonly c: Int32Array;
}

/** Operations that run one after another, or a block of them that runs again until nothing moves. */
export interface Segment {
  readonly values: Int32Array;
  readonly block: SolvedBlock | undefined;
}

/** A simultaneous block: it starts from guesses, and each round gives better ones. */
export interface SolvedBlock {
  readonly names: readonly string[];
  /** For each guess: the leaf that reads it, the value that a round gives, and the state that it starts from. */
  readonly guess: Int32Array;
  readonly result: Int32Array;
  readonly start: Int32Array;
  /** The leaf that says whether it has settled. */
  readonly settled: number;
  readonly tolerance: number;
  readonly roundsMax: number;
}

/** What is remembered from one period to the next: a variable, `age` periods old at the end of this one. */
export interface State {
  readonly name: string;
  readonly age: number;
  /** What it becomes at the end of a period, as a value of the step. */
  readonly next: number;
  /** What it is before the first period, as a value of the setup. */
  readonly first: number;
}

/**
 * A random number of a path and period. The counter of Philox gives two uniforms, and by Box and Muller two
 * normals: `index` counts draws of its stream (0 normals, 1 uniforms and what is made of one) over the whole
 * system, so that what is left out of a program changes no other draw.
 */
export interface PlacedDraw {
  readonly from: StandardDistribution;
  readonly stream: 0 | 1;
  readonly index: number;
}

/** A variable that is kept for the answer. */
export interface Output {
  readonly name: string;
  readonly value: number;
  /** Its value in period 0, of the setup; −1 where it has none. */
  readonly first: number;
}

export interface Program {
  readonly name: string;
  readonly periods: number;
  readonly constants: Float64Array;
  /** Numbers that are given from outside, by name; a changed one needs no new program. */
  readonly given: readonly string[];
  /** What they are unless told otherwise: row by row, a period a row, period 0 first. */
  readonly givenDefault: Float64Array;
  /** Run once a path, in period 0. */
  readonly setup: Code;
  readonly setupDraws: readonly PlacedDraw[];
  /** Values of the setup that the periods read, by their place, and their names. */
  readonly once: Int32Array;
  readonly onceNames: readonly string[];
  readonly step: Code;
  readonly segments: readonly Segment[];
  readonly draws: readonly PlacedDraw[];
  readonly states: readonly State[];
  readonly outputs: readonly Output[];
  /** The value of the step that adds up the sizes of all states and outputs: beyond `sizeMax`, or NaN, the path has failed. */
  readonly size: number;
  /** The same of the setup. */
  readonly setupSize: number;
}

/** Taken for a guess that has no value yet or an invalid one: small and not zero, so that ratios exist. */
export const smallGuess = 1e-15;

/** A guess has settled where it moved by at most the tolerance times its own size and this part of all sizes. */
export const sizeShare = 0.25;
