import { readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Counter, drawsOf, keyOf, philox, uniform } from "../../src/random/philox.ts";

interface Known {
  readonly cases: readonly {
    rounds: number;
    counter: string[];
    key: string[];
    expected: string[];
  }[];
}
const known = JSON.parse(
  readFileSync(join(import.meta.dirname, "../known/random/philox4x32.json"), "utf8"),
) as Known;
const words = (hex: readonly string[]): number[] => hex.map((word) => Number.parseInt(word, 16));

describe("Philox4x32 gives the words its authors published", () => {
  test.each(known.cases)("$rounds rounds of $counter", ({ rounds, counter, key, expected }) => {
    const out = new Uint32Array(4);
    philox(out, words(counter) as unknown as Counter, Uint32Array.from(words(key)), rounds);
    expect([...out]).toEqual(words(expected));
  });
});

test("every word is the one that whole-number arithmetic gives", () => {
  const word = fc.integer({ min: 0, max: 0xffffffff });
  fc.assert(
    fc.property(word, word, word, word, word, word, (a, b, c, d, k0, k1) => {
      const out = new Uint32Array(4);
      philox(out, [a, b, c, d], Uint32Array.of(k0, k1), 1);
      const product0 = 0xd2511f53n * BigInt(a);
      const product1 = 0xcd9e8d57n * BigInt(c);
      const high = (product: bigint): number => Number(product >> 32n);
      const low = (product: bigint): number => Number(product & 0xffffffffn);
      expect([...out]).toEqual([
        (high(product1) ^ b ^ k0) >>> 0,
        low(product1),
        (high(product0) ^ d ^ k1) >>> 0,
        low(product0),
      ]);
    }),
    { seed: 1, numRuns: 500 },
  );
});

test("a seed above 32 bits reaches both words of the key", () => {
  expect([...keyOf(2 ** 32 * 5 + 7)]).toEqual([7, 5]);
  expect(() => keyOf(-1)).toThrow("whole number");
});

test("uniform numbers lie in [0, 1), and the ends are reached", () => {
  expect(uniform(0, 0)).toBe(0);
  expect(uniform(0xffffffff, 0xffffffff)).toBe(1 - 2 ** -53);
});

test("draws have the mean and the spread of the uniform distribution", () => {
  const draws = drawsOf(7, 0, 0);
  const n = 100_000;
  let sum = 0;
  let squares = 0;
  for (let i = 0; i < n; i++) {
    const x = draws.next();
    sum += x;
    squares += x * x;
  }
  expect(Math.abs(sum / n - 0.5)).toBeLessThan(4 * Math.sqrt(1 / 12 / n));
  expect(Math.abs(squares / n - 1 / 3)).toBeLessThan(4 * Math.sqrt(4 / 45 / n));
});

test("each of seven is drawn as often as the others", () => {
  const draws = drawsOf(7, 0, 1);
  const counts = new Float64Array(7);
  for (let i = 0; i < 70_000; i++) counts[draws.below(7)]!++;
  const chiSquare = counts.reduce((sum, count) => sum + (count - 10_000) ** 2 / 10_000, 0);
  expect(chiSquare).toBeLessThan(22.46); // 99.9 % point with 6 degrees of freedom
});

test("the same seed, path and stream draw the same; another path or stream draws others", () => {
  const first = (seed: number, path: number, stream: number): number => drawsOf(seed, path, stream).next();
  expect(first(1, 2, 3)).toBe(first(1, 2, 3));
  expect(new Set([first(1, 2, 3), first(2, 2, 3), first(1, 3, 3), first(1, 2, 4)]).size).toBe(4);
});
