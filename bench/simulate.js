// The simulation of the default book: a cold command line, 10,000 and 1,000 paths of 40 quarters when warm, on one
// thread and on two, of all that `simulate` shows and of what a page shows. A warm run is one more of the same
// program in the same memory, as when a slider moves. What is compared runs in turn, and of the ratios pair by pair the median is taken.
// `node bench/simulate.js`
import { spawnSync } from "node:child_process";
import { cpus } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { ensureBuilt } from "../bin/build.js";

const problem = ensureBuilt();
if (problem) throw new Error(`${problem.message} ${problem.remedy}`);
const { openBook } = await import("../dist/cli/book-files.js");
const { newestDay } = await import("../dist/book/known.js");
const { economyOf } = await import("../dist/model/circular/build.js");
const { keptFor } = await import("../dist/report/asked.js");
const { simulationOf } = await import("../dist/paths/simulation.js");
const { runPaths } = await import("../dist/paths/run.js");
const { threads } = await import("../dist/cli/threads.js");
const { leavesEnd, operations } = await import("../dist/kernel/program.js");

const roundtrip = join(dirname(dirname(fileURLToPath(import.meta.url))), "bin", "roundtrip.js");
const coldRuns = 7;
const pairs = 9;
/** Runs before those that are timed. */
const warming = 3;
const [many, few] = [10_000, 1_000];
/** Series and events of a page, at most. */
const shown = 12;

print(
  `${new Date().toISOString().slice(0, 10)}, ${cpus().length} × ${cpus()[0].model}, Node ${process.versions.node}`,
);

print("\nCold, a fresh process each, medians");
const cold = { empty: [], one: [], two: [] };
for (let k = 0; k < coldRuns; k++) {
  cold.empty.push(processMs(["-e", "0"]));
  cold.one.push(processMs([roundtrip, "simulate", "--json", "--threads", "1"]));
  cold.two.push(processMs([roundtrip, "simulate", "--json", "--threads", "2"]));
}
line("simulate, 2,000 paths, 1 thread", median(cold.one));
line("simulate, 2,000 paths, 2 threads", median(cold.two), "at most 2,500 ms");
line("an empty Node process", median(cold.empty));

const book = await openBook({ folders: [], withDefault: true });
const economyStart = performance.now();
const economy = economyOf(book);
const compileStart = performance.now();
const simulation = simulationOf(economy, keptFor(economy, book, newestDay(book), undefined));
const ready = performance.now();
line("the economy of the book, first time", compileStart - economyStart);
line("its program, ordered and compiled", ready - compileStart);

const { program } = simulation;
const written = program.segments.flatMap(({ values }) => [...values].map((v) => program.step.op[v]));
const worked = written.filter((op) => op >= leavesEnd);
const safety = worked.filter((op) => ["guard", "bound"].includes(operations[op])).length;
const blocks = program.segments.filter(({ block }) => block).length;
print("\nA quarter of one path");
print(
  `  ${count(worked.length)} operations, ${count(safety)} of them guards and bounds; ${count(program.draws.length)} draws, ${count(program.states.length)} states, ${count(program.outputs.length)} outputs; module of ${count(simulation.prepared.bytes)} bytes`,
);
print(
  blocks === 0
    ? "  0 blocks: every clearing is solved by its equations, without rounds"
    : `  ${blocks} blocks, solved in rounds; the engine does not count them`,
);

const page = simulationOf(economy, {
  series: economy.series.filter((_, k) => k % Math.ceil(economy.series.length / shown) === 0),
  events: economy.events.slice(0, shown),
  drawn: [],
  isUnchecked: true,
});
const [one, two] = [threads(1), threads(2)];
try {
  await two.started();
  print(`\nWarm, ${program.periods} quarters, medians of ${pairs} in turn`);
  const manyTimes = await inTurn(simulation, many, [one, two]);
  tell(`${count(many)} paths, 1 thread`, manyTimes[0]);
  tell(`${count(many)} paths, 2 threads`, manyTimes[1], "at most 500 ms, aim 200 ms");
  const ratios = manyTimes[0].map(({ all }, k) => all / manyTimes[1][k].all);
  print(`  one thread by two, all: ${median(ratios).toFixed(2)}`);
  const fewTimes = await inTurn(simulation, few, [one, two]);
  tell(`${count(few)} paths, 1 thread`, fewTimes[0]);
  tell(`${count(few)} paths, 2 threads`, fewTimes[1], "at most 60 ms");
  const pageTimes = await inTurn(page, few, [one, two]);
  const { series, events } = page.kept;
  print(`  a page: ${series.length} series and ${events.length} events`);
  tell(`a page, ${count(few)} paths, 1 thread`, pageTimes[0]);
  tell(`a page, ${count(few)} paths, 2 threads`, pageTimes[1]);
} finally {
  one.close();
  two.close();
}

/** For each team its times in milliseconds: the paths, their statistics, both. */
async function inTurn(simulation, paths, teams) {
  for (const team of teams) for (let k = 0; k < warming; k++) await timed(simulation, paths, team);
  const times = teams.map(() => []);
  for (let k = 0; k < pairs; k++)
    for (const [j, team] of teams.entries()) times[j].push(await timed(simulation, paths, team));
  return times;
}

async function timed({ program, prepared, counts }, paths, team) {
  const inputs = { given: program.givenDefault, seed: 1, antithetic: false };
  const start = performance.now();
  let ran = start;
  const progress = (done) => {
    if (done === paths) ran = performance.now();
  };
  await runPaths(program, { inputs, paths, prepared, onlyMoments: counts, progress, keepPaths: false }, team);
  const end = performance.now();
  return { run: ran - start, statistics: end - ran, all: end - start };
}

function tell(what, times, bound) {
  const [run, statistics, all] = ["run", "statistics", "all"].map((part) =>
    median(times.map((each) => each[part])),
  );
  line(`${what}: the paths`, run);
  line(`${what}: statistics`, statistics);
  line(`${what}: together`, all, bound);
}

function processMs(args) {
  const start = process.hrtime.bigint();
  const { status, stderr } = spawnSync(process.execPath, args, { encoding: "utf8", maxBuffer: 2 ** 28 });
  if (status !== 0) throw new Error(stderr);
  return Number(process.hrtime.bigint() - start) / 1e6;
}

function median(values) {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
}

function count(value) {
  return value.toLocaleString("en");
}

function line(what, ms, bound = "") {
  print(`  ${what.padEnd(40)} ${`${count(Math.round(ms))} ms`.padStart(10)}  ${bound}`.trimEnd());
}

function print(text) {
  process.stdout.write(`${text}\n`);
}
