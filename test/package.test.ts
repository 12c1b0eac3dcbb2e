// The package as a user of npm gets it: packed, installed in an empty folder, run.

import { execFileSync, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
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

test("it serves the web app that it holds, and says where it is missing", async () => {
  const command = join(folder, "node_modules", ".bin", "roundtrip");
  const run = spawn(command, ["serve", "--port", "0"], { cwd: folder, stdio: ["ignore", "pipe", "inherit"] });
  const [line] = (await once(run.stdout, "data")) as [Buffer];
  const address = /http:\S+/u.exec(line.toString())![0];
  const pages = await Promise.all([fetch(address), fetch(`${address}book.json`)]);
  run.kill("SIGINT");
  expect(pages.map(({ status }) => status)).toEqual([200, 200]);

  const web = join(folder, "node_modules", "roundtrip-ai", "dist", "web");
  renameSync(web, `${web}-away`);
  const { status, stderr } = spawnSync(command, ["serve", "--port", "0"], { cwd: folder, encoding: "utf8" });
  renameSync(`${web}-away`, web);
  expect(status).toBe(2);
  expect(stderr).toBe(
    "error WEB_NOT_BUILT\nThe web app is missing in this package. Install it again: `npm install roundtrip-ai`.\n",
  );
}, 60_000);

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
