// How long the report takes from a cold start, and how long a book of 10,000 deals takes to check.
// Whole processes, interleaved with an empty Node process; medians. `npm run bench`.
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { cpus, tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { ensureBuilt } from "../bin/build.js";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const roundtrip = join(root, "bin", "roundtrip.js");
const measured = join(root, "bench", "measured.js");
const runs = 11;

const problem = ensureBuilt();
if (problem) throw new Error(`${problem.message} ${problem.remedy}`);

print(
  `${new Date().toISOString().slice(0, 10)}, ${cpus().length} × ${cpus()[0].model}, Node ${process.versions.node}`,
);

const kept = join(root, "dist", "kept");
const report = { empty: [], first: [], kept: [] };
for (let i = 0; i < runs; i++) {
  report.empty.push(milliseconds(["-e", "0"]));
  if (existsSync(kept)) rmSync(kept, { recursive: true });
  report.first.push(milliseconds([roundtrip, "report"]));
  report.kept.push(milliseconds([roundtrip, "report"]));
}
print(`report, default book, parsed anew: ${show(report.first)}   (at most 1,000 ms; aim 500 ms)`);
print(`report, default book, kept parse:  ${show(report.kept)}`);
print(`an empty Node process:             ${show(report.empty)}`);

const folder = mkdtempSync(join(tmpdir(), "roundtrip-bench-"));
try {
  const bytes = writeSyntheticBook(folder, 10_000);
  const check = { ms: [], mb: [] };
  for (let i = 0; i < 5; i++) {
    const { stdout } = spawnSync(process.execPath, [measured, "book", "check", folder, "--no-default-book"], {
      encoding: "utf8",
    });
    const { ms, mb, code } = JSON.parse(stdout.trim().split("\n").at(-1));
    if (code !== 0) throw new Error(stdout);
    check.ms.push(ms);
    check.mb.push(mb);
  }
  print(
    `check, 10,000 deals with 20,000 legs, ${(bytes / 1e6).toFixed(1)} MB of YAML: ${show(check.ms)}, peak ${Math.max(...check.mb).toFixed(0)} MB   (at most 4,000 ms and 1,000 MB)`,
  );
} finally {
  rmSync(folder, { recursive: true });
}

function milliseconds(args) {
  const start = process.hrtime.bigint();
  const { status, stderr } = spawnSync(process.execPath, args, { encoding: "utf8" });
  if (status !== 0) throw new Error(stderr);
  return Number(process.hrtime.bigint() - start) / 1e6;
}

function show(times) {
  const sorted = times.toSorted((a, b) => a - b);
  const median = sorted[Math.floor(sorted.length / 2)];
  return `median ${median.toFixed(0)} ms (${sorted[0].toFixed(0)} to ${sorted.at(-1).toFixed(0)})`;
}

/** A book of made-up deals, each an investment and a purchase back, with terms and sources. */
function writeSyntheticBook(into, deals) {
  const parties = 500;
  const lines = [
    "book: {format: 1, id: synthetic, title: Synthetic, version: 1, licence: none, attribution: nobody, read: 2026-12-31}",
    "sources:",
    ...Array.from(
      { length: 1000 },
      (_, i) =>
        `  - {id: source-${i}, publisher: Publisher ${i}, title: Page ${i}, address: "https://example.org/${i}", date: 2026-01-${day(i)}, confidence: medium}`,
    ),
    "parties:",
    ...Array.from(
      { length: parties },
      (_, i) => `  - {id: party-${i}, name: Party ${i}, kind: ${["lab", "cloud", "investor"][i % 3]}}`,
    ),
    "deals:",
  ];
  for (let i = 0; i < deals; i++) {
    const [a, b] = [
      `party-${i % parties}`,
      `party-${(i * 7 + 1) % parties === i % parties ? (i + 1) % parties : (i * 7 + 1) % parties}`,
    ];
    lines.push(
      `  - id: deal-${i}`,
      `    title: Deal ${i} between ${a} and ${b}`,
      `    announced: 2026-02-${day(i)}`,
      `    sources: [source-${i % 1000}, source-${(i * 3) % 1000}]`,
      "    confidence: high",
      "    legs:",
      `      - id: deal-${i}-equity`,
      "        kind: equity",
      `        payer: ${a}`,
      `        payee: ${b}`,
      "        firmness: firm",
      "        status: active",
      `        amount: {headline: $${(i % 90) + 5}B, firm: $${(i % 5) + 1}B, cancellable: unknown, drawn: [{from: 2026-06-30, is: $1B}], paid: unknown}`,
      `      - id: deal-${i}-compute`,
      "        kind: compute",
      `        payer: ${b}`,
      `        payee: ${a}`,
      "        firmness: reported",
      "        status:",
      `          - {from: 2026-02-${day(i)}, is: active}`,
      `          - {from: 2026-12-01, is: superseded, by: deal-${(i + 1) % deals}-compute}`,
      `        amount: {headline: $10B to $${(i % 90) + 11}B, firm: unknown, cancellable: unknown, drawn: unknown, paid: unknown}`,
      "        term: {start: 2026-05, end: 2036-04}",
      "        capacity: up to 5 GW",
      "        note: A made-up purchase of computing, to see how fast a large book is read and checked.",
    );
  }
  const text = `${lines.join("\n")}\n`;
  writeFileSync(join(into, "book.yaml"), text);
  return text.length;
}

function day(i) {
  return String((i % 28) + 1).padStart(2, "0");
}

function print(line) {
  process.stdout.write(`${line}\n`);
}
