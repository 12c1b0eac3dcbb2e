import { expect, test } from "vitest";
import { roundtrip } from "./in-process.ts";
const run = "--paths 300 --quarters 12 --threads 1";
test.each([
  `simulate ${run}`,
  `simulate ${run} --party anthropic --scenario funding-winter --set winter-rate=4%`,
  `simulate --paths 200 --quarters 3 --threads 1 --json`,
  `assumptions`,
  `scenarios`,
  `sensitivity --of anthropic.revenue@2028Q4 ${run}`,
  `sensitivity --of anthropic.default ${run}`,
  `stress --scenario funding-winter ${run}`,
  `stress --scenario party-fails:anthropic ${run} --set winter-rate=0.04`,
  `stress --break anthropic.default ${run}`,
  `explain anthropic.revenue@2027Q4 ${run}`,
  `model show circular`,
  `simulate ${run} --out /tmp/run-x`,
])("%s", async (words) => {
  const r = await roundtrip(words);
  console.log(words, r.status);
  console.log(r.stdout.slice(0, 5000));
  console.log(r.stderr);
  expect(r.status).toBe(0);
});
