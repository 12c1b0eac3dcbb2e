// The function of a compiled program that runs 32 paths, from the setup to the last period.

import type { Program } from "../program.ts";
import { Assembler, type VectorInstruction } from "./assembler.ts";
import type { WasmFunction } from "./bytes.ts";
import { type Layout, slotBytes } from "./layout.ts";

/** Numbers of the functions that a run calls, and of the draws that are made outside. */
export interface Parts {
  readonly setup: readonly number[];
  readonly setupTail: number;
  readonly step: readonly number[];
  readonly tail: number;
  readonly copy: number;
  readonly brought: readonly number[];
  readonly setupBrought: readonly number[];
}

/**
 * What becomes of draws: made and forgotten, made and kept for a later run, or read from where a run before kept them.
 * The numbers are those that the function is told.
 */
export const drawing = { forget: 0, keep: 1, reuse: 2 } as const;
export type Drawing = keyof typeof drawing;

/** What the draws of 32 paths take, kept one after another. */
export function drawnBytes({ draws, setupDraws, periods }: Program): number {
  return slotBytes * (setupDraws.length + draws.length * periods);
}

const [add, equal, ifTrue, otherwise, end, noResult] = [0x6a, 0x46, 0x04, 0x05, 0x0b, 0x40];
/** Takes from the stack: to, from, bytes. */
export const memoryCopy = [0xfc, 0x0a, 0, 0] as const;

const [base, firstPath, out, later, apart, failedOut, kept, mode] = [0, 1, 2, 3, 4, 5, 6, 7];
const [period, past, now, row, spare] = [8, 9, 10, 11, 12];
const [parameters, integers] = [8, 5];

/**
 * Parameters: where the engine's memory begins, number of the first path, where its first output goes, how far it is
 * from one period to the next and from one output to the next, where the marks of failed paths go, where draws are
 * kept, and what becomes of them, by its number.
 */
export function emitRun(
  program: Program,
  layout: Layout,
  parts: Parts,
  opcodes: Readonly<Record<VectorInstruction, number>>,
): WasmFunction {
  const a = new Assembler(parameters, integers, opcodes);
  const draw = (draws: Program["draws"], slots: number, brought: readonly number[]): void => {
    if (draws.length === 0) return;
    const bytes = draws.length * slotBytes;
    a.get(mode).integer(drawing.reuse).plain(equal, ifTrue, noResult);
    a.get(base)
      .integer(slots)
      .plain(add)
      .get(kept)
      .integer(bytes)
      .plain(...memoryCopy);
    a.plain(otherwise);
    emitDrawing(a, layout, draws, slots, brought);
    a.get(mode).plain(ifTrue, noResult);
    a.get(kept)
      .get(base)
      .integer(slots)
      .plain(add)
      .integer(bytes)
      .plain(...memoryCopy);
    a.plain(end, end);
    a.get(kept).integer(bytes).plain(add).set(kept);
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
    .plain(add)
    .set(row);
  draw(program.setupDraws, layout.setupDraws, parts.setupBrought);
  pieces(parts.setup);
  tail(parts.setupTail);
  if (program.periods > 0) {
    a.plain(0x03, noResult); // loop
    a.get(period).integer(1).plain(add).set(period);
    a.get(row).integer(layout.givenRow).plain(add).set(row);
    a.get(out).get(later).plain(add).set(out);
    draw(program.draws, layout.draws, parts.brought);
    pieces(parts.step);
    tail(parts.tail);
    a.get(past).set(spare).get(now).set(past).get(spare).set(now);
    a.get(period).integer(program.periods).plain(0x49, 0x0d, 0, end); // period < N: again
  }
  a.get(base).integer(layout.failed).plain(add).get(failedOut).call(parts.copy);
  return { parameters, integers, vectors: a.vectors, body: a.body };
}

/** Makes the draws of a period, and takes those that were made outside from where they were put. */
function emitDrawing(
  a: Assembler,
  layout: Layout,
  draws: Program["draws"],
  slots: number,
  brought: readonly number[],
): void {
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
    a.get(base)
      .integer(slots + k * slotBytes)
      .plain(add);
    a.get(base)
      .get(period)
      .integer(layout.broughtRow)
      .plain(0x6c)
      .integer(layout.brought + b * slotBytes)
      .plain(add, add);
    a.integer(slotBytes).plain(...memoryCopy);
  });
}
