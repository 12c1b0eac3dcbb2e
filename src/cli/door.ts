// The terminal's door: threads of Node, progress and notes on stderr.

import type { Door } from "../question/door.ts";
import { progressOnStderr } from "./progress.ts";
import { threads, threadsFor } from "./threads.ts";

export const terminal: Door = {
  team: (blocks, wanted) => threads(threadsFor(blocks, wanted)),
  now: () => performance.now(),
  progress: progressOnStderr,
  note: (line) => void process.stderr.write(`note: ${line}\n`),
};
