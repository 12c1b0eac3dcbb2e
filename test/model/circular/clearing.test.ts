// What is paid when some cannot pay all: as Eisenberg and Noe have it, and nobody pays what he does not have.

import { beforeAll, describe, expect, test } from "vitest";
import type { Book } from "../../../src/book/book.ts";
import { imbalanceName } from "../../../src/kernel/imbalance.ts";
import { programOf } from "../../../src/kernel/lower.ts";
import type { Program } from "../../../src/kernel/program.ts";
import { sparseFromRows } from "../../../src/matrix/sparse.ts";
import { economyFrom, economyOf } from "../../../src/model/circular/build.ts";
import type { Start } from "../../../src/model/circular/start.ts";
import { toSystem } from "../../../src/model/to-system.ts";
import { clear } from "../../../src/network/clearing.ts";
import { givenRows } from "../../../src/paths/given-rows.ts";
import { type Paths, runPaths } from "../../../src/paths/run.ts";
import { defaultBook } from "../../small-book.ts";
import { roundStart } from "./figures.ts";

let book: Book;
beforeAll(async () => {
  book = await defaultBook();
});

function readerOf(program: Program, run: Paths): (name: string, t: number, path: number) => number {
  const n = program.periods + 1;
  const at = new Map(program.outputs.map(({ name }, k) => [name, k]));
  return (name, t, path) => run.record!.values[(at.get(name)! * n + t) * run.paths + path]!;
}

describe("payments among labs and neoclouds", () => {
  /** Labs with next to no cash, which nobody values: they cannot pay what they owe. */
  function poorStart(): Start {
    const start = roundStart();
    const figures = new Map(start.figures);
    const put = (id: string, central: number): void => {
      figures.set(id, { low: central, central, high: central, from: [] });
    };
    put("anthropic.cash", 1e9);
    put("anthropic.valuation", 20e9);
    put("openai.cash", 0.5e9);
    put("openai.valuation", 10e9);
    put("spacex.cash", 0.1e9);
    put("spacex.valuation", 1e9);
    return { ...start, figures };
  }
  /** What would put payments off, or pay them otherwise. */
  const off = [
    "emergency-round",
    "arrears",
    "training-cut",
    "facilities",
    "guarantees",
    "lease",
    "top-up",
    "prepayments",
    "tranches-dated",
    "tranches-milestone",
  ];
  const [labs, neoclouds] = [
    ["anthropic", "openai", "spacex", "mistral"],
    ["coreweave", "nebius", "other-neoclouds"],
  ];
  const nodes = [...labs, ...neoclouds];

  test("are those of the greatest clearing vector", async () => {
    const economy = economyFrom(book, poorStart(), 8);
    const variables = new Set(economy.model.variables.map(({ name }) => name));
    const due = (payer: string, payee: string): string => `compute due ${payer} to ${payee}`;
    const names = [
      ...labs.flatMap((id) =>
        ["money at hand", "staff and power due", "share of staff paid", "dues after staff", "share paid"].map(
          (name) => `${name} ${id}`,
        ),
      ),
      ...neoclouds.flatMap((id) =>
        [
          "cash",
          "revenue",
          "running costs paid",
          "own money in capex",
          "interest due",
          "repayment due",
          "accelerated",
          "share paid",
        ].map((name) => `${name} ${id}`),
      ),
      ...labs.flatMap((payer) =>
        nodes
          .filter((payee) => payee !== payer && variables.has(due(payer, payee)))
          .flatMap((payee) => [due(payer, payee), `compute: ${payer} to ${payee}`]),
      ),
    ];
    const program = programOf(toSystem(economy.model), names);
    const paths = 64;
    const given = givenRows(
      program,
      off.map((id) => ({ name: `mechanism ${id}`, from: 0, to: undefined, value: 0 })),
    );
    const run = await runPaths(program, { inputs: { seed: 1, antithetic: false, given }, paths });
    const read = readerOf(program, run);
    const known = new Set(names);
    let [short, passed] = [0, 0];
    for (let path = 0; path < paths; path++) {
      for (let t = 1; t <= program.periods; t++) {
        const of = (name: string, at = t): number => (known.has(name) ? read(name, at, path) : 0);
        const owed = nodes.map((payer) =>
          nodes.map((payee) => (labs.includes(payer) && payer !== payee ? of(due(payer, payee)) : 0)),
        );
        const inside = (payee: string): number =>
          labs.reduce((sum, payer) => sum + of(`compute: ${payer} to ${payee}`), 0);
        const all = nodes.map((id) =>
          labs.includes(id)
            ? of(`dues after staff ${id}`)
            : of(`interest due ${id}`) + of(`repayment due ${id}`) + of(`accelerated ${id}`),
        );
        const had = nodes.map((id) =>
          labs.includes(id)
            ? of(`money at hand ${id}`) - of(`share of staff paid ${id}`) * of(`staff and power due ${id}`)
            : of(`cash ${id}`, t - 1) +
              of(`revenue ${id}`) -
              of(`running costs paid ${id}`) -
              of(`own money in capex ${id}`),
        );
        const external = nodes.map((id, i) => Math.max(0, had[i]! - inside(id)));
        const { payments } = clear({
          owed: sparseFromRows(owed, nodes.length),
          external: Float64Array.from(external),
          externalOwed: Float64Array.from(
            all.map((amount, i) => Math.max(0, amount - owed[i]!.reduce((a, b) => a + b, 0))),
          ),
        });
        nodes.forEach((id, i) => {
          const share = of(`share paid ${id}`);
          if (share < 0.999) short++;
          if (share < 0.999 && owed[i]!.some((amount) => amount > 0)) passed++;
          // Whose receipts from labs went into running costs has no more to pay with than is left.
          const most = had[i]! < inside(id) ? Math.max(0, had[i]!) : Infinity;
          expect(Math.abs(Math.min(most, payments[i]!) - share * all[i]!)).toBeLessThan(
            1e-9 * Math.max(1e9, all[i]!),
          );
        });
      }
    }
    // The check is one only where many cannot pay, some of them to others among them.
    expect(short).toBeGreaterThan(50);
    expect(passed).toBeGreaterThan(50);
  });

  test("nobody pays another before he has been paid: the quarter needs no simultaneous block", () => {
    const { blocks } = economyFrom(book, roundStart(), 4).model;
    expect(blocks).toEqual([]);
  });
});

describe("cash in the economy of the book", () => {
  test(
    "nobody but lenders has less than nothing on any path, and all sums hold",
    { timeout: 60_000 },
    async () => {
      const economy = economyOf(book, { quarters: 24 });
      const names = economy.model.variables
        .map(({ name }) => name)
        .filter((name) => /^cash [\w-]+$/u.test(name) && name !== "cash lenders");
      const program = programOf(toSystem(economy.model), names);
      const paths = 2_000;
      const run = await runPaths(program, {
        inputs: { seed: 2, antithetic: false, given: program.givenDefault },
        paths,
        keepPaths: true,
      });
      expect([...run.failed].filter((at) => at > 0)).toEqual([]);
      const n = program.periods + 1;
      const least = (name: string): number => {
        const o = program.outputs.findIndex((output) => output.name === name);
        return run
          .record!.values.subarray(o * n * paths, (o + 1) * n * paths)
          .reduce((a, b) => Math.min(a, b));
      };
      expect(names.length).toBeGreaterThan(15);
      expect(names.filter((name) => !(least(name) >= -1))).toEqual([]);
      const o = program.outputs.findIndex(({ name }) => name === imbalanceName);
      expect(run.statistics[o * n + program.periods]!.most).toBeLessThan(1e-10);
    },
  );
});
