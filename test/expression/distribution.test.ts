// Random numbers as people state them.

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { betaQuantile } from "../../src/elementary/beta-quantile.ts";
import { normalQuantile } from "../../src/elementary/normal-quantile.ts";
import { lognormal, normal, pert, triangular, uniform } from "../../src/expression/distribution.ts";
import { evaluate } from "../../src/expression/evaluate.ts";
import { type Draw, type Expression, constant, multiply, variable } from "../../src/expression/expression.ts";
import { nodesOf } from "../../src/expression/walk.ts";
import { showUnit, unitNamed } from "../../src/unit/unit.ts";

const dollars = unitNamed("USD");

/** The point that a share of all draws lies below: each draw stands at that point of its own distribution. */
function point(e: Expression, share: number, names: Record<string, number> = {}): number {
  const draws = nodesOf(e).filter((node): node is Draw => node.op === "draw");
  expect(draws).toHaveLength(1);
  const { from } = draws[0]!;
  const drawn =
    from.name === "normal"
      ? normalQuantile(share)
      : from.name === "beta"
        ? betaQuantile(from.alpha, from.beta)(share)
        : share;
  return evaluate(e, {
    period: 1,
    step: 1,
    variable: (name) => names[name]!,
    lag: () => NaN,
    draw: () => drawn,
  });
}

const number = (value: number): Expression => constant(value);

test("a normal number has its mean in the middle and 1.645 deviations to its 95 % point", () => {
  const e = normal(variable("mean"), variable("sd"));
  expect(point(e, 0.5, { mean: 10, sd: 2 })).toBe(10);
  expect(point(e, 0.95, { mean: 10, sd: 2 })).toBeCloseTo(10 + 2 * 1.6448536269514722, 14);
});

test("a uniform number is as likely anywhere between its ends", () => {
  const e = uniform(number(-1), number(3));
  expect([0, 0.25, 0.5, 1].map((share) => point(e, share))).toEqual([-1, 0, 1, 3]);
});

describe("by its 5 % and 95 % points", () => {
  test("a lognormal number has both, and their geometric mean in the middle", () => {
    for (const e of [lognormal(number(20), number(80)), lognormal(variable("low"), variable("high"))]) {
      const names = { low: 20, high: 80 };
      expect(point(e, 0.05, names)).toBeCloseTo(20, 12);
      expect(point(e, 0.5, names)).toBeCloseTo(40, 12);
      expect(point(e, 0.95, names)).toBeCloseTo(80, 12);
    }
  });

  const three = fc
    .tuple(
      fc.double({ min: -1e6, max: 1e6, noNaN: true }),
      fc.double({ min: 1e-3, max: 1e6, noNaN: true }),
      fc.double({ min: 0, max: 1, noNaN: true }),
    )
    .map(([low, width, share]) => [low, Math.min(low + width, low + width * share), low + width] as const);

  test("a triangular number has both, and its density peaks at its mode", () => {
    fc.assert(
      fc.property(three, ([low, mode, high]) => {
        const e = triangular(number(low), number(mode), number(high));
        const near = 1e-9 * Math.max(Math.abs(low), Math.abs(high));
        const [a, b, p5, p95] = [0, 1, 0.05, 0.95].map((share) => point(e, share)) as [
          number,
          number,
          number,
          number,
        ];
        expect(Math.abs(p5 - low)).toBeLessThanOrEqual(near);
        expect(Math.abs(p95 - high)).toBeLessThanOrEqual(near);
        // The area below the mode is its share of the whole base.
        const peak = (mode - a) / (b - a);
        expect(Math.abs(point(e, peak) - mode)).toBeLessThanOrEqual(near + 1e-6 * (b - a));
      }),
      { seed: 20261127, numRuns: 500 },
    );
  });

  test("a pert number has both, and its beta peaks at its mode", () => {
    fc.assert(
      fc.property(three, ([low, mode, high]) => {
        const e = pert(number(low), number(mode), number(high));
        const near = 1e-7 * (high - low) + 1e-12 * Math.max(Math.abs(low), Math.abs(high));
        const [a, b, p5, p95] = [0, 1, 0.05, 0.95].map((share) => point(e, share)) as [
          number,
          number,
          number,
          number,
        ];
        expect(Math.abs(p5 - low)).toBeLessThanOrEqual(near);
        expect(Math.abs(p95 - high)).toBeLessThanOrEqual(near);
        const { from } = nodesOf(e).find((node): node is Draw => node.op === "draw")!;
        if (from.name !== "beta") throw new Error("no beta");
        expect(from.alpha + from.beta).toBeCloseTo(6, 12);
        const peak = a + ((from.alpha - 1) / 4) * (b - a);
        expect(Math.abs(peak - mode)).toBeLessThanOrEqual(near);
      }),
      { seed: 20261127, numRuns: 60 },
    );
  });

  test("a symmetric triangle reaches beyond its points as far on one side as on the other", () => {
    const e = triangular(number(-1), number(0), number(1));
    // From the mode to an end w: (w − 1)² / (2 w²) = 1/20, so that w = 1 / (1 − √(1/10)).
    expect(point(e, 1)).toBeCloseTo(1 / (1 - Math.sqrt(0.1)), 14);
    expect(point(e, 0)).toBeCloseTo(-1 / (1 - Math.sqrt(0.1)), 14);
  });
});

describe("units", () => {
  test("are those of the arguments", () => {
    const amount = constant(5, dollars);
    const more = constant(9, dollars);
    for (const e of [
      normal(more, amount),
      uniform(amount, more),
      lognormal(amount, more),
      pert(amount, amount, more),
      triangular(amount, amount, more),
      lognormal(variable("a", dollars), more),
    ])
      expect(e.unit && showUnit(e.unit)).toBe("USD");
    expect(point(lognormal(variable("a", dollars), more), 0.05, { a: 5 })).toBeCloseTo(5, 12);
  });
  test("of one argument go for all: a figure without one takes it on", () => {
    expect(normal(variable("m", dollars), number(1)).unit).toEqual(dollars);
    expect(normal(number(0), number(1)).unit).toBeUndefined();
  });
  test("that do not fit are refused", () => {
    const [a, b] = [constant(1, dollars), constant(2, unitNamed("W"))];
    for (const build of [() => normal(a, b), () => uniform(a, b), () => lognormal(a, b), () => pert(a, a, b)])
      expect(build).toThrow(expect.objectContaining({ code: "UNIT_MISMATCH" }));
  });
});

describe("what no number can be distributed like is refused", () => {
  test.each<[string, () => Expression, string]>([
    ["a deviation below zero", () => normal(number(0), number(-1)), "standard deviation -1"],
    [
      "a deviation that is not finite",
      () => normal(number(0), multiply(number(1e200), number(1e200))),
      "normal of",
    ],
    [
      "ends the wrong way round",
      () => uniform(number(3), number(1)),
      "low point 3 not below its high point 1",
    ],
    ["equal ends", () => uniform(number(1), number(1)), "not below"],
    ["a lognormal point of zero", () => lognormal(number(0), number(1)), "the point 0"],
    [
      "a lognormal point below zero beside a name",
      () => lognormal(variable("a"), number(-1)),
      "the point -1",
    ],
    ["lognormal points the wrong way round", () => lognormal(number(2), number(1)), "not below"],
    [
      "a mode below the low point",
      () => triangular(number(1), number(0), number(2)),
      "mode 0 outside of 1 to 2",
    ],
    ["a mode above the high point", () => pert(number(1), number(3), number(2)), "mode 3 outside"],
    ["three equal points", () => pert(number(1), number(1), number(1)), "not below"],
  ])("%s", (_, build, says) => {
    expect(build).toThrow(
      expect.objectContaining({
        code: "IMPOSSIBLE_DISTRIBUTION",
        message: expect.stringContaining(says) as string,
      }),
    );
  });
  test("three points that are not all numbers", () => {
    expect(() => pert(number(1), variable("mode"), number(3))).toThrow(
      expect.objectContaining({ code: "DISTRIBUTION_ARGUMENT" }),
    );
  });
});
