// A worker thread of Node: it does what it is told with paths.

import { parentPort } from "node:worker_threads";
import { worker } from "../paths/job.ts";
import type { Answered, Asked } from "./threads.ts";

const take = worker();

parentPort!.on("message", ({ id, order }: Asked) => {
  try {
    const reply = take(order);
    const record = reply.kind === "block" ? reply.record : undefined;
    const handedOver = record
      ? [record.values.buffer as ArrayBuffer, record.failed.buffer as ArrayBuffer]
      : [];
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread is no window
    parentPort!.postMessage({ id, reply } satisfies Answered, handedOver);
  } catch (error) {
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread is no window
    parentPort!.postMessage({ id, error: String((error as Error).stack ?? error) } satisfies Answered);
  }
});
