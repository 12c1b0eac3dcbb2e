// The binary format of WebAssembly: bytes, numbers of variable length, sections.
// WebAssembly Core Specification 2.0, chapter 5.

/** Bytes that grow. Each method asks for room once; most programs are written by a platform that is still cold. */
export class Bytes {
  #bytes: Uint8Array;
  #view: DataView;
  #length = 0;

  /** @param expected how many bytes there will be, about */
  constructor(expected = 1024) {
    this.#bytes = new Uint8Array(expected);
    this.#view = new DataView(this.#bytes.buffer);
  }

  get length(): number {
    return this.#length;
  }

  byte(value: number): this {
    if (this.#length === this.#bytes.length) this.#grow(1);
    this.#bytes[this.#length++] = value;
    return this;
  }

  append(bytes: Uint8Array): this {
    if (this.#length + bytes.length > this.#bytes.length) this.#grow(bytes.length);
    this.#bytes.set(bytes, this.#length);
    this.#length += bytes.length;
    return this;
  }

  /** An unsigned number in LEB128. */
  unsigned(value: number): this {
    if (this.#length + numberBytes > this.#bytes.length) this.#grow(numberBytes);
    this.#number(value, this.#length);
    return this;
  }

  /** A byte and an unsigned number after it. */
  coded(byte: number, value: number): this {
    const at = this.#length;
    if (at + 1 + numberBytes > this.#bytes.length) this.#grow(1 + numberBytes);
    const bytes = this.#bytes;
    bytes[at] = byte;
    if (value < 0x80) {
      bytes[at + 1] = value;
      this.#length = at + 2;
    } else this.#number(value, at + 1);
    return this;
  }

  /** A signed number of 32 bits in LEB128. */
  signed(value: number): this {
    let left = value;
    for (;;) {
      const low = left & 0x7f;
      left >>= 7;
      if ((left === 0 && (low & 0x40) === 0) || (left === -1 && (low & 0x40) !== 0)) return this.byte(low);
      this.byte(low | 0x80);
    }
  }

  /** A signed number of 64 bits in LEB128. */
  signed64(value: bigint): this {
    let left = value;
    for (;;) {
      const low = Number(left & 0x7fn);
      left >>= 7n;
      if ((left === 0n && (low & 0x40) === 0) || (left === -1n && (low & 0x40) !== 0)) return this.byte(low);
      this.byte(low | 0x80);
    }
  }

  /** The same number twice. */
  doubles(value: number): this {
    if (this.#length + 16 > this.#bytes.length) this.#grow(16);
    this.#view.setFloat64(this.#length, value, true);
    this.#view.setFloat64(this.#length + 8, value, true);
    this.#length += 16;
    return this;
  }

  name(text: string): this {
    this.unsigned(text.length);
    for (let k = 0; k < text.length; k++) this.byte(text.charCodeAt(k));
    return this;
  }

  /** Other bytes with their length before them. */
  sized(inner: Bytes): this {
    return this.unsigned(inner.length).append(inner.taken());
  }

  taken(): Uint8Array {
    return this.#bytes.subarray(0, this.#length);
  }

  /** LEB128 from a place on, where there is room. */
  #number(value: number, from: number): void {
    let at = from;
    let left = value;
    while (left >= 0x80) {
      this.#bytes[at++] = (left & 0x7f) | 0x80;
      left >>>= 7;
    }
    this.#bytes[at++] = left;
    this.#length = at;
  }

  #grow(count: number): void {
    const larger = new Uint8Array(Math.max(2 * this.#bytes.length, this.#length + count));
    larger.set(this.#bytes);
    this.#bytes = larger;
    this.#view = new DataView(larger.buffer);
  }
}

/** A number of 32 bits takes up to so many. */
const numberBytes = 5;

/** A function of a module: its parameters are all i32, its results none. */
export interface WasmFunction {
  readonly parameters: number;
  /** Further locals: i32 first, then v128, then i64. */
  readonly integers: number;
  readonly vectors: number;
  readonly longs?: number;
  readonly body: Bytes;
}

/** 4 GB, all that addresses of 32 bits reach; a shared memory must say how far it may grow. */
export const memoryPagesMax = 65_536;

const i32 = 0x7f;
const i64 = 0x7e;
const v128 = 0x7b;

/**
 * A module of functions on one memory that is imported as `env.memory`.
 *
 * @param exported name and number of the functions that can be called from outside
 */
export function moduleOf(
  functions: readonly WasmFunction[],
  exported: Readonly<Record<string, number>>,
  { isShared }: { isShared: boolean },
): Uint8Array<ArrayBuffer> {
  const module = new Bytes(functions.reduce((total, { body }) => total + body.length + 32, 1024));
  for (const byte of [0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00]) module.byte(byte);
  const arities = [...new Set(functions.map(({ parameters }) => parameters))];
  section(module, 1, arities.length, (out) => {
    for (const arity of arities) {
      out.byte(0x60).unsigned(arity);
      for (let k = 0; k < arity; k++) out.byte(i32);
      out.unsigned(0);
    }
  });
  section(module, 2, 1, (out) => {
    out.name("env").name("memory").byte(0x02);
    if (isShared) out.byte(0x03).unsigned(0).unsigned(memoryPagesMax);
    else out.byte(0x00).unsigned(0);
  });
  section(module, 3, functions.length, (out) => {
    for (const { parameters } of functions) out.unsigned(arities.indexOf(parameters));
  });
  const names = Object.entries(exported);
  section(module, 7, names.length, (out) => {
    for (const [name, number] of names) out.name(name).byte(0x00).unsigned(number);
  });
  section(module, 10, functions.length, (out) => {
    for (const { integers, vectors, longs = 0, body } of functions) {
      const code = new Bytes(body.length + 32)
        .unsigned(3)
        .unsigned(integers)
        .byte(i32)
        .unsigned(vectors)
        .byte(v128)
        .unsigned(longs)
        .byte(i64);
      out.sized(code.append(body.taken()).byte(0x0b));
    }
  });
  return module.taken().slice();
}

function section(module: Bytes, id: number, count: number, write: (out: Bytes) => void): void {
  const content = new Bytes().unsigned(count);
  write(content);
  module.byte(id).sized(content);
}
