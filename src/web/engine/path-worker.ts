// A worker of the page: it does what it is told with paths, as a thread of Node does.

import { worker } from "../../paths/job.ts";
import type { Order } from "../../paths/job.ts";

const take = worker();

addEventListener("message", ({ data: { id, order } }: MessageEvent<{ id: number; order: Order }>) => {
  try {
    const reply = take(order);
    const record = reply.kind === "block" ? reply.record : undefined;
    const handedOver = record
      ? [record.values.buffer as ArrayBuffer, record.failed.buffer as ArrayBuffer]
      : [];
    postMessage({ id, reply }, { transfer: handedOver });
  } catch (error) {
    postMessage({ id, error: String((error as Error).stack ?? error) });
  }
});
