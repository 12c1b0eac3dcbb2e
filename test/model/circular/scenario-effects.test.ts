// Every scenario moves what it is named for in the direction that anybody would expect, alone; and holds beside every other.

import { beforeAll, describe, expect, test } from "vitest";
import { openBook } from "../../../src/cli/book-files.ts";
import type { Book } from "../../../src/book/book.ts";
import { RoundtripError } from "../../../src/error/error.ts";
import { economyFrom } from "../../../src/model/circular/build.ts";
import type { Economy } from "../../../src/model/circular/economy.ts";
import { scenarioKinds } from "../../../src/model/circular/scenario-list.ts";
import { shocksFrom } from "../../../src/model/circular/scenario.ts";
import { compare } from "../../../src/paths/compare.ts";
import { givenRows } from "../../../src/paths/given-rows.ts";
import { type Paths, runPaths } from "../../../src/paths/run.ts";
import { type Simulation, cellsOf, imbalanceOf, simulationOf } from "../../../src/paths/simulation.ts";
import { roundStart } from "./figures.ts";

const paths = 256;
const periods = 14;
let book: Book;
let economy: Economy;
let simulation: Simulation;
let base: Paths;

beforeAll(async () => {
  book = await openBook({ folders: [], withDefault: true });
  economy = economyFrom(book, roundStart("2026Q2", 0.05), periods);
  simulation = simulationOf(economy, { series: economy.series, events: economy.events, drawn: [] });
  base = await run([]);
}, 60_000);

function run(texts: readonly string[]): Promise<Paths> {
  const changes = shocksFrom(texts, economy, book).flatMap((shock) => shock.changes);
  const given = givenRows(simulation.program, changes);
  return runPaths(simulation.program, {
    inputs: { seed: 5, antithetic: false, given },
    paths,
    prepared: simulation.prepared,
    keepPaths: true,
  });
}

/** The mean change of a series in a period, which must lie on one side of 0 beyond chance. */
async function changeOf(scenario: string, id: string, period = 10): Promise<number> {
  const other = await run([scenario]);
  const series = economy.series.find((one) => one.id === id)!;
  const [before, after] = [base, other].map((of) => cellsOf(simulation, of).series(series, period));
  const { mean, low, high } = compare(before!, after!);
  expect(low! * high!, `${scenario} moves ${id}`).toBeGreaterThan(0);
  return mean!;
}

const expected: readonly (readonly [scenario: string, series: string, direction: "up" | "down"])[] = [
  ["plan-met", "market.spend", "up"],
  ["plan-missed-30", "market.spend", "down"],
  ["plan-missed-30", "market.capacityPrice", "down"],
  ["funding-winter", "openai.valuation", "down"],
  ["funding-winter", "coreweave.debt", "down"],
  ["trainium-slips-a-year", "amazon.capacityGw", "down"],
  ["trainium-slips-a-year", "amazon.h100e", "down"],
  ["permits-freeze", "microsoft.capacityGw", "down"],
  ["permits-freeze", "market.capacityPrice", "up"],
  ["export-control", "nvidia-data-center.revenue", "down"],
  ["price-war", "market.tokenPrice", "down"],
  ["price-war", "anthropic.revenue", "down"],
  ["open-weights-catch-up", "openai.revenue", "down"],
  ["rates-up", "lenders.revenue", "up"],
  ["ipo-window-shut", "anthropic.cash", "down"],
  ["party-fails:openai", "microsoft.loss", "up"],
  ["party-fails:openai", "azure.revenue", "down"],
  ["party-fails:coreweave", "lenders.loss", "up"],
  ["deal-cancelled:anthropic-aws-2026-04-commitment", "aws.backlog", "down"],
];

describe("alone", () => {
  test.each(expected)("%s moves %s %s", async (scenario, series, direction) => {
    const isLoss = series.endsWith(".loss");
    const change = await changeOf(scenario, series, isLoss ? 3 : undefined);
    expect(Math.sign(change)).toBe(direction === "up" ? 1 : -1);
  });
  test("each kind is among them", () => {
    for (const { id } of scenarioKinds)
      expect(
        expected.some(([scenario]) => scenario === id || scenario.startsWith(`${id}:`)),
        id,
      ).toBe(true);
  });
});

test("in pairs they run, balance, and differ from each alone, unless they contradict one another", async () => {
  const names = scenarioKinds.map(({ id, of }) =>
    of === "party" ? `${id}:openai` : of === "deal" ? `${id}:openai-oracle-2025-07-commitment` : id,
  );
  const texts = (run_: Paths): string => JSON.stringify(run_.statistics.map((cell) => cell?.mean ?? null));
  const alone = new Map<string, string>();
  for (const name of names) alone.set(name, texts(await run([name])));
  const refused: string[] = [];
  for (const [k, a] of names.entries()) {
    for (const b of names.slice(k + 1)) {
      try {
        const both = await run([a, b]);
        expect(imbalanceOf(both), `${a} and ${b}`).toBeLessThan(1e-9);
        expect(both.failed.every((mark) => mark === 0)).toBe(true);
        expect([alone.get(a), alone.get(b)], `${a} and ${b}`).not.toContain(texts(both));
      } catch (error) {
        if (!(error instanceof RoundtripError)) throw error;
        expect(error.code).toBe("SCENARIO_CONTRADICTORY");
        refused.push(`${a} and ${b}`);
      }
    }
  }
  expect(refused).toEqual(["plan-met and plan-missed-30"]);
}, 120_000);
