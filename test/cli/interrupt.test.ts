// Ctrl-C: exit code 130, at once, and nothing left behind.

import { spawn, spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, expect, test } from "vitest";

const root = join(import.meta.dirname, "..", "..");
const work = realpathSync(mkdtempSync(join(tmpdir(), "roundtrip-interrupt-")));
afterAll(() => rmSync(work, { recursive: true, force: true }));
const built = pathToFileURL(join(root, "dist", "cli", "out-folder.js")).href;

test.each(["1", "2"])(
  "a long run on %s threads ends where it is interrupted",
  async (threads) => {
    const args = [
      "model",
      "run",
      join(root, "models", "sim.yaml"),
      "--paths",
      "50000000",
      "--threads",
      threads,
    ];
    const run = spawn(process.execPath, [join(root, "bin", "roundtrip.js"), ...args]);
    run.stderr.once("data", () => run.kill("SIGINT")); // the first word of its progress
    const code = await new Promise((ended) => run.once("exit", ended));
    expect(code).toBe(130);
  },
  30_000,
);

test("an interrupt in the midst of it ends with 130 and leaves nothing", () => {
  const script = `
    import { writeFolder } from ${JSON.stringify(built)};
    process.on("SIGINT", () => process.exit(130));
    const bytes = new Uint8Array(1e6);
    const files = Array.from({ length: 2000 }, (_, k) => ({ name: String(k), bytes }));
    setTimeout(() => process.kill(process.pid, "SIGINT"), 20);
    await writeFolder(${JSON.stringify(join(work, "run"))}, files);`;
  const { status } = spawnSync(process.execPath, ["--input-type=module", "--eval", script]);
  expect(status).toBe(130);
  expect(readdirSync(work)).toEqual([]);
});
