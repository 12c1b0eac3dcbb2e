// The kernel on a generated economy, 10,240 paths of 40 periods, beside the same program as C++, NumPy on the same
// equations, the interpreter and two threads. Ours and the other are timed in turn, and of the ratios pair by pair
// the median is taken: a busy machine slows both. `node bench/kernel/run.js`; for the baselines first
// `apt-get install g++ python3-numpy`; one whose tool is missing is left out with a line.
import { spawn, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { cpus, tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { ensureBuilt } from "../../bin/build.js";

const problem = ensureBuilt();
if (problem) throw new Error(`${problem.message} ${problem.remedy}`);
const importStart = performance.now();
const { programOf } = await import("../../dist/kernel/lower.js");
const { compile } = await import("../../dist/kernel/wasm/compile.js");
const { wasmEngine } = await import("../../dist/kernel/wasm/engine.js");
const { interpreter, recordOf } = await import("../../dist/kernel/interpret.js");
const { leavesEnd } = await import("../../dist/kernel/program.js");
const { runPaths } = await import("../../dist/paths/run.js");
const { shareOut } = await import("../../dist/paths/share-out.js");
const { statisticsOfCells } = await import("../../dist/paths/outputs.js");
const { threads } = await import("../../dist/cli/threads.js");
const { economy } = await import("./economy.js");
const { mainInC, toC } = await import("./to-c.js");
const { plainOf, toNumPy } = await import("./to-numpy.js");
const importMs = performance.now() - importStart;

const here = fileURLToPath(import.meta.url);
const paths = 10_240;
const periods = 40;
const block = 1_024;
const pairs = 7;
const seed = 1;
const { system, outputs } = economy(periods);

if (process.argv[2] === "cold") await cold();
else if (process.argv[2] === "memory") await memory(Number(process.argv[3]));
else await all();

async function all() {
  const program = programOf(system, outputs);
  const inputs = { given: program.givenDefault, seed, antithetic: false };
  const compiled = compile(program);
  const module = new WebAssembly.Module(compiled.bytes);
  const engine = wasmEngine(program, compiled, module, inputs);
  const record = recordOf(program, paths);
  const run = () => runBlocks(engine, record, paths);
  const plain = plainOf(program).values.length;
  const guarded = program.step.op.filter((op) => op >= leavesEnd).length;
  const perOperation = (ms, of = paths) =>
    [plain, guarded].map((count) => ((ms * 1e6) / (of * periods * count)).toPrecision(3)).join(" / ");

  print(
    `${new Date().toISOString().slice(0, 10)}, ${cpus().length} × ${cpus()[0].model}, Node ${process.versions.node}, ${paths.toLocaleString("en")} paths × ${periods} periods, ${pairs} pairs`,
  );
  print(
    `${plain.toLocaleString("en")} operations a period in the equations, ${guarded.toLocaleString("en")} with guards and sizes; ${program.states.length} states, ${program.draws.length} normals, ${program.outputs.length} outputs; module of ${compiled.bytes.length.toLocaleString("en")} bytes`,
  );
  print("ns: per path, period and operation, of the equations / with guards and sizes\n");
  row("what", "ours ms", "ns", "other ms", "ns", "ratio", "must", "aim");
  for (let k = 0; k < 3; k++) run();
  const sum = checksum(record, program);

  const folder = mkdtempSync(join(tmpdir(), "roundtrip-bench-"));
  const talkers = [];
  try {
    const best128 = await bestOfC(folder, program, sum, talkers);
    for (const [bits, flags, must, aim] of [
      [128, best128?.flags, "≤ 1.25", "≤ 1.10"],
      [256, "-mavx2 -mno-fma", "", ""],
      [512, "-mavx512f -mavx512dq -mavx512vl -mno-fma -mprefer-vector-width=512", "", ""],
    ]) {
      const talker = flags && compiledC(folder, program, bits, { ...best128, flags }, talkers);
      if (!talker) continue;
      const found = await compare(run, () => talker.ask("\n").then(Number));
      const theirs = await talker.end();
      if (theirs !== sum) throw new Error(`C++ of ${bits} bits gives ${theirs}, we ${sum}`);
      line(`C++, ${bits} bits (${flags.split(" ")[0]}, pieces of ${best128?.most})`, found, must, aim);
    }
    const numPy = startNumPy(folder, program, talkers);
    if (numPy) {
      const sizes = [256, 512, 1024, 2048, 4096, paths];
      const trials = new Map(sizes.map((size) => [size, Infinity]));
      let means;
      for (let k = 0; k < 2; k++)
        for (const size of sizes) {
          const [ms, ...rest] = (await numPy.ask(`${size}\n`)).split(" ").map(Number);
          trials.set(size, Math.min(ms, trials.get(size)));
          means = rest;
        }
      compareMeans(means, record, program);
      const best = sizes.toSorted((a, b) => trials.get(a) - trials.get(b))[0];
      const found = await compare(run, () =>
        numPy.ask(`${best}\n`).then((answer) => Number(answer.split(" ")[0])),
      );
      await numPy.end();
      line(`NumPy, blocks of ${best}`, found, "≤ 0.286", "≤ 0.222");
    }
    const few = 128;
    const slow = interpreter(program, inputs);
    const [fast, slowly] = [recordOf(program, few), recordOf(program, few)];
    const found = await compare(
      () => engine(0, few, fast),
      () => slow(0, few, slowly),
    );
    if (checksum(fast, program) !== checksum(slowly, program))
      throw new Error("The interpreter gives other bits.");
    line(`interpreter, ${few} paths, equal bits`, found, "", "", few);
  } finally {
    talkers.forEach(({ stop }) => stop());
    rmSync(folder, { recursive: true });
  }

  const [one, two] = [threads(1), threads(2)];
  try {
    const whole = (team) => () => runPaths(program, { inputs, paths, engine: "wasm" }, team);
    const blocks = async (team) => {
      const values = new Float64Array(new SharedArrayBuffer(8 * record.values.length));
      const failed = new Float64Array(new SharedArrayBuffer(8 * paths));
      const { bytes: _, ...layout } = compiled;
      const job = { program, inputs, compiled: { ...layout, module }, shared: { values, failed } };
      const members = Array.from({ length: team.size }, (_, k) => k);
      await Promise.all(members.map((k) => team.ask(k, { kind: "start", job })));
      return () =>
        shareOut({ paths, threads: team.size, inBlocks: false }, (k, first, count) =>
          team.ask(k, { kind: "block", first, count }),
        );
    };
    line(
      "1 thread, against 2, blocks alone",
      await compare(await blocks(one), await blocks(two)),
      "≥ 1.85",
      "≥ 1.95",
    );
    line("the same, encoding to statistics", await compare(whole(one), whole(two)), "≥ 1.85", "≥ 1.95");
  } finally {
    one.close();
    two.close();
  }

  print("\nOnly ours, medians");
  alone("statistics of all cells", await times(() => statistics(program, record)));
  const thousand = recordOf(program, 1_000);
  alone("1,000 paths, warm", await times(() => engine(0, 1_000, thousand)), "", (ms) =>
    perOperation(ms, 1_000),
  );
  alone(
    "1,000 paths, warm, with statistics",
    await times(() => {
      engine(0, 1_000, thousand);
      statistics(program, thousand);
    }),
    "must ≤ 150, aim ≤ 60, in a browser",
  );
  const fresh = Array.from({ length: pairs }, () => JSON.parse(spawned("cold")));
  print("\nCold, each in a fresh process, medians");
  for (const stage of Object.keys(fresh[0]))
    alone(
      stage,
      fresh.map((ms) => ms[stage]),
    );
  for (const members of [1, 2]) {
    const peak = JSON.parse(spawned("memory", String(members)));
    print(
      `  10,000 paths with statistics, ${members === 1 ? "one thread" : "two threads"}: ${peak.ms.toFixed(0)} ms, peak ${peak.mb.toFixed(0)} MB`,
    );
  }

  function line(title, { ours, theirs, ratio }, must, aim, of = paths) {
    row(
      title,
      ours.toFixed(1),
      perOperation(ours, of),
      theirs.toFixed(1),
      perOperation(theirs, of),
      ratio.toPrecision(3),
      must,
      aim,
    );
  }
}

/** Each stage from the start to the first 1,000 paths, in milliseconds. */
async function cold() {
  const stages = { "import of the modules": importMs };
  let last = performance.now();
  const tick = (name) => {
    const now = performance.now();
    stages[name] = now - last;
    last = now;
  };
  const program = programOf(system, outputs);
  tick("lowering");
  const compiled = compile(program);
  tick("encoding");
  const module = new WebAssembly.Module(compiled.bytes);
  tick("WebAssembly.Module");
  const inputs = { given: program.givenDefault, seed, antithetic: false };
  const engine = wasmEngine(program, compiled, module, inputs);
  tick("instance");
  const record = recordOf(program, 1_000);
  engine(0, 1_000, record);
  tick("first 1,000 paths");
  statistics(program, record);
  tick("their statistics");
  stages["together, from lowering on"] = Object.values(stages).reduce((a, b) => a + b, 0) - importMs;
  print(JSON.stringify(stages));
}

/** Of all cells of a record. */
function statistics(program, record) {
  const cells = program.outputs.length * (periods + 1);
  return statisticsOfCells(program, { ...record, inStrips: false }, [0, cells], () => true);
}

async function memory(members) {
  const team = threads(members);
  const program = programOf(system, outputs);
  const start = performance.now();
  const inputs = { given: program.givenDefault, seed, antithetic: false };
  await runPaths(program, { inputs, paths: 10_000, engine: "wasm" }, team);
  const ms = performance.now() - start;
  team.close();
  print(JSON.stringify({ ms, mb: process.resourceUsage().maxRSS / 1024 }));
}

function spawned(...args) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [here, ...args], { encoding: "utf8" });
  if (status !== 0) throw new Error(stderr);
  return stdout;
}

function runBlocks(engine, record, count) {
  for (let first = 0; first < count; first += block)
    engine(first, Math.min(block, count - first), record, first);
}

/** Ours and the other in turn; the other may say its own milliseconds. */
async function compare(ours, other) {
  const timed = async (run) => {
    const start = performance.now();
    const said = await run();
    return typeof said === "number" ? said : performance.now() - start;
  };
  await timed(ours);
  await timed(other);
  const all = [];
  for (let k = 0; k < pairs; k++) all.push([await timed(ours), await timed(other)]);
  return {
    ours: median(all.map(([x]) => x)),
    theirs: median(all.map(([, y]) => y)),
    ratio: median(all.map(([x, y]) => x / y)),
  };
}

async function times(run) {
  const all = [];
  for (let k = 0; k < pairs; k++) {
    const start = performance.now();
    await run();
    all.push(performance.now() - start);
  }
  return all;
}

function median(values) {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
}

/** Of two ways to encode instructions on 128 bits and three sizes of pieces, what is fastest for C++ here. */
async function bestOfC(folder, program, sum, talkers) {
  const ways = [];
  const encodings = ["-mavx2 -mno-fma", "-msse4.1"];
  for (const way of encodings.flatMap((flags) => [24, 60, 120].map((most) => ({ flags, most })))) {
    const { flags } = way;
    const talker = compiledC(folder, program, 128, way, talkers);
    if (!talker) continue;
    const ms = [];
    for (let k = 0; k < 5; k++) ms.push(Number(await talker.ask("\n")));
    const theirs = await talker.end();
    if (theirs !== sum) throw new Error(`C++ with ${flags} gives ${theirs}, we ${sum}`);
    ways.push({ ...way, ms: Math.min(...ms) });
  }
  return ways.toSorted((a, b) => a.ms - b.ms)[0];
}

/** The program in C++ as a process that runs when asked, or undefined where it cannot be compiled. */
function compiledC(folder, program, bits, { flags, most }, talkers) {
  const file = join(folder, `economy-${bits}-${most}`);
  writeFileSync(`${file}.cpp`, toC(program, bits, most) + mainInC(program, paths));
  const args = [
    "-O3",
    "-ffp-contract=off",
    "-fno-pie",
    "-no-pie",
    "-Wno-psabi",
    ...flags.split(" "),
    "-o",
    file,
    `${file}.cpp`,
  ];
  const { status, stderr, error } = spawnSync("g++", args, { encoding: "utf8" });
  if (status === 0) return talkerOf(file, [], process.env, talkers);
  print(
    `C++ of ${bits} bits with ${flags} is left out: ${error?.message ?? stderr.trim().split("\n").at(-1)}`,
  );
  return undefined;
}

function startNumPy(folder, program, talkers) {
  // This variable can make NumPy choose instructions of an older processor.
  const { OPENBLAS_CORETYPE: _, ...env } = process.env;
  const { status } = spawnSync("python3", ["-c", "import numpy"], { env });
  if (status !== 0) {
    print("NumPy is left out: it is not installed");
    return undefined;
  }
  const file = join(folder, "economy.py");
  writeFileSync(file, toNumPy(program, paths));
  return talkerOf("python3", [file], env, talkers);
}

/** A process that answers each text with a line, so that neither its start nor its warming up is timed. */
function talkerOf(command, args, env, talkers) {
  const child = spawn(command, args, { env, stdio: ["pipe", "pipe", "inherit"] });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const answer = async () => {
    const { value, done } = await lines.next();
    if (done) return undefined;
    return value;
  };
  const talker = {
    ask: async (text) => {
      child.stdin.write(text);
      const said = await answer();
      if (said === undefined) throw new Error(`${command} has ended`);
      return said;
    },
    /** What it says at the end of its input, if anything. */
    end: () => {
      child.stdin.end();
      return answer();
    },
    stop: () => child.kill(),
  };
  talkers.push(talker);
  return talker;
}

/** The bits of all outputs from period 1 on, block by block: sum × (2^40 + 435) + word, modulo 2^64, in two halves. */
function checksum({ values, failed }, { outputs, periods }) {
  const count = failed.length;
  const words = new Uint32Array(values.buffer);
  let [high, low] = [0, 0];
  for (let first = 0; first < count; first += block) {
    for (let cell = 0; cell < outputs.length * (periods + 1); cell++) {
      if (cell % (periods + 1) === 0) continue;
      for (let i = first; i < Math.min(first + block, count); i++) {
        const at = 2 * (cell * count + i);
        const product = low * 435 + words[at];
        const carry = Math.floor(product / 2 ** 32);
        high = (Math.imul(high, 435) + Math.imul(low, 256) + carry + words[at + 1]) >>> 0;
        low = product >>> 0;
      }
    }
  }
  return [high, low].map((half) => half.toString(16).padStart(8, "0")).join("");
}

/** Other draws, the same distribution: means of the last period lie within five standard errors of ours. */
function compareMeans(means, { values }, { outputs }) {
  outputs.forEach(({ name }, o) => {
    const cell = o * (periods + 1) + periods;
    const mine = values.subarray(cell * paths, (cell + 1) * paths);
    const mean = mine.reduce((a, b) => a + b, 0) / paths;
    const variance = mine.reduce((a, b) => a + (b - mean) ** 2, 0) / paths;
    if (!(Math.abs(means[o] - mean) <= 5 * Math.sqrt((2 * variance) / paths) + 1e-12 * Math.abs(mean)))
      throw new Error(`NumPy has a mean of ${means[o]} in ${name}, we ${mean}`);
  });
}

function alone(title, ms, bound = "", perOperation) {
  const middle = median(ms);
  const shown = perOperation ? `${perOperation(middle)} ns` : bound;
  print(`  ${title.padEnd(36)} ${`${middle.toFixed(1)} ms`.padStart(10)}  ${shown}`.trimEnd());
}

function row(title, ...columns) {
  const widths = [9, 15, 10, 15, 7, 8, 8];
  print(`${title.padEnd(36)}${columns.map((text, k) => text.padStart(widths[k])).join(" ")}`.trimEnd());
}

function print(text) {
  process.stdout.write(`${text}\n`);
}
