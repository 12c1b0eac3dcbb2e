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
export const pieceParameters = 4;
export const pieceIntegers = 4;

/** Pieces as functions, in order. */
export function emitChunks(sites: Sites, chunks: readonly Chunk[]): WasmFunction[] {
  const reader = new ValueReader(sites, afterRow);
  return chunks.map((chunk) => emitChunk(sites, chunk, reader));
}

function emitChunk(sites: Sites, chunk: Chunk, reader: ValueReader): WasmFunction {
  const { values, block } = chunk;
  const { code, templates } = sites;
  const a = new Assembler(pieceParameters, pieceIntegers, sites.opcodes);
  if (values.some((v) => code.op[v] === codeOf.exp || code.op[v] === codeOf.log)) a.locals(templates.locals);
  reader.begin(a, chunk);
  turns(a, () => {
    if (block) {
      emitBlock(a, sites, chunk, block, reader);
      for (const v of [...values, block.settled]) emitStores(a, sites, v, reader);
      return;
    }
    // Stored as soon as it is made: platforms keep loads and stores in their order and work out in between what the
    // next store needs, so that with all stores at the end all loads would come first and leave their registers again.
    for (const v of values) {
      work(a, sites, v, reader);
      emitStores(a, sites, v, reader);
    }
  });
  return { parameters: pieceParameters, integers: pieceIntegers, vectors: a.vectors, body: a.body };
}

/** Puts a value where others will read it. */
function emitStores(a: Assembler, sites: Sites, v: number, reader: ValueReader): void {
  const { layout } = sites;
  const [state, shown, place] = [sites.stateOf[v]!, sites.shownOf[v]!, sites.placeOf[v]!];
  if (shown >= 0) emitStore(a, afterRow.lane, layout.shown + shown * slotBytes, v, reader);
  if (state >= 0) emitStore(a, afterRow.nowLane, state * slotBytes, v, reader);
  if (place >= 0) emitStore(a, afterRow.lane, layout.places + place * slotBytes, v, reader);
}

function emitStore(a: Assembler, base: number, offset: number, v: number, reader: ValueReader): void {
  for (let half = 0; half < vectorsATurn; half++) {
    a.get(base);
    reader.push(v, half);
    a.memory("store", offset + 16 * half);
  }
}
