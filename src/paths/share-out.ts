// Who runs which paths: pieces are handed out on demand, smaller and smaller, so that no thread waits long for the
// last one. Polychronopoulos and Kuck (1987), "Guided self-scheduling", IEEE Transactions on Computers 36(12).

import { lanes } from "../kernel/wasm/layout.ts";
import { blockPaths } from "./block-sums.ts";

/** What is cut off is at least this: below, an order costs as much as its paths. */
export const leastPaths = 2 * lanes;
/** A piece is this part of what each thread has left to do. */
const share = 0.25;

/**
 * Hands out paths 0 to n − 1. A thread of several has its next order before it is done with one, and waits for none.
 *
 * @param inBlocks whether pieces are blocks of 1,024 paths, as sums over blocks need them
 * @param run      runs paths `first` to `first + count − 1` on one of the threads
 */
export async function shareOut(
  { paths, threads, inBlocks }: { paths: number; threads: number; inBlocks: boolean },
  run: (thread: number, first: number, count: number) => Promise<void>,
): Promise<void> {
  let next = 0;
  const work = async (thread: number): Promise<void> => {
    while (next < paths) {
      const first = next;
      const count = inBlocks ? Math.min(blockPaths, paths - first) : piece(paths - first, threads);
      next += count;
      await run(thread, first, count);
    }
  };
  const ordersAhead = threads > 1 ? 2 : 1;
  await Promise.all(Array.from({ length: ordersAhead * threads }, (_, k) => work(k % threads)));
}

function piece(left: number, threads: number): number {
  const fair = Math.ceil((left * share) / threads / lanes) * lanes;
  return Math.min(left, blockPaths, Math.max(leastPaths, fair));
}
