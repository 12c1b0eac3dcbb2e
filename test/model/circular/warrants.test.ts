// Chips ordered by power, and the warrants that their deliveries make vest.

import { beforeAll, describe, expect, test } from "vitest";
import type { Book } from "../../../src/book/book.ts";
import { economyOf } from "../../../src/model/circular/build.ts";
import { defaultBook } from "../../small-book.ts";
import { type Future, type Futures, futuresOf } from "./futures.ts";

const quarters = 24;
const order = "openai-amd-2025-10-gpus";
const warrant = "openai-amd-2025-10-warrant";
const sold = `shares of others sold: ${warrant}: investors to openai`;
let book: Book;
let futures: Futures;
let base: Future;

beforeAll(async () => {
  book = await defaultBook();
  futures = futuresOf(economyOf(book, { quarters }), book, {
    keep: [
      "part of general chips from amd",
      `wanted on ${order}`,
      `delivered on ${order}`,
      `vested of ${warrant}`,
      `hurdles met by ${warrant}`,
      `warrant of ${warrant}`,
      `value of ${warrant} in full`,
      "market value of amd",
      "round openai",
      "openai.cash",
      "warrants of openai",
      sold,
    ],
  });
  base = futures.run();
}, 60_000);

function everywhere(holds: (path: number, period: number) => boolean): boolean {
  return Array.from({ length: quarters }, (_, k) => k + 1).every((t) =>
    [...base.at("openai.cash", t).keys()].every((path) => holds(path, t)),
  );
}

function mean(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

const off = (id: string): Future =>
  futures.run([{ name: `mechanism ${id}`, from: 0, to: undefined, value: 0 }]);

describe("chips ordered by power", () => {
  test("raise AMD's part of general chips, up to its bound and no further", () => {
    const part = (of: Future, t: number): Float64Array => of.at("part of general chips from amd", t);
    const without = off("chip-orders");
    expect(everywhere((k, t) => part(base, t)[k]! >= part(without, t)[k]!)).toBe(true);
    expect(mean(part(base, 8))).toBeGreaterThan(1.5 * mean(part(without, 8)));
    const bound = futures.run([
      { name: "set amd-share-most", from: 0, to: undefined, value: 1 },
      { name: "value amd-share-most", from: 0, to: undefined, value: 0.11 },
    ]);
    expect(everywhere((k, t) => part(bound, t)[k]! <= 0.11 * (1 + 1e-12))).toBe(true);
    expect(mean(part(bound, 8))).toBeGreaterThan(0.1);
  });
  test("are delivered bit by bit, and never beyond what was ordered", () => {
    const delivered = (t: number): Float64Array => base.at(`delivered on ${order}`, t);
    expect(everywhere((k, t) => t === 1 || delivered(t)[k]! >= delivered(t - 1)[k]!)).toBe(true);
    expect(everywhere((k, t) => delivered(t)[k]! <= 6 + 1e-9)).toBe(true);
    expect(mean(delivered(quarters))).toBeGreaterThan(3);
  });
  test("shrink with the contracts of a lab that fails", () => {
    const failed = futures.scenario("party-fails:openai");
    const [usual, after] = [base, failed].map((of) => mean(of.at(`wanted on ${order}`, 10)));
    expect(after).toBeLessThan(0.7 * usual!);
  });
});

describe("a warrant", () => {
  test("vests by the lesser of deliveries and price, and stays vested", () => {
    const vested = (t: number): Float64Array => base.at(`vested of ${warrant}`, t);
    expect(
      everywhere((k, t) => {
        const before = t === 1 ? 0 : vested(t - 1)[k]!;
        const now = Math.min(
          base.at(`delivered on ${order}`, t)[k]! / 6,
          base.at(`hurdles met by ${warrant}`, t)[k]!,
        );
        return Math.abs(vested(t)[k]! - Math.max(before, now)) < 1e-12;
      }),
    ).toBe(true);
    // $600 a share of 160 million shares that are a tenth of AMD.
    const reached = base.at("market value of amd", 1)[0]! / 960e9;
    expect(base.at(`hurdles met by ${warrant}`, 1)[0]!).toBeCloseTo(Math.min(1, reached), 12);
  });
  test("in full is worth a tenth of AMD less its strike", () => {
    expect(
      everywhere((k, t) => {
        const whole = base.at(`value of ${warrant} in full`, t)[k]!;
        return Math.abs(whole / (0.1 * base.at("market value of amd", t)[k]! - 1.6e6) - 1) < 1e-12;
      }),
    ).toBe(true);
  });
  test("is sold by a lab that lacks money, which then asks for smaller rounds", () => {
    expect(mean(base.sum(sold, 1, quarters))).toBeGreaterThan(1e9);
    const without = off("warrants");
    expect(mean(without.sum(sold, 1, quarters))).toBe(0);
    expect(mean(base.sum("round openai", 1, quarters))).toBeLessThan(
      mean(without.sum("round openai", 1, quarters)),
    );
  });
  test("is not simulated where nobody has told what its issuer is worth", () => {
    const facts = new Map([...book.facts].filter(([, { metric }]) => metric !== "market-value"));
    const economy = economyOf({ ...book, facts }, { quarters: 2 });
    expect(economy.mechanisms.find(({ id }) => id === "warrants")).toBeUndefined();
    expect(economy.series.map(({ id }) => id)).not.toContain("amd.marketValue");
  });
});
