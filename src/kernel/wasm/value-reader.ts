// Values while a piece of a program is written: those made in it are locals, the others are read from where they stand.

import { type Code, codeOf, isTruth } from "../program.ts";
import { Assembler, type VectorInstruction } from "./assembler.ts";
import type { Chunk } from "./cut.ts";
import { type Layout, slotBytes } from "./layout.ts";
import type { Templates } from "./templates.ts";

/** Where the numbers of a code stand. */
export interface Sites {
  readonly code: Code;
  readonly constants: Float64Array;
  readonly layout: Layout;
  /** Address of the draws' slots. */
  readonly draws: number;
  readonly placeOf: Int32Array;
  /** By value: the state that it becomes, stored in its slot of this period when it is made; −1 of others. */
  readonly stateOf: Int32Array;
  /** By value: the output whose slot it is stored in when it is made; −1 of others. */
  readonly shownOf: Int32Array;
  readonly opcodes: Readonly<Record<VectorInstruction, number>>;
  /** Of `opcodes`, by operation. */
  readonly instructions: Int32Array;
  readonly templates: Templates;
}

/** Locals that hold where the turn stands: in a slot, and in the states of the period before and of this one. */
export interface Lanes {
  readonly lane: number;
  readonly pastLane: number;
  readonly nowLane: number;
  /** How many bytes of a slot are left. */
  readonly left: number;
}

/** Parameter of every piece: the row of given numbers. */
export const rowAt = 3;

/** What a piece does with a value, as bits. */
const [isMadeHere, isReadTwice, isLoadedFirst, isLoadedSecond] = [1, 2, 4, 8];

/** Reads values of one code, piece after piece; what is read from memory twice in a piece is kept in a local. */
export class ValueReader {
  readonly #sites: Sites;
  /** By value, of the piece that is being written: bits, and its first local or −1. */
  readonly #use: Uint8Array;
  readonly #local: Int32Array;
  #touched: number[] = [];
  readonly #lanes: Lanes;
  #a: Assembler;

  constructor(sites: Sites, lanes: Lanes) {
    this.#sites = sites;
    this.#use = new Uint8Array(sites.code.op.length);
    this.#local = new Int32Array(sites.code.op.length).fill(-1);
    this.#lanes = lanes;
    this.#a = new Assembler(0, 0, sites.opcodes);
  }

  /** Begins another piece. */
  begin(a: Assembler, { values, block }: Pick<Chunk, "values" | "block">): void {
    for (const v of this.#touched) {
      this.#use[v] = 0;
      this.#local[v] = -1;
    }
    this.#a = a;
    this.#touched = [];
    const { a: x, b: y, c: z } = this.#sites.code;
    for (const v of values) this.#mark(v);
    if (block) {
      for (const v of block.guess) this.#mark(v);
      this.#mark(block.settled);
    }
    for (const v of values) {
      this.#count(x[v]!);
      this.#count(y[v]!);
      this.#count(z[v]!);
    }
  }

  #mark(v: number): void {
    this.#use[v] = isMadeHere;
    this.#touched.push(v);
  }

  /** Counts that a value is read: none, once, or more. */
  #count(v: number): void {
    if (v < 0 || this.#use[v] === isMadeHere) return;
    if (this.#local[v] === -1) {
      // Not below −1 unless it was counted.
      this.#local[v] = -2;
      this.#touched.push(v);
    } else {
      const op = this.#sites.code.op[v]!;
      if (op !== codeOf.constant && op !== codeOf.given) this.#use[v] = isReadTwice;
    }
  }

  /** The local of a value that is made here, in one of the vectors of a turn. */
  local(value: number, half: number): number {
    let first = this.#local[value]!;
    if (first < 0) {
      first = this.#a.local();
      this.#a.local();
      this.#local[value] = first;
    }
    return first + half;
  }

  /** Pushes whether a value is not zero, as a mask. */
  pushTruth(value: number, half: number): void {
    if (this.#isMask(value)) this.#a.get(this.local(value, half));
    else {
      this.push(value, half);
      this.#a.with("ne", 0);
    }
  }

  /** What is true or false is a mask in the local where it is made, and 1 or 0 everywhere else. */
  #isMask(value: number): boolean {
    return this.#use[value] === isMadeHere && isTruth(this.#sites.code.op[value]!);
  }

  /** Pushes a value of two lanes. */
  push(value: number, half: number): void {
    const use = this.#use[value]!;
    if (use === isMadeHere) {
      this.#a.get(this.local(value, half));
      if (this.#isMask(value)) this.#a.number(1).v("and");
    } else if (use === 0) this.#load(value, half);
    else {
      const bit = half === 0 ? isLoadedFirst : isLoadedSecond;
      if ((use & bit) !== 0) this.#a.get(this.local(value, half));
      else {
        this.#use[value] = use | bit;
        this.#load(value, half);
        this.#a.tee(this.local(value, half));
      }
    }
  }

  #load(value: number, half: number): void {
    const { code, constants } = this.#sites;
    const { lane, pastLane, nowLane } = this.#lanes;
    const slot = slotOf(this.#sites, value);
    if (slot) {
      const from = { memory: lane, past: pastLane, now: nowLane }[slot.in];
      this.#a.get(from).memory("load", slot.offset + 16 * half);
    } else {
      const place = code.a[value]!;
      if (code.op[value] === codeOf.constant) this.#a.number(constants[place]!);
      else this.#a.get(rowAt).memory("load64Splat", 8 * place);
    }
  }
}

/** In the memory of the engine, or among the states of the period before or of this one; and how far into it. */
interface Slot {
  readonly in: "memory" | "past" | "now";
  readonly offset: number;
}

/** Where a value stands between pieces; undefined of constants and given numbers. */
function slotOf({ code, layout, placeOf, stateOf, shownOf, draws }: Sites, value: number): Slot | undefined {
  const place = code.a[value]!;
  switch (code.op[value]) {
    case codeOf.constant:
    case codeOf.given:
      return undefined;
    case codeOf.past:
      return { in: "past", offset: place * slotBytes };
    case codeOf.draw:
      return { in: "memory", offset: draws + place * slotBytes };
    case codeOf.once:
      return { in: "memory", offset: layout.once + place * slotBytes };
    default: {
      const state = stateOf[value]!;
      if (state >= 0) return { in: "now", offset: state * slotBytes };
      const shown = shownOf[value]!;
      if (shown >= 0) return { in: "memory", offset: layout.shown + shown * slotBytes };
      return { in: "memory", offset: layout.places + placeOf[value]! * slotBytes };
    }
  }
}
