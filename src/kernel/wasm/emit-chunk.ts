// One piece of a program as a function: a loop over the lanes, four paths a turn in two vectors, which the
// processor works on side by side.

import { sizeMax } from "../../expression/expression.ts";
import {
  type Code,
  type Operation,
  type SolvedBlock,
  codeOf,
  operations,
  sizeShare,
  smallGuess,
} from "../program.ts";
import { Assembler, type VectorInstruction, exp, log } from "./assembler.ts";
import type { WasmFunction } from "./bytes.ts";
import { type Chunk, operandsOf } from "./cut.ts";
import { type Layout, slotBytes } from "./layout.ts";

/** Where the numbers of a code stand. */
export interface Sites {
  readonly code: Code;
  readonly constants: Float64Array;
  readonly layout: Layout;
  /** Address of the draws' slots. */
  readonly draws: number;
  readonly placeOf: Int32Array;
  /** Values that become a state: stored in its slot of this period when they are made. */
  readonly stateOf: ReadonlyMap<number, number>;
  readonly opcodes: Readonly<Record<VectorInstruction, number>>;
}

/** Parameters of a piece: states of the period before and of this one, the row of given numbers; then its own. */
const [pastAt, nowAt, rowAt] = [0, 1, 2];
/** Locals that hold where the turn stands: in a slot, and in the states of the period before and of this one. */
export interface Lanes {
  readonly lane: number;
  readonly pastLane: number;
  readonly nowLane: number;
}
const afterRow: Lanes = { lane: 3, pastLane: 4, nowLane: 5 };
const vectorsATurn = 2;

/** A piece as a function. Its locals are numbered by value and vector. */
export function emitChunk(sites: Sites, chunk: Chunk): WasmFunction {
  const { lane, nowLane } = afterRow;
  const a = new Assembler(3, 3, sites.opcodes);
  const reader = valueReader(a, sites, chunk);
  turns(a, () => {
    if (chunk.block) emitBlock(a, sites, chunk, chunk.block, reader);
    else for (const v of chunk.values) work(a, sites.code, v, reader);
    for (const v of chunk.block ? [...chunk.values, chunk.block.settled] : chunk.values) {
      for (let half = 0; half < vectorsATurn; half++) {
        const state = sites.stateOf.get(v);
        if (state !== undefined) store(a, nowLane, state * slotBytes, () => reader.push(v, half), half);
        const place = chunk.kept.get(v);
        if (place === undefined) continue;
        store(a, lane, sites.layout.places + place * slotBytes, () => reader.push(v, half), half);
      }
    }
  });
  return { parameters: 3, integers: 3, vectors: a.vectors, body: a.body };
}

/** A loop over the lanes of a slot. */
export function turns(a: Assembler, body: () => void, { lane, pastLane, nowLane } = afterRow): void {
  a.integer(0).set(lane).plain(0x03, 0x40);
  a.get(pastAt).get(lane).plain(0x6a).set(pastLane);
  a.get(nowAt).get(lane).plain(0x6a).set(nowLane);
  body();
  a.get(lane).integer(32).plain(0x6a).tee(lane).integer(slotBytes).plain(0x49, 0x0d, 0, 0x0b);
}

export function store(a: Assembler, base: number, offset: number, push: () => void, half: number): void {
  a.get(base);
  push();
  a.memory("store", offset + 16 * half);
}

export interface ValueReader {
  /** Pushes a value of two lanes. */
  push(value: number, half: number): void;
  /** The local of a value that is made here. */
  local(value: number, half: number): number;
}

/** Reads values from where they stand; what is read from memory twice in a piece is kept in a local. */
export function valueReader(
  a: Assembler,
  sites: Sites,
  chunk: Pick<Chunk, "values" | "block">,
  { lane, pastLane, nowLane } = afterRow,
): ValueReader {
  const { code, constants, layout, placeOf, stateOf } = sites;
  const here = new Set([...chunk.values, ...(chunk.block?.guess ?? [])]);
  if (chunk.block) here.add(chunk.block.settled);
  const uses = new Map<number, number>();
  for (const v of chunk.values) {
    for (const x of operandsOf(code, v)) if (!here.has(x)) uses.set(x, (uses.get(x) ?? 0) + 1);
  }
  const locals = new Map<number, number[]>();
  const localsOf = (value: number): number[] => {
    let found = locals.get(value);
    if (found === undefined) locals.set(value, (found = [a.local(), a.local()]));
    return found;
  };
  const kept = new Set<number>();
  const load = (value: number, half: number): void => {
    const place = code.a[value]!;
    const vector = (base: number, offset: number): void => {
      a.get(base).memory("load", offset + 16 * half);
    };
    switch (operations[code.op[value]!]) {
      case "constant":
        a.number(constants[place]!);
        break;
      case "given":
        a.get(rowAt).memory("load64Splat", 8 * place);
        break;
      case "once":
        vector(lane, layout.once + place * slotBytes);
        break;
      case "past":
        vector(pastLane, place * slotBytes);
        break;
      case "draw":
        vector(lane, sites.draws + place * slotBytes);
        break;
      default: {
        const state = stateOf.get(value);
        if (state === undefined) vector(lane, layout.places + placeOf[value]! * slotBytes);
        else vector(nowLane, state * slotBytes);
      }
    }
  };
  const isCheap = (value: number): boolean =>
    code.op[value] === codeOf.constant || code.op[value] === codeOf.given;
  return {
    local: (value, half) => localsOf(value)[half]!,
    push: (value, half) => {
      if (here.has(value)) {
        a.get(localsOf(value)[half]!);
        return;
      }
      if (isCheap(value) || (uses.get(value) ?? 0) < 2) {
        load(value, half);
        return;
      }
      const key = value * vectorsATurn + half;
      if (kept.has(key)) a.get(localsOf(value)[half]!);
      else {
        kept.add(key);
        load(value, half);
        a.tee(localsOf(value)[half]!);
      }
    },
  };
}

/** Works a value out, in both vectors. */
function work(a: Assembler, code: Code, v: number, reader: ValueReader): void {
  for (let half = 0; half < vectorsATurn; half++) {
    emitOperation(a, operations[code.op[v]!]!, (k) =>
      reader.push([code.a[v]!, code.b[v]!, code.c[v]!][k]!, half),
    );
    a.set(reader.local(v, half));
  }
}

const binary: Partial<Record<Operation, VectorInstruction>> = {
  add: "add",
  subtract: "sub",
  multiply: "mul",
  divide: "div",
  least: "pmin",
  most: "pmax",
};
const comparison: Partial<Record<Operation, VectorInstruction>> = {
  less: "lt",
  lessOrEqual: "le",
  equal: "eq",
  unequal: "ne",
};

/** One operation: its operands, then what is done with them. */
function emitOperation(a: Assembler, op: Operation, push: (operand: number) => void): void {
  const isTrue = (operand: number): void => {
    push(operand);
    a.with("ne", 0);
  };
  const asNumber = (): void => {
    a.number(1).v("and");
  };
  const plain = binary[op];
  if (plain !== undefined) {
    push(0);
    push(1);
    a.v(plain);
    return;
  }
  const compared = comparison[op];
  if (compared !== undefined) {
    push(0);
    push(1);
    a.v(compared);
    asNumber();
    return;
  }
  switch (op) {
    case "negate":
      push(0);
      a.v("neg");
      break;
    case "absolute":
      push(0);
      a.v("abs");
      break;
    case "root":
      push(0);
      a.v("sqrt");
      break;
    case "exp":
      push(0);
      exp(a);
      break;
    case "log":
      push(0);
      log(a);
      break;
    case "floor":
      push(0);
      a.v("floor");
      break;
    case "bound":
      // All bits set is a NaN.
      push(0);
      a.number(sizeMax);
      push(0);
      a.v("abs").v("lt").v("or");
      break;
    case "not":
      push(0);
      a.with("eq", 0);
      asNumber();
      break;
    case "and":
    case "or":
      isTrue(0);
      isTrue(1);
      a.v(op);
      asNumber();
      break;
    case "guard":
      // b − b is not equal to zero where b is not finite.
      push(0);
      push(1);
      push(1);
      a.v("sub").with("ne", 0).v("or");
      break;
    case "select":
      push(1);
      push(2);
      isTrue(0);
      a.v("bitselect");
      break;
    default:
      throw new Error(`${op} cannot be compiled`);
  }
}

/**
 * A block in rounds, until no path of the two vectors moves. A path that has settled keeps its guesses, so that
 * each further round gives it the same values again, bit for bit.
 */
function emitBlock(a: Assembler, sites: Sites, chunk: Chunk, block: SolvedBlock, reader: ValueReader): void {
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
  for (const v of chunk.values) work(a, sites.code, v, reader);
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
