// A program as a module of WebAssembly: pieces of operations, the draws, and the run over the periods that calls them.

import { type Program, type Segment, codeOf } from "../program.ts";
import { type VectorInstruction, vector } from "./assembler.ts";
import { type WasmFunction, moduleOf } from "./bytes.ts";
import { type Cut, cutCode, isMade } from "./cut.ts";
import { emitChunks, pieceIntegers, pieceParameters } from "./emit-chunk.ts";
import { instructionsOf } from "./emit-operation.ts";
import { emitDraws } from "./emit-draws.ts";
import { type Parts, emitRun } from "./emit-run.ts";
import { emitCopy, emitSetupTail, emitTail } from "./emit-tail.ts";
import { type Layout, layoutOf } from "./layout.ts";
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
  const shownOf = new Int32Array(program.step.op.length).fill(-1);
  program.outputs.forEach(({ value }, o) => {
    if (isMade(program.step, value) && shownOf[value]! < 0) shownOf[value] = o;
  });
  const needed = [...program.states.map(({ next }) => next), program.size].filter(
    (value) => isMade(program.step, value) || program.step.op[value] === codeOf.settled,
  );
  const houseOf = stateOf.map((state, value) => Math.max(state, shownOf[value]!));
  const cut = cutCode(program.step, program.segments, needed, houseOf);
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
    shownOf: new Int32Array(program.setup.op.length).fill(-1),
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
    shownOf,
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
