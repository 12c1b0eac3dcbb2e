// What stands at the end of the setup and of each period: outputs are written down, states that no operation
// made are carried over, and a path whose sizes went beyond all bounds is marked as failed.

import { sizeMax } from "../../expression/expression.ts";
import { type Program } from "../program.ts";
import { Assembler, type VectorInstruction } from "./assembler.ts";
import type { WasmFunction } from "./bytes.ts";
import { memoryCopy } from "./emit-run.ts";
import { baseAt, turns, vectorsATurn } from "./emit-turns.ts";
import { slotBytes } from "./layout.ts";
import { type Lanes, type Sites, ValueReader, rowAt } from "./value-reader.ts";

/**
 * The tails take more than the pieces: the address of the first output's place in this period, and how far it is from
 * one output to the next.
 */
const [out, apart] = [4, 5];
const parameters = 6;
const integers = 4;
const lanesOfTail: Lanes = { lane: 6, pastLane: 7, nowLane: 8, left: 9 };
const { lane, pastLane, nowLane, left } = lanesOfTail;

/** A function that copies a slot. Parameters: from, to. */
export function emitCopy(opcodes: Readonly<Record<VectorInstruction, number>>): WasmFunction {
  const a = new Assembler(2, 0, opcodes);
  for (let at = 0; at < slotBytes; at += 16) a.get(1).get(0).memory("load", at).memory("store", at);
  return { parameters: 2, integers: 0, vectors: a.vectors, body: a.body };
}

/**
 * The end of a period.
 *
 * @param copy number of the function that copies a slot
 */
export function emitTail(program: Program, sites: Sites, copy: number): WasmFunction {
  const a = new Assembler(parameters, integers, sites.opcodes);
  const reader = readerOf(a, sites);
  const failed = a.local();
  turns(
    a,
    () => {
      for (let half = 0; half < vectorsATurn; half++) {
        program.states.forEach(({ next }, s) => {
          // Other states were stored when they were made.
          if (sites.stateOf[next] !== s)
            store(a, nowLane, s * slotBytes, () => reader.push(next, half), half);
        });
        program.outputs.forEach(({ value }, o) => {
          // Others were stored when they were made.
          if (sites.shownOf[value] !== o) {
            store(a, lane, sites.layout.shown + o * slotBytes, () => reader.push(value, half), half);
          }
        });
        // Failed for the first time: marked with 1 + the period, which stands in the row of given numbers.
        a.get(rowAt)
          .memory("load64Splat", 8 * (program.given.length - 1))
          .with("add", 1);
        a.get(lane)
          .memory("load", sites.layout.failed + 16 * half)
          .tee(failed);
        reader.push(program.size, half);
        a.with("le", sizeMax).get(failed).with("ne", 0).v("or").v("not").v("bitselect").set(failed);
        store(a, lane, sites.layout.failed, () => a.get(failed), half);
      }
    },
    lanesOfTail,
  );
  emitOut(a, sites, program.outputs.length, copy);
  return { parameters, integers, vectors: a.vectors, body: a.body };
}

/** The end of the setup: numbers of the path, states and outputs of period 0. */
export function emitSetupTail(program: Program, sites: Sites, copy: number): WasmFunction {
  const a = new Assembler(parameters, integers, sites.opcodes);
  const reader = readerOf(a, sites);
  turns(
    a,
    () => {
      for (let half = 0; half < vectorsATurn; half++) {
        program.once.forEach((value, k) => {
          store(a, lane, sites.layout.once + k * slotBytes, () => reader.push(value, half), half);
        });
        program.states.forEach(({ first }, s) => {
          store(a, pastLane, s * slotBytes, () => reader.push(first, half), half);
        });
        program.outputs.forEach(({ first }, o) => {
          const push = (): unknown => (first < 0 ? a.number(NaN) : reader.push(first, half));
          store(a, lane, sites.layout.shown + o * slotBytes, push, half);
        });
        store(
          a,
          lane,
          sites.layout.failed,
          () => {
            a.number(0).number(1);
            reader.push(program.setupSize, half);
            a.with("le", sizeMax).v("bitselect");
          },
          half,
        );
      }
    },
    lanesOfTail,
  );
  emitOut(a, sites, program.outputs.length, copy);
  return { parameters, integers, vectors: a.vectors, body: a.body };
}

/** Copies the slots of the outputs to their places: at once where those stand one after another too. */
function emitOut(a: Assembler, { layout }: Sites, outputs: number, copy: number): void {
  if (outputs === 0) return;
  const bytes = outputs * slotBytes;
  a.get(apart).integer(slotBytes).plain(0x46, 0x04, 0x40); // equal: if
  a.get(out).get(baseAt).integer(layout.shown).plain(0x6a).integer(bytes);
  a.plain(...memoryCopy, 0x05); // else
  a.get(baseAt).integer(layout.shown).plain(0x6a).tee(lane).integer(bytes).plain(0x6a).set(left);
  a.plain(0x03, 0x40); // loop
  a.get(lane).get(out).call(copy);
  a.get(out).get(apart).plain(0x6a).set(out);
  a.get(lane).integer(slotBytes).plain(0x6a).tee(lane).get(left).plain(0x49, 0x0d, 0, 0x0b, 0x0b);
}

/** Reads everything from memory. */
function readerOf(a: Assembler, sites: Sites): ValueReader {
  const reader = new ValueReader(sites, lanesOfTail);
  reader.begin(a, { values: new Int32Array(0), block: undefined });
  return reader;
}

function store(a: Assembler, base: number, offset: number, push: () => unknown, half: number): void {
  a.get(base);
  push();
  a.memory("store", offset + 16 * half);
}
