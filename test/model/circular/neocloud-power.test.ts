// Neoclouds: what they have told of their power, what they take for it, in which pieces it comes, and who pays for it.

import { beforeAll, describe, expect, test } from "vitest";
import type { Book } from "../../../src/book/book.ts";
import { economyOf } from "../../../src/model/circular/build.ts";
import { startOf } from "../../../src/model/circular/start.ts";
import { defaultBook } from "../../small-book.ts";
import { type Future, type Futures, futuresOf } from "./futures.ts";
import type { Quarter } from "../../../src/model/circular/quarter.ts";

const quarters = 12;
const origin = { start: "2025Q2", day: "2025-09-13" } as const;
let book: Book;
let futures: Futures;
let base: Future;

beforeAll(async () => {
  book = await defaultBook();
  futures = futuresOf(economyOf(book, { ...origin, quarters }), book, {
    keep: [
      ...["live", "finished", "works", "price", "own use"].map((name) => `${name} coreweave`),
      "deliveries of systems",
      "systems amazon",
      "capex amazon",
      "coreweave.revenue",
      "coreweave.backlog",
      "nvidia-data-center.revenue",
    ],
  });
  base = futures.run();
}, 60_000);

const set = (id: string, value: number): Future =>
  futures.run([
    { name: `set ${id}`, from: 0, to: undefined, value: 1 },
    { name: `value ${id}`, from: 0, to: undefined, value },
  ]);

function mean(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function spread(values: Float64Array): number {
  const middle = mean(values);
  return Math.sqrt(mean(values.map((value) => (value - middle) ** 2)));
}

describe("guidance of live power", () => {
  const added = (quarter: Quarter, day: string) =>
    startOf(book, quarter, day).figures.get("coreweave.gwAdded");

  test("is what a quarter must add, by what was told on the day", () => {
    // 0.47 GW in the middle of 2025, at least 0.9 at the end of the year; 0.85 then, at least 1.7 a year on.
    expect(added("2025Q2", "2025-09-13")!.central).toBeCloseTo((0.9 - 0.47) / 2, 12);
    expect(added("2025Q4", "2026-03-16")!.central).toBeCloseTo((1.7 - 0.85) / 4, 12);
    expect(added("2025Q2", "2025-09-13")!.from).toEqual([
      "coreweave/power-gw-live/FY2025/guidance-2025-08",
      "coreweave/power-gw-live/2025Q2",
    ]);
  });

  test("is none where nobody had told any, or where it is reached", () => {
    expect(added("2024Q4", "2025-03-16")).toBeUndefined();
    expect(added("2025Q2", "2025-08-11")).toBeUndefined();
    expect(added("2025Q4", "2026-02-25")).toBeUndefined();
  });

  test("brings power near to what was told, the later of it late", () => {
    const live = mean(base.at("live coreweave", 2));
    expect(live).toBeGreaterThan(0.47 + 0.7 * (0.9 - 0.47));
    expect(live).toBeLessThan(0.9);
  });
});

test("the price of a neocloud is what its accounts show, and moves to that of new contracts as it grows", () => {
  const price = base.at("price coreweave", 0);
  const live = base.at("live coreweave", 0);
  const revenue = base.at("coreweave.revenue", 0);
  const use = price.map((each, k) => (4 * revenue[k]!) / (each * live[k]!));
  // Nine tenths of the power of the middle of the quarter.
  expect(Math.max(...use)).toBeLessThanOrEqual(0.9 + 1e-9);
  expect(Math.min(...use)).toBeGreaterThan(0.7);
  const [before, after] = [0, 8].map((t) => base.at("price coreweave", t));
  expect(mean(after!)).toBeLessThan(0.95 * mean(before!));
});

test("sites that come in pieces spread a neocloud's power and revenue, and leave their mean", () => {
  const smooth = set("delivery-noise", 0);
  for (const name of ["live coreweave", "coreweave.revenue"]) {
    const [rough, even] = [base, smooth].map((of) => of.at(name, 4));
    expect(spread(rough!), name).toBeGreaterThan(1.15 * spread(even!));
    expect(Math.abs(mean(rough!) / mean(even!) - 1), name).toBeLessThan(0.03);
  }
  for (const t of [1, 5, 12]) {
    const finished = base.at("finished coreweave", t);
    const works = base.at("works coreweave", t - 1);
    expect(finished.every((gw, k) => gw >= 0 && gw <= works[k]! * (1 + 1e-12))).toBe(true);
  }
});

test("what others have signed for is paid: more of it, more use", () => {
  const [little, much] = [set("neo-contract-length", 40), set("neo-contract-length", 8)];
  expect(mean(much.at("own use coreweave", 8))).toBeGreaterThan(
    1.02 * mean(little.at("own use coreweave", 8)),
  );
});

test("very large contracts are of a neocloud's own size", () => {
  const [small, large] = [set("rpo-jump-neo", 0.01), set("rpo-jump-neo", 0.8)];
  expect(mean(large.at("coreweave.backlog", 6))).toBeGreaterThan(
    1.1 * mean(small.at("coreweave.backlog", 6)),
  );
});

test("deliveries before or after their shells move what chip makers sell, and not what builders spend", () => {
  const steady = set("deliveries-noise", 0);
  expect(base.at("capex amazon", 1)).toEqual(steady.at("capex amazon", 1));
  expect(steady.at("deliveries of systems", 3).every((one) => one === 1)).toBe(true);
  const [moved, still] = [base, steady].map((of) => of.at("nvidia-data-center.revenue", 2));
  expect(spread(moved!)).toBeGreaterThan(1.2 * spread(still!));
  expect(Math.abs(mean(moved!) / mean(still!) - 1)).toBeLessThan(0.02);
  expect(base.at("systems amazon", 1).every((paid, k) => paid <= base.at("capex amazon", 1)[k]!)).toBe(true);
});
