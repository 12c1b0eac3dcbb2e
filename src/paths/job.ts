// What a worker is told: a program to run, then which blocks of paths, then which cells to sum up. Messages are plain
// data, so that they can be posted between threads, in Node as in the browser.

import { type Engine, type Inputs, type Record, interpreter, recordOf } from "../kernel/interpret.ts";
import type { Program } from "../kernel/program.ts";
import type { Compiled } from "../kernel/wasm/compile.ts";
import type { Drawing } from "../kernel/wasm/emit-run.ts";
import { type Home, wasmMachine } from "../kernel/wasm/engine.ts";
import { cellMachine } from "./cell-machine.ts";
import { type Outputs, statisticsOfCells } from "./outputs.ts";
import { machineAt, outputsAt } from "./room.ts";
import { type Scratch, scratch } from "./tally.ts";

export interface Job {
  readonly program: Program;
  readonly inputs: Inputs;
  /** The compiled module and its layout; undefined for the interpreter. */
  readonly compiled: (Omit<Compiled, "bytes"> & { readonly module: object }) | undefined;
  /** Where the outputs of all paths go, when the thread can write there itself: of the compiled engine, and of the interpreter. */
  readonly home: Home | undefined;
  readonly record: Record | undefined;
  /** By output: 1 where nobody asks for quantiles. */
  readonly withoutQuantiles: Uint8Array;
  /** What becomes of the draws, where there is room to keep them. */
  readonly draws: Drawing;
}

/** What changes between two runs of one program that go to the same place. */
export type NextJob = Pick<Job, "inputs" | "withoutQuantiles" | "draws">;

export type Order =
  | { readonly kind: "start"; readonly job: Job }
  | { readonly kind: "next"; readonly job: NextJob }
  | { readonly kind: "block"; readonly first: number; readonly count: number }
  /** Statistics of the cells in places `from` to `to − 1`, of the outputs of all paths. */
  | { readonly kind: "cells"; readonly from: number; readonly to: number };

export type Reply =
  | { readonly kind: "started" }
  /** The record where it could not be written in place: its buffers are handed over. */
  | { readonly kind: "block"; readonly first: number; readonly record: Record | undefined }
  /** As `statisticsOfCells` gives them. */
  | { readonly kind: "cells"; readonly from: number; readonly numbers: Float64Array };

/** What a worker thread does with each order. */
export function worker(): (order: Order) => Reply {
  let job: Job | undefined;
  let all: Outputs | undefined;
  let engines: ((inputs: Inputs, draws: Drawing) => Engine) | undefined;
  let engine: Engine | undefined;
  let within: Scratch | undefined;
  return (order) => {
    switch (order.kind) {
      case "start":
        job = order.job;
        all = job.home ? outputsAt(job.program, job.home) : job.record && { ...job.record, inStrips: false };
        within = undefined;
        engines = enginesOf(job);
        engine = engines(job.inputs, job.draws);
        return { kind: "started" };
      case "next":
        job = { ...job!, ...order.job };
        engine = engines!(job.inputs, job.draws);
        return { kind: "started" };
      case "block": {
        const record = all ?? recordOf(job!.program, order.count);
        engine!(order.first, order.count, record, all ? order.first : 0);
        return { kind: "block", first: order.first, record: all ? undefined : record };
      }
      case "cells":
        return {
          kind: "cells",
          from: order.from,
          numbers: statisticsOfCells(
            job!.program,
            all!,
            [order.from, order.to],
            quantilesAsked(job!),
            (within ??= scratchOf(job!)),
          ),
        };
    }
  };
}

function scratchOf({ program, compiled, home }: Job): Scratch {
  return scratch(compiled && home?.inStrips ? machineAt(program, compiled, home) : cellMachine());
}

/** An engine for each run of a program. */
function enginesOf({ program, compiled, home }: Job): (inputs: Inputs, draws: Drawing) => Engine {
  if (!compiled) return (inputs) => interpreter(program, inputs);
  return wasmMachine(program, compiled, compiled.module, home);
}

/** Of each cell, whether its quantiles are asked for. */
export function quantilesAsked({
  program,
  withoutQuantiles,
}: Pick<Job, "program" | "withoutQuantiles">): (cell: number) => boolean {
  return (cell) => withoutQuantiles[Math.floor(cell / (program.periods + 1))] === 0;
}
