// A worker thread of Node.

import { parentPort } from "node:worker_threads";
import { type Asked, answering } from "../question/orders.ts";

const answer = answering();

parentPort!.on("message", (asked: Asked) => {
  const { answered, handedOver } = answer(asked);
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread is no window
  parentPort!.postMessage(answered, handedOver);
});
