// Worker threads of Node as a team that runs paths.

import { availableParallelism } from "node:os";
import { Worker } from "node:worker_threads";
import type { Order, Reply } from "../paths/job.ts";
import { alone } from "../paths/run.ts";
import type { Threads } from "../question/door.ts";
import { type Answered, asking } from "../question/orders.ts";

/** How many threads serve a run: no more than there are blocks of paths and processors. */
export function threadsFor(blocks: number, wanted = availableParallelism()): number {
  return Math.max(1, Math.min(blocks, wanted));
}

/** What draws may take that are kept from run to run: a process of its own has room for 10,000 paths of the default book. */
const drawnMax = 512e6;

/** @param size 1 runs in this thread, which saves starting another */
export function threads(size: number): Threads {
  if (size === 1) return here();
  const workers = Array.from({ length: size }, () =>
    member(new Worker(new URL("./thread.js", import.meta.url))),
  );
  return {
    size,
    drawnMax,
    ask: (k, order) => workers[k]!.ask(order),
    started: async () => void (await Promise.all(workers.map((one) => one.started))),
    close: () => {
      for (const one of workers) one.close();
    },
  };
}

/** This thread: between two orders it hears whether it is interrupted. */
function here(): Threads {
  const team = alone();
  return {
    size: team.size,
    isHere: true,
    drawnMax,
    ask: async (k, order) => {
      await new Promise((done) => setImmediate(done));
      return team.ask(k, order);
    },
    started: () => Promise.resolve(),
    close: () => {},
  };
}

interface Member {
  readonly started: Promise<unknown>;
  ask(order: Order): Promise<Reply>;
  close(): void;
}

function member(thread: Worker): Member {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread is no window
  const orders = asking((asked) => thread.postMessage(asked));
  thread.on("message", (answered: Answered) => orders.told(answered));
  thread.on("error", (error) => orders.end(error));
  thread.on("exit", (code) => orders.end(new Error(`A worker thread ended with code ${code}.`)));
  const started = new Promise((done, failed) => thread.once("online", done).once("error", failed));
  started.catch(() => {}); // told by the first order too
  return { started, ask: (order) => orders.ask(order), close: () => void thread.terminate() };
}
