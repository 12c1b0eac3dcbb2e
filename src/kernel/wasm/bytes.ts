// The binary format of WebAssembly: bytes, numbers of variable length, sections.
// WebAssembly Core Specification 2.0, chapter 5.

/** Bytes that grow. */
export class Bytes {
  #bytes = new Uint8Array(1024);
  #view = new DataView(this.#bytes.buffer);
  #length = 0;

  get length(): number {
    return this.#length;
  }

  byte(value: number): this {
    this.#room(1);
    this.#bytes[this.#length++] = value;
    return this;
  }

  append(bytes: Uint8Array): this {
    this.#room(bytes.length);
    this.#bytes.set(bytes, this.#length);
    this.#length += bytes.length;
    return this;
  }

  /** An unsigned number in LEB128. */
  unsigned(value: number): this {
    let left = value;
    while (left >= 0x80) {
      this.byte((left % 0x80) | 0x80);
      left = Math.floor(left / 0x80);
    }
    return this.byte(left);
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

  double(value: number): this {
    this.#room(8);
    this.#view.setFloat64(this.#length, value, true);
    this.#length += 8;
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

  #room(count: number): void {
    if (this.#length + count <= this.#bytes.length) return;
    const larger = new Uint8Array(Math.max(2 * this.#bytes.length, this.#length + count));
    larger.set(this.#bytes);
    this.#bytes = larger;
    this.#view = new DataView(larger.buffer);
  }
}

/** A function of a module: its parameters are all i32, its results none. */
export interface WasmFunction {
  readonly parameters: number;
  /** Further locals: i32 first, then v128. */
  readonly integers: number;
  readonly vectors: number;
  readonly body: Bytes;
}

const i32 = 0x7f;
const v128 = 0x7b;

/**
 * A module of functions on one memory that is imported as `env.memory`.
 *
 * @param exported name and number of the functions that can be called from outside
 */
export function moduleOf(
  functions: readonly WasmFunction[],
  exported: Readonly<Record<string, number>>,
  memoryPages: number,
): Uint8Array<ArrayBuffer> {
  const module = new Bytes();
  for (const byte of [0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00]) module.byte(byte);
  const arities = [...new Set(functions.map(({ parameters }) => parameters))];
  section(module, 1, arities.length, (out) => {
    for (const arity of arities) {
      out.byte(0x60).unsigned(arity);
      for (let k = 0; k < arity; k++) out.byte(i32);
      out.unsigned(0);
    }
  });
  section(module, 2, 1, (out) => out.name("env").name("memory").byte(0x02).byte(0x00).unsigned(memoryPages));
  section(module, 3, functions.length, (out) => {
    for (const { parameters } of functions) out.unsigned(arities.indexOf(parameters));
  });
  const names = Object.entries(exported);
  section(module, 7, names.length, (out) => {
    for (const [name, number] of names) out.name(name).byte(0x00).unsigned(number);
  });
  section(module, 10, functions.length, (out) => {
    for (const { integers, vectors, body } of functions) {
      const code = new Bytes().unsigned(2).unsigned(integers).byte(i32).unsigned(vectors).byte(v128);
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
