// A simultaneous block as instructions.

import { sizeMax } from "../../expression/expression.ts";
import { type SolvedBlock, sizeShare, smallGuess } from "../program.ts";
import type { Assembler } from "./assembler.ts";
import type { Chunk } from "./cut.ts";
import { afterRow, vectorsATurn } from "./emit-turns.ts";
import { work } from "./emit-operation.ts";
import { slotBytes } from "./layout.ts";
import type { Sites, ValueReader } from "./value-reader.ts";

/**
 * A block in rounds, until no path of the turn moves. A path that has settled keeps its guesses, so that
 * each further round gives it the same values again, bit for bit.
 */
export function emitBlock(
  a: Assembler,
  sites: Sites,
  chunk: Chunk,
  block: SolvedBlock,
  reader: ValueReader,
): void {
  const { guess, result, start, settled, tolerance, roundsMax } = block;
  const { lane, pastLane } = afterRow;
  const halves = Array.from({ length: vectorsATurn }, () => ({
    active: a.local(),
    all: a.local(),
    moves: a.local(),
    now: a.local(),
  }));
  const rounds = a.local();
  halves.forEach(({ active }, half) => {
    for (let g = 0; g < guess.length; g++) {
      const x = reader.local(guess[g]!, half);
      a.get(pastLane)
        .memory("load", start[g]! * slotBytes + 16 * half)
        .tee(x);
      a.number(smallGuess).get(x).with("ne", 0).v("bitselect").set(x);
    }
    a.get(lane)
      .memory("load", sites.layout.failed + 16 * half)
      .with("eq", 0)
      .set(active);
    a.number(NaN).set(reader.local(settled, half));
  });
  a.number(0).set(rounds);
  a.plain(0x03, 0x40); // loop
  for (const v of chunk.values) work(a, sites, v, reader);
  halves.forEach(({ active, all, moves, now }, half) => {
    result.forEach((r, g) => {
      if (g === 0) a.number(0);
      reader.push(r, half);
      a.v("abs").v("add");
    });
    a.with("mul", sizeShare).set(all);
    a.number(0).set(moves);
    for (let g = 0; g < guess.length; g++) {
      reader.push(result[g]!, half);
      a.set(now);
      a.get(now).get(reader.local(guess[g]!, half)).v("sub").v("abs");
      a.number(tolerance).get(now).v("abs").get(all).v("add").v("mul");
      a.v("le").v("not").get(moves).v("or").set(moves);
    }
    // Settled in this round: it was active and nothing moves.
    a.number(0).get(reader.local(settled, half)).get(active).get(moves).v("not").v("and").v("bitselect");
    a.set(reader.local(settled, half));
    a.get(active).get(moves).v("and").set(active);
    for (let g = 0; g < guess.length; g++) {
      const x = reader.local(guess[g]!, half);
      reader.push(result[g]!, half);
      a.set(now);
      a.get(now).number(smallGuess).get(now).v("abs").with("le", sizeMax).v("bitselect");
      a.get(x).get(active).v("bitselect").set(x);
    }
  });
  a.get(rounds).with("add", 1).set(rounds);
  a.get(halves[0]!.active);
  for (const { active } of halves.slice(1)) a.get(active).v("or");
  a.get(rounds).with("lt", roundsMax).v("and").v("anyTrue").plain(0x0d, 0, 0x0b); // again while one moves
}
