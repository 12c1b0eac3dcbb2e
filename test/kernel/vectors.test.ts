// Whether the platform has the vectors of which compiled programs are made.

import { expect, test } from "vitest";
import { wasmPlatform } from "../../src/kernel/wasm/engine.ts";
import { hasVectors } from "../../src/kernel/wasm/vectors.ts";

test("this platform has them", () => {
  expect(hasVectors()).toBe(true);
});

test("a platform that refuses vectors, or has no WebAssembly at all, has none", () => {
  // An older platform knows every byte of the probe but the opcodes of vectors, which begin with 253.
  const older = {
    validate: (bytes: Uint8Array<ArrayBuffer>) => !bytes.includes(253) && wasmPlatform()!.validate(bytes),
  };
  expect(hasVectors(older)).toBe(false);
  expect(hasVectors({ validate: () => false })).toBe(false);
});
