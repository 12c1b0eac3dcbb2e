// A program as a module of WebAssembly: pieces of operations, the draws, and a function that runs 32 paths from
// the first period to the last.

import { type Program, type Segment, codeOf } from "../program.ts";
import { Assembler, type VectorInstruction, vector } from "./assembler.ts";
import { type WasmFunction, moduleOf } from "./bytes.ts";
import { type Cut, cutCode, isMade } from "./cut.ts";
import { emitChunks, pieceIntegers, pieceParameters } from "./emit-chunk.ts";
import { instructionsOf } from "./emit-operation.ts";
import { emitDraws } from "./emit-draws.ts";
import { emitCopy, emitSetupTail, emitTail } from "./emit-tail.ts";
import { type Layout, layoutOf, slotBytes } from "./layout.ts";
import { templatesOf } from "./templates.ts";
import type { Sites } from "./value-reader.ts";

/** A compiled program: the bytes of its module, and where it wants its numbers. */
export interface Compiled {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly layout: Layout;
  /** Whether its memory is one that threads share. */
  readonly isShared: boolean;
  /** Draws of the periods and of the setup that are made outside, by place: those that need a quantile function. */
  readonly brought: readonly number[];
  readonly setupBrought: readonly number[];
}

export const pageBytes = 65_536;

/**
 * @param opcodes  the numbers of the vector instructions; a test passes wrong ones and expects to be caught
 * @param isShared whether its memory will be shared between threads
 */
export function compile(
  program: Program,
  opcodes: Readonly<Record<VectorInstruction, number>> = vector,
  isShared = false,
): Compiled {
  const setupSegment: Segment = {
    values: Int32Array.from({ length: program.setup.op.length }, (_, k) => k),
    block: undefined,
  };
  const setupNeeded = [
    ...program.once,
    ...program.states.map(({ first }) => first),
    ...program.outputs.flatMap(({ first }) => (first < 0 ? [] : [first])),
    program.setupSize,
  ];
  const setupCut = cutCode(program.setup, [setupSegment], setupNeeded);
  const stateOf = new Int32Array(program.step.op.length).fill(-1);
  program.states.forEach(({ next }, s) => {
    if (isMade(program.step, next) && stateOf[next]! < 0) stateOf[next] = s;
  });
  const needed = [
    ...program.states.map(({ next }) => next),
    ...program.outputs.map(({ value }) => value),
    program.size,
  ].filter((value) => isMade(program.step, value) || program.step.op[value] === codeOf.settled);
  const cut = cutCode(program.step, program.segments, needed, stateOf);
  const isBrought = ({ from }: Program["draws"][number]): boolean => from.name === "beta";
  const places = (draws: Program["draws"]): number[] => draws.flatMap((d, k) => (isBrought(d) ? [k] : []));
  const [brought, setupBrought] = [places(program.draws), places(program.setupDraws)];
  const layout = layoutOf(
    program,
    Math.max(cut.places, setupCut.places),
    Math.max(brought.length, setupBrought.length),
  );

  const functions: WasmFunction[] = [emitDraws(0, layout, opcodes), emitDraws(1, layout, opcodes)];
  const copy = functions.push(emitCopy(opcodes)) - 1;
  const add = (made: WasmFunction): number => functions.push(made) - 1;
  const chunks = (sites: Sites, { chunks: pieces }: Cut): number[] => emitChunks(sites, pieces).map(add);
  const instructions = instructionsOf(opcodes);
  const templates = templatesOf(pieceParameters, pieceIntegers, opcodes);
  const setupSites: Sites = {
    code: program.setup,
    constants: program.constants,
    layout,
    draws: layout.setupDraws,
    placeOf: setupCut.placeOf,
    stateOf: new Int32Array(program.setup.op.length).fill(-1),
    opcodes,
    instructions,
    templates,
  };
  const sites: Sites = {
    code: program.step,
    constants: program.constants,
    layout,
    draws: layout.draws,
    placeOf: cut.placeOf,
    stateOf,
    opcodes,
    instructions,
    templates,
  };
  const parts: Parts = {
    setup: chunks(setupSites, setupCut),
    setupTail: add(emitSetupTail(program, setupSites, copy)),
    step: chunks(sites, cut),
    tail: add(emitTail(program, sites, copy)),
    copy,
    brought,
    setupBrought,
  };
  const run = add(emitRun(program, layout, parts, opcodes));
  return {
    bytes: moduleOf(functions, { run }, { isShared }),
    isShared,
    layout,
    brought,
    setupBrought,
  };
}

interface Parts {
  readonly setup: readonly number[];
  readonly setupTail: number;
  readonly step: readonly number[];
  readonly tail: number;
  readonly copy: number;
  readonly brought: readonly number[];
  readonly setupBrought: readonly number[];
}

/**
 * The function `run`: 32 paths, from the setup to the last period.
 * Parameters: where the engine's memory begins, number of the first path, where its first output goes, how far it is
 * from one period to the next and from one output to the next, where the marks of failed paths go.
 */
function emitRun(
  program: Program,
  layout: Layout,
  parts: Parts,
  opcodes: Readonly<Record<VectorInstruction, number>>,
): WasmFunction {
  const [parameters, integers] = [6, 5];
  const a = new Assembler(parameters, integers, opcodes);
  const [base, firstPath, out, later, apart, failedOut] = [0, 1, 2, 3, 4, 5];
  const [period, past, now, row, spare] = [6, 7, 8, 9, 10];
  const draw = (draws: Program["draws"], slots: number, brought: readonly number[]): void => {
    const slotOf = (stream: number, index: number): number => {
      const k = draws.findIndex((d) => d.stream === stream && d.index === index && d.from.name !== "beta");
      return k < 0 ? layout.spare : slots + k * slotBytes;
    };
    for (const stream of [0, 1]) {
      const groups = new Set(
        draws.filter((d) => d.stream === stream && d.from.name !== "beta").map((d) => d.index >>> 1),
      );
      for (const group of groups) {
        a.get(base).get(firstPath).get(period).integer(group);
        a.integer(slotOf(stream, 2 * group))
          .integer(slotOf(stream, 2 * group + 1))
          .call(stream);
      }
    }
    brought.forEach((k, b) => {
      // memory.copy: to, from, bytes
      a.get(base)
        .integer(slots + k * slotBytes)
        .plain(0x6a);
      a.get(base)
        .get(period)
        .integer(layout.broughtRow)
        .plain(0x6c)
        .integer(layout.brought + b * slotBytes)
        .plain(0x6a, 0x6a);
      a.integer(slotBytes).plain(0xfc, 0x0a, 0, 0);
    });
  };
  const pieces = (numbers: readonly number[]): void => {
    for (const number of numbers) a.get(base).get(past).get(now).get(row).call(number);
  };
  const tail = (number: number): void => {
    a.get(base).get(past).get(now).get(row).get(out).get(apart).call(number);
  };
  a.integer(0)
    .set(period)
    .integer(layout.past)
    .set(past)
    .integer(layout.now)
    .set(now)
    .get(base)
    .integer(layout.given)
    .plain(0x6a)
    .set(row);
  draw(program.setupDraws, layout.setupDraws, parts.setupBrought);
  pieces(parts.setup);
  tail(parts.setupTail);
  if (program.periods > 0) {
    a.plain(0x03, 0x40); // loop
    a.get(period).integer(1).plain(0x6a).set(period);
    a.get(row).integer(layout.givenRow).plain(0x6a).set(row);
    a.get(out).get(later).plain(0x6a).set(out);
    draw(program.draws, layout.draws, parts.brought);
    pieces(parts.step);
    tail(parts.tail);
    a.get(past).set(spare).get(now).set(past).get(spare).set(now);
    a.get(period).integer(program.periods).plain(0x49, 0x0d, 0, 0x0b); // period < N: again
  }
  a.get(base).integer(layout.failed).plain(0x6a).get(failedOut).call(parts.copy);
  return { parameters, integers, vectors: a.vectors, body: a.body };
}
