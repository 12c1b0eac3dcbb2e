// One piece of a program as a function: a loop over the lanes.

import { codeOf } from "../program.ts";
import { Assembler } from "./assembler.ts";
import type { WasmFunction } from "./bytes.ts";
import type { Chunk } from "./cut.ts";
import { emitBlock } from "./emit-block.ts";
import { work } from "./emit-operation.ts";
import { afterRow, turns, vectorsATurn } from "./emit-turns.ts";
import { slotBytes } from "./layout.ts";
import { type Sites, ValueReader } from "./value-reader.ts";

/** Parameters of a piece, and its locals before the vectors. */
export const pieceParameters = 3;
export const pieceIntegers = 3;

/** Pieces as functions, in order. */
export function emitChunks(sites: Sites, chunks: readonly Chunk[]): WasmFunction[] {
  const reader = new ValueReader(sites, afterRow);
  return chunks.map((chunk) => emitChunk(sites, chunk, reader));
}

function emitChunk(sites: Sites, chunk: Chunk, reader: ValueReader): WasmFunction {
  const { values, block, kept } = chunk;
  const { code, layout, stateOf, templates } = sites;
  const { lane, nowLane } = afterRow;
  const a = new Assembler(pieceParameters, pieceIntegers, sites.opcodes);
  if (values.some((v) => code.op[v] === codeOf.exp || code.op[v] === codeOf.log)) a.locals(templates.locals);
  reader.begin(a, chunk);
  turns(a, () => {
    if (block) emitBlock(a, sites, chunk, block, reader);
    else for (const v of values) work(a, sites, v, reader);
    for (const v of block ? [...values, block.settled] : values) {
      const state = stateOf[v]!;
      const place = kept.get(v);
      if (state < 0 && place === undefined) continue;
      for (let half = 0; half < vectorsATurn; half++) {
        if (state >= 0) {
          a.get(nowLane);
          reader.push(v, half);
          a.memory("store", state * slotBytes + 16 * half);
        }
        if (place !== undefined) {
          a.get(lane);
          reader.push(v, half);
          a.memory("store", layout.places + place * slotBytes + 16 * half);
        }
      }
    }
  });
  return { parameters: pieceParameters, integers: pieceIntegers, vectors: a.vectors, body: a.body };
}
