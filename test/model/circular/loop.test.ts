// Two parties alone: one funds the other, which buys from it. What comes back is the funder's own money. And who is paid
// what when there is too little: as in the clearing of a network.

import { beforeAll, describe, expect, test } from "vitest";
import type { Book } from "../../../src/book/book.ts";
import { loadBook } from "../../../src/book/load.ts";
import { economyFrom } from "../../../src/model/circular/build.ts";
import type { Start } from "../../../src/model/circular/start.ts";
import { clear } from "../../../src/network/clearing.ts";
import { sparseFromRows } from "../../../src/matrix/sparse.ts";
import { defaultBook } from "../../small-book.ts";
import { roundStart } from "./figures.ts";
import { type Future, type Futures, futuresOf, setTo, shock } from "./futures.ts";

let book: Book;
beforeAll(async () => {
  book = await defaultBook();
});

const quarters = 6;
const days = ["2026-09-30", "2026-12-31", "2027-03-31", "2027-06-30", "2027-09-30", "2027-12-31"];
const deals = `book:
  {format: 1, id: loop, title: A loop, version: 1, licence: CC BY 4.0, attribution: Test, read: 2027-12-31}
sources:
  - {id: gazette, publisher: The Gazette, title: News, address: "https://example.org", date: 2026-01-01}
parties:
  - {id: amazon, name: Amazon, kind: cloud}
  - {id: anthropic, name: Anthropic, kind: lab}
deals:
  - id: loop
    title: Five in, five back, every quarter
    announced: 2026-06-01
    sources: [gazette]
    legs:
      - id: funds
        kind: equity
        payer: amazon
        payee: anthropic
        firmness: firm
        status: active
        amount: {headline: $30B, firm: $30B, cancellable: unknown, drawn: unknown, paid: unknown}
        medium: cash
        tranches: [${days.map((day) => `{amount: $5B, on: ${day}}`).join(", ")}]
      - id: buys
        kind: compute
        payer: anthropic
        payee: amazon
        firmness: firm
        status: active
        amount: {headline: $30B, firm: $30B, cancellable: unknown, drawn: unknown, paid: unknown}
        term: {start: 2026-07-01, end: 2027-12-31}
`;

/** Amazon and Anthropic, with next to no customers and no money of Anthropic's own. */
function twoAlone(): Start {
  const start = roundStart();
  const figures = new Map(
    [...start.figures].filter(([id]) => /^(?:amazon|aws|anthropic)\./u.test(id) && !id.includes("stake")),
  );
  const put = (id: string, central: number): void =>
    void figures.set(id, { low: central, central, high: central, from: [] });
  put("aws.revenue", 1);
  put("anthropic.runRate", 1000);
  put("anthropic.cash", 0);
  put("anthropic.gwUsed", 0.001);
  return { ...start, figures };
}

describe("a closed loop of two", () => {
  test("leaves no organic revenue, and the vendor's own money at both bounds and between", () => {
    const small = loadBook([[{ file: "loop.yaml", text: deals }]], "0".repeat(64));
    const alone: Book = { ...book, deals: small.deals, legs: small.legs };
    const futures = futuresOf(economyFrom(alone, twoAlone(), quarters), alone, { paths: 32 });
    const off = ["vendor-parts", "listing", "emergency-round", "fresh-contracts", "rescue"].map((id) =>
      shock(`mechanism ${id}`, 0, 0),
    );
    const run = futures.run([
      ...off,
      ...setTo("dilution", 0),
      ...setTo("ramp", 0.001),
      ...setTo("speed-b", 0),
      ...setTo("platform-share", 0),
    ]);
    for (let t = 1; t <= quarters; t++) {
      const revenue = run.at("aws.revenue", t);
      for (const [name, share] of [
        ["own", 1],
        ["ownAtLeast", 1],
        ["ownAtMost", 1],
        ["organic", 0],
        ["outside", 0],
        ["insiders", 0],
      ] as const) {
        run
          .at(`aws.${name}`, t)
          .forEach((value, path) => expect(value / revenue[path]!, `${name} in ${t}`).toBeCloseTo(share, 5));
      }
      revenue.forEach((value) => expect(value / 5e9).toBeCloseTo(1, 2));
    }
  });
});

describe("a default without any stretch", () => {
  const horizon = 14;
  const labs = ["openai", "anthropic"];
  const neoclouds = ["coreweave", "other-neoclouds", "nebius"];
  let futures: Futures;
  let run: Future;

  beforeAll(() => {
    futures = futuresOf(economyFrom(book, roundStart("2026Q2", 0.1), horizon), book, { paths: 128 });
    const off = [
      "emergency-round",
      "arrears",
      "training-cut",
      "facilities",
      "guarantees",
      "rescue",
      "top-up",
      "prepayments",
      "covenants",
    ].map((id) => shock(`mechanism ${id}`, 0, 0));
    run = futures.run([
      ...off,
      ...setTo("neo-opex", 0),
      ...setTo("dilution", 0),
      shock("shock demand level", -0.7, 3, 3),
      shock("shock winter", 1, 2),
    ]);
  }, 60_000);

  test("pays as the clearing vector says, through labs and neoclouds", () => {
    const vendorsOf = (lab: string): string[] =>
      futures.names.flatMap((name) =>
        name.startsWith(`compute due ${lab} to `) ? [name.slice(`compute due ${lab} to `.length)] : [],
      );
    const lenders = labs.length + neoclouds.length;
    const size = lenders + 2; // and all others, who owe nothing here
    let [short, shortBoth] = [0, 0];
    for (let t = 1; t <= horizon; t++) {
      for (let path = 0; path < 128; path++) {
        const at = (name: string): number => (futures.names.includes(name) ? run.at(name, t)[path]! : 0);
        const failing = labs.filter(
          (lab) => at(`share paid ${lab}`) < 1 - 1e-9 && at(`share paid ${lab}`) > 0,
        );
        if (failing.length === 0 || short > 60) continue;
        const owed = Array.from({ length: size }, () => Array.from({ length: size }, () => 0));
        const external = new Float64Array(size);
        const fromLabs = new Map(neoclouds.map((id) => [id, 0]));
        labs.forEach((lab, k) => {
          let staffAndLeases = at(`staff and power due ${lab}`) * at(`share of staff paid ${lab}`);
          for (const vendor of vendorsOf(lab)) {
            const lease = at(`lease ${lab} to ${vendor}`) * at(`share of leases paid ${lab}`);
            staffAndLeases += lease;
            const n = neoclouds.indexOf(vendor);
            const amount = at(`compute due ${lab} to ${vendor}`) - at(`lease ${lab} to ${vendor}`);
            owed[k]![n < 0 ? size - 1 : labs.length + n]! += amount;
            if (n >= 0) {
              const paid = at(`compute: ${lab} to ${vendor}`);
              fromLabs.set(vendor, fromLabs.get(vendor)! + paid - lease);
            }
          }
          for (const name of futures.names)
            if (name.startsWith(`platform share ${lab} to `)) owed[k]![size - 1]! += at(name);
          owed[k]![lenders]! += at(`interest due ${lab}`) + at(`repayment due ${lab}`);
          external[k] = Math.max(0, at(`money at hand ${lab}`) - staffAndLeases);
        });
        neoclouds.forEach((id, n) => {
          const service = at(`interest due ${id}`) + at(`repayment due ${id}`);
          owed[labs.length + n]![lenders] = service;
          const paid = at(`interest: ${id} to lenders`) + at(`loans repaid: ${id} to lenders`);
          external[labs.length + n] = at(`cash ${id}`) + paid - fromLabs.get(id)!;
        });
        // Running costs come before lenders: where they eat into what labs pay, no clearing vector ranks them.
        if (external.some((amount) => amount < -1)) continue;
        external.forEach((amount, k) => (external[k] = Math.max(0, amount)));
        const { payments } = clear({ owed: sparseFromRows(owed, size), external });
        labs.forEach((lab, k) => {
          const due = owed[k]!.reduce((a, b) => a + b, 0);
          expect(
            Math.abs(payments[k]! - at(`share paid ${lab}`) * due),
            `${lab}, path ${path}, ${t}`,
          ).toBeLessThan(1e-9 * due + 1);
        });
        neoclouds.forEach((id, n) => {
          const paid = at(`interest: ${id} to lenders`) + at(`loans repaid: ${id} to lenders`);
          expect(Math.abs(payments[labs.length + n]! - paid), `${id}, path ${path}, ${t}`).toBeLessThan(
            1e-9 * paid + 1,
          );
        });
        short++;
        if (neoclouds.some((id) => at(`share paid ${id}`) < 1 - 1e-9)) shortBoth++;
      }
    }
    expect(short).toBeGreaterThan(30);
    expect(shortBoth).toBeGreaterThan(3);
  });
});
