// Every figure that was reported of the last known quarter, and the series that stands for it.

import { expect, test } from "vitest";
import { reportedIn } from "../../../src/model/circular/start-reported.ts";
import { startOf } from "../../../src/model/circular/start.ts";
import { defaultBook } from "../../small-book.ts";

const book = await defaultBook();
const found = reportedIn(book, startOf(book, "2026Q2", "2026-10-10"));
const of = (series: string) =>
  found.flatMap((one) =>
    one.series === series ? [[one.value, one.isTaken, one.definition !== undefined]] : [],
  );

test("balances, power live and revenue of the very quarter stand for their series", () => {
  expect(of("amazon.cash")).toEqual([[122.988e9, true, false]]);
  expect(of("amazon.debt")).toEqual([[128.894e9, true, false]]);
  expect(of("coreweave.capacityGw")).toEqual([[1.5e9, true, false]]);
  expect(of("nvidia-data-center.revenue")).toEqual([[89e9, true, false]]);
  expect(of("oci.backlog")).toEqual([[638e9, true, false]]);
  expect(of("anthropic.revenue")).toEqual([[11.5e9, false, false]]);
});

test("what was told as at least so much is a floor, of the very quarter alone", () => {
  expect(found.flatMap(({ series, value, floor }) => (floor ? [[series, value, floor.upTo]] : []))).toEqual([
    ["anthropic.revenue", 11.5e9, undefined],
  ]);
});

test("a figure by another definition does not stand in for the one of the same, and one that is not simulated keeps its metric", () => {
  expect(of("google-cloud.backlog")).toEqual([
    [514e9, true, false],
    [519.5e9, false, true],
  ]);
  expect(of("amazon.revenue")).toEqual([[200.606e9, false, true]]);
  expect(of("microsoft.capex").map(([, , isOther]) => isOther)).toEqual([false, true]);
  expect(of("coreweave.power-gw-contracted")).toHaveLength(1);
});

test("nothing of another quarter, of a year, by forecast or by estimate, or known later", () => {
  for (const { from, quarter, known } of found) {
    expect(quarter).toBe("2026Q2");
    expect(known <= "2026-10-10").toBe(true);
    for (const id of from) expect(["reported", "press"]).toContain(book.facts.get(id)!.kind);
  }
  expect(found.flatMap(({ from }) => from)).not.toContain("microsoft/revenue/FY2026");
  const early = reportedIn(book, startOf(book, "2026Q2", "2026-07-01"));
  expect(early.map(({ series }) => series)).not.toContain("amazon.cash");
});
