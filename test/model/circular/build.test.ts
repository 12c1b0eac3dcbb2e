// The economy as a whole, from a start of round figures: it balances on every path and fails on none.

import { expect, test } from "vitest";
import { openBook } from "../../../src/cli/book-files.ts";
import { economyFrom } from "../../../src/model/circular/build.ts";
import { toSystem } from "../../../src/model/to-system.ts";
import { imbalanceName } from "../../../src/kernel/imbalance.ts";
import { programOf } from "../../../src/kernel/lower.ts";
import { runPaths } from "../../../src/paths/run.ts";
import { roundStart } from "./figures.ts";

const [quarters, paths] = [12, 256];

test("every row and column of the accounts adds to zero, and by default those are checked that equations could break", async () => {
  const book = await openBook({ folders: [], withDefault: true });
  const start = roundStart("2026Q2", 0.1);
  const [open, all] = (["open", "all"] as const).map((accounts) => {
    const { model, series } = economyFrom(book, start, quarters, { accounts });
    return { system: toSystem(model), kept: series.map(({ variable }) => variable) };
  });
  const lines = open!.system.identities.map(({ line }) => line);
  expect(lines).toEqual(expect.arrayContaining(["deposits", "loans", "equity of anthropic"]));
  const others = all!.system.identities.filter(({ line }) => !lines.includes(line));
  expect(others.map(({ line }) => line)).toEqual(
    expect.arrayContaining(["tax", "anthropic", "lenders", "change in deposits", "arrears"]),
  );
  const [some, every] = await Promise.all(
    [open!, all!].map(async ({ system, kept }) => {
      const program = programOf(system, kept);
      const inputs = { seed: 1, antithetic: false, given: program.givenDefault };
      const run = await runPaths(program, { inputs, paths, keepPaths: true });
      const o = program.outputs.findIndex(({ name }) => name === imbalanceName);
      const worst = Math.max(...run.record!.values.subarray(o * (quarters + 1) * paths));
      return { worst, values: run.record!.values.subarray(0, o * (quarters + 1) * paths) };
    }),
  );
  expect(some!.worst).toBeLessThan(1e-12);
  expect(every!.worst).toBeLessThan(1e-12);
  expect(every!.worst).toBeGreaterThanOrEqual(some!.worst);
  expect(some!.values).toEqual(every!.values);
});

test("no path fails, and nobody but lenders holds less than nothing", async () => {
  const book = await openBook({ folders: [], withDefault: true });
  const economy = economyFrom(book, roundStart("2026Q2", 0.1), quarters, { accounts: "all" });
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
