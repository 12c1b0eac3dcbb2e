import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { execFile } from "node:child_process";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { flowsOf, openAtBoundaries } from "../../src/network/book-flows.ts";
import { type YearChance, chanceAnswer, chanceSentence } from "../../src/report/chance.ts";
import { defaultBook } from "../small-book.ts";

const run = promisify(execFile);
const program = join(import.meta.dirname, "..", "..", "bin", "roundtrip.js");
const told = async (...words: string[]): Promise<YearChance> =>
  JSON.parse((await run(process.execPath, [program, ...words, "--json"])).stdout) as YearChance;

test("a year of the book is compared as any list of the same payments is", async () => {
  const view = {
    book: await defaultBook(),
    day: "2026-10-10",
    counting: "headline",
    level: "group",
    year: 2026,
    layer: "cash",
  } as const;
  const folder = await mkdtemp(join(tmpdir(), "roundtrip-chance-"));
  const edges = join(folder, "edges.csv");
  const rows = openAtBoundaries(view.book, flowsOf(view).flows);
  await writeFile(
    edges,
    ["payer,payee,amount", ...rows.map((row) => `${row.payer},${row.payee},${row.amount}`)].join("\n"),
  );
  const asked = ["--samples", "6", "--seed", "3"];
  const [list, book] = await Promise.all([
    told("network", "chance", "--edges", edges, ...asked),
    told("chance", "--year", "2026", "--count", "headline", ...asked),
  ]);
  await rm(folder, { recursive: true });
  const { statistic: _, ...same } = list as YearChance & { statistic: string };
  expect(book).toMatchObject(same);
  expect(book).toEqual(chanceAnswer(view, { samples: 6, seed: 3 }).json);
  expect(book.verdict).toBe("too small to tell");
});

test("progress is told after every draw", async () => {
  const words: string[] = [];
  const view = { day: "2026-10-10", counting: "firm", level: "group", year: 2026, layer: "cash" } as const;
  const progress = (say: () => string): void => void words.push(say());
  chanceAnswer({ ...view, book: await defaultBook() }, { samples: 2, seed: 1, progress });
  expect(words.at(0)).toMatch(/^Drew 1 networks; \d of 2 can carry the same sums/u);
  expect(words.length).toBeGreaterThan(2);
});

const of = (more: Partial<YearChance>): YearChance => ({
  year: 2026,
  layer: "cash",
  count: "firm",
  edges: 80,
  observed: 0.07,
  mean: 0.02,
  sd: 0.01,
  pOneSided: 0.01,
  pTwoSided: 0.02,
  samples: 1000,
  rejected: 0,
  unsettled: 0,
  verdict: "unusual",
  ...more,
});
const nothing = {
  mean: null,
  sd: null,
  pOneSided: null,
  pTwoSided: null,
  verdict: "too small to tell",
} as const;

test.each([
  [
    {},
    "7% of the money of 2026 can go round, more than chance gives: networks drawn by chance have 2% in the mean (1,000 compared, p 0.02)",
  ],
  [{ mean: 0.2 }, /, less than chance gives: /u],
  [{ pTwoSided: 0.4, verdict: "not unusual" }, /, no more and no less than chance gives: .*p 0\.4\)$/u],
  [
    { ...nothing, samples: 0, rejected: 10_000 },
    /too small to tell: of 10,000 networks .* none can carry the same sums$/u,
  ],
  [{ ...nothing, edges: 0, samples: 0, rejected: 10 }, /too small to tell: nobody is known to pay anybody$/u],
  [{ verdict: "too small to tell", edges: 1 }, /too small to tell: there is one pair of payer and payee$/u],
  [{ verdict: "too small to tell", samples: 12 }, /too small to tell: only 12 networks can be compared$/u],
  [{ verdict: "too small to tell", sd: 0 }, /too small to tell: every network .* has the same share$/u],
] as const)("%j in a sentence", (more, sentence) => {
  const said = chanceSentence(of(more));
  if (typeof sentence === "string") expect(said).toBe(sentence);
  else expect(said).toMatch(sentence);
});
