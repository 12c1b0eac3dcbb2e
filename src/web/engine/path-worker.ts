// A worker of the page that runs paths.

import { type Asked, answering } from "../../question/orders.ts";

const answer = answering();

addEventListener("message", ({ data }: MessageEvent<Asked>) => {
  const { answered, handedOver } = answer(data);
  postMessage(answered, { transfer: handedOver });
});
