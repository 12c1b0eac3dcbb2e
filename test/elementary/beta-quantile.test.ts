import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { betaQuantile } from "../../src/elementary/beta-quantile.ts";
import { RoundtripError } from "../../src/error/error.ts";
import { drawsOf } from "../../src/random/philox.ts";

const accuracy = 1e-8;

/** Probabilities of all parts, and of both tails. */
function probabilities(count: number): number[] {
  const random = drawsOf(11, 0, 0);
  const tails = Array.from({ length: 52 }, (_, k) => [2 ** -(k + 1), 1 - 2 ** -(k + 1)]).flat();
  return [...tails, 1e-100, 1e-300, 2 ** -1074, ...Array.from({ length: count }, () => random.next())];
}

function expectAll(alpha: number, beta: number, formula: (u: number) => number): void {
  const quantile = betaQuantile(alpha, beta);
  let worst = { error: 0, u: 0 };
  for (const u of probabilities(5000)) {
    const error = Math.abs(quantile(u) - formula(u));
    if (!(error <= worst.error)) worst = { error, u };
  }
  expect(worst.error, `worst error ${worst.error} at ${worst.u}`).toBeLessThan(accuracy);
}

describe("the beta quantile agrees with closed forms", () => {
  test.each([1, 1.3, 2, 3.5, 5, 12, 100, 1000])("shapes 1 and %d", (n) => {
    expectAll(1, n, (u) => -Math.expm1(Math.log1p(-u) / n));
  });
  test.each([1, 1.3, 2, 3.5, 5, 12, 100, 1000])("shapes %d and 1", (n) => {
    expectAll(n, 1, (u) => u ** (1 / n));
  });
  test("shapes 2 and 2: the root of 3x² − 2x³ = u", () => {
    expectAll(2, 2, (u) => 0.5 - Math.sin(Math.asin(1 - 2 * u) / 3));
  });
  test("shapes ½ and ½: the arcsine law", () => {
    expectAll(0.5, 0.5, (u) => Math.sin((Math.PI / 2) * u) ** 2);
  });
});

test("for whole shapes the mass below the quantile is that of a binomial tail", () => {
  const shape = fc.integer({ min: 1, max: 12 });
  fc.assert(
    fc.property(shape, shape, fc.double({ min: 1e-9, max: 1 - 1e-9, noNaN: true }), (a, b, u) => {
      const x = betaQuantile(a, b)(u);
      const n = a + b - 1;
      let [mass, density, choose] = [0, 0, 1];
      for (let j = 0; j <= n; j++) {
        if (j >= a) mass += choose * x ** j * (1 - x) ** (n - j);
        if (j === a) density = a * choose * x ** (a - 1) * (1 - x) ** (b - 1);
        choose = (choose * (n - j)) / (j + 1);
      }
      expect(Math.abs(mass - u)).toBeLessThan(accuracy * density + 1e-14);
    }),
    { seed: 1, numRuns: 200 },
  );
});

test.each([
  [1, 5],
  [1.8, 4.2],
  [2.5, 3.5],
  [4.6, 1.4],
  [0.4, 0.7],
  [40, 260],
  [1000, 1000],
])("shapes %d and %d give the mean and the variance of their distribution", (alpha, beta) => {
  const quantile = betaQuantile(alpha, beta);
  const total = alpha + beta;
  const n = 50_000;
  let [sum, squares] = [0, 0];
  for (let i = 0; i < n; i++) {
    const x = quantile((i + 0.5) / n) - alpha / total;
    sum += x;
    squares += x * x;
  }
  const variance = (alpha * beta) / (total * total * (total + 1));
  expect(Math.abs(sum / n)).toBeLessThan(1e-5 * Math.sqrt(variance));
  expect(Math.abs(squares / n / variance - 1)).toBeLessThan(1e-3);
});

test("the quantile rises from 0 to 1, and is mirrored where shapes change places", () => {
  const shape = fc.double({ min: 0.1, max: 40, noNaN: true });
  fc.assert(
    fc.property(shape, shape, (alpha, beta) => {
      const quantile = betaQuantile(alpha, beta);
      const mirrored = betaQuantile(beta, alpha);
      let before = 0;
      for (let i = 0; i <= 1024; i++) {
        const x = quantile(i / 1024);
        if (x < before - 2e-16) expect.fail(`falls at ${i} / 1024`);
        expect(Math.abs(x - (1 - mirrored(1 - i / 1024)))).toBeLessThan(2e-8);
        before = x;
      }
      expect([quantile(0), before]).toEqual([0, 1]);
    }),
    { seed: 1, numRuns: 30 },
  );
});

test("what is no probability has no quantile", () => {
  const quantile = betaQuantile(2, 3);
  for (const u of [NaN, -1e-9, 1 + 2 ** -52, Infinity]) expect(quantile(u)).toBeNaN();
});

test.each([
  [0, 2],
  [2, -1],
  [NaN, 2],
  [2, 1001],
  [0.09, 2],
])("shapes %d and %d are refused, and the range is named", (alpha, beta) => {
  let thrown: unknown;
  try {
    betaQuantile(alpha, beta);
  } catch (error) {
    thrown = error;
  }
  expect(thrown).toBeInstanceOf(RoundtripError);
  expect(thrown).toMatchObject({ code: "BETA_SHAPE", remedy: "Give shapes from 0.1 to 1000." });
});
