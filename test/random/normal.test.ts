import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { normalQuantile } from "../../src/elementary/normal-quantile.ts";
import { antithetic, drawPair, normalPair, uniformMost } from "../../src/random/normal.ts";
import { keyOf, philox, uniform } from "../../src/random/philox.ts";

const word = fc.integer({ min: 0, max: 0xffffffff });
const uniforms = fc.tuple(word, word).map(([high, low]) => uniform(high, low));
const key = keyOf(2026);

/** The two normals of a counter. */
function normalsAt(path: number, step: number, group: number, stream: number, ofKey = key): [number, number] {
  const pair = new Float64Array(2);
  drawPair(pair, path, step, group, stream, ofKey);
  return normalPair(pair[0]!, pair[1]!);
}

describe("the two uniform numbers of a counter", () => {
  test("are made of its four words", () => {
    fc.assert(
      fc.property(word, word, word, word, fc.maxSafeNat(), (path, step, group, stream, seed) => {
        const out = new Float64Array(2);
        const words = new Uint32Array(4);
        drawPair(out, path, step, group, stream, keyOf(seed));
        philox(words, [path, step, group, stream], keyOf(seed));
        expect([...out]).toEqual([uniform(words[0]!, words[1]!), uniform(words[2]!, words[3]!)]);
      }),
      { seed: 1, numRuns: 500 },
    );
  });

  test("never reach 1", () => {
    fc.assert(
      fc.property(word, word, (high, low) => {
        const u = uniform(high, low);
        expect(u >= 0 && u <= uniformMost && uniformMost < 1).toBe(true);
      }),
      { seed: 1, numRuns: 1000 },
    );
    expect(uniform(0xffffffff, 0xffffffff)).toBe(uniformMost);
  });
});

describe("two normals of two uniform numbers", () => {
  test("lie where Box and Muller put them", () => {
    expect(normalPair(0, 0.3).map(Math.abs)).toEqual([0, 0]);
    const diagonal = Math.sqrt(Math.LN2); // √(−2 log ½) cos 45°
    for (const z of normalPair(0.5, 0.125)) expect(z).toBeCloseTo(diagonal, 15);
    const [a, b] = normalPair(0.25, 0.7);
    expect(a).toBeCloseTo(Math.sqrt(-2 * Math.log(0.75)) * Math.cos(1.4 * Math.PI), 14);
    expect(b).toBeCloseTo(Math.sqrt(-2 * Math.log(0.75)) * Math.sin(1.4 * Math.PI), 14);
  });

  test("are finite, and none is beyond 8.58", () => {
    expect(normalPair(uniformMost, 0)[0]).toBeCloseTo(8.571674348652905, 14);
    fc.assert(
      fc.property(uniforms, uniforms, (u1, u2) => {
        for (const z of normalPair(u1, u2)) expect(Math.abs(z)).toBeLessThan(8.58);
      }),
      { seed: 1, numRuns: 1000 },
    );
  });
});

describe("a million normals", () => {
  const n = 1_000_000;
  const z = new Float64Array(n);
  for (let k = 0; k < n / 2; k++) {
    [z[2 * k], z[2 * k + 1]] = normalsAt(k % 5000, Math.trunc(k / 5000), 0, 0);
  }
  z.sort();

  test.each([
    [1, 0, 1],
    [2, 1, 2],
    [3, 0, 15],
    [4, 3, 96],
    [6, 15, 10_170],
  ])("have the moment of order %d that the distribution has: %d", (order, moment, variance) => {
    const mean = z.reduce((sum, x) => sum + x ** order, 0) / n;
    const standardError = Math.sqrt(variance / n);
    expect(Math.abs(mean - moment), `moment ${mean}`).toBeLessThan(4 * standardError);
  });

  const countTo = (x: number): number => {
    let [low, high] = [0, n];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (z[middle]! <= x) low = middle + 1;
      else high = middle;
    }
    return low;
  };

  test.each([0.1, 0.01, 1e-3, 1e-4, 1e-5])("have the share %d in each tail", (p) => {
    const standardError = Math.sqrt(n * p * (1 - p));
    const inTails = [countTo(normalQuantile(p)), n - countTo(-normalQuantile(p))];
    for (const count of inTails) {
      expect(Math.abs(count - n * p), `${count} in the tail`).toBeLessThan(4 * standardError);
    }
  });

  test("follow the distribution as near as Kolmogorov and Smirnov ask", () => {
    let distance = 0;
    for (let i = 1; i < 10_000; i++) {
      const p = i / 10_000;
      distance = Math.max(distance, Math.abs(countTo(normalQuantile(p)) / n - p));
    }
    expect(distance).toBeLessThan(1.95 / Math.sqrt(n)); // 99.9 % point
  });
});

describe("normals are independent", () => {
  const otherKey = keyOf(2027);
  test.each([
    ["of the two of a counter", (k: number) => normalsAt(k, 3, 1, 0)],
    [
      "of neighbouring paths",
      (k: number) => [normalsAt(2 * k, 3, 1, 0)[0], normalsAt(2 * k + 1, 3, 1, 0)[0]],
    ],
    ["of neighbouring steps", (k: number) => [normalsAt(k, 3, 1, 0)[0], normalsAt(k, 4, 1, 0)[0]]],
    ["of neighbouring groups", (k: number) => [normalsAt(k, 3, 1, 0)[0], normalsAt(k, 3, 2, 0)[0]]],
    ["of neighbouring streams", (k: number) => [normalsAt(k, 3, 1, 0)[1], normalsAt(k, 3, 1, 1)[1]]],
    [
      "of path and step that change places",
      (k: number) => [normalsAt(k, 3, 1, 0)[0], normalsAt(3, k, 1, 0)[0]],
    ],
    ["of neighbouring seeds", (k: number) => [normalsAt(k, 3, 1, 0)[0], normalsAt(k, 3, 1, 0, otherKey)[0]]],
  ] as [string, (k: number) => [number, number]][])("%s", (_, pairAt) => {
    const n = 100_000;
    const sums = [0, 0, 0, 0];
    for (let k = 10; k < n + 10; k++) {
      const [a, b] = pairAt(k);
      sums[0]! += a * b;
      sums[1]! += ((a * a - 1) * (b * b - 1)) / 2; // each of these has mean 0 and variance 1
      sums[2]! += (a * (b * b - 1)) / Math.SQRT2;
      sums[3]! += ((a * a - 1) * b) / Math.SQRT2;
    }
    for (const sum of sums) expect(Math.abs(sum / n)).toBeLessThan(4 / Math.sqrt(n));
  });
});

describe("antithetic draws", () => {
  test("lie opposite exactly, and their deviations add to zero", () => {
    fc.assert(
      fc.property(uniforms, (u) => {
        const opposite = antithetic(u);
        expect(opposite >= 0 && opposite <= uniformMost).toBe(true);
        expect(u + opposite).toBe(uniformMost);
        expect(antithetic(opposite)).toBe(u);
        expect(u - uniformMost / 2 + (opposite - uniformMost / 2)).toBe(0);
      }),
      { seed: 1, numRuns: 1000 },
    );
    expect([antithetic(0), antithetic(uniformMost)]).toEqual([uniformMost, 0]);
  });

  test("of normals turn round: half a turn on lies −z, to the last bit", () => {
    const dyadic = fc.integer({ min: 0, max: 2 ** 30 - 1 }).map((k) => k / 2 ** 31);
    fc.assert(
      fc.property(uniforms, dyadic, (u1, u2) => {
        const [here, there] = [normalPair(u1, u2), normalPair(u1, u2 + 0.5)];
        expect(here[0] + there[0]).toBe(0);
        expect(here[1] + there[1]).toBe(0);
      }),
      { seed: 1, numRuns: 1000 },
    );
  });
});
