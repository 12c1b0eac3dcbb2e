// Builds once before the tests, so that tests that run the command side by side find it built.

import { ensureBuilt } from "../bin/build.js";
import { chromiumPath } from "./web/chromium.ts";

export function setup(): void {
  const problem = ensureBuilt() as { message: string } | undefined;
  if (problem) throw new Error(problem.message);
  if (chromiumPath() === undefined) process.stderr.write("skipped: no Chromium; install Debian's chromium\n");
}
