// The package as a user of npm gets it: packed, installed in an empty folder, run.

import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";

const root = join(import.meta.dirname, "..");
const folder = mkdtempSync(join(tmpdir(), "roundtrip-package-"));
const npm = (args: string[], cwd: string): string =>
  execFileSync("npm", [...args, "--loglevel=error", "--no-audit", "--no-fund"], { cwd, encoding: "utf8" });

beforeAll(() => {
  npm(["pack", "--pack-destination", folder], root);
  const tarball = readdirSync(folder).find((name) => name.endsWith(".tgz"))!;
  writeFileSync(join(folder, "package.json"), JSON.stringify({ name: "stranger", private: true }));
  npm(["install", `./${tarball}`], folder);
}, 180_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test("it answers without a clone", () => {
  const out = execFileSync(join(folder, "node_modules", ".bin", "roundtrip"), ["report", "--cite"], {
    cwd: folder,
    encoding: "utf8",
  });
  expect(out).toMatch(/^Amazon has put \$18B into Anthropic, /u);
});

test("it works as a library, with types", () => {
  const script = `import { loadBook } from "roundtrip-ai"; try { loadBook([], "x"); } catch (error) { console.log(error.code); }`;
  const out = execFileSync(process.execPath, ["--input-type=module", "-e", script], {
    cwd: folder,
    encoding: "utf8",
  });
  expect(out.trim()).toBe("BOOK_FAULTS");
  expect(existsSync(join(folder, "node_modules", "roundtrip-ai", "dist", "index.d.ts"))).toBe(true);
});

test("the install is small: at most 25 packages and 100 MB", () => {
  const names = readdirSync(join(folder, "node_modules")).filter((name) => !name.startsWith("."));
  const packages = names.flatMap((name) =>
    name.startsWith("@") ? readdirSync(join(folder, "node_modules", name)) : [name],
  );
  expect(packages.length).toBeLessThanOrEqual(25);
  const bytes = readdirSync(join(folder, "node_modules"), { recursive: true, encoding: "utf8" }).reduce(
    (sum, name) => sum + statSync(join(folder, "node_modules", name)).size,
    0,
  );
  expect(bytes).toBeLessThan(100e6);
});
