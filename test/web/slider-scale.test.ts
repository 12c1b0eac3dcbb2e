// Places of a slider and values of its assumption.

import fc from "fast-check";
import { expect, test } from "vitest";
import {
  intervalOn,
  placeOfValue,
  places,
  scaleOf,
  valueAtPlace,
} from "../../src/web/views/futures/slider-scale.ts";

const ceiling = { low: 2e11, high: 3.5e12, unit: "USD per year", distribution: "lognormal" };
const share = { low: 0.6, high: 1, unit: "1", distribution: "uniform" };

test("an assumption that is drawn in logs has its middle where its geometric mean is", () => {
  expect(placeOfValue(scaleOf(ceiling), Math.sqrt(ceiling.low * ceiling.high))).toBe(places / 2);
});

test("a slider reaches beyond the 90 % interval, and a share stays one", () => {
  const wide = scaleOf(ceiling);
  expect(wide.least).toBeLessThan(ceiling.low);
  expect(wide.most).toBeGreaterThan(ceiling.high);
  expect(scaleOf(share)).toEqual({ least: 0.5, most: 1, isLog: false });
});

test("what cannot be negative stays so; what can goes on", () => {
  expect(scaleOf({ low: 0, high: 0.04, unit: "log per quarter", distribution: "triangular" }).least).toBe(0);
  expect(
    scaleOf({ low: -0.03, high: 0.16, unit: "log per quarter", distribution: "normal" }).least,
  ).toBeLessThan(-0.03);
});

test("a value that a link has set beyond the slider makes it longer", () => {
  expect(scaleOf(share, 0.1).least).toBe(0.1);
  expect(scaleOf(ceiling, 1e13).most).toBe(1e13);
});

test("a place gives a value that has that place, to three digits of the value", () => {
  for (const scale of [scaleOf(ceiling), scaleOf(share)])
    fc.assert(
      fc.property(fc.integer({ min: 0, max: places }), (place) => {
        expect(Math.abs(placeOfValue(scale, valueAtPlace(scale, place)) - place)).toBeLessThanOrEqual(1);
      }),
    );
});

test("the interval lies within its slider", () => {
  const { from, to } = intervalOn(scaleOf(ceiling), ceiling);
  expect(from).toBeGreaterThan(0);
  expect(to).toBeLessThan(1);
  expect(to - from).toBeCloseTo(1 / 1.5, 1);
});
