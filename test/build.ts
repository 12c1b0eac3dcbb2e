// Builds once before the tests, so that tests that run the command side by side find it built.

import { ensureBuilt } from "../bin/build.js";

export function setup(): void {
  const problem = ensureBuilt() as { message: string } | undefined;
  if (problem) throw new Error(problem.message);
}
