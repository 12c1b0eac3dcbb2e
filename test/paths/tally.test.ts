import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { quantiles, summaryProbabilities } from "../../src/paths/quantile.ts";
import {
  type Tally,
  addPaths,
  addTally,
  cellStatistics,
  emptyTally,
  exactPathsMax,
  statisticsOf,
} from "../../src/paths/tally.ts";
import { type TallyRecord, tallyOf, tallyRecord } from "../../src/paths/tally-record.ts";
import { type Cell, validOf } from "../../src/paths/valid.ts";
import { failuresOf, shapeNames, valuesOf } from "./futures.ts";

const cellOf = (shape: string, n: number, seed = 1): Cell => ({
  values: valuesOf(shape, n, seed),
  failed: failuresOf(0.03, n, seed),
});

/** What a machine that computes some of the paths hands on, by way of a file. */
function shard(cell: Cell, from: number, to: number): Tally {
  const tally = emptyTally(cell.values.length);
  addPaths(tally, { values: cell.values.slice(from, to), failed: cell.failed.slice(from, to) }, from);
  return tallyOf(JSON.parse(JSON.stringify(tallyRecord(tally))) as TallyRecord);
}

test("a run says the same to the last bit, whatever parts it was cut into and in which order they came", () => {
  const runs = fc.record({
    n: fc.constantFrom(1, 1500, 9000, exactPathsMax, exactPathsMax + 1, 25_000),
    shape: fc.constantFrom(...shapeNames),
    at: fc.array(fc.integer({ min: 1, max: 24 }), { maxLength: 5 }),
  });
  fc.assert(
    fc.property(runs, fc.boolean(), ({ n, shape, at }, isReversed) => {
      const cell = cellOf(shape, n);
      const edges = [...new Set([0, ...at.map((block) => 1024 * block).filter((path) => path < n), n])];
      edges.sort((a, b) => a - b);
      const parts = edges.slice(1).map((end, k) => shard(cell, edges[k]!, end));
      const sum = emptyTally(n);
      for (const part of isReversed ? parts.toReversed() : parts) addTally(sum, part);
      expect(statisticsOf(sum)).toEqual(cellStatistics(cell));
    }),
    { seed: 20_261_127, numRuns: 40 },
  );
});

test("quantiles are exact up to 20,000 paths, and within a thousandth above", () => {
  const exact = cellOf("a lognormal", exactPathsMax);
  expect(cellStatistics(exact)!.quantiles).toEqual(quantiles(validOf(exact), summaryProbabilities));
  const counted = cellOf("a lognormal", exactPathsMax + 1);
  const near = cellStatistics(counted)!.quantiles;
  quantiles(validOf(counted), summaryProbabilities).forEach((x, k) => {
    expect(near[k]).not.toBe(x);
    expect(Math.abs(near[k]! / x - 1)).toBeLessThan(0.001);
  });
});

test("values that are added may be written over afterwards", () => {
  const values = Float64Array.of(1, 2, 3);
  const tally = emptyTally(3);
  addPaths(tally, { values, failed: new Uint8Array(3) }, 0);
  values.fill(9);
  expect([...statisticsOf(tally, [0.5])!.quantiles]).toEqual([2]);
});

test("a run of which every path failed says nothing", () => {
  const tally = emptyTally(2);
  addPaths(tally, { values: Float64Array.of(NaN, NaN), failed: Uint8Array.of(1, 1) }, 0);
  expect(statisticsOf(tally)).toBeNull();
});

test("a part that is missing, given twice, or of another run is named", () => {
  const cell = cellOf("a normal", 3000);
  const sum = shard(cell, 1024, 2048);
  expect(() => statisticsOf(sum)).toThrow(
    expect.objectContaining({
      code: "SHARDS_MISSING",
      message: "Block 0 (paths 0 to 1023) of a run of 3000 paths was not given.",
    }),
  );
  addTally(sum, shard(cell, 0, 1024));
  expect(() => statisticsOf(sum)).toThrow("Block 2 ");
  expect(() => addTally(sum, shard(cell, 1024, 3000))).toThrow(
    expect.objectContaining({ code: "SHARDS_OVERLAP" }),
  );
  expect(() => addTally(sum, emptyTally(4000))).toThrow(expect.objectContaining({ code: "SHARDS_DIFFER" }));
});

test("a part that is no whole blocks is our own mistake", () => {
  const cell = { values: new Float64Array(10), failed: new Uint8Array(10) };
  expect(() => addPaths(emptyTally(3000), cell, 0)).toThrow(RangeError);
  expect(() => addPaths(emptyTally(5), cell, 0)).toThrow(RangeError);
});

describe("a damaged file is refused, and what is wrong with it is said", () => {
  const good = tallyRecord(shard(cellOf("a normal", 1000), 0, 1000));
  const large = tallyRecord(shard(cellOf("a normal", 25_000), 0, 25_000));
  const branch = good.branches[0]!;
  const { histogram: _histogram, ...withoutHistogram } = large;
  test.each<[TallyRecord, string]>([
    [{ ...good, paths: 0 }, "0 as its number of paths"],
    [{ ...good, values: [] }, "0 values of"],
    [{ paths: 1000, branches: good.branches }, "no values of"],
    [{ ...good, values: good.values!.map((x, k) => (k === 3 ? NaN : x)) }, "a value that is no number"],
    [{ ...good, branches: [{ ...branch, span: 3 }] }, "a branch at block 0 that is none"],
    [
      { ...good, branches: [{ ...branch, moments: { ...branch.moments!, mean: 99 } }] },
      "a branch at block 0",
    ],
    [withoutHistogram, "no histogram, in a run of 25000 paths"],
    [{ ...large, histogram: { ...large.histogram!, zeros: 5 } }, "a histogram of"],
  ])("%#", (record, message) => {
    expect(() => tallyOf(record)).toThrow(
      expect.objectContaining({ code: "SHARD_WRONG", message: expect.stringContaining(message) as string }),
    );
  });
});
