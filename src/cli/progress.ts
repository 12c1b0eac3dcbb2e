// Word of what takes long, on stderr: nothing in the first second, then a line a second at most.

import type { Progress } from "../question/door.ts";

const quietMs = 1000;

export function progressOnStderr(): Progress {
  let last = Date.now();
  return (words) => {
    const now = Date.now();
    if (now - last < quietMs) return;
    last = now;
    process.stderr.write(`roundtrip: ${words()}\n`);
  };
}
