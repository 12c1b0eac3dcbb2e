// The loops in vectors give what the plain ones give, to the last bit.

import { expect, test } from "vitest";
import { cellMachine, valuesMax } from "../../src/paths/cell-machine.ts";
import { cellStatistics, scratch } from "../../src/paths/tally.ts";
import { failuresOf, shapeNames, valuesOf } from "./futures.ts";

const within = scratch(cellMachine());

test.each(shapeNames)("statistics of %s are the same with vectors and without", (shape) => {
  expect(within.machine).toBeDefined();
  for (const n of [2, 7, 8, 100, 129, 1000, 1024, 1031, 2048, 3333, 10_000]) {
    const values = valuesOf(shape, n, n);
    for (const failed of [new Uint8Array(n), failuresOf(0.01, n, 5)]) {
      const cell = { values, failed };
      expect(cellStatistics(cell, undefined, within)).toEqual(cellStatistics(cell));
    }
  }
});

test("as many values as there is room for, with the last one alone", () => {
  for (const n of [valuesMax, valuesMax - 1]) {
    const cell = { values: valuesOf("a normal", n, 3), failed: new Uint8Array(n) };
    expect(cellStatistics(cell, undefined, within)).toEqual(cellStatistics(cell));
  }
});

test("a value that is no number is refused", () => {
  for (const odd of [NaN, Infinity, -Infinity]) {
    const values = valuesOf("a normal", 1024, 3);
    values[700] = odd;
    const cell = { values, failed: new Uint8Array(1024) };
    expect(() => cellStatistics(cell, undefined, within)).toThrow(RangeError);
  }
});
