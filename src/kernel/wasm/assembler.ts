// Instructions of WebAssembly by name, written one after another.

import { Bytes } from "./bytes.ts";

/** Vector instructions by name: the number after the prefix 0xfd. */
export const vector = {
  load: 0x00,
  load32Splat: 0x09,
  load64Splat: 0x0a,
  store: 0x0b,
  const: 0x0c,
  shuffle: 0x0d,
  splat32: 0x11,
  eq: 0x47,
  ne: 0x48,
  lt: 0x49,
  gt: 0x4a,
  le: 0x4b,
  not: 0x4d,
  and: 0x4e,
  or: 0x50,
  xor: 0x51,
  bitselect: 0x52,
  anyTrue: 0x53,
  floor: 0x75,
  shr32: 0xad,
  add32: 0xae,
  shl64: 0xcb,
  shr64: 0xcd,
  add64: 0xce,
  sub64: 0xd1,
  multiplyLow: 0xde,
  multiplyHigh: 0xdf,
  abs: 0xec,
  neg: 0xed,
  sqrt: 0xef,
  add: 0xf0,
  sub: 0xf1,
  mul: 0xf2,
  div: 0xf3,
  pmin: 0xf6,
  pmax: 0xf7,
  convertLow: 0xff,
} as const;
export type VectorInstruction = keyof typeof vector;

/** Writes one function. Locals are numbers; what is pushed stands on the stack for the next instruction. */
export class Assembler {
  readonly body = new Bytes(4096);
  readonly parameters: number;
  readonly integers: number;
  readonly #opcodes: Readonly<Record<VectorInstruction, number>>;
  #vectors = 0;

  constructor(
    parameters: number,
    integers: number,
    opcodes: Readonly<Record<VectorInstruction, number>> = vector,
  ) {
    this.parameters = parameters;
    this.integers = integers;
    this.#opcodes = opcodes;
  }

  get vectors(): number {
    return this.#vectors;
  }

  /** The number of a new local vector. */
  local(): number {
    return this.parameters + this.integers + this.#vectors++;
  }

  /** Makes room for so many new local vectors. */
  locals(count: number): void {
    this.#vectors += count;
  }

  get(local: number): this {
    this.body.coded(0x20, local);
    return this;
  }

  set(local: number): this {
    this.body.coded(0x21, local);
    return this;
  }

  tee(local: number): this {
    this.body.coded(0x22, local);
    return this;
  }

  integer(value: number): this {
    this.body.byte(0x41).signed(value);
    return this;
  }

  plain(...bytes: number[]): this {
    for (const byte of bytes) this.body.byte(byte);
    return this;
  }

  call(number: number): this {
    this.body.coded(0x10, number);
    return this;
  }

  /** A vector instruction without an operand of its own. */
  v(name: VectorInstruction): this {
    this.body.coded(0xfd, this.#opcodes[name]);
    return this;
  }

  /** A load or store at the address on the stack plus an offset; addresses are multiples of 8. */
  memory(name: "load" | "load32Splat" | "load64Splat" | "store", offset: number): this {
    this.v(name);
    this.body.coded(name === "load32Splat" ? 2 : 3, offset);
    return this;
  }

  /** The same number in both halves. */
  number(value: number): this {
    this.v("const");
    this.body.doubles(value);
    return this;
  }

  /** The same 64 bits in both halves. */
  word(high: number, low = 0): this {
    this.v("const");
    const half = new Uint8Array(Uint32Array.of(low, high).buffer);
    this.body.append(half).append(half);
    return this;
  }

  shuffle(lanes: readonly number[]): this {
    this.v("shuffle");
    for (const lane of lanes) for (let k = 0; k < 4; k++) this.body.byte(4 * lane + k);
    return this;
  }

  /** Takes what is pushed by `of` through `instruction`, with a number on its right. */
  with(name: VectorInstruction, value: number): this {
    return this.number(value).v(name);
  }
}
