// The interpreter: a program run one operation after another on one path. Plain and slow; what it gives is
// what the program means.

import { sizeMax } from "../expression/expression.ts";
import { type Chance, type Drawer, drawer } from "./draws.ts";
import { meaning } from "./meaning.ts";
import {
  type Code,
  type Program,
  type SolvedBlock,
  codeOf,
  operations,
  sizeShare,
  smallGuess,
} from "./program.ts";

/** Where the engines write: outputs of some paths, one after the other. */
export interface Record {
  /** (outputs × (N + 1)) × paths: cell o (N + 1) + t holds output o in period t, by path. NaN where it has no value. */
  readonly values: Float64Array;
  /** By path: 1 + the period in which it failed, 0 where it did not. */
  readonly failed: Float64Array;
}

/** What a run needs besides its program. */
export interface Inputs extends Chance {
  /** (N + 1) × given, as `Program.givenDefault`. */
  readonly given: Float64Array;
}

/** Room for the outputs of some paths. */
export function recordOf(program: Program, paths: number): Record {
  const cells = program.outputs.length * (program.periods + 1);
  return { values: new Float64Array(cells * paths), failed: new Float64Array(paths) };
}

/**
 * Runs paths `first` to `first + count − 1`, up to 1,024 from a multiple of 32, and writes them from a place on.
 * What a path gives does not depend on which others run with it.
 */
export type Engine = (first: number, count: number, into: Record, at?: number) => void;

export function interpreter(program: Program, inputs: Inputs): Engine {
  const trace = tracer(program, inputs);
  return (first, count, into, at = 0) => {
    const stride = into.failed.length;
    for (let i = at; i < at + count; i++) {
      trace(first + i - at, ({ period, step, setup, failed }) => {
        program.outputs.forEach((output, o) => {
          const value = period > 0 ? step[output.value]! : output.first < 0 ? NaN : setup[output.first]!;
          into.values[(o * (program.periods + 1) + period) * stride + i] = value;
        });
        into.failed[i] = failed;
      });
    }
  };
}

/** A path at the end of a period: every value of the setup and of the step. */
export interface Moment {
  readonly period: number;
  readonly setup: Float64Array;
  /** In period 0 of no meaning. */
  readonly step: Float64Array;
  /** 1 + the period in which the path failed, 0 where it did not. */
  readonly failed: number;
  readonly draws: Float64Array;
}

/** Runs one path and shows it at the end of each period, from 0. */
export function tracer(
  program: Program,
  inputs: Inputs,
): (path: number, at: (moment: Moment) => void) => void {
  const setup = new Float64Array(program.setup.op.length);
  const step = new Float64Array(program.step.op.length);
  const setupDraws = new Float64Array(program.setupDraws.length);
  const draws = new Float64Array(program.draws.length);
  const drawSetup = drawer(program.setupDraws, inputs);
  const drawStep: Drawer = drawer(program.draws, inputs);
  const once = new Float64Array(program.once.length);
  let past = new Float64Array(program.states.length);
  let next = new Float64Array(program.states.length);
  const width = program.given.length;
  const all = Int32Array.from({ length: program.setup.op.length }, (_, k) => k);

  return (path, at) => {
    drawSetup(path, 0, setupDraws);
    run(program.setup, all, setup, program.constants, {
      given: inputs.given.subarray(0, width),
      once,
      past,
      draw: setupDraws,
    });
    let failed = setup[program.setupSize]! <= sizeMax ? 0 : 1;
    program.once.forEach((value, k) => (once[k] = setup[value]!));
    program.states.forEach(({ first }, k) => (past[k] = setup[first]!));
    at({ period: 0, setup, step, failed, draws: setupDraws });
    for (let t = 1; t <= program.periods; t++) {
      drawStep(path, t, draws);
      const leaves = { given: inputs.given.subarray(t * width, (t + 1) * width), once, past, draw: draws };
      for (const { values, block } of program.segments) {
        if (block) solve(program, block, values, step, leaves, failed > 0);
        else run(program.step, values, step, program.constants, leaves);
      }
      if (failed === 0 && !(step[program.size]! <= sizeMax)) failed = t + 1;
      program.states.forEach((state, k) => (next[k] = step[state.next]!));
      [past, next] = [next, past];
      at({ period: t, setup, step, failed, draws });
    }
  };
}

interface Leaves {
  readonly given: Float64Array;
  readonly once: Float64Array;
  readonly past: Float64Array;
  readonly draw: Float64Array;
}

/** Operations by their number; leaves that are set from outside the code have none. */
const meanings = operations.map((name) =>
  name in meaning ? meaning[name as keyof typeof meaning] : undefined,
);

function run(
  { op, a, b, c }: Code,
  order: Int32Array,
  values: Float64Array,
  constants: Float64Array,
  leaves: Leaves,
): void {
  for (const k of order) {
    const [x, y] = [a[k]!, b[k]!];
    switch (op[k]) {
      case codeOf.constant:
        values[k] = constants[x]!;
        break;
      case codeOf.given:
        values[k] = leaves.given[x]!;
        break;
      case codeOf.once:
        values[k] = leaves.once[x]!;
        break;
      case codeOf.past:
        values[k] = leaves.past[x]!;
        break;
      case codeOf.draw:
        values[k] = leaves.draw[x]!;
        break;
      case codeOf.guess:
      case codeOf.settled:
        break; // set by the block
      case codeOf.select:
        values[k] = values[x] === 0 ? values[c[k]!]! : values[y]!;
        break;
      default:
        values[k] = meanings[op[k]!]!(values[x]!, y < 0 ? 0 : values[y]!);
    }
  }
}

/**
 * Solves a block by rounds (Gauss and Seidel). A path goes on until each guess has moved by no more than the
 * tolerance times its own size and a part of all sizes; then it stays as it is, bit for bit. A guess that
 * came out invalid is tried again from `smallGuess`: only the round that is accepted counts.
 */
function solve(
  { step, constants }: Program,
  { guess, result, start, settled, tolerance, roundsMax }: SolvedBlock,
  order: Int32Array,
  values: Float64Array,
  leaves: Leaves,
  hasFailed: boolean,
): void {
  for (let g = 0; g < guess.length; g++) values[guess[g]!] = leaves.past[start[g]!]! || smallGuess;
  values[settled] = NaN;
  for (let round = 1; round <= (hasFailed ? 1 : roundsMax); round++) {
    run(step, order, values, constants, leaves);
    let all = 0;
    for (const r of result) all += Math.abs(values[r]!);
    let moves = false;
    for (let g = 0; g < guess.length; g++) {
      const [before, now] = [values[guess[g]!]!, values[result[g]!]!];
      if (!(Math.abs(now - before) <= tolerance * (Math.abs(now) + sizeShare * all))) moves = true;
    }
    if (!moves) {
      values[settled] = 0;
      return;
    }
    for (let g = 0; g < guess.length; g++) {
      const now = values[result[g]!]!;
      values[guess[g]!] = Math.abs(now) <= sizeMax ? now : smallGuess;
    }
  }
}
