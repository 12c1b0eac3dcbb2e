// Random numbers as vector instructions: Philox4x32-10 on four paths at a time, then uniforms of 53 bits, or
// normals by Box and Muller. The same steps as in src/random.

import { Assembler, type VectorInstruction } from "./assembler.ts";
import type { WasmFunction } from "./bytes.ts";
import { cosineAndSine, logOfShare } from "./emit-elementary.ts";
import { type Layout, slotBytes } from "./layout.ts";

const multiplierWords = [0xd2511f53, 0xcd9e8d57] as const;

/** Parameters of the functions that draw. */
const [base, firstPath, step, group, toFirst, toSecond, quad] = [0, 1, 2, 3, 4, 5, 6];

/**
 * A function that writes the two draws of one counter for all lanes.
 * Parameters: where the engine's memory begins, number of the first path, period, group of draws, the two slots.
 *
 * @param stream 0 for normals, 1 for uniforms: the last word of the counter
 */
export function emitDraws(
  stream: 0 | 1,
  layout: Layout,
  opcodes: Readonly<Record<VectorInstruction, number>>,
): WasmFunction {
  const a = new Assembler(6, 1, opcodes);
  const counter = [a.local(), a.local(), a.local(), a.local()] as const;
  const multipliers = multiplierWords.map((multiplier) => {
    const local = a.local();
    a.integer(multiplier | 0)
      .v("splat32")
      .set(local);
    return local;
  });
  a.integer(0).set(quad).plain(0x03, 0x40); // loop
  // Path numbers of four lanes; a quad is 32 bytes of a slot.
  a.get(firstPath).get(quad).integer(3).plain(0x76, 0x6a).v("splat32"); // + quad >> 3
  a.v("const");
  a.body.append(new Uint8Array(Uint32Array.of(0, 1, 2, 3).buffer));
  a.v("add32").get(base).plain(0x28, 2);
  a.body.unsigned(layout.shift);
  a.v("shr32").set(counter[0]);
  a.get(step).v("splat32").set(counter[1]);
  a.get(group).v("splat32").set(counter[2]);
  a.integer(stream).v("splat32").set(counter[3]);
  emitPhilox(a, counter, multipliers, layout.keys);
  const pairs = [false, true].map((isUpper) => [
    emitUniform(a, counter[0], counter[1], isUpper),
    emitUniform(a, counter[2], counter[3], isUpper),
  ]);
  const written = pairs.map((pair) => (stream === 0 ? normals(a, pair, layout) : opposites(a, pair, layout)));
  written.forEach(([first, second], half) => {
    a.get(toFirst)
      .get(base)
      .plain(0x6a)
      .get(quad)
      .plain(0x6a)
      .get(first!)
      .memory("store", 16 * half);
    a.get(toSecond)
      .get(base)
      .plain(0x6a)
      .get(quad)
      .plain(0x6a)
      .get(second!)
      .memory("store", 16 * half);
  });
  a.get(quad).integer(32).plain(0x6a, 0x22).plain(quad).integer(slotBytes).plain(0x49, 0x0d, 0, 0x0b); // < 256: again
  return { parameters: 6, integers: 1, vectors: a.vectors, body: a.body };
}

/** Ten rounds on the four words of a counter, in place. */
function emitPhilox(
  a: Assembler,
  [c0, c1, c2, c3]: readonly [number, number, number, number],
  [multiplier0, multiplier1]: readonly number[],
  keys: number,
): void {
  const [low, high, high0, low0] = [a.local(), a.local(), a.local(), a.local()];
  const product = (word: number, multiplier: number): void => {
    a.get(word).get(multiplier).v("multiplyLow").set(low);
    a.get(word).get(multiplier).v("multiplyHigh").set(high);
  };
  const key = (k: number): void => {
    a.get(base).memory("load32Splat", keys + 4 * k);
  };
  const [lowerWords, upperWords] = [
    [0, 2, 4, 6],
    [1, 3, 5, 7],
  ];
  for (let round = 0; round < 10; round++) {
    product(c0, multiplier0!);
    a.get(low).get(high).shuffle(upperWords).set(high0);
    a.get(low).get(high).shuffle(lowerWords).set(low0);
    product(c2, multiplier1!);
    a.get(low).get(high).shuffle(upperWords).get(c1).v("xor");
    key(2 * round);
    a.v("xor").set(c0);
    a.get(low).get(high).shuffle(lowerWords).set(c1);
    a.get(high0).get(c3).v("xor");
    key(2 * round + 1);
    a.v("xor").set(c2);
    a.get(low0).set(c3);
  }
}

/** A number from 0 to below 1 of 53 bits, of two lanes, from two words of four. */
function emitUniform(a: Assembler, high: number, low: number, isUpper: boolean): number {
  const u = a.local();
  const bits = (word: number, shift: number): void => {
    a.get(word).integer(shift).v("shr32").tee(u);
    if (isUpper) a.get(u).shuffle([2, 3, 2, 3]);
    a.v("convertLow");
  };
  bits(high, 5);
  a.with("mul", 2 ** 26);
  bits(low, 6);
  a.v("add")
    .with("mul", 2 ** -53)
    .set(u);
  return u;
}

function normals(a: Assembler, [u1, u2]: readonly number[], { signs }: Layout): readonly number[] {
  const [radius, cosine, sine] = [a.local(), a.local(), a.local()];
  logOfShare(a.number(1).get(u1!).v("sub")).set(radius);
  a.number(-2).get(radius).v("mul").v("sqrt").set(radius);
  cosineAndSine(a.get(u2!), cosine, sine);
  for (const z of [cosine, sine]) {
    a.get(radius).get(z).v("mul").get(base).memory("load", signs).v("xor").set(z);
  }
  return [cosine, sine];
}

function opposites(a: Assembler, uniforms: readonly number[], { mask }: Layout): readonly number[] {
  for (const u of uniforms) {
    a.number(1 - 2 ** -53)
      .get(u)
      .v("sub")
      .get(u)
      .get(base)
      .memory("load", mask)
      .v("bitselect")
      .set(u);
  }
  return uniforms;
}
