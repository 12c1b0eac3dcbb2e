#!/usr/bin/env node
// The command: builds what is missing or older than its source (in a clone), then runs.
import { ensureBuilt } from "./build.js";

const problem = ensureBuilt();
if (problem) {
  if (process.argv.includes("--json")) {
    process.stdout.write(`${JSON.stringify({ error: problem }, null, 2)}\n`);
  }
  process.stderr.write(`error ${problem.code}\n${problem.message} ${problem.remedy}\n`);
  process.exitCode = 2;
} else {
  process.on("SIGINT", () => process.exit(130));
  process.stdout.on("error", (error) => process.exit(error.code === "EPIPE" ? 0 : 1));
  const { main } = await import("../dist/cli/main.js");
  process.exitCode = await main(process.argv.slice(2));
}
