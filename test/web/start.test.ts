// `npm start`: the report, and on a terminal the web app after it.

import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";

const root = join(import.meta.dirname, "..", "..");
const start = join(root, "bin", "start.js");
/** util-linux's, which lends a program a terminal. */
const scriptCommand = "/usr/bin/script";
const onTerminal = test.skipIf(!existsSync(scriptCommand));
if (!existsSync(scriptCommand))
  process.stderr.write("skipped: no script command; install util-linux (Debian's bsdutils)\n");

onTerminal(
  "on a terminal the report comes first, then the web app, until Ctrl-C",
  async () => {
    const run = spawn(scriptCommand, ["-qec", `"${process.execPath}" "${start}"`, "/dev/null"], {
      stdio: ["pipe", "pipe", "inherit"],
    });
    let shown = "";
    const address = await new Promise<string>((found, ended) => {
      run.stdout.on("data", (text) => {
        shown += String(text);
        const line = /Roundtrip at (\S+) \(Ctrl-C ends it\)/u.exec(shown);
        if (line) found(line[1]!);
      });
      run.once("exit", () => ended(new Error(`It ended by itself:\n${shown}`)));
    });
    expect(shown).toMatch(/Amazon has put [^]*Roundtrip at http/u);
    expect((await fetch(address)).status).toBe(200);
    const ended = once(run, "exit");
    run.stdin.write("\u0003"); // Ctrl-C, as a terminal sends it
    expect((await ended)[0]).toBe(130);
    await expect(fetch(address)).rejects.toThrow("fetch failed");
  },
  180_000,
);

test("elsewhere the report is all", () => {
  const { status, stdout } = spawnSync(process.execPath, [start], { encoding: "utf8", timeout: 60_000 });
  expect(status).toBe(0);
  expect(stdout).toContain("Amazon has put ");
  expect(stdout).not.toContain("Roundtrip at");
}, 120_000);

test("what follows `--` is passed on", async () => {
  const run = spawn(process.execPath, [start, "serve", "--port", "0"], {
    stdio: ["ignore", "pipe", "ignore"],
  });
  const [line] = (await once(run.stdout, "data")) as [Buffer];
  run.kill("SIGINT");
  expect(line.toString()).toMatch(/^Roundtrip at http/u);
  expect((await once(run, "exit"))[0]).toBe(130);
}, 180_000);
