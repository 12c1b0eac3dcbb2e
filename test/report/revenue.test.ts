import { describe, expect, test } from "vitest";
import type { FlowsView } from "../../src/network/book-flows.ts";
import { revenueAnswer } from "../../src/report/revenue.ts";
import { defaultBook } from "../small-book.ts";

const view = async (year = 2025): Promise<FlowsView> => ({
  book: await defaultBook(),
  day: "2026-10-10",
  counting: "firm",
  level: "group",
  year,
  layer: "cash",
});
const linesOf = (answer: ReturnType<typeof revenueAnswer>): string =>
  answer.blocks.flatMap((block) => ("lines" in block ? block.lines : [])).join("\n");
const titlesOf = (answer: ReturnType<typeof revenueAnswer>): (string | undefined)[] =>
  answer.blocks.flatMap((block) => ("table" in block ? [block.table.title] : []));

describe("who is asked about", () => {
  test("a segment of the book, NVIDIA's data centres among them", async () => {
    const answer = revenueAnswer(await view(), "nvidia-data-center");
    expect(answer.json).toMatchObject({
      party: "nvidia-data-center",
      revenueUsd: 39.112e9 + 41.1e9 + 51.2e9 + 62.314e9,
    });
    expect(linesOf(answer)).not.toContain("is a group");
  });
  test("NVIDIA is answered by its segment, and told so", async () => {
    const answer = revenueAnswer(await view(), "nvidia");
    expect(answer.json).toMatchObject({ party: "nvidia-data-center" });
    expect(linesOf(answer)).toContain(
      "NVIDIA is a group; this is the split of its segment NVIDIA Data Center",
    );
  });
  test.each([
    ["amazon", "aws"],
    ["microsoft", "azure"],
    ["google", "google-cloud"],
    ["oracle", "oci"],
  ])("%s is refused as wrong usage, and %s named", async (group, segment) => {
    const asked = await view();
    expect(() => revenueAnswer(asked, group)).toThrow(
      expect.objectContaining({
        code: "USAGE",
        exit: 2,
        remedy: `Ask for the segment: roundtrip revenue ${segment}.`,
      }),
    );
  });
});

test("an answer with a number says what bounds it, what is assumed and who is named in the backlog", async () => {
  const answer = revenueAnswer(await view(), "aws");
  expect(titlesOf(answer)).toEqual([
    undefined,
    "What bounds at most: how much of a payer's money can have been whose",
    "Payers whose accounts are known: what each paid, and the money that it had",
    "Told by",
    "Contracts named in the backlog: what of each was not billed yet",
  ]);
  expect(linesOf(answer)).toContain(
    "$1.5B (google-anthropic-2023-10) was paid on some day from 2023-10-27 to 2025-11-01. All of it counts in 2025.",
  );
  expect(linesOf(answer)).toContain("an extrapolation");
  const { backlogNamed, backlogUsd, backlogClasses } = answer.json as {
    backlogNamed: { unbilledUsd: number }[];
    backlogUsd: number;
    backlogClasses: Record<string, number>;
  };
  const sum = (values: number[]): number => values.reduce((all, value) => all + value, 0);
  expect(sum(backlogNamed.map(({ unbilledUsd }) => unbilledUsd))).toBeLessThan(backlogUsd);
  expect(sum(Object.values(backlogClasses))).toBeCloseTo(backlogUsd, 0);
});
test("an answer without one shows what is told and names what is missing", async () => {
  const answer = revenueAnswer(await view(), "azure");
  expect(titlesOf(answer)).toEqual(["Payments that are told, whose money is not"]);
  expect(linesOf(answer)).toContain("No number");
  expect(linesOf(answer)).toContain("azure/revenue of all of 2025");
  expect(linesOf(answer)).toContain("what Anthropic paid Microsoft Azure in 2025");
  expect(answer.json).toMatchObject({
    missing: expect.arrayContaining(["what anthropic paid azure in 2025"]) as string[],
  });
  const [first] = answer.blocks.flatMap((block) => ("table" in block ? block.table.rows : []));
  expect(first![0]).toEqual({ show: "OpenAI, to Microsoft", value: "openai, to microsoft" });
});
