// Every command shown in the documentation is run, and prints what is shown.

import { execFile } from "node:child_process";
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { describe, expect, test } from "vitest";

const root = join(import.meta.dirname, "..");
const run = promisify(execFile);
const documents = [
  "README.md",
  "CONTRIBUTING.md",
  ...readdirSync(join(root, "docs"))
    .filter((name) => name.endsWith(".md"))
    .map((name) => `docs/${name}`),
];

const transcripts = documents.flatMap((file) => {
  const text = readFileSync(join(root, file), "utf8");
  return [...text.matchAll(/^```console\n([^]*?)^```$/gmu)].flatMap(([, block]) =>
    block!
      .split(/^(?=\$ )/mu)
      .filter((part) => /^\$ (?:roundtrip|npm start)\b/u.test(part))
      .map((part) => {
        const [command, ...shown] = part.trimEnd().split("\n");
        return { file, command: command!.slice(2), shown };
      }),
  );
});

describe("commands in the documentation", () => {
  test("there are some in the README", () => {
    expect(transcripts.filter(({ file }) => file === "README.md").length).toBeGreaterThan(0);
  });

  test.each(transcripts)("$file: $command", async ({ command, shown }) => {
    const printed = (await output(command)).trimEnd().split("\n");
    expect(matches(shown, printed), `shown:\n${shown.join("\n")}\n\nprinted:\n${printed.join("\n")}`).toBe(
      true,
    );
  });
});

/** What a command of the documentation prints on stdout. */
async function output(command: string): Promise<string> {
  const words = [...command.matchAll(/"([^"]*)"|(\S+)/gu)].map(([, quoted, bare]) => quoted ?? bare!);
  const start = words[0] === "npm";
  const args = start ? words.slice(words[2] === "--" ? 3 : 2) : words.slice(1);
  const script = join(root, "bin", start ? "start.js" : "roundtrip.js");
  try {
    return (await run(process.execPath, [script, ...args], { cwd: root, maxBuffer: 2 ** 26 })).stdout;
  } catch (error) {
    return (error as { stdout: string }).stdout; // a fault shown on purpose exits with a code
  }
}

/** Whether lines are as shown, where a line of only "…" stands for any lines left out. */
function matches(shown: readonly string[], printed: readonly string[]): boolean {
  if (shown.length === 0) return printed.length === 0;
  const [first, ...rest] = shown;
  if (first!.trim() !== "…")
    return first!.trimEnd() === printed[0]?.trimEnd() && matches(rest, printed.slice(1));
  for (let skipped = 0; skipped <= printed.length; skipped++)
    if (matches(rest, printed.slice(skipped))) return true;
  return false;
}
