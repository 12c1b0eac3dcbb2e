// What is built when, in a clone of its own: each build leaves the other, and a failed one leaves the one before.

import { type SpawnSyncReturns, spawnSync } from "node:child_process";
import {
  appendFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";

const root = join(import.meta.dirname, "..", "..");
const clone = realpathSync(mkdtempSync(join(tmpdir(), "roundtrip-clone-")));
const own = (...path: string[]): string => join(clone, ...path);

beforeAll(() => {
  for (const name of ["bin", "books", "src", "package.json", "package-lock.json", "tsconfig.json"])
    cpSync(join(root, name), own(name), { recursive: true });
  cpSync(join(root, "vite.config.ts"), own("vite.config.ts"));
  // A folder of its own, so that its lock is not that of the clone in which the tests run.
  mkdirSync(own("node_modules"));
  for (const name of readdirSync(join(root, "node_modules")).filter((entry) => !entry.startsWith(".")))
    symlinkSync(join(root, "node_modules", name), own("node_modules", name));
});
afterAll(() => rmSync(clone, { recursive: true, force: true }));

test("a build of one leaves the other, and only what is older than its source is built", () => {
  const first = build("ensureWebBuilt");
  expect(first.stderr).toBe("roundtrip: building\nroundtrip: building the web app\n");
  expect(JSON.parse(first.stdout)).toBeNull();
  const page = readFileSync(own("dist", "web", "index.html"), "utf8");
  expect(page).not.toMatch(/(?:src|href)="\//u); // works on any path of any host
  expect(build("ensureWebBuilt").stderr).toBe("");

  appendFileSync(own("src", "web", "main.ts"), "\n");
  expect(build("ensureBuilt").stderr).toBe("");
  appendFileSync(own("src", "index.ts"), "\n");
  expect(build("ensureBuilt").stderr).toBe("roundtrip: building\n");
  expect(existsSync(own("dist", "web", "index.html"))).toBe(true);
  expect(build("ensureWebBuilt").stderr).toBe("roundtrip: building the web app\n");
  expect(existsSync(own("dist", "index.js"))).toBe(true);
}, 240_000);

test("the folder holds the default book, as the command line reads it", () => {
  const book = JSON.parse(readFileSync(own("dist", "web", "book.json"), "utf8")) as { hash: string };
  const { stdout } = spawnSync(process.execPath, [own("bin", "roundtrip.js"), "book", "export"], {
    encoding: "utf8",
    maxBuffer: 2 ** 28,
  });
  expect(book.hash).toBe((JSON.parse(stdout) as { book: { hash: string } }).book.hash);
}, 60_000);

test("a build that fails says why, and leaves the one before it", () => {
  const main = own("src", "web", "main.ts");
  const good = readFileSync(main, "utf8");
  const before = readFileSync(own("dist", "web", "index.html"), "utf8");
  writeFileSync(main, `import { nothing } from "./nowhere.ts";\nnothing();\n`);
  const failed = JSON.parse(build("ensureWebBuilt").stdout) as { code: string; message: string };
  writeFileSync(main, good);
  expect(failed.code).toBe("BUILD_FAILED");
  expect(failed.message).toContain("nowhere.ts");
  expect(readFileSync(own("dist", "web", "index.html"), "utf8")).toBe(before);
  expect(readdirSync(clone).filter((name) => name.startsWith("dist-"))).toEqual([]);
}, 60_000);

test("a default book with faults is told, and the page gets its faults", () => {
  const broken = own("books", "circular", "broken.yaml");
  writeFileSync(broken, "deals:\n  - {id: 7 7}\n");
  const problem = JSON.parse(build("ensureWebBuilt").stdout) as { code: string };
  expect(problem.code).toBe("BOOK_FAULTS");
  const { faults } = JSON.parse(readFileSync(own("dist", "web", "book.json"), "utf8")) as {
    faults: { code: string; file: string; line: number }[];
  };
  expect(faults[0]).toMatchObject({ file: join("books", "circular", "broken.yaml"), line: 2 });
  rmSync(broken);
  expect(JSON.parse(build("ensureWebBuilt").stdout)).toBeNull();
}, 120_000);

test("a lock that a dead process left stops nobody, and a held one is waited for", () => {
  const lock = own("node_modules", ".roundtrip-building");
  const { pid } = spawnSync(process.execPath, ["--version"]);
  writeFileSync(lock, `${pid}`);
  appendFileSync(own("src", "index.ts"), "\n");
  expect(build("ensureBuilt").stderr).toBe("roundtrip: building\n");
  expect(existsSync(lock)).toBe(false);

  writeFileSync(lock, `${process.pid}`);
  appendFileSync(own("src", "index.ts"), "\n");
  const waiting = build("ensureBuilt", 3000);
  expect([waiting.signal, waiting.stderr]).toEqual(["SIGTERM", ""]);
  rmSync(lock);
}, 60_000);

/** Calls one of the two in the clone; what it returns is on stdout. */
function build(which: "ensureBuilt" | "ensureWebBuilt", timeout = 200_000): SpawnSyncReturns<string> {
  const door = pathToFileURL(own("bin", "build.js")).href;
  const script = `
    import { ${which} } from ${JSON.stringify(door)};
    process.stdout.write(JSON.stringify(${which}() ?? null));`;
  return spawnSync(process.execPath, ["--input-type=module", "-e", script], {
    cwd: clone,
    encoding: "utf8",
    timeout,
  });
}
