// A million payments from a CSV file: reading it, components and circulation, and the memory of all of it, cold.
// Clearing of as many stands in solve.js. `node bench/network/million.js`
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync, writeSync } from "node:fs";
import { cpus, tmpdir } from "node:os";
import { join } from "node:path";
import { ensureBuilt } from "../../bin/build.js";

const problem = ensureBuilt();
if (problem) throw new Error(`${problem.message} ${problem.remedy}`);
const { networkOfEdges, readEdges } = await import("../../dist/network/edges.js");
const { components } = await import("../../dist/network/component.js");
const { maximumCirculation } = await import("../../dist/network/circulation.js");
const { drawsOf } = await import("../../dist/random/philox.js");

print(
  `${new Date().toISOString().slice(0, 10)}, ${cpus().length} × ${cpus()[0].model}, Node ${process.versions.node}, one run`,
);
for (const parties of [20_000, 200_000]) {
  const folder = mkdtempSync(join(tmpdir(), "roundtrip-bench-"));
  try {
    const file = written(join(folder, "payments.csv"), parties, 1_000_000);
    const list = timed(`${parties.toLocaleString("en")} parties, 1,000,000 payments: CSV read`, () =>
      readEdges(file, [readFileSync(file)]),
    );
    const network = timed("  into a network", () => networkOfEdges(list));
    timed("  components", () => components(network.flow));
    timed("  maximum circulation", () => maximumCirculation(network.flow));
  } finally {
    rmSync(folder, { recursive: true });
  }
}
print(`peak of this process: ${(process.resourceUsage().maxRSS / 1024).toFixed(0)} MB (at most 4,000)`);

function timed(title, work) {
  const start = performance.now();
  const result = work();
  print(`${title}: ${(performance.now() - start).toFixed(0)} ms`);
  return result;
}

function written(file, parties, payments) {
  const draws = drawsOf(20261120, parties, 0);
  const out = openSync(file, "w");
  writeSync(out, "payer,payee,amount\n");
  for (let done = 0; done < payments; done += 10_000) {
    const lines = Array.from({ length: 10_000 }, () => {
      const payer = draws.below(parties);
      const payee = (payer + 1 + draws.below(parties - 1)) % parties;
      return `party-${payer},party-${payee},${(draws.next() * 1e6).toFixed(2)}\n`;
    });
    writeSync(out, lines.join(""));
  }
  closeSync(out);
  return file;
}

function print(line) {
  process.stdout.write(`${line}\n`);
}
