// Cuts a program into pieces of a size that the platform's compiler likes, and finds each value that one piece
// makes and another needs a place in memory; a place is used again when its value is no longer needed.

import { type Code, type SolvedBlock, leavesEnd } from "../program.ts";

/** Operations that run one after another, or as one block; a piece becomes one function. */
export interface Chunk {
  readonly values: Int32Array;
  readonly block: SolvedBlock | undefined;
}

export interface Cut {
  readonly chunks: readonly Chunk[];
  /** By value that another piece needs: where it is stored; −1 of others. */
  readonly placeOf: Int32Array;
  /** How many places there are. */
  readonly places: number;
}

/**
 * Operations a piece: of 24 to 96 the warm code is as fast, within 5 %; more would not leave their values in registers,
 * fewer are compiled by the platform's better compiler later, since it counts what each piece has run.
 */
const operationsMax = 48;

/**
 * @param segments in order; a block stays in one piece
 * @param needed   values that are needed after the last piece
 * @param most     operations a piece, at most
 * @param houseOf  by value: not below 0 where it is stored elsewhere anyway, and needs no place
 */
export function cutCode(
  code: Code,
  segments: readonly Chunk[],
  needed: Iterable<number>,
  houseOf?: Int32Array,
  most = operationsMax,
): Cut {
  const pieces = segments.flatMap(({ values, block }): Chunk[] => {
    const worked = values.filter((v) => isMade(code, v));
    if (block) return [{ values: worked, block }];
    const count = Math.ceil(worked.length / most);
    const size = Math.ceil(worked.length / Math.max(1, count));
    return Array.from({ length: count }, (_, k) => ({
      values: worked.subarray(k * size, (k + 1) * size),
      block: undefined,
    }));
  });
  const madeIn = new Int32Array(code.op.length).fill(-1);
  const lastUse = new Int32Array(code.op.length).fill(-1);
  pieces.forEach(({ values, block }, piece) => {
    for (const v of values) madeIn[v] = piece;
    if (block) madeIn[block.settled] = piece;
  });
  const use = (operand: number, piece: number): void => {
    if (operand >= 0 && madeIn[operand] !== piece) lastUse[operand] = piece;
  };
  pieces.forEach(({ values, block }, piece) => {
    for (const v of values) {
      use(code.a[v]!, piece);
      use(code.b[v]!, piece);
      use(code.c[v]!, piece);
    }
    for (const v of block?.result ?? []) use(v, piece);
  });
  for (const v of needed) lastUse[v] = pieces.length;
  return placed(pieces, code, madeIn, lastUse, houseOf);
}

/** Whether a value is worked out, and not read from where it stands. */
export function isMade({ op }: Code, value: number): boolean {
  return op[value]! >= leavesEnd;
}

function placed(
  chunks: readonly Chunk[],
  code: Code,
  madeIn: Int32Array,
  lastUse: Int32Array,
  houseOf: Int32Array | undefined,
): Cut {
  const placeOf = new Int32Array(code.op.length).fill(-1);
  const free: number[] = [];
  const endsAt: number[][] = chunks.map(() => []);
  let places = 0;
  const give = (v: number, piece: number): void => {
    if (lastUse[v]! <= piece || madeIn[v] !== piece || (houseOf && houseOf[v]! >= 0)) return;
    const place = free.pop() ?? places++;
    placeOf[v] = place;
    endsAt[lastUse[v]!]?.push(place);
  };
  chunks.forEach(({ values, block }, piece) => {
    for (const v of values) give(v, piece);
    if (block) give(block.settled, piece);
    // A place is free for the pieces after the one that reads it last: within it, order is not looked at.
    for (const place of endsAt[piece]!) free.push(place);
  });
  return { chunks, placeOf, places };
}
