// A folder that is written whole or not at all.

import { mkdtempSync, readdirSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { writeFolder } from "../../src/cli/out-folder.ts";

const work = realpathSync(mkdtempSync(join(tmpdir(), "roundtrip-out-")));
afterAll(() => rmSync(work, { recursive: true, force: true }));

test("a file that cannot be written leaves nothing", async () => {
  const files = [
    { name: "good", bytes: "good" },
    { name: "no/such/folder", bytes: "bad" },
  ];
  await expect(writeFolder(join(work, "run"), files)).rejects.toMatchObject({ code: "OUT_WRITE" });
  expect(readdirSync(work)).toEqual([]);
});
