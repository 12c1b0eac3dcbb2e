// What customers pay labs in the quarter of the start.

import { expect, test } from "vitest";
import { openBook } from "../../../src/cli/book-files.ts";
import { economyFrom } from "../../../src/model/circular/build.ts";
import { futuresOf, setTo } from "./futures.ts";
import { roundStart } from "./figures.ts";

test("a lab earned the mean of its opening and closing run-rate in the quarter of the start", async () => {
  const book = await openBook({ folders: [], withDefault: true });
  const futures = futuresOf(economyFrom(book, roundStart(), 1), book, {
    paths: 2,
    keep: ["anthropic.revenue", "anthropic.runRate"],
  });
  // From 20 to 60 in a quarter: a growth of ln 3.
  const future = futures.run([
    ...setTo("start anthropic.runRate", 60e9),
    ...setTo("start anthropic.growth", Math.log(3)),
  ]);
  expect(future.at("anthropic.runRate", 0)[0]).toBe(60e9);
  expect(future.at("anthropic.revenue", 0)[0]! / 10e9).toBeCloseTo(1, 12);
});
