// The accounts of the economy: everything that is paid is received, nobody has less than nothing, shares add up.

import { beforeAll, describe, expect, test } from "vitest";
import type { Book } from "../../../src/book/book.ts";
import { variable } from "../../../src/expression/expression.ts";
import { withLeaves } from "../../../src/expression/walk.ts";
import { imbalanceName } from "../../../src/kernel/imbalance.ts";
import { economyFrom } from "../../../src/model/circular/build.ts";
import { imbalanceMax } from "../../../src/paths/diagnose.ts";
import { times } from "../../../src/model/circular/write.ts";
import type { Model } from "../../../src/model/model.ts";
import { defaultBook } from "../../small-book.ts";
import { roundStart } from "./figures.ts";
import { type Future, type Futures, futuresOf, setTo, shock } from "./futures.ts";

const quarters = 16;
const labs = ["anthropic", "openai", "spacex", "mistral"];
let book: Book;
let futures: Futures;
let runs: Record<string, Future>;

beforeAll(async () => {
  book = await defaultBook();
  futures = futuresOf(economyFrom(book, roundStart("2026Q2", 0.1), quarters), book, { paths: 256 });
  runs = {
    baseline: futures.run(),
    "another seed": futures.run([], { seed: 99 }),
    "winter and half of demand": futures.scenario("funding-winter=12@2026Q3", "plan-missed-50@2026Q4"),
    "a lab fails": futures.scenario("party-fails:openai@2027Q1"),
    "a neocloud fails": futures.scenario("party-fails:coreweave@2027Q1"),
    "a contract is cancelled": futures.scenario("deal-cancelled:openai-oracle-2025-07-commitment@2026Q4"),
  };
}, 60_000);

const everywhere = (name: string, holds: (value: number) => boolean): string[] =>
  Object.entries(runs).flatMap(([run, future]) =>
    Array.from({ length: quarters }, (_, k) => k + 1).flatMap((t) =>
      [...future.at(name, t)].flatMap((value, path) =>
        holds(value) ? [] : [`${run}: ${name} is ${value} on path ${path} in ${t}`],
      ),
    ),
  );
const named = (...starts: string[]): string[] =>
  futures.names.filter((name) => starts.some((start) => name.startsWith(start)));

describe("what is paid is received", () => {
  test("every matrix adds to zero in every run, and no path fails", () => {
    // Deposits are what all flows come to, party by party.
    expect(futures.system.identities.map(({ line }) => line)).toEqual(
      expect.arrayContaining(["deposits", "loans", ...labs.map((id) => `equity of ${id}`)]),
    );
    for (const future of Object.values(runs)) {
      expect([...future.record.failed].every((mark) => mark === 0)).toBe(true);
      expect(Math.max(...future.at(imbalanceName, quarters))).toBeLessThanOrEqual(imbalanceMax);
    }
  });

  test("a payment that arrives as another amount than it left is found, whichever it is", () => {
    const { economy } = futures;
    const short = {
      ...economy,
      model: { ...economy.model, periods: 3 },
      quarters: economy.quarters.slice(0, 3),
    };
    const payments = paymentsOf(short.model);
    expect(payments.length).toBeGreaterThan(100);
    const spoilt = futuresOf({ ...short, model: spoiling(short.model, payments) }, book, {
      paths: 32,
      keep: payments.map(({ name }) => name),
    });
    const clean = spoilt.run();
    expect(Math.max(...clean.at(imbalanceName, 3))).toBeLessThanOrEqual(imbalanceMax);
    const moving = payments.filter(({ name }) =>
      [1, 2, 3].some((t) => clean.at(name, t).some((amount) => amount > 1e6)),
    );
    expect(moving.length).toBeGreaterThan(80);
    for (const { name } of moving) {
      const found = spoilt.run([shock(`spoilt ${name}`, 0.9)]).at(imbalanceName, 3);
      expect(Math.max(...found), name).toBeGreaterThan(imbalanceMax);
    }
  }, 60_000);

  test.each(["cash lenders", "loans of lenders", "stake investors in anthropic"])(
    "%s is found by its own equation, and that it agrees with the others is checked",
    (name) => {
      const { economy } = futures;
      const model: Model = {
        ...economy.model,
        periods: 2,
        variables: economy.model.variables.map((one) =>
          one.name === name ? { ...one, equation: times(1.001, one.equation) } : one,
        ),
      };
      const spoilt = futuresOf({ ...economy, model }, book, { paths: 32 }).run();
      expect(Math.min(...spoilt.at(imbalanceName, 2))).toBeGreaterThan(imbalanceMax);
    },
  );
});

/** Payments by their two entries in the matrix of flows. */
function paymentsOf(model: Model): { name: string; payee: string }[] {
  return model.variables.flatMap(({ name }) => {
    const [, payee] = /^.*: .* to (.*)$/u.exec(name) ?? [];
    return payee && model.variables.some((one) => one.name === `cash ${payee}`) ? [{ name, payee }] : [];
  });
}

/** The model in which the payee's books hold each payment times a number of its own, 1 unless it is changed. */
function spoiling(model: Model, payments: readonly { name: string; payee: string }[]): Model {
  const of = (payee: string): Set<string> =>
    new Set(payments.filter((one) => one.payee === payee).map(({ name }) => name));
  return {
    ...model,
    given: [
      ...model.given,
      ...payments.map(({ name }) => ({
        name: `spoilt ${name}`,
        unit: undefined,
        value: 1,
        changes: [],
        place: undefined,
      })),
    ],
    variables: model.variables.map((one) => {
      if (!one.name.startsWith("cash ") || one.role !== "stock") return one;
      const received = of(one.name.slice("cash ".length));
      const equation = withLeaves(one.equation, (e) =>
        e.op === "variable" && received.has(e.name) ? times(e, variable(`spoilt ${e.name}`)) : e,
      );
      return { ...one, equation };
    }),
  };
}

describe("nobody has less than nothing", () => {
  test("labs, neoclouds, groups and makers have no negative cash", () => {
    const { economy } = futures;
    const ids = economy.series.filter(({ id }) => id.endsWith(".cash")).map(({ id }) => id);
    expect(ids.length).toBeGreaterThan(12);
    expect(ids.flatMap((id) => everywhere(id, (value) => value >= -1))).toEqual([]);
  });

  test("capacity, debts, prices, demand and payments are not negative", () => {
    const checked = named(
      "live ",
      "starts ",
      "works ",
      "old ",
      "orders ",
      "finished ",
      "retired ",
      "used ",
      "debt ",
      "arrears ",
      "price ",
      "spend ",
      "demand ",
      "run-rate ",
      "capex ",
      "valuation ",
    ).filter(
      (name) => !/^(?:capex (?:growth|surprise|drift)|demand surprise|price cut|price factor)/u.test(name),
    );
    expect(checked.length).toBeGreaterThan(80);
    expect(checked.flatMap((name) => everywhere(name, (value) => value >= -1e-9))).toEqual([]);
    const payments = paymentsOf(futures.economy.model).filter(
      ({ name }) => !/other business|^customer prepayments/u.test(name),
    );
    expect(payments.flatMap(({ name }) => everywhere(name, (value) => value >= -1))).toEqual([]);
  });

  test("what is paid of what is due lies between nothing and all", () => {
    const shares = named("share paid ", "share of staff paid ", "served share ", "fill ");
    expect(shares.length).toBeGreaterThan(15);
    expect(shares.flatMap((name) => everywhere(name, (value) => value >= 0 && value <= 1))).toEqual([]);
  });
});

describe("shares", () => {
  const addToOne = (names: readonly string[], low = 0): void => {
    expect(names.length).toBeGreaterThan(0);
    const wrong: string[] = [];
    for (const future of Object.values(runs)) {
      for (let t = 1; t <= quarters; t++) {
        const all = names.map((name) => future.at(name, t));
        for (let path = 0; path < all[0]!.length; path++) {
          let total = 0;
          for (const of of all) {
            const value = of[path]!;
            total += value;
            if (!(value >= low && value <= 1 + 1e-12)) wrong.push(`${value} on path ${path} in ${t}`);
          }
          if (!(Math.abs(total - 1) <= 1e-9)) wrong.push(`all add to ${total} on path ${path} in ${t}`);
        }
      }
    }
    expect(wrong).toEqual([]);
  };

  test.each(["ent", "con"])("of %s demand lie between 0 and 1 and add to one", (segment) => {
    addToOne(named(`share ${segment} `), Number.MIN_VALUE);
  });

  test.each(["anthropic", "openai", "mistral"])("of the compute of %s by vendor add to one", (lab) => {
    addToOne(named(`mix ${lab} at `));
  });

  test.each(labs)("of %s by holder add to one", (lab) => {
    addToOne(futures.names.filter((name) => name.startsWith("stake ") && name.endsWith(` in ${lab}`)));
  });

  test("of every pool of money by source add to one", () => {
    const pools = named("money of ").map((name) => name.slice("money of ".length));
    expect(pools.length).toBeGreaterThan(8);
    for (const pool of pools)
      addToOne(
        futures.names.filter(
          (name) => name.endsWith(` in ${pool}`) && !/^(?:stake|own money|growth|contracted)/u.test(name),
        ),
        -1e-12,
      );
  });
});

test("what no other source explains is what the other named parties paid, mixed like every source", () => {
  const payments = paymentsOf(futures.economy.model).map(({ name, payee }) => ({
    amount: name,
    isEquity: name.startsWith("equity issued"),
    payer: /: (.*) to .*$/u.exec(name.slice(name.lastIndexOf(": ")))![1]!,
    payee,
  }));
  const pools = named("money of ").map((name) => name.slice("money of ".length));
  const rest = (pool: string): string => `other insiders in ${pool}`;
  const future = runs["baseline"]!;
  let largest = 0;
  for (let t = 2; t <= quarters; t++) {
    for (const pool of pools) {
      const came = payments.filter(({ payee }) => payee === pool);
      const [money, cash] = [future.at(`money of ${pool}`, t), future.at(`cash ${pool}`, t - 1)];
      const mixed = Float64Array.from(future.at(rest(pool), t - 1), (x, k) => x * Math.max(0, cash[k]!));
      for (const { amount, payer, isEquity } of came) {
        const isOther = /^(?:amd|broadcom|meta|oracle)$/u.test(payer) && (isEquity || !pools.includes(payer));
        if (!isOther && (isEquity || !pools.includes(payer))) continue;
        const share = isOther ? undefined : future.at(rest(payer), t - 1);
        future.at(amount, t).forEach((value, k) => (mixed[k]! += value * (share?.[k] ?? 1)));
      }
      future.at(rest(pool), t).forEach((share, k) => {
        expect(Math.abs(share - mixed[k]! / money[k]!), `${pool}, path ${k}, ${t}`).toBeLessThan(1e-9);
        largest = Math.max(largest, share);
      });
    }
  }
  expect(largest).toBeGreaterThan(0.01);
});

describe("a segment's revenue by where the money comes from", () => {
  test.each(["aws", "azure", "google-cloud", "oci", "nvidia-data-center"])(
    "%s: organic, outside, insiders, own and not known add to it, between the bounds",
    (segment) => {
      const wrong: string[] = [];
      const names = ["organic", "outside", "insiders", "own", "notKnown"].map((name) => `${segment}.${name}`);
      for (const future of Object.values(runs)) {
        for (let t = 1; t <= quarters; t++) {
          const revenue = future.at(`${segment}.revenue`, t);
          const parts = names.map((name) => future.at(name, t));
          const [own, least, most] = ["own", "ownAtLeast", "ownAtMost"].map((name) =>
            future.at(`${segment}.${name}`, t),
          );
          revenue.forEach((whole, path) => {
            const sum = parts.reduce((total, part) => total + part[path]!, 0);
            const rounding = 1e-9 * whole;
            const holds =
              Math.abs(sum - whole) <= rounding &&
              parts.every((part) => part[path]! >= -1) &&
              least![path]! <= own![path]! + rounding &&
              own![path]! <= most![path]! + rounding &&
              most![path]! <= whole + rounding;
            if (!holds)
              wrong.push(
                `${t}, path ${path}: ${sum} of ${whole}, own ${least![path]} ${own![path]} ${most![path]}`,
              );
          });
        }
      }
      expect(wrong).toEqual([]);
    },
  );

  test("a cloud's revenue is what its payers pay it", () => {
    const payments = paymentsOf(futures.economy.model);
    for (const [segment, group] of [
      ["aws", "amazon"],
      ["oci", "oracle"],
    ] as const) {
      const rows = payments.filter(
        ({ name, payee }) => payee === group && /^(?:compute|cloud services without labs)[:,]/u.test(name),
      );
      expect(rows.length).toBeGreaterThan(1);
      const future = runs["baseline"]!;
      for (let t = 1; t <= quarters; t++) {
        const revenue = future.at(`${segment}.revenue`, t);
        const paid = rows.map(({ name }) => future.at(name, t));
        revenue.forEach((whole, path) =>
          expect(paid.reduce((total, one) => total + one[path]!, 0) / whole).toBeCloseTo(1, 9),
        );
      }
    }
  });
});

test("a quarter's revenue is the mean of the run-rates at its two ends", () => {
  const future = runs["baseline"]!;
  for (let t = 1; t <= quarters; t++) {
    const [before, after] = [future.at("anthropic.runRate", t - 1), future.at("anthropic.runRate", t)];
    future
      .at("anthropic.revenue", t)
      .forEach((revenue, path) => expect(revenue / ((before[path]! + after[path]!) / 8)).toBeCloseTo(1, 12));
  }
});

test("an assumption that is set is the same on every path", () => {
  const set = futures.run(setTo("opex-share", 0.25));
  const paid = set.at("running costs anthropic", 0);
  const rate = set.at("anthropic.runRate", 0);
  paid.forEach((value, path) => expect(value).toBeCloseTo((0.25 * rate[path]!) / 4, 0));
});

test("whoever pays for compute shows it as what it spends", () => {
  const payers = futures.names.flatMap((name) => /^compute(?:, .+)?: (.+) to /u.exec(name)?.[1] ?? []);
  expect(payers).toContain("nvidia");
  const shown = futures.economy.series.filter(({ id }) => id.endsWith(".spend") && id !== "market.spend");
  const spenders = new Set(shown.map(({ party }) => party));
  expect([...new Set(payers)].filter((party) => !spenders.has(party))).toEqual([]);
  for (const { id, party } of shown) {
    const paid = named("compute: ", "compute, ").filter((name) => name.includes(`: ${party} to `));
    const total = paid.reduce((sum, name) => sum + runs["baseline"]!.at(name, 3)[0]!, 0);
    expect(runs["baseline"]!.at(id, 3)[0]).toBeCloseTo(total, 0);
  }
});

test("a maker or a foundry that loses money pays no tax, and gets none back", () => {
  const future = futures.run([...setTo("foundry-opex", 1.2), ...setTo("maker-opex", 1.2)]);
  for (const payer of ["nvidia", "amd", "tsmc"])
    for (const value of future.at(`tax: ${payer} to others`, 3)) expect(value).toBe(0);
});
