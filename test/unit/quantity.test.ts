import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Quantity, central, high, low, parseQuantity, showQuantity } from "../../src/unit/quantity.ts";

const seed = 20_261_010;

describe("quantities as people write them", () => {
  test.each([
    ["$5B", "point", [5e9], "USD"],
    ["$60B to $100B", "interval", [60e9, 100e9], "USD"],
    ["60 to 100B USD", "interval", [60e9, 100e9], "USD"],
    ["up to $20B", "cap", [20e9], "USD"],
    ["at least $100B", "floor", [100e9], "USD"],
    ["$14B or $23B or $24B", "conflict", [14e9, 23e9, 24e9], "USD"],
    ["5 GW", "point", [5e9], "W"],
    ["35% per year", "point", [0.35], "1 per year"],
    ["5% to 11.5% per quarter", "interval", [0.05, 0.115], "1 per quarter"],
    ["$8.5B per GW-year", "point", [8.5], "USD per W-year"],
    ["1.22 kW per home", "point", [1220], "W per home"],
    ["$10 per million tokens", "point", [1e-5], "USD per token"],
    ["$0.06 to $0.08 per kWh", "interval", [6e-5, 8e-5], "USD per Wh"],
    ["36 to 52 weeks", "interval", [36, 52], "week"],
    ["1,234.5M users", "point", [1_234_500_000], "user"],
    ["5 billion USD", "point", [5e9], "USD"],
    ["INR 103.72B", "point", [103.72e9], "INR"],
    ["-$5B", "point", [-5e9], "USD"],
  ] as const)("%s", (written, form, values, unit) => {
    expect(parseQuantity(written)).toEqual({ form, values, unit });
  });

  test("what is printed reads back to the same numbers, to the last bit", () => {
    const units = [
      "USD",
      "W",
      "1",
      "USD per W-year",
      "USD per token",
      "W per home",
      "week",
      "token",
      "USD per Wh",
      "1 per year",
      "INR",
      "B",
      "FLOP/s",
      "GPU",
      "country",
    ];
    const value = fc.double({ min: 0, max: 1e16, noNaN: true }).filter((v) => v === 0 || v > 1e-9);
    const quantity = fc.record({
      form: fc.constantFrom("point", "cap", "floor", "interval", "conflict"),
      a: value,
      b: value,
      unit: fc.constantFrom(...units),
    });
    fc.assert(
      fc.property(quantity, ({ form, a, b, unit }) => {
        const two = form === "interval" || form === "conflict";
        const q = { form, values: two ? [Math.min(a, b), Math.max(a, b)] : [a], unit } as Quantity;
        expect(parseQuantity(showQuantity(q))).toEqual(q);
      }),
      { seed, numRuns: 3000 },
    );
  });

  test("any text is a quantity or a clear error, and nothing else", () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.stringMatching(/^[$0-9.BMK tor%GW-]{1,20}$/u)), (text) => {
        try {
          const q = parseQuantity(text);
          expect(q.values.every(Number.isFinite)).toBe(true);
        } catch (error) {
          expect(error).toMatchObject({
            code: expect.stringMatching(/^QUANTITY_/u),
            remedy: expect.stringMatching(/./u),
          });
        }
      }),
      { seed, numRuns: 3000 },
    );
  });
});

describe("what a quantity can mean", () => {
  test("of a cap the least is nothing at all", () => {
    expect([low(parseQuantity("up to $20B")), high(parseQuantity("up to $20B"))]).toEqual([0, 20e9]);
  });
  test("a floor names no more than itself", () => {
    expect([low(parseQuantity("at least $100B")), high(parseQuantity("at least $100B"))]).toEqual([
      100e9, 100e9,
    ]);
  });
  test("conflicting reports are equally likely, so their mean is in the middle", () => {
    expect(central(parseQuantity("$14B or $23B or $24B"))).toBeCloseTo(61e9 / 3, 0);
  });
});
