import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { cosineAndSine, exp, log, power, wholePower } from "../../src/elementary/elementary.ts";
import { type Draws, drawsOf } from "../../src/random/philox.ts";
import {
  distance,
  exactCosineAndSine,
  exactExp,
  exactLog,
  exactPower,
  exactWholePower,
  unitsApart,
} from "./exact.ts";
import { anySize, between, next, samples, smallest, subnormal, worstOf } from "./sample.ts";

const smallestNormal = 2 ** -1022;
const largest = Number.MAX_VALUE;

describe("exp", () => {
  const nearLn2 =
    (multiple: (k: number) => number, width: number) =>
    (random: Draws): number =>
      (multiple(random.below(1900) - 950) + (random.next() - 0.5) * width) * Math.LN2;
  test.each([
    ["all normal results", between(-708.39, 709.78)],
    ["subnormal results", between(-745.1, -708.39)],
    ["the border of the subnormal results", between(-708.5, -708.3)],
    ["arguments of either sign about 1", between(-2, 2)],
    ["arguments from which nothing is taken off", between(-0.3466, 0.3466)],
    ["arguments near 0", (random: Draws) => (random.next() - 0.5) * 2 ** -random.below(60)],
    ["arguments near multiples of ln 2", nearLn2((k) => k, 1e-6)],
    ["arguments near odd multiples of half ln 2", nearLn2((k) => k + 0.5, 0.05)],
  ])("errs by less than 0.9 of a unit in the last place: %s", (_, draw) => {
    const { error, said } = worstOf(draw, (x) => unitsApart(exp(x), exactExp(x)));
    expect(error, said).toBeLessThan(0.9);
  });

  test.each([
    [0, 1],
    [-0, 1],
    [Infinity, Infinity],
    [-Infinity, 0],
    [NaN, NaN],
    [smallest, 1],
    [-smallest, 1],
    [largest, Infinity],
    [-largest, 0],
    [709.782712893384, 1.7976931348622732e308],
    [709.7827128933841, Infinity],
    [-745.1332191019411, smallest],
    [-745.1332191019412, 0],
    [-746, 0],
    [710, Infinity],
  ])("of %d is %d", (x, y) => expect(exp(x)).toBe(y));

  test("never falls from a number to the next", () => {
    const random = drawsOf(3, 0, 0);
    const falls = (x: number): boolean => exp(next(x)) < exp(x) || exp(-x) < exp(-next(x));
    for (let i = 0; i < samples; i++) {
      for (const x of [between(0, 709)(random), between(0.25, 4)(random)]) {
        if (falls(x)) expect.fail(`falls at ${x}`);
      }
    }
    for (let k = 1; k < 2000; k += 2) {
      let x = (k / 2) * Math.LN2 * (1 - 2 ** -50); // what is taken off changes about here
      for (let i = 0; i < 16; i++, x = next(x)) if (falls(x)) expect.fail(`falls at ${x}`);
    }
  });
});

describe("log", () => {
  test.each([
    ["numbers of all sizes", anySize],
    ["subnormal numbers", subnormal],
    ["numbers about 1", between(0.7, 1.42)],
    ["numbers near 1", (random: Draws) => 1 + (random.next() - 0.5) * 2 ** -random.below(52)],
    ["numbers near √2, where the exponent changes", between(1.4, 1.4285)],
    ["numbers near √½", between(0.7, 0.715)],
    ["numbers from ¼ to 4", between(0.25, 4)],
  ])("errs by less than 0.9 of a unit in the last place: %s", (_, draw) => {
    const { error, said } = worstOf(draw, (x) => (x === 0 ? 0 : unitsApart(log(x), exactLog(x))));
    expect(error, said).toBeLessThan(0.9);
  });

  test.each([
    [1, 0],
    [0, -Infinity],
    [-0, -Infinity],
    [Infinity, Infinity],
    [-Infinity, NaN],
    [-1, NaN],
    [-smallest, NaN],
    [NaN, NaN],
    [smallest, -744.4400719213812],
    [smallestNormal, -708.3964185322641],
    [largest, 709.782712893384],
    [2, Math.LN2],
    [0.5, -Math.LN2],
  ])("of %d is %d", (x, y) => expect(log(x)).toBe(y));

  test("never falls from a number to the next", () => {
    const random = drawsOf(4, 0, 0);
    for (let i = 0; i < samples; i++) {
      for (const x of [anySize(random), between(0.5, 1.5)(random)]) {
        if (log(next(x)) < log(x)) expect.fail(`falls at ${x}`);
      }
    }
  });
});

describe("power", () => {
  test.each([
    ["a from 0 to 10, b to ±10", (random: Draws) => [10 - 10 * random.next(), 20 * random.next() - 10]],
    ["a of any size, b to ±1", (random: Draws) => [anySize(random) + smallest, 2 * random.next() - 1]],
    [
      "a near 1, b large",
      (random: Draws) => [
        1 + (random.next() - 0.5) * 2 ** -random.below(40),
        (random.next() - 0.5) * 2 ** random.below(40),
      ],
    ],
    ["roots", (random: Draws) => [anySize(random) + smallest, 1 / (1 + random.below(12))]],
  ] as [string, (random: Draws) => [number, number]][])(
    "errs by less than 1 + 3 |b log a| units in the last place: %s",
    (_, draw) => {
      const share = ([a, b]: [number, number]): number => {
        const size = Math.abs(b * Math.log(a));
        return size > 744 ? 0 : unitsApart(power(a, b), exactPower(a, b)) / (1 + 3 * size);
      };
      const { error, said } = worstOf(draw, share);
      expect(error, said).toBeLessThan(1);
    },
  );

  test.each([
    [0, 0, 1],
    [NaN, 0, 1],
    [Infinity, 0, 1],
    [-3, 0, 1],
    [-3, -0, 1],
    [0, 2.5, 0],
    [-0, 3, 0],
    [0, -1, Infinity],
    [2, NaN, NaN],
    [1, Infinity, NaN],
    [1, 1e300, 1],
    [-1, 3, -1],
    [-1, -4, 1],
    [-1, 2 ** 52 + 1, -1],
    [-1, -(2 ** 52) - 1, -1],
    [-1, 2 ** 53, 1],
    [-2, 0.5, NaN],
    [-2, 1.5, NaN],
    [2, Infinity, Infinity],
    [2, -Infinity, 0],
    [0.5, Infinity, 0],
    [Infinity, 0.5, Infinity],
    [Infinity, -0.5, 0],
    [-Infinity, 3, -Infinity],
    [-Infinity, 2, Infinity],
    [largest, 2, Infinity],
    [smallest, 2, 0],
  ])("%d to the power of %d is %d", (a, b, y) => expect(power(a, b)).toBe(y));

  test("of a negative number to a whole one has the size of the positive one's and the sign of the parity", () => {
    fc.assert(
      fc.property(
        fc.double({ min: 1e-3, max: 1e3, noNaN: true }),
        fc.integer({ min: -90, max: 90 }),
        (a, n) => {
          expect(power(-a, n)).toBe(n % 2 === 0 ? power(a, n) : -power(a, n));
        },
      ),
      { seed: 1, numRuns: 500 },
    );
  });
});

describe("a whole power", () => {
  test("errs by less than |n| units in the last place, one more where n is negative", () => {
    const draw = (random: Draws): [number, number] => [0.5 + 1.5 * random.next(), random.below(129) - 64];
    const share = ([a, n]: [number, number]): number =>
      unitsApart(wholePower(a, n), exactWholePower(a, n)) / (n < 0 ? 1 - n : Math.max(n, 1));
    const { error, said } = worstOf(draw, share);
    expect(error, said).toBeLessThan(1);
  });

  test("is exact where its factors leave room", () => {
    expect(wholePower(3, 33)).toBe(5559060566555523);
    expect(wholePower(-7, 3)).toBe(-343);
    expect(wholePower(1.5, 2)).toBe(2.25);
    expect(wholePower(2, -64)).toBe(2 ** -64);
  });

  test.each([
    [0, 0, 1],
    [NaN, 0, 1],
    [0, 5, 0],
    [-0, 3, -0],
    [0, -2, Infinity],
    [-0, -3, -Infinity],
    [Infinity, 2, Infinity],
    [-Infinity, -3, -0],
    [1e10, 64, Infinity],
    [1e10, -64, 0],
    [NaN, 1, NaN],
  ])("%d to the power of %d is %d", (a, n, y) => expect(wholePower(a, n)).toBe(y));
});

describe("cosine and sine of a part of a turn", () => {
  test.each([
    ["all turns", between(0, 1)],
    ["small turns", (random: Draws) => random.next() * 2 ** -random.below(50)],
    [
      "turns near a quarter's end",
      (random: Draws) => random.below(4) / 4 + (1 + random.next()) * 2 ** -(2 + random.below(45)),
    ],
    ["turns near an odd eighth", (random: Draws) => (2 * random.below(4) + 0.98 + 0.04 * random.next()) / 8],
  ])("err by less than 2e-16 and 2 units in the last place: %s", (_, draw) => {
    let absolute = 0;
    const { error, said } = worstOf(draw, (turn) => {
      const computed = cosineAndSine(turn);
      const exact = exactCosineAndSine(turn);
      absolute = Math.max(absolute, distance(computed[0], exact[0]), distance(computed[1], exact[1]));
      return Math.max(unitsApart(computed[0], exact[0]), unitsApart(computed[1], exact[1]));
    });
    expect(error, said).toBeLessThan(2);
    expect(absolute, `worst error ${absolute}`).toBeLessThan(2e-16);
  });

  test.each([
    [0, 1, 0],
    [0.25, -0, 1],
    [0.5, -1, -0],
    [0.75, 0, -1],
    [1, 1, 0],
    [smallest, 1, 4 * smallest * 1.5707963267948966],
  ])("at %d are %d and %d", (turn, cosine, sine) => expect(cosineAndSine(turn)).toEqual([cosine, sine]));

  test("of nothing that is a number are none", () => {
    for (const turn of [NaN, Infinity, -Infinity]) expect(cosineAndSine(turn)).toEqual([NaN, NaN]);
  });

  test("keep the symmetries of the circle to the last bit", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2 ** 50 }), (n) => {
        const turn = n / 2 ** 52; // up to a quarter
        const [cosine, sine] = cosineAndSine(turn);
        expect(Math.abs(cosine * cosine + sine * sine - 1)).toBeLessThan(6e-16);
        const same = (t: number, c: number, s: number): void => {
          const [cosineThere, sineThere] = cosineAndSine(t);
          expect(cosineThere + 0).toBe(c + 0); // −0 is 0
          expect(sineThere + 0).toBe(s + 0);
        };
        same(0.5 - turn, -cosine, sine);
        same(0.5 + turn, -cosine, -sine);
        same(1 - turn, cosine, -sine);
      }),
      { seed: 1, numRuns: 500 },
    );
  });
});
