// Pieces of paths cover all paths once, and a thread is asked before it is done.

import fc from "fast-check";
import { expect, test } from "vitest";
import { blockPaths } from "../../src/paths/block-sums.ts";
import { shareOut } from "../../src/paths/share-out.ts";

async function pieces(options: Parameters<typeof shareOut>[0]) {
  const all: { thread: number; first: number; count: number }[] = [];
  await shareOut(options, async (thread, first, count) => {
    all.push({ thread, first, count });
    await Promise.resolve();
  });
  return all;
}

test("every path is run once, in pieces that begin at a multiple of 32 and hold up to 1,024", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 1, max: 30_000 }),
      fc.integer({ min: 1, max: 8 }),
      fc.boolean(),
      async (paths, threads, inBlocks) => {
        const all = await pieces({ paths, threads, inBlocks });
        let next = 0;
        for (const { thread, first, count } of all) {
          expect(first).toBe(next);
          expect(first % (inBlocks ? blockPaths : 32)).toBe(0);
          expect(count).toBeGreaterThan(0);
          expect(count).toBeLessThanOrEqual(blockPaths);
          expect(thread).toBeLessThan(threads);
          next += count;
        }
        expect(next).toBe(paths);
      },
    ),
    { seed: 20261127, numRuns: 200 },
  );
});

test("the last pieces of several threads are small", async () => {
  const all = await pieces({ paths: 10_240, threads: 2, inBlocks: false });
  expect(all[0]!.count).toBe(1024);
  expect(all.slice(-4).every(({ count }) => count <= 64)).toBe(true);
});

test("a thread of several has two orders, and no more", async () => {
  const open = [0, 0];
  let most = 0;
  await shareOut({ paths: 10_240, threads: 2, inBlocks: true }, async (thread) => {
    open[thread]! += 1;
    most = Math.max(most, open[thread]!);
    await new Promise((done) => setTimeout(done, 1));
    open[thread]! -= 1;
  });
  expect(most).toBe(2);
});
