// Loops, circulation and components against C++, LEMON, SciPy and networkx on the same generated graphs.
// Our time and theirs are taken in turn and each is a median; a baseline whose tool is missing is left out
// with a line. Reading the graph is in no time. `node bench/network/core.js`; for the baselines first
// `apt-get install g++ liblemon-dev python3-scipy python3-networkx`.
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { cpus, tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { ensureBuilt } from "../../bin/build.js";

const here = dirname(fileURLToPath(import.meta.url));
const baseline = join(here, "baseline");
const rounds = 7;
const runs = 3;
const seed = 20261120;

const problem = ensureBuilt();
if (problem) throw new Error(`${problem.message} ${problem.remedy}`);
const { components } = await import("../../dist/network/component.js");
const { loops } = await import("../../dist/network/loop.js");
const { maximumCirculation } = await import("../../dist/network/circulation.js");
const { sparseOf } = await import("../../dist/matrix/sparse.js");
const { drawsOf } = await import("../../dist/random/philox.js");

print(
  `${new Date().toISOString().slice(0, 10)}, ${cpus().length} × ${cpus()[0].model}, Node ${process.versions.node}, medians of ${rounds}`,
);
const folder = mkdtempSync(join(tmpdir(), "roundtrip-bench-"));
try {
  const loopsInC = compiled("loops");
  for (const [kind, flow] of /** @type {const} */ ([
    ["even", even(2_000, 8, whole)],
    ["hubs", hub(2_000, 8, whole)],
  ])) {
    const file = written(flow, `loops-${kind}`);
    const ours = () => loops({ flow }, { maxLength: 5, limit: 100 }).count;
    compare(`loops to 5 legs, ${kind}, ${size(flow)}`, ours, {
      "C++, as published": { command: loopsInC, args: [file, "5", "100", String(runs), "paper"], most: 1.8 },
      "C++, our search": { command: loopsInC, args: [file, "5", "100", String(runs), "ours"] },
      networkx: { command: "python3", args: [join(baseline, "loops.py"), file, "5"], once: true },
    });
  }
  const lemon = compiled("circulation");
  for (const [kind, flow] of /** @type {const} */ ([
    ["amounts of 1", even(20_000, 8, () => 1)],
    ["amounts to 1,000", even(20_000, 8, whole)],
    ["amounts over six decades", even(20_000, 8, (draws) => Math.floor(Math.exp(14 * draws.next())))],
    ["hubs, amounts to 1,000", hub(20_000, 8, whole)],
  ])) {
    const file = written(flow, "circulation");
    compare(`maximum circulation, ${kind}, ${size(flow)}`, () => maximumCirculation(flow).amount, {
      "LEMON cost scaling": { command: lemon, args: [file, String(runs)], most: 4 },
    });
  }
  for (const [n, m] of /** @type {const} */ ([
    [125_000, 1_000_000],
    [1_000_000, 5_000_000],
  ])) {
    const flow = loose(n, m);
    const file = written(flow, "components");
    compare(`components, ${size(flow)}`, () => components(flow).count, {
      SciPy: { command: "python3", args: [join(baseline, "components.py"), file, String(runs)], most: 3 },
    });
  }
} finally {
  rmSync(folder, { recursive: true });
}

/** Our time and the baselines', in turn: of a few runs each the best, and of that the median over the rounds. */
function compare(title, ours, baselines) {
  const times = [];
  const theirs = new Map();
  let result;
  let first;
  for (let round = 0; round < rounds; round++) {
    const best = [];
    for (let run = 0; run < runs; run++) {
      const start = performance.now();
      result = ours();
      best.push(performance.now() - start);
    }
    first ??= best[0];
    times.push(Math.min(...best));
    for (const [name, { command, args, once }] of Object.entries(baselines)) {
      const known = theirs.get(name) ?? { times: [] };
      theirs.set(name, known);
      if (known.missing || (once && round > 0)) continue;
      known.missing = command === undefined ? "not compiled" : undefined;
      if (known.missing) continue;
      const { status, stdout, stderr, error } = spawnSync(command, args, { encoding: "utf8" });
      if (status !== 0) {
        known.missing = error?.message ?? stderr.trim().split("\n").at(-1);
        continue;
      }
      const runs = JSON.parse(stdout);
      known.times.push(Math.min(...runs.map(({ ms }) => ms)));
      if (runs[0].result !== result)
        throw new Error(`${title}: ${name} finds ${runs[0].result}, we ${result}`);
    }
  }
  print(`\n${title}: ${result.toLocaleString("en")}`);
  print(`  ours                ${show(times)}, cold ${first.toFixed(1)}`);
  for (const [name, { times: other, missing }] of theirs) {
    if (missing) print(`  ${name.padEnd(19)} left out: ${missing}`);
    else {
      const { most } = baselines[name];
      const ratio = median(times) / median(other);
      print(
        `  ${name.padEnd(19)} ${show(other)}; we take ${ratio.toPrecision(2)} ×${most ? ` (at most ${most})` : ""}`,
      );
    }
  }
}

function median(times) {
  return times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)];
}

function show(times) {
  return `median ${median(times).toFixed(1)} ms (${Math.min(...times).toFixed(1)} to ${Math.max(...times).toFixed(1)})`;
}

/** A baseline program, or undefined where it cannot be compiled. */
function compiled(name) {
  const program = join(folder, name);
  const args = ["-O3", "-march=native", "-o", program, join(baseline, `${name}.cpp`)];
  const { status, stderr, error } = spawnSync("g++", args, { encoding: "utf8" });
  if (status === 0) return program;
  print(
    `${name}.cpp is left out: ${error?.message ?? stderr.split("\n").find((line) => line.includes("error"))}`,
  );
  return undefined;
}

function whole(draws) {
  return 1 + draws.below(1_000);
}

function size(flow) {
  return `${flow.rows.toLocaleString("en")} parties, ${flow.column.length.toLocaleString("en")} payments`;
}

/** Each of n parties pays `degree` others, all equally likely. */
function even(n, degree, amountOf) {
  const draws = drawsOf(seed, 0, 0);
  return graphOf(n, amountOf, draws, (link) => {
    for (let i = 0; i < n; i++) {
      for (let k = 0; k < degree;) {
        const j = draws.below(n);
        if (link(i, j)) k++;
      }
    }
  });
}

/** Preferential attachment: each new party deals, one way or the other, mostly with those that deal most. */
function hub(n, degree, amountOf) {
  const draws = drawsOf(seed, 1, 0);
  const ends = [0];
  return graphOf(n, amountOf, draws, (link) => {
    for (let i = 1; i < n; i++) {
      for (let k = 0; k < degree; k++) {
        const j = draws.next() < 0.8 ? ends[draws.below(ends.length)] : draws.below(n);
        if (draws.next() < 0.5 ? link(i, j) : link(j, i)) ends.push(i, j);
      }
    }
  });
}

function graphOf(n, amountOf, draws, build) {
  const seen = new Set();
  const [payer, payee, amount] = [[], [], []];
  build((i, j) => {
    if (i === j || seen.has(i * n + j)) return false;
    seen.add(i * n + j);
    payer.push(i);
    payee.push(j);
    amount.push(amountOf(draws));
    return true;
  });
  return sparseOf(n, n, Int32Array.from(payer), Int32Array.from(payee), Float64Array.from(amount));
}

/** Many payments between any two, without a look at whether they are there already. */
function loose(n, m) {
  const draws = drawsOf(seed, 2, 0);
  const payer = new Int32Array(m);
  const payee = new Int32Array(m);
  for (let e = 0; e < m; e++) {
    payer[e] = draws.below(n);
    payee[e] = (payer[e] + 1 + draws.below(n - 1)) % n;
  }
  return sparseOf(n, n, payer, payee, new Float64Array(m).fill(1));
}

/** A graph as the baselines read it; see baseline/graph.h. */
function written(flow, name) {
  const file = join(folder, `${name}.graph`);
  const m = flow.column.length;
  const payer = new Int32Array(m);
  for (let i = 0; i < flow.rows; i++) payer.fill(i, flow.start[i], flow.start[i + 1]);
  const parts = [Int32Array.of(flow.rows, m), payer, flow.column, flow.value];
  writeFileSync(
    file,
    Buffer.concat(parts.map((part) => Buffer.from(part.buffer, part.byteOffset, part.byteLength))),
  );
  return file;
}

function print(line) {
  process.stdout.write(`${line}\n`);
}
