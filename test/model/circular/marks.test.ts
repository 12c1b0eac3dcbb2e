// Who owns a lab, before and after it fails.

import { beforeAll, describe, expect, test } from "vitest";
import { openBook } from "../../../src/cli/book-files.ts";
import { economyFrom } from "../../../src/model/circular/build.ts";
import { shocksFrom } from "../../../src/model/circular/scenario.ts";
import { type Future, futuresOf, setTo, shock } from "./futures.ts";
import { roundStart } from "./figures.ts";

const kept = 0.1;
const holders = ["amazon", "microsoft", "nvidia", "investors"] as const;
const stakeOf = (holder: string): string => `stake ${holder} in openai`;
let future: Future;

/** OpenAI fails in period 3; those that sell to it buy no shares in its rounds, so that what they hold is what they kept. */
beforeAll(async () => {
  const book = await openBook({ folders: [], withDefault: true });
  const economy = economyFrom(book, roundStart(), 12);
  const keep = [
    ...holders.flatMap((holder) => [stakeOf(holder), `lost on openai by ${holder}: shares`]),
    "valuation openai",
    "equity raised openai",
    "default openai",
  ];
  const futures = futuresOf(economy, book, { paths: 64, keep });
  const scenario = shocksFrom(["party-fails:openai@2027Q1"], economy, book).flatMap(({ changes }) => changes);
  const alone = shock("mechanism vendor-parts", 0, 0);
  future = futures.run([...scenario, alone, ...setTo("equity-after-default", kept)]);
}, 60_000);

describe("in the quarter of a default", () => {
  test("a named holder keeps that part of its shares, for good", () => {
    const part = (from: number, to: number): number[] =>
      [...future.at(stakeOf("microsoft"), to)].map((stake, k) => {
        let undiluted = stake;
        for (let t = from + 1; t <= to; t++) {
          const before = future.at("valuation openai", t - 1)[k]!;
          undiluted *= (before + future.at("equity raised openai", t)[k]!) / before;
        }
        return undiluted / future.at(stakeOf("microsoft"), from)[k]!;
      });
    const failsAgain = future.at("default openai", 3).map((_, k) => {
      let times = 0;
      for (let t = 4; t <= 12; t++) times += future.at("default openai", t)[k]!;
      return times;
    });
    for (const value of part(1, 2)) expect(value).toBeCloseTo(1, 10);
    for (const value of part(2, 3)) expect(value).toBeCloseTo(kept, 10);
    const lasting = part(2, 12).filter((_, k) => failsAgain[k] === 0);
    expect(lasting.length).toBeGreaterThan(10);
    for (const value of lasting) expect(value).toBeCloseTo(kept, 10);
  });

  test("new owners are investors, and all holdings add to the whole", () => {
    future.at(stakeOf("investors"), 3).forEach((stake) => expect(stake).toBeGreaterThan(1 - kept));
    for (let k = 0; k < 64; k++) {
      const total = holders.reduce((sum, holder) => sum + future.at(stakeOf(holder), 3)[k]!, 0);
      expect(total).toBeCloseTo(1, 10);
    }
  });

  test("what the waterfall tells is what the shares that are given up were worth", () => {
    for (let k = 0; k < 64; k++) {
      const price = future.at("valuation openai", 2)[k]! + future.at("equity raised openai", 3)[k]!;
      const given = (future.at(stakeOf("microsoft"), 3)[k]! / kept) * (1 - kept);
      const lost = future.at("lost on openai by microsoft: shares", 3)[k]!;
      expect(lost / (given * price)).toBeCloseTo(1, 10);
    }
  });
});
