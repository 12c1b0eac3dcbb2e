// The loops in vectors give what the plain ones give, to the last bit.

import { expect, test } from "vitest";
import { cellMachine, valuesMax } from "../../src/paths/cell-machine.ts";
import { cellStatistics, scratch } from "../../src/paths/tally.ts";
import { failuresOf, shapeNames, valuesOf } from "./futures.ts";

const within = scratch(cellMachine());

test.each(shapeNames)("statistics of %s are the same with vectors and without", (shape) => {
  expect(within.machine).toBeDefined();
  for (const n of [2, 7, 8, 24, 32, 40, 100, 129, 1000, 1024, 1031, 2048, 3333, 10_000]) {
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

test.each(shapeNames)("ranks of %s are those of the sorted values, or left in their interval", (shape) => {
  const machine = within.machine!;
  const intervals = 64;
  for (const n of [1, 2, 33, 1000, 4096]) {
    const values = machine.values.subarray(0, n);
    values.set(valuesOf(shape, n, n));
    const inOrder = values.toSorted();
    const [low, high] = [inOrder[0]!, inOrder[n - 1]!];
    const scale = (intervals - 2) / (high - low);
    if (!(scale < Infinity)) continue;
    const ranks = [...new Set([0, 1, 0.05 * n, 0.25 * n, 0.5 * n, 0.9 * n, n - 2, n - 1].map(Math.floor))]
      .filter((rank) => rank >= 0 && rank < n)
      .toSorted((a, b) => a - b);
    machine.bins.fill(0);
    machine.spread(values, low, scale, intervals);
    const { found, bin, below } = machine.pick(values, ranks);
    ranks.forEach((rank, j) => {
      if (bin[j]! < 0) expect(found[j]! + 0).toBe(inOrder[rank]! + 0);
      else {
        const count = machine.bins[2 * bin[j]!]!;
        expect(count).toBeGreaterThan(128); // few are never left
        expect(rank).toBeGreaterThanOrEqual(below[j]!);
        expect(rank).toBeLessThan(below[j]! + count);
      }
    });
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
