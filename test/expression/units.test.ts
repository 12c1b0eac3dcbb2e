// Units of expressions: what can be added, compared, raised to a power.

import { describe, expect, test } from "vitest";
import * as e from "../../src/expression/expression.ts";
import { readUnit } from "../../src/model/unit-text.ts";
import { showUnit } from "../../src/unit/unit.ts";

const of = (name: string, unit: string): e.Expression => e.variable(name, readUnit(unit));
const [dollars, debt, watts] = [of("a", "USD"), of("b", "USD"), of("c", "W")] as const;
const [quarters, years] = [of("q", "quarter"), of("y", "year")] as const;
const bare = e.variable("x");
const share = of("s", "1");
const half = e.divide(e.constant(1), e.constant(2));

/** The unit of an expression in words; undefined where it is not known. */
function unitOf({ unit }: e.Expression): string | undefined {
  return unit && showUnit(unit);
}

describe("units", () => {
  test.each<[string, () => e.Expression, string | undefined]>([
    ["dollars and dollars are dollars", () => e.add(dollars, debt), "USD"],
    ["a number goes with dollars", () => e.subtract(dollars, e.constant(1)), "USD"],
    ["a name without a unit goes with dollars", () => e.add(bare, dollars), "USD"],
    ["dollars over watts", () => e.divide(dollars, watts), "USD per W"],
    ["dollars over dollars are a plain number", () => e.divide(dollars, debt), "1"],
    ["twice dollars are dollars", () => e.multiply(e.constant(2), dollars), "USD"],
    ["a product with a name without a unit is not known", () => e.multiply(bare, dollars), undefined],
    ["a year over a year is plain", () => e.divide(years, years), "1"],
    ["half of a number, as 1/2 is, goes with any", () => half, undefined],
    ["dollars and 1/2", () => e.add(dollars, half), "USD"],
    ["half of dollars", () => e.multiply(half, dollars), "USD"],
    ["2^3 dollars", () => e.multiply(e.power(e.constant(2), e.constant(3)), dollars), "USD"],
    ["a plain share is no number that goes with any", () => e.multiply(half, share), "1"],
    ["dollars squared", () => e.power(dollars, e.constant(2)), "USD-USD"],
    ["dollars to the power of -1", () => e.power(dollars, e.negate(e.constant(1))), "1 per USD"],
    ["dollars to the power of 0", () => e.power(dollars, e.constant(0)), "1"],
    ["a plain number to any power", () => e.power(share, bare), "1"],
    ["dollars compared are a plain number", () => e.less(dollars, debt), "1"],
    ["a condition between two sums", () => e.select(e.less(dollars, debt), dollars, debt), "USD"],
    ["the smaller of two sums", () => e.least(dollars, debt), "USD"],
    ["e to the power of dollars over dollars", () => e.exp(e.divide(dollars, debt)), "1"],
  ])("%s", (_, build, unit) => {
    expect(unitOf(build())).toBe(unit);
  });

  test.each<[string, () => e.Expression, string]>([
    ["dollars and watts added", () => e.add(dollars, watts), "Cannot add USD to W."],
    ["watts taken from dollars", () => e.subtract(dollars, watts), "Cannot subtract USD and W."],
    ["dollars compared with watts", () => e.less(dollars, watts), "Cannot compare USD with W."],
    ["dollars equal to a share", () => e.equal(dollars, share), "Cannot compare USD with 1."],
    ["the larger of dollars and watts", () => e.most(dollars, watts), "Cannot compare USD with W."],
    ["dollars or watts", () => e.select(share, dollars, watts), "Cannot choose between USD and W."],
    ["quarters and years added", () => e.add(quarters, years), "Cannot add quarter to year."],
    ["e to the power of dollars", () => e.exp(dollars), "Cannot raise e to the power of USD."],
    ["the logarithm of dollars", () => e.log(dollars), "Cannot take the logarithm of USD."],
    ["the root of dollars", () => e.root(dollars), "Cannot take the root of USD."],
    ["a power of dollars", () => e.power(share, dollars), "Cannot raise to the power of USD."],
    ["dollars to half a power", () => e.power(dollars, e.constant(0.5)), "whole constant USD."],
    ["dollars to a power that moves", () => e.power(dollars, bare), "whole constant USD."],
  ])("%s: a mismatch", (_, build, says) => {
    expect(build).toThrow(expect.objectContaining({ code: "UNIT_MISMATCH" }));
    expect(build).toThrow(says);
  });
});

test("a lag is of a whole number of periods from 1", () => {
  for (const periods of [0, -1, 0.5])
    expect(() => e.lag("X", periods)).toThrow(expect.objectContaining({ code: "LAG_LENGTH" }));
});
