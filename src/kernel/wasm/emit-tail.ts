// What stands at the end of the setup and of each period: outputs are written down, states that no operation
// made are carried over, and a path whose sizes went beyond all bounds is marked as failed.

import { sizeMax } from "../../expression/expression.ts";
import { type Program } from "../program.ts";
import { Assembler } from "./assembler.ts";
import type { WasmFunction } from "./bytes.ts";
import { turns } from "./emit-turns.ts";
import { type Layout, cellBytes, slotBytes } from "./layout.ts";
import { type Lanes, type Sites, ValueReader, rowAt } from "./value-reader.ts";

/** The tails take one parameter more than the pieces: the address of the first output's place in this period. */
const out = 3;

/** The end of a period. */
export function emitTail(program: Program, sites: Sites): WasmFunction {
  const a = new Assembler(4, 3, sites.opcodes);
  const reader = readerOf(a, sites);
  const failed = a.local();
  turns(
    a,
    () => {
      for (let half = 0; half < 2; half++) {
        program.states.forEach(({ next }, s) => {
          // Other states were stored when they were made.
          if (sites.stateOf[next] !== s)
            store(a, nowLane, s * slotBytes, () => reader.push(next, half), half);
        });
        program.outputs.forEach(({ value }, o) => {
          writeOut(a, program, o, half, () => reader.push(value, half));
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
    lanesAfterOut,
  );
  return { parameters: 4, integers: 3, vectors: a.vectors, body: a.body };
}

/** The end of the setup: numbers of the path, states and outputs of period 0. */
export function emitSetupTail(program: Program, sites: Sites): WasmFunction {
  const a = new Assembler(4, 3, sites.opcodes);
  const reader = readerOf(a, sites);
  turns(
    a,
    () => {
      for (let half = 0; half < 2; half++) {
        program.once.forEach((value, k) => {
          store(a, lane, sites.layout.once + k * slotBytes, () => reader.push(value, half), half);
        });
        program.states.forEach(({ first }, s) => {
          store(a, pastLane, s * slotBytes, () => reader.push(first, half), half);
        });
        program.outputs.forEach(({ first }, o) => {
          writeOut(a, program, o, half, () => (first < 0 ? a.number(NaN) : reader.push(first, half)));
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
    lanesAfterOut,
  );
  return { parameters: 4, integers: 3, vectors: a.vectors, body: a.body };
}

const lanesAfterOut: Lanes = { lane: 4, pastLane: 5, nowLane: 6 };
const { lane, pastLane, nowLane } = lanesAfterOut;

/** Reads everything from memory. */
function readerOf(a: Assembler, sites: Sites): ValueReader {
  const reader = new ValueReader(sites, lanesAfterOut);
  reader.begin(a, { values: new Int32Array(0), block: undefined });
  return reader;
}

function store(a: Assembler, base: number, offset: number, push: () => void, half: number): void {
  a.get(base);
  push();
  a.memory("store", offset + 16 * half);
}

function writeOut(a: Assembler, { periods }: Program, o: number, half: number, push: () => unknown): void {
  a.get(out).get(lane).plain(0x6a);
  push();
  a.memory("store", o * (periods + 1) * cellBytes + 16 * half);
}

/** Where the run writes the marks of failed paths. */
export function emitFailedOut(layout: Layout, sites: Sites): WasmFunction {
  const a = new Assembler(4, 3, sites.opcodes);
  turns(
    a,
    () => {
      for (let half = 0; half < 2; half++) {
        a.get(out)
          .get(lane)
          .plain(0x6a)
          .get(lane)
          .memory("load", layout.failed + 16 * half);
        a.memory("store", 16 * half);
      }
    },
    lanesAfterOut,
  );
  return { parameters: 4, integers: 3, vectors: a.vectors, body: a.body };
}
