// The economy as a whole, from a start of round figures: it balances on every path and fails on none.

import { expect, test } from "vitest";
import { openBook } from "../../../src/cli/book-files.ts";
import { economyFrom } from "../../../src/model/circular/build.ts";
import { toSystem } from "../../../src/model/to-system.ts";
import { programOf } from "../../../src/kernel/lower.ts";
import { runPaths } from "../../../src/paths/run.ts";
import { roundStart } from "./figures.ts";

const [quarters, paths] = [12, 256];

test("no path fails, and nobody but lenders holds less than nothing", async () => {
  const book = await openBook({ folders: [], withDefault: true });
  const economy = economyFrom(book, roundStart("2026Q2", 0.1), quarters);
  const cash = economy.series.filter(({ id }) => id.endsWith(".cash"));
  expect(cash.map(({ party }) => party)).toEqual(
    expect.arrayContaining(["anthropic", "amazon", "coreweave"]),
  );
  const program = programOf(
    toSystem(economy.model),
    economy.series.map(({ variable }) => variable),
  );
  const inputs = { seed: 1, antithetic: false, given: program.givenDefault };
  const run = await runPaths(program, { inputs, paths, keepPaths: true });
  expect(run.failed.filter((mark) => mark !== 0)).toHaveLength(0);
  for (const { variable } of cash) {
    const at = program.outputs.findIndex(({ name }) => name === variable);
    const values = run.record!.values.subarray(
      at * (quarters + 1) * paths,
      (at + 1) * (quarters + 1) * paths,
    );
    expect(Math.min(...values), variable).toBeGreaterThan(-1);
  }
});
