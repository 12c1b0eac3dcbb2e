import { readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { normalQuantile } from "../../src/elementary/normal-quantile.ts";
import { drawsOf } from "../../src/random/philox.ts";
import { distance, exactDecimal } from "./exact.ts";
import { anySize, next } from "./sample.ts";

const { rows } = JSON.parse(
  readFileSync(join(import.meta.dirname, "../known/random/normal-quantile.json"), "utf8"),
) as { rows: [probability: string, quantile: string][] };

describe("the normal quantile", () => {
  test.each(rows)("at %s is %s", (p, z) => {
    const error = distance(normalQuantile(Number(p)), exactDecimal(z));
    expect(error, `relative error ${error / Math.abs(Number(z))}`).toBeLessThanOrEqual(
      1e-15 * Math.abs(Number(z)),
    );
  });

  test.each([
    [0, -Infinity],
    [-0, -Infinity],
    [1, Infinity],
    [NaN, NaN],
    [-1e-300, NaN],
    [1 + 2 ** -52, NaN],
    [Infinity, NaN],
    [-Infinity, NaN],
    [0.5, 0],
  ])("at %d is %d", (p, z) => expect(normalQuantile(p)).toBe(z));

  test("of the smallest and the largest probability is finite", () => {
    expect(normalQuantile(2 ** -1074)).toBeCloseTo(-38.46741, 4);
    expect(normalQuantile(1 - 2 ** -53)).toBeCloseTo(8.209536, 5);
  });

  test("changes its sign with the side of a half", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 2 ** 53 - 1 }), (n) => {
        const p = n / 2 ** 53;
        expect(normalQuantile(1 - p) + normalQuantile(p)).toBe(0);
      }),
      { seed: 1, numRuns: 500 },
    );
  });

  test("does not fall where formulas take turns, nor by more than its error elsewhere", () => {
    const random = drawsOf(5, 0, 0);
    const borders = [0.075, 0.925, 1.3887943864964021e-11, 0.5];
    for (let i = 0; i < 20_000; i++) {
      const p = i < borders.length ? borders[i]! * (1 - 1e-14) : i % 2 ? random.next() : anySize(random, 1);
      const q = i < borders.length ? borders[i]! * (1 + 1e-14) : next(p);
      const [z, above] = [normalQuantile(p), normalQuantile(q)];
      if (above < z - 1e-15 * Math.abs(z)) expect.fail(`falls at ${p}`);
    }
  });
});
