// Leontief systems and clearing vectors of large networks, beside SciPy on the same numbers: one process each,
// interleaved, medians of ratios. SciPy's time begins with its matrix built; ours turns the debts round as well.
//   apt-get install python3-scipy, or the line is left out.
import { spawn, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { cpus, tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { ensureBuilt } from "../../bin/build.js";

const problem = ensureBuilt();
if (problem) throw new Error(`${problem.message} ${problem.remedy}`);
const { sparseOf } = await import("../../dist/matrix/sparse.js");
const { solveIdentityMinus } = await import("../../dist/matrix/krylov.js");
const { clear } = await import("../../dist/network/clearing.js");
const { lookThrough } = await import("../../dist/network/look-through.js");

const runs = 11;
const folder = mkdtempSync(join(tmpdir(), "roundtrip-bench-"));
const scipy = startSciPy();

print(
  `${new Date().toISOString().slice(0, 10)}, ${cpus().length} × ${cpus()[0].model}, Node ${process.versions.node}${scipy ? "" : ", without python3-scipy: ours alone"}`,
);
try {
  for (const radius of [0.5, 0.9]) {
    const { n, row, column, value, b } = leontief(20_000, 8, radius);
    const a = sparseOf(n, n, row, column, value);
    await compare(
      `Leontief solve, 20,000 nodes × 8, column sums ${radius}`,
      () => sum(solveIdentityMinus(a, b)),
      "leontief",
      [row, column, value, b],
      n,
      "GMRES; at most 2, aim 1.2",
    );
  }
  for (const cash of [0.4, 0.2, 0.1]) {
    const { n, row, column, value, external, externalOwed } = debts(100_000, 600_000, cash);
    const owed = sparseOf(n, n, row, column, value);
    await compare(
      `clearing, 100,000 nodes, 600,000 edges, cash ${cash} of debts`,
      () => sum(clear({ owed, external, externalOwed }).payments),
      "clear",
      [row, column, value, external, externalOwed],
      n,
      "plain iteration to 1e-9; at most 3, aim 1.2",
    );
  }
  onePartyOfMany();
  oneMillion();
  longRing();
} finally {
  scipy?.process.kill();
  rmSync(folder, { recursive: true });
}

/** Times ours and SciPy's in turn, and checks that they agree. */
async function compare(title, ours, command, arrays, n, bound) {
  const file = join(folder, `${command}-${Math.random()}.bin`);
  const head = Int32Array.of(n, arrays[0].length);
  writeFileSync(
    file,
    Buffer.concat([head, ...arrays].map((x) => Buffer.from(x.buffer, x.byteOffset, x.byteLength))),
  );
  const times = { ours: [], theirs: [], ratio: [] };
  for (let i = 0; i < runs + 4; i++) {
    const start = performance.now();
    const result = ours();
    const ms = performance.now() - start;
    const other = scipy && (await scipy.ask(`${command} ${file}`));
    if (other && Math.abs(other.result - result) > 1e-7 * Math.abs(result)) {
      throw new Error(`${title}: ${result}, SciPy ${other.result}`);
    }
    if (i < 4) continue; // warming up
    times.ours.push(ms);
    if (!other) continue;
    times.theirs.push(other.ms);
    times.ratio.push(ms / other.ms);
  }
  const beside = scipy
    ? `, SciPy ${median(times.theirs).toFixed(1)} ms: ${median(times.ratio).toFixed(2)} × (${bound})`
    : "";
  print(`${title}: ${median(times.ours).toFixed(1)} ms${beside}`);
}

function onePartyOfMany() {
  const { n, row, column, value } = leontief(20_000, 8, 0.9);
  const parties = Array.from({ length: n }, (_, i) => `p${String(i).padStart(5, "0")}`);
  const network = { parties, flow: sparseOf(n, n, column, row, value) };
  const outlay = new Map(parties.map((name) => [name, 1]));
  const times = Array.from({ length: runs }, () => {
    const start = performance.now();
    lookThrough(network, "p00007", { outlay });
    return performance.now() - start;
  });
  print(`look-through of one party of 20,000, from names to names: ${median(times).toFixed(0)} ms`);
}

function oneMillion() {
  const { n, row, column, value, external, externalOwed } = debts(200_000, 1_000_000, 0.2);
  const owed = sparseOf(n, n, row, column, value);
  const start = performance.now();
  clear({ owed, external, externalOwed });
  const ms = performance.now() - start;
  const mb = process.resourceUsage().maxRSS / 1024;
  print(
    `clearing, 1,000,000 edges: ${ms.toFixed(0)} ms, peak of this process ${mb.toFixed(0)} MB (at most 4,000)`,
  );
}

function longRing() {
  const n = 100_000;
  const at = Int32Array.from({ length: n }, (_, i) => i);
  const owed = sparseOf(n, n, at, at.map((i) => (i + 1) % n), new Float64Array(n).fill(10)); // prettier-ignore
  const externalOwed = new Float64Array(n);
  externalOwed[17] = 1e-6;
  const start = performance.now();
  const { payments } = clear({ owed, external: new Float64Array(n), externalOwed });
  if (sum(payments) !== 0) throw new Error("A ring with a leak and without cash paid something.");
  print(
    `clearing, a ring of 100,000 that one fails after the other: ${(performance.now() - start).toFixed(0)} ms`,
  );
}

function leontief(n, degree, radius) {
  const next = uniform(1);
  const row = Int32Array.from({ length: n * degree }, () => Math.floor(next() * n));
  const column = row.map((i, e) => (e % n === i ? (e + 1) % n : e % n));
  const value = Float64Array.from(row, next);
  const sums = new Float64Array(n);
  for (let e = 0; e < row.length; e++) sums[column[e]] += value[e];
  for (let e = 0; e < row.length; e++) value[e] *= radius / sums[column[e]];
  return { n, row, column, value, b: Float64Array.from({ length: n }, next) };
}

function debts(n, m, cash) {
  const next = uniform(2);
  const row = Int32Array.from({ length: m }, (_, e) => e % n);
  const column = row.map((i) => (i + 1 + Math.floor(next() * (n - 1))) % n);
  const value = Float64Array.from(row, () => 0.5 + next());
  const due = new Float64Array(n);
  for (let e = 0; e < m; e++) due[row[e]] += value[e];
  return {
    n,
    row,
    column,
    value,
    external: due.map((amount) => 2 * cash * next() * amount),
    externalOwed: due.map(() => next()),
  };
}

/** Numbers from 0 to 1, always the same. */
function uniform(seed) {
  let state = seed;
  return () => (state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0) / 2 ** 32;
}

function startSciPy() {
  if (spawnSync("python3", ["-c", "import scipy"]).status !== 0) return undefined;
  const script = join(dirname(fileURLToPath(import.meta.url)), "baseline", "solve.py");
  const process_ = spawn("python3", [script], {
    stdio: ["pipe", "pipe", "inherit"],
    env: { ...process.env, OMP_NUM_THREADS: "1", OPENBLAS_NUM_THREADS: "1" },
  });
  const lines = createInterface({ input: process_.stdout })[Symbol.asyncIterator]();
  return {
    process: process_,
    async ask(command) {
      process_.stdin.write(`${command}\n`);
      const [ms, result] = (await lines.next()).value.split(" ").map(Number);
      return { ms, result };
    },
  };
}

function sum(x) {
  return x.reduce((total, y) => total + y, 0);
}

function median(times) {
  return times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)];
}

function print(line) {
  process.stdout.write(`${line}\n`);
}
