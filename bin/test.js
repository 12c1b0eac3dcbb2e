// `npm test`: installs if needed, builds if needed, then checks form, lint and runs every test.
// Installs no system package. Under CI a skipped test is a failure.
import { spawnSync } from "node:child_process";
import { readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { ensureInstalled, ensureWebBuilt } from "./build.js";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const tool = (...path) => join(root, "node_modules", ...path);

if (!ensureInstalled()) process.exit(1);
const problem = ensureWebBuilt();
if (problem) {
  process.stderr.write(`error ${problem.code}\n${problem.message} ${problem.remedy}\n`);
  process.exit(1);
}

const only = process.argv.slice(2);
if (only.length === 0) {
  run("form", tool("prettier", "bin", "prettier.cjs"), ["--check", "--log-level=warn", "."]);
  run("types of the tests", tool("@typescript", "native", "bin", "tsc"), ["-p", "test"]);
  run("types of the web app", tool("@typescript", "native", "bin", "tsc"), ["-p", "src/web"]);
  run("types of the benchmarks", tool("@typescript", "native", "bin", "tsc"), ["-p", "bench/types.json"]);
  run("lint", tool("oxlint", "bin", "oxlint"), ["--type-aware", "--deny-warnings", "--quiet"]);
  run("dead code", tool("knip", "bin", "knip.js"), ["--no-progress"]);
  run("package", tool("publint", "src", "cli.js"), []);
}

const report = join(tmpdir(), `roundtrip-test-${process.pid}.json`);
const tests = spawnSync(
  process.execPath,
  [
    tool("vitest", "vitest.mjs"),
    "run",
    "--reporter=default",
    "--reporter=json",
    `--outputFile.json=${report}`,
    ...only,
  ],
  { cwd: root, stdio: "inherit" },
);
const { numPassedTests, numFailedTests, numPendingTests, numTodoTests } = JSON.parse(
  readFileSync(report, "utf8"),
);
rmSync(report);
const skipped = numPendingTests + numTodoTests;
process.stdout.write(
  `${numPassedTests} passed, ${numFailedTests} failed${skipped > 0 ? `, ${skipped} skipped` : ""}\n`,
);
if (tests.status !== 0) process.exit(tests.status ?? 1);
if (process.env.CI && skipped > 0) {
  process.stderr.write("Under CI every test must run.\n");
  process.exit(1);
}

function run(name, script, args) {
  const { status } = spawnSync(process.execPath, [script, ...args], { cwd: root, stdio: "inherit" });
  if (status === 0) return;
  process.stderr.write(`The ${name} check failed.\n`);
  process.exit(1);
}
