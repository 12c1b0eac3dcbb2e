// Both matrices of a quarter, by sector: rows add to zero, and say what a path's entries add up to.

import { expect, test } from "vitest";
import { roundtrip } from "../cli/in-process.ts";
import { economyOf } from "../../src/model/circular/build.ts";

interface Accounts {
  readonly quarter: string;
  readonly matrices: readonly {
    readonly matrix: string;
    readonly rows: readonly { readonly row: string; readonly usd: Readonly<Record<string, number>> }[];
  }[];
}

async function accounts(words: string): Promise<Accounts> {
  const run = await roundtrip(
    `accounts --paths 64 --quarters 2 --threads 1 --json ${words}`.trim(),
    (book, options) => economyOf(book, options),
  );
  expect(run.status).toBe(0);
  return JSON.parse(run.stdout) as Accounts;
}

test("every row adds to zero, and legs of a kind are one row", async () => {
  const { quarter, matrices } = await accounts("--quarter 2026Q4");
  expect(quarter).toBe("2026Q4");
  expect(matrices.map(({ matrix }) => matrix)).toEqual(["flows", "stocks"]);
  for (const { rows } of matrices) {
    expect(new Set(rows.map(({ row }) => row)).size).toBe(rows.length);
    for (const { row, usd } of rows) {
      const entries = Object.values(usd);
      const size = entries.reduce((sum, entry) => sum + Math.abs(entry), 0);
      expect(Math.abs(entries.reduce((sum, entry) => sum + entry, 0)), row).toBeLessThanOrEqual(1e-10 * size);
    }
  }
  const flows = matrices[0]!.rows.map(({ row }) => row);
  expect(flows).toContain("compute");
  expect(flows.filter((row) => row.startsWith("compute"))).toEqual(["compute"]);
});

test("a column of flows adds to zero too, sector by sector", async () => {
  const { quarter, matrices } = await accounts("");
  expect(quarter).toBe("2026Q3");
  const sectors = new Set(matrices[0]!.rows.flatMap(({ usd }) => Object.keys(usd)));
  expect(sectors.size).toBe(9);
  for (const sector of sectors) {
    const entries = matrices[0]!.rows.map(({ usd }) => usd[sector] ?? 0);
    const size = entries.reduce((sum, entry) => sum + Math.abs(entry), 0);
    expect(Math.abs(entries.reduce((sum, entry) => sum + entry, 0)), sector).toBeLessThanOrEqual(
      1e-10 * size,
    );
  }
});

test("a quarter that is not simulated is refused", async () => {
  const run = await roundtrip("accounts --paths 64 --quarters 2 --threads 1 --quarter 2031Q1");
  expect(run.status).toBe(2);
});
