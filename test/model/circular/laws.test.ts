// Laws of the whole economy: dollars are only a unit, nothing later enters, who is missing is named, and no digit depends
// on who computes it.

import { beforeAll, describe, expect, test } from "vitest";
import type { Book } from "../../../src/book/book.ts";
import { groupOf, newestDay } from "../../../src/book/known.ts";
import type { Order, Reply } from "../../../src/paths/job.ts";
import { worker } from "../../../src/paths/job.ts";
import { economyFrom, economyOf } from "../../../src/model/circular/build.ts";
import type { Level, Start } from "../../../src/model/circular/start.ts";
import { imbalanceName } from "../../../src/kernel/imbalance.ts";
import { imbalanceMax } from "../../../src/paths/diagnose.ts";
import { type Team, runPaths } from "../../../src/paths/run.ts";
import { showUnit } from "../../../src/unit/unit.ts";
import { until } from "../../book-until.ts";
import { defaultBook } from "../../small-book.ts";
import { roundStart } from "./figures.ts";
import { type Futures, futuresOf, mean, median } from "./futures.ts";

let book: Book;
beforeAll(async () => {
  book = await defaultBook();
});

/** All series and events of an economy. */
function shown({ economy }: Futures): string[] {
  return [...economy.series, ...economy.events].map(({ id }) => id);
}

function onlyShown(economy: Parameters<typeof futuresOf>[0], of: Book, paths: number): Futures {
  const keep = [...economy.series, ...economy.events].map(({ id }) => id);
  return futuresOf(economy, of, { paths, keep: [...keep] });
}

describe("dollars are only a unit", () => {
  /** Everything that is counted in dollars, twice as large. */
  function doubled<T>(value: T): T {
    if (value instanceof Map) return new Map([...value].map(([key, one]) => [key, doubled(one)])) as T;
    if (Array.isArray(value)) return value.map((one: unknown) => doubled(one)) as T;
    if (typeof value !== "object" || value === null) return value;
    if ("unit" in value && "values" in value && Array.isArray(value.values)) {
      const [over = ""] = String(value.unit).split(" per ");
      return over.split("-").includes("USD")
        ? { ...value, values: value.values.map((one: number) => 2 * one) }
        : value;
    }
    return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, doubled(one)])) as T;
  }

  function doubledStart(start: Start): Start {
    const twice = ({ low, central, high, from }: Level): Level => ({
      low: 2 * low,
      central: 2 * central,
      high: 2 * high,
      from,
    });
    const isPlain = /\.(?:gw|gwUsed|entShare|growth|capexGrowth|stake\..*)$/u;
    return {
      ...start,
      figures: new Map(
        [...start.figures].map(([id, level]) => [id, isPlain.test(id) ? level : twice(level)]),
      ),
    };
  }

  test("twice as many in every figure give twice as many in every answer, and change no rate, power or default", () => {
    const start = roundStart("2026Q2", 0.1);
    const [once, twice] = [
      onlyShown(economyFrom(book, start, 10), book, 128),
      onlyShown(economyFrom(doubled(book), doubledStart(start), 10), book, 128),
    ];
    const [a, b] = [once.run(), twice.run()];
    expect(shown(twice)).toEqual(shown(once));
    const wrong: string[] = [];
    const units = new Map(once.economy.series.map(({ id, unit }) => [id, showUnit(unit)]));
    for (const id of shown(once)) {
      const unit = units.get(id) ?? "1";
      const factor = unit.startsWith("USD") ? 2 : 1;
      const rounding = unit === "USD" ? 1 : 1e-12;
      for (let t = 1; t <= 10; t++) {
        const after = b.at(id, t);
        a.at(id, t).forEach((value, path) => {
          const wanted = factor * value;
          if (Math.abs(after[path]! - wanted) > 1e-6 * Math.abs(wanted) + rounding)
            wrong.push(`${id} in ${t}, path ${path}: ${value} and ${after[path]}`);
        });
      }
    }
    expect(wrong).toEqual([]);
  });
});

describe("nothing that became known later enters", () => {
  test.each([
    ["2024Q4", "2025-03-16"],
    ["2025Q4", "2026-03-16"],
  ] as const)(
    "a run from %s as known on %s is the same to the last bit without any later record",
    (start, day) => {
      const { past, deleted } = until(book, day);
      expect(deleted).toBeGreaterThan(250);
      const [all, then] = [book, past].map((of) =>
        onlyShown(economyOf(of, { start, day, quarters: 6 }), of, 64),
      ) as [Futures, Futures];
      expect(shown(then)).toEqual(shown(all));
      expect(all.economy.leftOut).toEqual(then.economy.leftOut);
      const [a, b] = [all.run().record.values, then.run().record.values];
      expect(a.length).toBeGreaterThan(50_000);
      expect(a.findIndex((value, k) => !Object.is(value, b[k]))).toBe(-1);
    },
  );

  test("a later day does change it", () => {
    const of = (day: string): Futures =>
      onlyShown(economyOf(book, { start: "2024Q4", day, quarters: 2 }), book, 32);
    const [then, now] = [of("2025-03-16"), of(newestDay(book))].map((one) =>
      one.run().at("openai.runRate", 2),
    );
    expect([...then!]).not.toEqual([...now!]);
  });
});

describe("money of a group without its deals", () => {
  test.each([
    ["amazon", "aws"],
    ["google", "google-cloud"],
    ["nvidia", "nvidia-data-center"],
  ])("removing all of %s's deals never raises the own share of %s", (group, segment) => {
    const day = newestDay(book);
    const isIts = (leg: { payer: string; payee: string }): boolean =>
      [leg.payer, leg.payee].some((of) => groupOf(book, of, day) === group);
    const legs = new Map([...book.legs].filter(([, leg]) => !isIts(leg)));
    expect(legs.size).toBeLessThan(book.legs.size - 3);
    const keep = ["own", "ownAtMost", "ownAtLeast", "revenue"].map((name) => `${segment}.${name}`);
    const [all, without] = [book, { ...book, legs }].map((of) =>
      futuresOf(economyFrom(of, roundStart("2026Q2", 0.1), 10), of, { paths: 128, keep }).run(),
    );
    for (const name of ["own", "ownAtMost", "ownAtLeast"]) {
      for (let t = 1; t <= 10; t++) {
        const [before, after] = [all!, without!].map((run) => {
          const revenue = run.at(`${segment}.revenue`, t);
          return mean(run.at(`${segment}.${name}`, t).map((value, path) => value / revenue[path]!));
        });
        expect(after, `${name} in ${t}`).toBeLessThanOrEqual(before! + 1e-12);
      }
    }
  });
});

test("the economy of the book itself balances, fails on no path, and has no negative cash, debt, power or spending", () => {
  const futures = onlyShown(economyOf(book, { quarters: 12 }), book, 256);
  const run = futures.run();
  expect([...run.record.failed].every((mark) => mark === 0)).toBe(true);
  expect(Math.max(...run.at(imbalanceName, 12))).toBeLessThanOrEqual(imbalanceMax);
  expect(futures.economy.leftOut.filter(({ party }) => party !== "other-labs")).toEqual([]);
  const amounts = futures.economy.series.map(({ id }) => id).filter((id) => !id.startsWith("lenders."));
  expect(amounts.length).toBeGreaterThan(140);
  for (const id of amounts)
    for (let t = 1; t <= 12; t++) expect(Math.min(...run.at(id, t)), `${id} in ${t}`).toBeGreaterThan(-1);
});

describe("who is missing", () => {
  const lone = (ids: RegExp): Start => {
    const start = roundStart("2026Q2", 0.1);
    return { ...start, figures: new Map([...start.figures].filter(([id]) => !ids.test(id))) };
  };

  test.each([
    ["anthropic", /^anthropic\.cash$/u],
    ["openai", /^openai\.valuation$/u],
    ["spacex", /^spacex\.runRate$/u],
    ["mistral", /^mistral\.gwUsed$/u],
    ["google-lab", /^google-lab\.entShare$/u],
    ["meta-lab", /^meta-lab\.runRate$/u],
    ["open-bloc", /^open-bloc\.runRate$/u],
    ["amazon", /^aws\.revenue$/u],
    ["microsoft", /^microsoft\.debt$/u],
    ["google", /^google\.gw$/u],
    ["oracle", /^oracle\.operatingCash$/u],
    ["meta", /^meta\.capex$/u],
    ["chips bought by others", /^nvidia-data-center\.revenue$/u],
    ["coreweave", /^coreweave\.debt$/u],
    ["nebius", /^nebius\.capex$/u],
    ["other-neoclouds", /^other-neoclouds\.gw$/u],
  ])("%s is left out and named with what it lacks, and the rest runs and balances", (party, figure) => {
    const start = lone(figure);
    const economy = economyFrom(book, start, 3);
    const [lacking] = [...roundStart().figures.keys()].filter((id) => figure.test(id));
    expect(economy.leftOut).toContainEqual({ party, missing: [lacking] });
    expect(economy.leftOut.filter((one) => one.party === party)).toHaveLength(1);
    expect(economy.series.filter(({ id }) => id.startsWith(`${party}.`) && !id.endsWith("Gw"))).toEqual([]);
    const run = futuresOf(economy, book, { paths: 32, keep: [] }).run();
    expect([...run.record.failed].every((mark) => mark === 0)).toBe(true);
    expect(Math.max(...run.at(imbalanceName, 3))).toBeLessThanOrEqual(imbalanceMax);
  });

  test.each([
    ["one lab alone", /^(?:openai|spacex|mistral|google-lab|meta-lab|open-bloc)\./u],
    ["no neoclouds", /^(?:coreweave|nebius|other-neoclouds)\./u],
    ["one group alone", /^(?:microsoft|google|oracle|meta|azure|google-cloud|oci|google-lab|meta-lab)\./u],
  ])("%s still balances, without less than nothing", (_, missing) => {
    const economy = economyFrom(book, lone(missing), 8);
    const cash = economy.series.map(({ id }) => id).filter((id) => id.endsWith(".cash"));
    const run = futuresOf(economy, book, { paths: 64, keep: cash }).run();
    expect([...run.record.failed].every((mark) => mark === 0)).toBe(true);
    expect(Math.max(...run.at(imbalanceName, 8))).toBeLessThanOrEqual(imbalanceMax);
    for (const id of cash)
      for (let t = 1; t <= 8; t++) expect(Math.min(...run.at(id, t)), id).toBeGreaterThan(-1);
  });
});

describe("digits", () => {
  const keep = ["anthropic.cash", "aws.revenue", "nvidia.revenue", "coreweave.debt", "openai.runRate"];
  let futures: Futures;
  beforeAll(() => {
    futures = futuresOf(economyFrom(book, roundStart("2026Q2", 0.1), 10), book, { paths: 1024, keep });
  });

  test("do not depend on how many threads run, or on who runs which block", async () => {
    const inputs = { seed: 5, antithetic: false, given: futures.given() };
    const [one, three] = [
      await runPaths(futures.program, { inputs, paths: 3000 }),
      await byThree(futures, inputs),
    ];
    expect(three.statistics).toEqual(one.statistics);
    expect([...three.record!.values]).toEqual([...one.record!.values]);
  });

  test("of two seeds are other futures, whose medians agree within three standard errors", () => {
    const [a, b] = [futures.run([], { seed: 1 }), futures.run([], { seed: 2 })];
    expect([...a.at("aws.revenue", 10)]).not.toEqual([...b.at("aws.revenue", 10)]);
    for (const id of keep) {
      const sorted = Float64Array.from(a.at(id, 10)).toSorted();
      // The standard error of a median by ranks: half a root of n to each side is one.
      const half = Math.sqrt(sorted.length) / 2;
      const error = (sorted[Math.ceil(512 + half)]! - sorted[Math.floor(512 - half)]!) / 2;
      expect(Math.abs(median(a.at(id, 10)) - median(b.at(id, 10))), id).toBeLessThan(3 * Math.SQRT2 * error);
    }
  });
});

/** Three workers that take blocks in turn, in one thread: what they add up to must not show it. */
function byThree(
  { program }: Futures,
  inputs: { seed: number; antithetic: boolean; given: Float64Array },
): ReturnType<typeof runPaths> {
  const members = [worker(), worker(), worker()];
  const team: Team = {
    size: 3,
    // The first is slow, so that blocks come back out of order.
    ask: async (member: number, order: Order): Promise<Reply> => {
      await new Promise((done) => setTimeout(done, member === 0 ? 30 : 1));
      return members[member]!(order);
    },
  };
  return runPaths(program, { inputs, paths: 3000 }, team);
}
