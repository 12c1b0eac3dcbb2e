// Which legs move nothing in the simulation, and why.

import { beforeAll, expect, test } from "vitest";
import { newestDay } from "../../src/book/known.ts";
import { renderText } from "../../src/cli/render.ts";
import { economyOf } from "../../src/model/circular/build.ts";
import { mechanismsAnswer } from "../../src/report/mechanisms.ts";
import { type WithoutEffect, withoutEffect } from "../../src/report/without-effect.ts";
import { defaultBook } from "../small-book.ts";

let idle: readonly WithoutEffect[];
let answer: ReturnType<typeof mechanismsAnswer>;

beforeAll(async () => {
  const book = await defaultBook();
  const day = newestDay(book);
  const economy = economyOf(book, { quarters: 1 });
  idle = withoutEffect(book, economy, day);
  answer = mechanismsAnswer(book, economy, day);
}, 60_000);

test("each has the first reason that holds for it", () => {
  const why = new Map(idle.map((one) => [one.leg, one.why]));
  expect(why.get("amazon-anthropic-2023-09")).toContain("paid before the start"); // completed
  expect(why.get("market-nebius-2025-09-convertible")).toContain("paid before the start"); // drawn in full
  expect(why.get("mistral-sweden-2026-02")).toContain("no promise yet"); // an intent with an amount
  expect(why.get("google-terawulf-2025-08-warrant")).toContain("no terms");
  expect(why.get("meta-hyperion-2025-10-lease")).toContain("no amount is told");
  // It has an amount, and the lease behind which it stands has none.
  expect(why.get("nvidia-sbenergy-2026-08-guarantee")).toContain("no amount is told");
  expect(why.get("coreweave-galaxy-helios-2025")).toContain("neither a lab nor a group pays it");
  expect(why.has("anthropic-terawulf-2026-07-lease")).toBe(false); // a mechanism works on it
});

test("by reason all of them are told, with how many they are", () => {
  const words = renderText(answer.blocks, { width: 2000, colour: false });
  expect(words).toContain(`${idle.length} legs of the kinds`);
  for (const { leg } of idle) expect(words).toContain(leg);
  const [, , table] = answer.blocks.flatMap((block) => ("table" in block ? [block.table] : []));
  const counts = table!.rows.map(([count]) => count!.value as number);
  expect(counts.reduce((sum, count) => sum + count, 0)).toBe(idle.length);
  expect(answer.json).toMatchObject({ withoutEffect: idle });
});
