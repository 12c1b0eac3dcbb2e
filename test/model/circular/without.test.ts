// A mechanism that a question turns off: the same draws, and what it would have moved.

import { beforeAll, describe, expect, test } from "vitest";
import type { Book } from "../../../src/book/book.ts";
import { economyFrom } from "../../../src/model/circular/build.ts";
import { withoutFrom } from "../../../src/model/circular/without.ts";
import { defaultBook } from "../../small-book.ts";
import { roundStart } from "./figures.ts";
import { type Futures, futuresOf, mean } from "./futures.ts";

let book: Book;
let futures: Futures;
beforeAll(async () => {
  book = await defaultBook();
  const economy = economyFrom(book, roundStart("2026Q2", 0.1), 6);
  futures = futuresOf(economy, book, { paths: 128, keep: ["anthropic.runRate", "leap anthropic"] });
});

describe("a mechanism that is off", () => {
  test("changes one given number, from the start to the end", () => {
    expect(withoutFrom(["leaps"], futures.economy)).toEqual([
      {
        mechanism: "leaps",
        changes: [{ name: "mechanism leaps", from: 0, to: undefined, value: 0 }],
      },
    ]);
  });

  test("does nothing on any path, and what it moves is other than before", () => {
    const changes = withoutFrom(["leaps"], futures.economy).flatMap((one) => one.changes);
    const [usual, off] = [futures.run(), futures.run(changes)];
    expect(Math.max(...usual.at("leap anthropic", 3))).toBeGreaterThan(0.1);
    expect([...off.at("leap anthropic", 3)].every((leap) => leap === 0)).toBe(true);
    expect(mean(off.at("anthropic.runRate", 6))).toBeLessThan(mean(usual.at("anthropic.runRate", 6)));
  });

  test.each([
    [["leap"], "MECHANISM_UNKNOWN"],
    [["leaps", "leaps"], "MECHANISM_TWICE"],
  ])("%s is refused as wrong usage", (ids, code) => {
    expect(() => withoutFrom(ids, futures.economy)).toThrow(expect.objectContaining({ code, exit: 2 }));
  });
});

describe("where a lab's compute is at the start", () => {
  test("is drawn where the book judges it, adds to one, and can be set", () => {
    const { economy } = futures;
    const judged = economy.assumptions.filter(({ id }) => /^mix-(?:anthropic|openai)-/u.test(id));
    expect(judged.length).toBeGreaterThan(5);
    expect(judged.every(({ isDrawn }) => isDrawn)).toBe(true);
    const names = economy.model.variables
      .map(({ name }) => name)
      .filter((n) => n.startsWith("mix openai at "));
    const mixes = futuresOf(economy, book, { paths: 64, keep: names });
    const usual = mixes.run();
    for (let path = 0; path < 64; path++) {
      const whole = names.reduce((sum, name) => sum + usual.at(name, 0)[path]!, 0);
      expect(whole).toBeCloseTo(1, 12);
    }
    expect(new Set(usual.at("mix openai at microsoft", 0)).size).toBe(64);
    const set = mixes.run([
      { name: "set mix-openai-microsoft", from: 0, to: undefined, value: 1 },
      { name: "value mix-openai-microsoft", from: 0, to: undefined, value: 0.2 },
    ]);
    expect(mean(set.at("mix openai at microsoft", 0))).toBeLessThan(
      0.5 * mean(usual.at("mix openai at microsoft", 0)),
    );
  });
});
