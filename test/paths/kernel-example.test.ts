// The example of docs/kernel.md, run as it stands there.

import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";

const root = join(import.meta.dirname, "../..");

test("the program in docs/kernel.md prints what stands below it", () => {
  const page = readFileSync(join(root, "docs/kernel.md"), "utf8");
  const [, script, printed] = /```js\n(.*?)```\n\n```text\n(.*?)```/su.exec(page)!;
  const options = { cwd: root, encoding: "utf8" } as const;
  expect(execFileSync(process.execPath, ["--input-type=module", "-e", script!], options)).toBe(printed);
});
