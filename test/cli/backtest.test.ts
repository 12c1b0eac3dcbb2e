// `backtest` and `calibration` as a user meets them, on a small economy and the figures of the default book.

import { Command } from "commander";
import { afterEach, describe, expect, test, vi } from "vitest";
import { addBacktestCommands } from "../../src/cli/backtest.ts";
import type { EconomyMaker } from "../../src/question/simulation-run.ts";
import { smallEconomy } from "../report/small-economy.ts";

const small: EconomyMaker = (_, { start = "2025Q4", quarters = 40 }) => smallEconomy(start, quarters);

async function printed(...args: string[]): Promise<string> {
  const program = new Command("roundtrip").exitOverride().configureOutput({ writeErr: () => {} });
  addBacktestCommands(program, small);
  let out = "";
  vi.spyOn(process.stdout, "write").mockImplementation(((text: string, done: () => void) => {
    out += text;
    done();
    return true;
  }) as typeof process.stdout.write);
  await program.parseAsync(args, { from: "user" });
  return out;
}

afterEach(() => void vi.restoreAllMocks());

test("a back-test is one JSON document that depends on paths and seed alone", async () => {
  const ask = (seed: string) =>
    printed(
      "backtest",
      "--from",
      "2024Q4",
      "--paths",
      "200",
      "--seed",
      seed,
      "--as-of",
      "2026-06-30",
      "--json",
    );
  const first = await ask("1");
  expect(JSON.parse(first)).toMatchObject({
    from: "2024Q4",
    day: "2025-03-16",
    asOf: "2026-06-30",
    paths: 200,
    seed: 1,
    seriesCount: 1,
    targets: ["2025Q1", "2025Q2", "2025Q3", "2025Q4", "2026Q1"].map((quarter) => ({ quarter })),
  });
  expect(await ask("1")).toBe(first);
  expect(await ask("2")).not.toBe(first);
});

test("people get tables and sentences", async () => {
  const words = await printed("backtest", "--from", "2024Q4", "--paths", "50", "--as-of", "2026-06-30");
  expect(words).toContain("cloud revenue");
  expect(words).toContain("The naive forecast is better in");
});

test("several origins are scored one by one and together", async () => {
  const asked = (...from: string[]) => [
    "backtest",
    ...from.flatMap((quarter) => ["--from", quarter]),
    "--paths",
    "50",
    "--as-of",
    "2026-06-30",
  ];
  const both = JSON.parse(await printed(...asked("2025Q2", "2024Q4", "2025Q2"), "--json")) as {
    origins: { from: string; targets: { crps: number }[] }[];
    targets: number;
    floor: { set: string; targets: number; crps: number }[];
  };
  expect(both.origins.map(({ from }) => from)).toEqual(["2024Q4", "2025Q2"]);
  expect(both.origins[0]).toEqual(JSON.parse(await printed(...asked("2024Q4"), "--json")));
  const all = both.origins.flatMap(({ targets }) => targets);
  expect(both.targets).toBe(all.length);
  expect(both.floor.reduce((sum, { targets }) => sum + targets, 0)).toBe(2 * all.length);
  expect(await printed(...asked("2024Q4", "2025Q2"))).toMatch(/ 2024Q4 +2025-03-16 +yes .*\n +2025Q2 /u);
  const rows = (await printed(...asked("2024Q4", "2025Q2"), "--format", "csv")).trimEnd().split("\r\n");
  expect(rows).toHaveLength(1 + all.length);
  expect(rows[0]).toMatch(/^from,series,group/u);
});

test("what the trial scored on figures that it had not seen stands beside what it scored on those that shaped it", async () => {
  const asked = ["backtest", "--from", "2024Q4", "--paths", "50"];
  const words = await printed(...asked);
  expect(words).toMatch(/cloud revenue +to 2026Q1 +5 .* 0\.04 /u);
  expect(words).toMatch(/cloud revenue +2026Q2 on +\d .* 0\.133 /u);
  const { trial } = JSON.parse(await printed(...asked, "--json")) as {
    trial: { group: string; crps: number; unseen: { crps: number; growth: number } | null }[];
  };
  const all = trial.find(({ group }) => group === "all")!;
  expect(all).toMatchObject({ crps: 0.181, unseen: { crps: 0.244, growth: 0.377 } });
});

test("a calibration lists the figures of the start", async () => {
  const ask = (...more: string[]) =>
    printed("calibration", "--paths", "10", "--as-of", "2026-06-30", ...more);
  const words = await ask();
  // The small economy sells a hundred dollars' worth.
  expect(words).toContain("0 of 1 figures of 2025Q4 are within 10% of the reported ones.");
  expect(words).toMatch(/aws\.revenue\s+\$100\s+\$35\.6B\s+−100%/u);
  expect(words).toMatch(/Reported and not simulated: amazon\.capex, [^.]+\.[\s\S]+anthropic\.runRate,/u);
  expect(await ask("--from", "2024Q4")).toMatch(/aws\.revenue\s+\$100\s+\$28\.8B/u);
});

test("sources are those of the outcomes", async () => {
  const json = await printed(
    "backtest",
    "--from",
    "2024Q4",
    "--paths",
    "5",
    "--as-of",
    "2025-06-30",
    "--json",
    "--sources",
  );
  const { targets, sources } = JSON.parse(json) as { targets: unknown[]; sources: { title: string }[] };
  expect(targets).toHaveLength(1);
  expect(sources.length).toBeGreaterThan(0);
});

describe("what is refused", () => {
  test.each([
    ["2024Q5", "QUARTER", '"2024Q5" is no quarter.'],
    ["Q4 2024", "QUARTER", '"Q4 2024" is no quarter.'],
    ["2031Q1", "BACKTEST_FUTURE", "The figures of 2031Q1 are taken as known on 2031-06-14"],
    ["2026Q1", "BACKTEST_FUTURE", "Nothing after 2026Q1 became known"],
    ["1999Q4", "BACKTEST_NO_FACTS", "The book has no figure of 1999Q4 or before"],
  ])("--from %s: %s", async (from, code, message) => {
    await expect(printed("backtest", "--from", from, "--as-of", "2026-06-15")).rejects.toMatchObject({
      code,
      exit: 2,
      message: expect.stringContaining(message) as string,
      remedy: expect.stringMatching(
        /^Write a (?:quarter from 2023Q1 to 2025Q4|year and a quarter)/u,
      ) as string,
    });
  });

  test("no quarter at all, and more paths than can be kept", async () => {
    await expect(printed("backtest")).rejects.toThrow("required option '--from <quarter>' not specified");
    await expect(printed("backtest", "--from", "2024Q4", "--paths", "20001")).rejects.toThrow(
      /from 1 to 20,000/u,
    );
  });
});
