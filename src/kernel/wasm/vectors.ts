// Whether WebAssembly has vectors here; apart from the engine, so that a page can tell before that has come.

interface Validating {
  validate(bytes: Uint8Array<ArrayBuffer>): boolean;
}

function webAssembly(): Validating | undefined {
  return (globalThis as unknown as { WebAssembly?: Validating }).WebAssembly;
}

/** A module of one function that makes a vector of 128 bits: valid only where vectors are. */
// prettier-ignore
const vectorProbe = Uint8Array.of(
  0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 96, 0, 1, 123, 3, 2, 1, 0,
  10, 10, 1, 8, 0, 65, 0, 253, 15, 253, 98, 11,
);

/** Whether compiled programs run here: they are made of vectors. */
export function hasVectors(platform: Validating | undefined = webAssembly()): boolean {
  return platform?.validate(vectorProbe) ?? false;
}
