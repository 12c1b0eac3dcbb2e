import fc from "fast-check";
import { expect, test } from "vitest";
import { type Branch, branchesOf, joinBranches, wholeOf } from "../../src/paths/branch.ts";
import { failuresOf, shapeNames, valuesOf } from "./futures.ts";

const blocksIn = (branches: readonly Branch[]): number => branches.reduce((sum, { span }) => sum + span, 0);

/** A run of n paths cut at blocks, its parts in another order. */
const cuts = fc.record({
  n: fc.integer({ min: 1, max: 12_000 }),
  seed: fc.nat(1000),
  shape: fc.constantFrom(...shapeNames),
  at: fc.array(fc.integer({ min: 1, max: 11 }), { maxLength: 6 }),
  order: fc.infiniteStream(fc.nat(1e6)),
});

test("any cut into parts, joined in any order, gives the same bits", () => {
  fc.assert(
    fc.property(cuts, ({ n, seed, shape, at, order }) => {
      const cell = { values: valuesOf(shape, n, seed), failed: failuresOf(0.05, n, seed) };
      const whole = wholeOf(branchesOf(cell, 0));
      const edges = [...new Set([0, ...at.map((block) => 1024 * block).filter((path) => path < n), n])];
      edges.sort((a, b) => a - b);
      const parts = edges
        .slice(1)
        .map((end, k) => ({ key: order.next().value, part: partOf(cell, edges[k]!, end) }));
      parts.sort((a, b) => a.key - b.key);
      const oneByOne = parts.reduce<readonly Branch[]>(
        (sum, { part }) => joinBranches([...sum, ...part]),
        [],
      );
      expect(wholeOf(oneByOne)).toEqual(whole);
      expect(wholeOf(parts.flatMap(({ part }) => part))).toEqual(whole);
      expect(wholeOf(JSON.parse(JSON.stringify(oneByOne)) as Branch[])).toEqual(whole);
      expect(oneByOne).toEqual(branchesOf(cell, 0));
    }),
    { seed: 20_261_127, numRuns: 100 },
  );
});

function partOf(cell: { values: Float64Array; failed: Uint8Array }, from: number, to: number): Branch[] {
  return branchesOf({ values: cell.values.slice(from, to), failed: cell.failed.slice(from, to) }, from);
}

test("the tree is blocks in pairs, then pairs of pairs, with the last ones left over", () => {
  const n = 1024 * 6 + 5;
  const branches = branchesOf({ values: new Float64Array(n).fill(1), failed: new Uint8Array(n) }, 0);
  expect(branches.map(({ block, span }) => [block, span])).toEqual([
    [0, 4],
    [4, 2],
    [6, 1],
  ]);
  expect(blocksIn(branches)).toBe(7);
  expect(wholeOf(branches)!.paths).toBe(n);
});

test("a block of which every path failed keeps its place", () => {
  const failed = new Uint8Array(3000).fill(1, 0, 2048);
  const branches = branchesOf({ values: new Float64Array(3000).fill(2), failed }, 0);
  expect(blocksIn(branches)).toBe(3);
  expect(wholeOf(branches)).toEqual({ paths: 952, mean: 2, squares: 0, least: 2, most: 2 });
  expect(
    wholeOf(branchesOf({ values: new Float64Array(9), failed: new Uint8Array(9).fill(1) }, 0)),
  ).toBeNull();
});

test("a block that is given twice is named", () => {
  const cell = { values: new Float64Array(2048), failed: new Uint8Array(2048) };
  expect(() => joinBranches([...branchesOf(cell, 2048), ...branchesOf(cell, 3072)])).toThrow(
    expect.objectContaining({
      code: "SHARDS_OVERLAP",
      message: "Block 3 (paths 3072 to 4095) was given twice.",
    }),
  );
});

test("paths are cut at blocks only", () => {
  const cell = { values: new Float64Array(10), failed: new Uint8Array(10) };
  expect(() => branchesOf(cell, 1000)).toThrow(RangeError);
  expect(() => branchesOf({ ...cell, failed: new Uint8Array(9) }, 0)).toThrow(RangeError);
});
