import { expect, test } from "vitest";
import type { FlowsView } from "../../src/network/book-flows.ts";
import type { Answer } from "../../src/report/answer.ts";
import { circularityAnswer, circularityOf, loopsAnswer } from "../../src/report/circularity.ts";
import { lookThroughAnswer } from "../../src/report/look-through.ts";
import { defaultBook } from "../small-book.ts";

const view = async (more: Partial<FlowsView> = {}): Promise<FlowsView> => ({
  book: await defaultBook(),
  day: "2026-10-10",
  counting: "firm",
  level: "group",
  year: 2025,
  layer: "cash",
  ...more,
});
const lines = ({ blocks }: Answer): string =>
  blocks.flatMap((block) => ("lines" in block ? block.lines : [])).join("\n");

test("circularity names the payments that took the place of contracts, and cites their sources", async () => {
  const found = circularityAnswer(await view(), [2025], "cash");
  expect(lines(found)).toContain(
    "2025: openai paid microsoft $17.2B in 365 days (openai/paid-to-microsoft/FY2025)",
  );
  expect(found.sources).toContain("kindapeak-openai-lost-20-9bn-17-2bn-to-microsoft");
});

test("circularity names a payer whose contracts exceed the outlay that is forecast for it", async () => {
  const found = circularityOf(await view({ year: 2026 }));
  const [held] = found.held;
  expect(held).toMatchObject({ payer: "openai", outlayUsd: 47e9, isForecast: true });
  expect(held!.countedUsd).toBeCloseTo((held!.plannedUsd + 47e9) / 2, 0);
  // The band has to hold a share without that part of the plan, and one with all of it.
  expect(found.share!.p95 - found.share!.p5).toBeGreaterThan(0.01);
});

test("loops say which figures a payment was told by, and on which day funding is only assumed to have moved", async () => {
  const found = loopsAnswer(await view(), 5, 20);
  expect(lines(found)).toContain(
    "What anthropic paid amazon: as told by aws/revenue-from-anthropic/FY2025/barclays",
  );
  expect(lines(found)).toContain("amazon-anthropic-2024-11: paid between 2024-11-22 and 2025-12-31 on days");
  expect(found.sources).toContain("itiger-aws-ai-growth-from-anthropic");
  const [loop] = (found.json as { loops: { legs: string[]; deals: string[]; flows: { told: string[] }[] }[] })
    .loops;
  // A payment that no contract tells of has a figure's id and is neither a leg nor a deal of the book.
  expect([loop!.legs, loop!.deals]).toEqual([["amazon-anthropic-2024-11"], ["amazon-anthropic-2024-11"]]);
  expect(loop!.flows.flatMap(({ told }) => told)).toHaveLength(2);
});

test("at the level of segments it is said that no ring closes through two segments of one group", async () => {
  const words = "no ring closes through two segments of one group";
  const at = await view({ level: "segment" });
  expect(lines(loopsAnswer(at, 5, 20))).toContain(words);
  expect(lines(circularityAnswer(at, [2025], "cash"))).toContain(words);
  expect(lines(loopsAnswer(await view(), 5, 20))).not.toContain(words);
});

test("look-through says that contracts exceed the outlay that is forecast", async () => {
  expect(lines(lookThroughAnswer(await view({ year: 2026 }), "openai"))).toContain(
    "The contracts of openai exceed its outlay as forecast",
  );
});
