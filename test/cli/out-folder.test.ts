// A folder that is written whole or not at all, also where somebody presses Ctrl-C.

import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, expect, test } from "vitest";
import { writeFolder } from "../../src/cli/out-folder.ts";

const work = realpathSync(mkdtempSync(join(tmpdir(), "roundtrip-out-")));
afterAll(() => rmSync(work, { recursive: true, force: true }));
const built = pathToFileURL(join(import.meta.dirname, "..", "..", "dist", "cli", "out-folder.js")).href;

test("a file that cannot be written leaves nothing", async () => {
  const files = [
    { name: "good", bytes: "good" },
    { name: "no/such/folder", bytes: "bad" },
  ];
  await expect(writeFolder(join(work, "run"), files)).rejects.toMatchObject({ code: "OUT_WRITE" });
  expect(readdirSync(work)).toEqual([]);
});

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
