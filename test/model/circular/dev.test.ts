import { test } from "vitest";
import { openBook } from "../../../src/cli/book-files.ts";
import { economyFrom, economyOf } from "../../../src/model/circular/build.ts";
import { toSystem } from "../../../src/model/to-system.ts";
import { programOf } from "../../../src/kernel/lower.ts";
import { runPaths } from "../../../src/paths/run.ts";
import { summaryFrom } from "../../../src/paths/summary.ts";
import { roundStart } from "./figures.ts";
import { writeFileSync } from "node:fs";
test("dev", async () => {
  const book = await openBook({ folders: [], withDefault: true });
  let t = performance.now();

  const lap = (n: string) => { console.log(n, (performance.now() - t).toFixed(0)); t = performance.now(); };
  let economy!: ReturnType<typeof economyFrom>; try { economy = process.env["Q"] ? economyOf(book, { start: process.env["Q"] as never, ...(process.env["DAY"] ? { day: process.env["DAY"] } : {}), quarters: 38 }) : economyFrom(book, roundStart(), 38); } catch (e) { for (const f of (e as never as {faults?: {message: string}[]}).faults ?? []) console.log(f.message); throw e; }
  lap("economy"); console.log(JSON.stringify(economy.leftOut));
  const system = toSystem(economy.model);
  lap("system");
  const watch = (process.env["WATCH"] ?? "").split("|").filter(Boolean);
  const outputs = [...new Set([...economy.series.map((s) => s.variable), ...economy.events.map((e) => e.variable), ...watch])];
  const program = programOf(system, outputs);
  lap("program");
  console.log("ops", JSON.stringify(Object.fromEntries(Object.entries(program).filter(([,v])=>typeof v==="object"&&v!==null&&"op" in (v as object)).map(([k,v])=>[k,(v as {op:{length:number}}).op.length]))));
  const given = new Float64Array((program.periods + 1) * program.given.length);
  void given;
  const run = await runPaths(program, { inputs: { seed: 1, antithetic: false, given: program.givenDefault } as never, paths: 2000 });
  lap("run");
  const run2 = await runPaths(program, { inputs: { seed: 1, antithetic: false, given: program.givenDefault } as never, paths: 2000 });
  lap("again");
  void run2;
  const n = run.program.periods + 1;
  const failed = run.failed.reduce((a, b) => a + (b === 0 ? 0 : 1), 0);
  console.log("failed", failed);
  const lines: string[] = [];
  for (const name of outputs) {
    const o = program.outputs.findIndex((out) => out.name === name);
    const s = summaryFrom(run.statistics.slice(o * n, (o + 1) * n));
    const at = [0, 1, 2, 6, 10, 18, 38].filter((t) => t < n);
    const f = (x: number | null) => (x === null ? "-" : Math.abs(x) > 1e7 ? (x / 1e9).toFixed(1) : x.toFixed(3));
    const label = economy.series.find((q) => q.variable === name)?.id ?? economy.events.find((e) => e.variable === name)?.id ?? name;
    lines.push(label.padEnd(40) + at.map((t) => `${f(s.p5[t]!)}/${f(s.p50[t]!)}/${f(s.p95[t]!)}`.padStart(24)).join(""));
  }
  writeFileSync("/tmp/dev.out", lines.join("\n"));
  const ev = economy.events.map((e) => {
    const o = program.outputs.findIndex((out) => out.name === e.variable);
    const P = 2000;
    let c = 0, c18 = 0;
    for (let p = 0; p < P; p++) {
      let hit = false, h18 = false;
      for (let t = 1; t < n; t++) if (run.record!.values[(o * n + t) * P + p]! > 0) { hit = true; if (t <= 18) h18 = true; }
      if (hit) c++; if (h18) c18++;
    }
    return `${e.id} 2030:${((100 * c18) / P).toFixed(1)} all:${((100 * c) / P).toFixed(1)}`;
  });
  writeFileSync("/tmp/dev.ev", ev.join("\n"));
});
function inputsOf(system: ReturnType<typeof toSystem>): Float64Array {
  const n = system.periods + 1;
  const all = new Float64Array(n * system.given.length);
  system.given.forEach((g, k) => { for (let t = 0; t < n; t++) all[t * system.given.length + k] = g.byPeriod[t]!; });
  return all;
}
