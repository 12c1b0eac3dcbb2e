// Questions to the simulation as a user asks them, on a small economy.

import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parquetReadObjects } from "hyparquet";
import { afterAll, describe, expect, test } from "vitest";
import { uniform } from "../../src/expression/distribution.ts";
import { constant, divide, lag } from "../../src/expression/expression.ts";
import { modelBuilder } from "../../src/model/builder.ts";
import { economyOf } from "../../src/model/circular/build.ts";
import { plain } from "../../src/model/circular/measures.ts";
import { chance, minus } from "../../src/model/circular/write.ts";
import type { EconomyMaker } from "../../src/question/simulation-run.ts";
import { leg, standIn } from "../stand-in-economy.ts";
import { roundtrip } from "./in-process.ts";

const work = realpathSync(mkdtempSync(join(tmpdir(), "roundtrip-simulate-")));
afterAll(() => rmSync(work, { recursive: true, force: true }));
const few = "--paths 300 --quarters 12 --threads 1";

/** The JSON that a command prints, which must succeed. */
async function json<T>(words: string, make?: EconomyMaker): Promise<T> {
  const { status, stdout, stderr } = await roundtrip(`${words} --json`, make);
  expect([status, stderr.replaceAll(/^(?:note|roundtrip): .*\n/gmu, "")]).toEqual([0, ""]);
  return JSON.parse(stdout) as T;
}

interface Simulated {
  readonly book: { hash: string; asOf: string };
  readonly quarters: string[];
  readonly series: Record<
    string,
    { unit: string; mean: number[]; p5: number[]; p50: number[]; p95: number[] } | null
  >;
  readonly events: Record<string, { probability: number; low: number; high: number; byQuarter: number[] }>;
  readonly checks: { largestImbalance: number; failedPaths: number; firstFailure: unknown };
  readonly timing: { compileMs: number; runMs: number };
}

describe("simulate", () => {
  test("series have an entry for each quarter, and events a probability by each", async () => {
    const found = await json<Simulated>(`simulate ${few}`);
    expect(Object.keys(found)).toEqual(
      "book start seed paths quarters scenarios set without series events leftOut checks timing".split(" "),
    );
    expect(found.quarters[0]).toBe("2026Q3");
    expect(found.quarters).toHaveLength(12);
    expect(found.book).toEqual({
      hash: expect.stringMatching(/^[0-9a-f]{64}$/u) as string,
      asOf: "2026-10-10",
    });
    const cash = found.series["anthropic.cash"]!;
    expect(Object.keys(cash)).toEqual(["unit", "mean", "p5", "p25", "p50", "p75", "p95"]);
    expect([cash.unit, cash.mean.length]).toEqual(["USD", 12]);
    cash.p50.forEach((middle, k) => expect(middle).toBeGreaterThanOrEqual(cash.p5[k]!));
    expect(found.series["amazon.capacityGw"]).toMatchObject({ unit: "GW" });
    expect(found.series["anthropic.debt"]).toBeNull();
    expect(found.series).not.toHaveProperty(["aws.debt"]);
    expect(found.series).toMatchObject({ "aws.backlog": null, "aws.notKnown": null });
    const { probability, low, high, byQuarter } = found.events["anthropic.default"]!;
    expect(low).toBeLessThan(probability);
    expect(high).toBeGreaterThan(probability);
    expect(byQuarter).toHaveLength(12);
    expect(byQuarter.at(-1)).toBe(probability);
    expect(found.checks).toEqual({ largestImbalance: 0, failedPaths: 0, firstFailure: null });
    expect(found.timing.compileMs).toBeGreaterThan(0);
    expect(found.timing.runMs).toBeGreaterThan(0);
  });
  test("the same again gives the same, another seed another", async () => {
    const of = (seed: number): Promise<Simulated> => json(`simulate ${few} --seed ${seed}`);
    const [a, b, c] = [await of(1), await of(1), await of(2)];
    expect({ ...b, timing: null }).toEqual({ ...a, timing: null });
    expect(c.series).not.toEqual(a.series);
  });
  test("a scenario and a setting change what they say", async () => {
    const base = await json<Simulated>(`simulate ${few}`);
    const slow = await json<Simulated>(`simulate ${few} --scenario trainium-slips-a-year=1`);
    const at = (run: Simulated, k: number): number => run.series["amazon.capacityGw"]!.p50[k]!;
    expect(at(base, 3) - at(slow, 3)).toBeCloseTo(4 * 0.3, 10);
    expect(at(base, 11) - at(slow, 11)).toBeCloseTo(4 * 0.3, 10);
    const set = await json<Simulated>(`simulate ${few} --set kappa-lr=0.4`);
    const { stderr } = await roundtrip(`simulate ${few} --set kappa-lr=0.9`);
    expect(stderr).toContain("note: kappa-lr=0.9 lies outside of its interval, 0.24 to 0.42 ratio.\n");
    expect(set.series["aws.revenue"]!.p50[3]).toBeGreaterThan(base.series["aws.revenue"]!.p50[3]!);
  });
  test("--from names the last known quarter, in every question that runs", async () => {
    for (const words of ["simulate", "stress --scenario funding-winter", "explain anthropic.cash@2026Q1"]) {
      const { start } = await json<{ start: string }>(`${words} ${few} --from 2025Q4`, standIn);
      expect([words, start]).toEqual([words, "2025Q4"]);
    }
    for (const [words, code] of [
      ["--from 2026Q3 --as-of 2026-09-29", "START_AHEAD"],
      ["--from 2019Q3", "START_EARLY"],
      ["--from spring", "QUARTER"],
    ]) {
      const { status, stdout } = await roundtrip(`simulate ${few} ${words} --json`, economyOf);
      const { error } = JSON.parse(stdout) as { error: { code: string } };
      expect([status, error.code]).toEqual([2, code]);
    }
  });
  test("--party leaves out the rest and changes no figure", async () => {
    const all = await json<Simulated>(`simulate ${few}`);
    const some = await json<Simulated>(`simulate ${few} --party amazon`);
    expect(some.series["aws.revenue"]).toEqual(all.series["aws.revenue"]); // a segment of the group
    expect(some.series).not.toHaveProperty(["anthropic.cash"]);
    expect(some.events).toEqual({});
  });
  test("a table has a fan, events with their interval, and what is left out", async () => {
    const { stdout } = await roundtrip(`simulate ${few}`);
    expect(stdout).toMatch(
      /Anthropic PBC: run rate, a year\n {2}2026Q4 +░*▒*█▒*░* +\$\d+(?:\.\d+)?B {2}\$\d/u,
    );
    expect(stdout).toMatch(/anthropic\.default +\d+(?:\.\d+)?% +\d+(?:\.\d+)?% +\d+(?:\.\d+)?%/u);
    expect(stdout).toMatch(/Left out\nMistral AI: not known are cash\./u);
    expect(stdout).toMatch(/Accounts balance/u);
  });
  test("revenue of groups is said to be that of AI and cloud; tokens of a lab are of the market's", async () => {
    const make: EconomyMaker = (book, { quarters = 8 }) => {
      const economy = standIn(book, { quarters });
      const like = (id: string, of: string) => ({ ...economy.series.find((one) => one.id === of)!, id });
      const index = { kind: "index" as const, unit: plain };
      return {
        ...economy,
        series: [
          ...economy.series,
          like("amazon.cash", "anthropic.cash"),
          like("amazon.revenue", "aws.revenue"),
          { ...like("anthropic.tokens", "aws.revenue"), ...index },
          { ...like("market.tokens", "aws.revenue"), ...index },
        ],
      };
    };
    const { stdout } = await roundtrip(`simulate ${few}`, make);
    expect(stdout).toContain("\nFor Amazon.com Inc. revenue is that of AI and cloud alone.\n");
    expect(stdout).toMatch(/anthropic\.tokens +market's start = 100% /u);
    expect(stdout).toMatch(/market\.tokens +start = 100% /u);
    expect((await roundtrip(`simulate ${few}`)).stdout).not.toContain("AI and cloud alone");
  });
  test("CSV has a row for each series and quarter, and each event and quarter", async () => {
    const { stdout } = await roundtrip(`simulate ${few} --format csv`);
    const lines = stdout.trimEnd().split("\r\n");
    expect(lines[0]).toBe("series,unit,quarter,mean,p5,p25,p50,p75,p95");
    expect(lines).toHaveLength(1 + 12 * (7 + 1));
  });
  test("paths that fail are counted, told with the equation of the first, and left out", async () => {
    const { stdout, stderr } = await roundtrip(`simulate ${few} --json`, risky);
    const { checks, series } = JSON.parse(stdout) as Simulated;
    expect(checks.failedPaths).toBeGreaterThan(5);
    expect(checks.failedPaths).toBeLessThan(200);
    expect(checks.firstFailure).toMatchObject({ equation: "risky", cause: "division by zero" });
    expect(series["anthropic.cash"]!.p95[0]).toBe(1);
    expect(stderr).toMatch(
      /^note: \d+ of 300 paths failed and are left out; the first is path \d+ in period \d+: division by zero in risky \(.+\)\.$/mu,
    );
  });
});

/** An economy in which one path in twelve or so divides by zero. */
const risky: EconomyMaker = (book, { quarters = 8 }) => {
  const m = modelBuilder("risky", { periods: quarters });
  const x = m.auxiliary("risky", { unit: plain, initial: 1 });
  m.equation(x, divide(lag("risky", 1), minus(1, chance(0.007))));
  const series = {
    id: "anthropic.cash",
    party: "anthropic",
    variable: "risky",
    unit: plain,
    kind: "stock" as const,
  };
  return { ...standIn(book, { quarters }), model: m.build(), series: [series], events: [], assumptions: [] };
};

describe("--out", () => {
  test("writes the run as CSV and Parquet that agree, and what it depends on", async () => {
    const out = join(work, "runs", "one");
    const run = await json<Simulated>(`simulate ${few} --out ${out}`);
    expect(readdirSync(out).toSorted()).toEqual(
      "assumptions.csv assumptions.parquet events.csv events.parquet run.json series.csv series.parquet".split(
        " ",
      ),
    );
    expect(readdirSync(join(work, "runs"))).toEqual(["one"]);
    for (const name of ["series", "events", "assumptions"]) {
      const rows = await parquetReadObjects({ file: bytesOf(join(out, `${name}.parquet`)) });
      const lines = csvRows(readFileSync(join(out, `${name}.csv`), "utf8"));
      expect(lines[0]).toEqual(Object.keys(rows[0]!));
      expect(
        rows.map((row) => Object.values(row).map((value) => (value === null ? "" : String(value)))),
      ).toEqual(lines.slice(1));
    }
    const series = await parquetReadObjects({ file: bytesOf(join(out, "series.parquet")) });
    const cash = series.filter((row) => row["series"] === "anthropic.cash");
    expect(cash.map((row) => row["p95"])).toEqual(run.series["anthropic.cash"]!.p95);
    const record = JSON.parse(readFileSync(join(out, "run.json"), "utf8")) as Record<string, unknown>;
    expect(record).toMatchObject({ seed: 1, paths: 300, book: run.book, quarters: run.quarters });
    expect(record).not.toHaveProperty("timing");
  });
  test("the same run gives the same bytes, also into a folder that is empty", async () => {
    const [a, b] = [join(work, "a"), join(work, "b")];
    mkdirSync(b);
    for (const out of [a, b]) await json(`simulate ${few} --out ${out}`);
    for (const name of readdirSync(a))
      expect(readFileSync(join(b, name)), name).toEqual(readFileSync(join(a, name)));
  });
  test("a folder that holds something is refused, and left as it is", async () => {
    const out = join(work, "full");
    mkdirSync(out);
    writeFileSync(join(out, "mine"), "mine");
    await refused(`simulate ${few} --out ${out}`, "OUT_NOT_EMPTY");
    await refused(`simulate ${few} --out ${join(out, "mine")}`, "OUT_NO_FOLDER");
    expect(readdirSync(out)).toEqual(["mine"]);
  });
  test("a run that is refused leaves no folder", async () => {
    const out = join(work, "leak");
    const { status } = await roundtrip(`simulate ${few} --out ${out}`, (book, { quarters = 8 }) =>
      standIn(book, { quarters, leaks: true }),
    );
    expect(status).toBe(3);
    expect(existsSync(out)).toBe(false);
  });
});

function bytesOf(file: string): ArrayBuffer {
  const bytes = readFileSync(file);
  return bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength);
}

/** Rows of CSV whose cells may be quoted; none of ours holds a line break. */
function csvRows(text: string): string[][] {
  return text
    .trimEnd()
    .split("\r\n")
    .map((line) =>
      [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/gu)].map(([, quoted, bare]) =>
        quoted === undefined ? bare! : quoted.replaceAll('""', '"'),
      ),
    );
}

describe("assumptions and scenarios", () => {
  test("every assumption is told with its interval, reason, sources and use", async () => {
    const rows = await json<Record<string, unknown>[]>("assumptions");
    expect(rows.find(({ id }) => id === "ceiling-ent")).toMatchObject({
      unit: "USD per year",
      distribution: "lognormal",
      low: 2e11,
      central: Math.sqrt(2e11 * 3.5e12),
      high: 3.5e12,
      used: "drawn",
      reason: expect.stringContaining("knowledge work") as string,
    });
    const use = (name: string): unknown => rows.find(({ id }) => id === name)!["used"];
    expect([use("winter-rate"), use("kappa-lr"), use("reprice")]).toEqual(["drawn", "fixed", "not used"]);
    expect((rows.find(({ id }) => id === "ceiling-ent")!["sources"] as string[]).length).toBeGreaterThan(0);
  });
  test("scenarios come with sizes and reasons", async () => {
    const rows = await json<{ id: string; reason: string; size: unknown }[]>("scenarios");
    expect(rows.map(({ id }) => id)).toContain("price-war");
    for (const { id, reason } of rows) expect(reason.length, id).toBeGreaterThan(20);
  });
});

describe("sensitivity", () => {
  interface Sensitivity {
    readonly unit: string;
    readonly unexplained: number;
    readonly lookedAt: number;
    readonly inputs: {
      id: string;
      correlation: number;
      error: number;
      explains: number;
      share: number;
      isBeyondChance: boolean;
    }[];
  }
  test("the assumption that moves a series comes first, and shares add up", async () => {
    const { inputs, unit, unexplained } = await json<Sensitivity>(
      `sensitivity --of anthropic.revenue@2028Q4 ${few}`,
    );
    expect(inputs.map(({ id }) => id)).toEqual(["ceiling-ent", "winter-rate"]);
    expect(inputs[0]!.correlation).toBeGreaterThan(0.7);
    expect(Math.abs(inputs[1]!.correlation)).toBeLessThan(4 * inputs[1]!.error);
    expect(inputs[0]!.share + inputs[1]!.share).toBeCloseTo(1, 12);
    expect(inputs[0]!.explains + inputs[1]!.explains).toBeCloseTo(1 - unexplained, 12);
    const { stdout } = await roundtrip(`sensitivity --of anthropic.revenue@2028Q4 ${few}`);
    const told = `${Number((inputs[0]!.explains * 100).toPrecision(3))}%`;
    expect(stdout).toMatch(new RegExp(` ceiling-ent .* ${told.replace(".", "\\.")} `, "u"));
    expect(stdout).toMatch(/All together, each for itself, they explain [\d.]+% \(± [\d.]+%\)/u);
    expect(unit).toBe("USD");
    expect(unexplained).toBeGreaterThan(0.05);
  });
  test("the table has those beyond chance over all that are looked at, and a line for the others", async () => {
    const make: EconomyMaker = (book, { quarters = 8 }) => {
      const economy = standIn(book, { quarters });
      const { model, assumptions } = economy;
      const idle = Array.from({ length: 20 }, (_unused, k) => ({
        ...model.once.find(({ name }) => name === "winter-rate")!,
        name: `idle ${k}`,
        value: uniform(constant(0), constant(1)),
      }));
      const drawn = idle.map(({ name }) => ({ id: name, isDrawn: true }));
      return {
        ...economy,
        model: { ...model, once: [...model.once, ...idle] },
        assumptions: [...assumptions, ...drawn],
      };
    };
    const words = `sensitivity --of anthropic.revenue@2028Q4 ${few}`;
    const { stdout } = await roundtrip(words, make);
    expect(stdout.replaceAll(/\s+/gu, " ")).toContain("the 1 beyond chance, of 22 that were looked at");
    expect(stdout.match(/^ +(?:idle|ceiling|winter)/gmu)).toEqual([expect.stringContaining("ceiling")]);
    expect(stdout).toMatch(/The other 21 explain .* together\./u);
    const { inputs, lookedAt } = await json<Sensitivity>(words, make);
    expect([inputs.length, lookedAt]).toEqual([22, 22]);
    expect(inputs.filter(({ isBeyondChance }) => isBeyondChance).map(({ id }) => id)).toEqual([
      "ceiling-ent",
    ]);
    // One that a single look would take for a mover is none of many.
    expect(inputs.some((one) => !one.isBeyondChance && Math.abs(one.correlation) > 1.5 * one.error)).toBe(
      true,
    );
    const { stdout: early } = await roundtrip(`sensitivity --of anthropic.default@2026Q3 ${few}`, make);
    expect(early).not.toMatch(/^ +(?:idle|ceiling|winter)/gmu);
  });
  test("an event within the horizon, or by a quarter", async () => {
    const all = await json<Sensitivity>(`sensitivity --of anthropic.default ${few}`);
    expect(all.inputs[0]!.correlation).toBeGreaterThan(0.2);
    const early = await json<Sensitivity & { quarter: string }>(
      `sensitivity --of anthropic.default@2026Q3 ${few}`,
    );
    expect([early.quarter, early.unexplained, early.inputs[0]!.correlation]).toEqual(["2026Q3", null, null]);
  });
});

describe("stress", () => {
  interface Stress {
    readonly story: string[];
    readonly rounds: { quarter: string; parties: { party: string }[] }[];
    readonly differences: Record<string, { unit: string; mean: number[] }>;
    readonly events: Record<
      string,
      {
        before: number;
        after: number;
        change: number;
        low: number;
        high: number;
        near: { quarter: string; before: number; after: number; change: number };
        byQuarter: { before: number[]; after: number[] };
      }
    >;
    readonly roundsUntil: string;
    readonly losses: { party: string; change: number }[];
  }
  test("nothing differs before the shock, and who is hit first is told first", async () => {
    const found = await json<Stress>(`stress --scenario funding-winter@2027Q1 ${few}`);
    const funding = found.differences["anthropic.funding"]!;
    expect(funding.mean.slice(0, 2)).toEqual([0, 0]);
    expect(funding.mean[2]).toBeLessThan(-1.5e9);
    expect(found.rounds[0]).toMatchObject({ quarter: "2027Q1", parties: [{ party: "anthropic" }] });
    expect(found.rounds.length).toBeGreaterThan(1);
    expect(found.story[0]).toMatch(/^2027Q1, first: Anthropic PBC loses \$[\d.]+B of funding \(-/u);
    const quarters = found.story.flatMap((sentence) => /^\d{4}Q\d/u.exec(sentence)?.[0] ?? []);
    expect(quarters).toEqual(quarters.toSorted());
    const { before, after, change, low, high } = found.events["anthropic.default"]!;
    expect(change).toBeCloseTo(after - before, 12);
    expect(low).toBeGreaterThan(0);
    expect(high).toBeLessThan(1);
    expect(found.losses).toEqual([expect.objectContaining({ party: "amazon" })]);
    expect(found.losses[0]!.change).toBeGreaterThan(0);
    // All series are there, not amounts alone.
    const { series } = await json<{ series: Record<string, { unit: string } | null> }>(`simulate ${few}`);
    expect(Object.keys(found.differences).toSorted()).toEqual(
      Object.keys(series)
        .filter((id) => series[id] !== null)
        .toSorted(),
    );
  });
  test("that a party fails by scenario is said first", async () => {
    const failed = await json<Stress>(`stress --scenario party-fails:anthropic@2027Q1 ${few}`);
    expect(failed.story[0]).toMatch(/^2027Q1: Anthropic PBC defaults in 100% by scenario, not in [\d.]+%/u);
  });
  test("chances by quarter, and three years on before those at the horizon", async () => {
    const long = "--paths 300 --quarters 20 --threads 1";
    const found = await json<Stress>(`stress --scenario funding-winter@2027Q1 ${long}`);
    const { before, after, near, byQuarter } = found.events["anthropic.default"]!;
    expect(byQuarter.before).toHaveLength(20);
    expect([byQuarter.before.at(-1), byQuarter.after.at(-1)]).toEqual([before, after]);
    expect(byQuarter.after.slice(0, 2)).toEqual(byQuarter.before.slice(0, 2));
    expect(near.quarter).toBe("2029Q4");
    expect([near.before, near.after]).toEqual([byQuarter.before[13], byQuarter.after[13]]);
    expect(near.change).toBeCloseTo(near.after - near.before, 12);
    expect(found.roundsUntil).toBe("2031Q2");
    const chance = found.story.find((line) => line.includes("defaults in"))!;
    expect(chance).toMatch(/^By 2029Q4: .+; (?:but )?by 2031Q2 in /u);
    const { stdout } = await roundtrip(`stress --scenario funding-winter@2027Q1 ${long}`);
    expect(stdout).toMatch(/by 2029Q4 +with +change +from +to +by 2031Q2 +with/u);
  });
  test("nobody is furthest behind before having lost, and no round is later than what is said", async () => {
    const found = await json<Stress>(
      `stress --scenario party-fails:anthropic@2026Q4 --quarters 30 --paths 300`,
    );
    expect(found.roundsUntil).toBe("2029Q4");
    expect(found.rounds.every(({ quarter }) => quarter <= "2029Q4")).toBe(true);
    const behind = found.story.filter((line) => line.includes("furthest behind"));
    expect(behind.length).toBeGreaterThan(0);
    for (const line of behind) {
      const [, name] = /^\d{4}Q\d: (.+?) (?:is|are) furthest/u.exec(line)!;
      const first = found.story.findIndex((one) => one.includes(`: ${name} los`));
      expect([line, first >= 0 && first < found.story.indexOf(line)]).toEqual([line, true]);
    }
  });
  test("a scenario that changes nothing is said to change nothing", async () => {
    const { story, differences } = await json<Stress>(`stress --scenario rates-up ${few}`);
    expect(story).toEqual([expect.stringMatching(/^Nobody loses 1%/u)]);
    expect(
      Object.values(differences)
        .flatMap(({ mean }) => mean)
        .every((mean) => mean === 0),
    ).toBe(true);
  });
  test("the smallest shock that breaks is found, and breaks", async () => {
    const found = await json<{
      smallest: string;
      before: number;
      shocks: {
        kind: string;
        scenario: string | null;
        relative: number | null;
        size: number;
        probability: number;
        low: number;
        high: number;
        sizeFrom: number;
        sizeTo: number;
      }[];
    }>(`stress --break anthropic.default ${few}`);
    expect(found.before).toBeLessThan(0.5);
    expect(found.shocks[0]!.scenario).toBe(found.smallest);
    expect(found.shocks.find(({ kind }) => kind === "rates-up")).toMatchObject({
      scenario: null,
      relative: null,
    });
    const ipo = found.shocks.find(({ kind }) => kind === "ipo-window-shut")!;
    const event = async (scenario: string) =>
      (await json<Simulated>(`simulate ${few} --scenario ${scenario}`)).events["anthropic.default"]!;
    const at = async (scenario: string): Promise<number> => (await event(scenario)).probability;
    const { probability, low, high } = await event(ipo.scenario!);
    expect(ipo).toMatchObject({ probability, low, high });
    expect(ipo.sizeFrom).toBeLessThan(ipo.size);
    expect(ipo.sizeTo).toBeGreaterThanOrEqual(ipo.size);
    expect((await event(`ipo-window-shut=${ipo.sizeFrom}`)).high).toBeLessThan(0.5);
    expect((await event(`ipo-window-shut=${ipo.sizeTo}`)).low).toBeGreaterThan(0.5);
    const { stdout } = await roundtrip(`stress --break anthropic.default ${few}`);
    expect(stdout).toContain("Between are the sizes tried");
    expect(await at(ipo.scenario!)).toBeGreaterThan(0.5);
    const size = Number(ipo.scenario!.split("=")[1]);
    expect(await at(`ipo-window-shut=${size - 0.01}`)).toBeLessThanOrEqual(0.5);
  });
});

test("what is likelier than not without a shock needs none", async () => {
  const { stdout, status } = await roundtrip(
    `stress --break anthropic.default ${few} --scenario party-fails:anthropic`,
  );
  expect(status).toBe(0);
  expect(stdout).toMatch(
    /anthropic\.default is more likely than not without any shock: it happens in 100% of them/u,
  );
});

describe("explain, and the equations", () => {
  test("a series is told with its equation, its assumptions and its deals, the nearest first", async () => {
    const found = await json<{
      equation: string;
      median: number;
      terms: { term: string; value: number }[];
      assumptions: { id: string; steps: number }[];
      deals: { leg: string }[];
    }>(`explain aws.revenue@2027Q4 ${few}`);
    expect(found.equation).toContain("`compute: anthropic to amazon`");
    const of = (term: string): number => found.terms.find((one) => one.term === term)!.value;
    expect(found.median).toBeCloseTo(
      3.8e10 + of("`compute: anthropic to amazon`") - of("`owed: anthropic to amazon`"),
      3,
    );
    expect(found.assumptions.map(({ id }) => id)).toEqual(
      ["kappa-lr", "ceiling-ent", "winter-rate"].toSorted((a, b) => step(a) - step(b)),
    );
    expect(found.deals).toEqual([expect.objectContaining({ leg })]);
    function step(id: string): number {
      return found.assumptions.find((one) => one.id === id)!.steps;
    }
    const run = await json<Simulated>(`simulate --paths 299 --quarters 12 --threads 1`);
    const odd = await json<{ median: number }>(
      "explain aws.revenue@2027Q4 --paths 299 --quarters 12 --threads 1",
    );
    expect(odd.median).toBe(run.series["aws.revenue"]!.p50[5]); // of an odd number of paths the middle one is the median
  });
  test("an assumption is shown in its own unit, as the list of assumptions shows it", async () => {
    const { stdout } = await roundtrip(`explain aws.revenue@2027Q4 ${few} --set kappa-lr=11`);
    expect(stdout).toMatch(/ kappa-lr +\d+ +11 ratio /u);
    expect(stdout).toMatch(/ winter-rate +\d+ +\d\.?\d*% per quarter /u);
  });
  test("an event is told on the first path on which it happens in the quarter, with how likely it is", async () => {
    const found = await json<{
      probability: number;
      path: number;
      happensIn: string;
      terms: { term: string; value: number }[];
      assumptions: { id: string; value: number }[];
    }>(`explain anthropic.default@2028Q2 ${few}`);
    const { events } = await json<Simulated>(`simulate ${few}`);
    expect(found.probability).toBe(events["anthropic.default"]!.byQuarter[7]);
    expect(found.happensIn).toBe("2028Q2");
    const of = (term: string): number => found.terms.find((one) => one.term === term)!.value;
    expect(of("`owed: anthropic to amazon`")).toBeGreaterThan(0);
    expect(of("`anthropic failed`[-1]")).toBe(0);
    const { stdout } = await roundtrip(`explain anthropic.default@2028Q2 ${few}`);
    expect(stdout).toContain(`number ${found.path}, the first of those on which it happens in 2028Q2.`);
  });
  test("an event that has happened before is told as it was then", async () => {
    const scenario = "--scenario party-fails:anthropic@2027Q1";
    const words = `explain anthropic.default@2028Q4 ${few} ${scenario}`;
    expect(await json(words)).toMatchObject({ probability: 1, path: 0, happensIn: "2027Q1" });
    expect((await roundtrip(words)).stdout).toContain("It happens on no path in 2028Q4.");
  });
  test("an event that happens on no path has an equation, and no values", async () => {
    const found = await json<{ assumptions: { value: number | null }[] }>(
      "explain anthropic.default@2026Q3 --paths 2 --quarters 12 --threads 1",
    );
    expect(found).toMatchObject({ probability: 0, path: null, happensIn: null, terms: [] });
    expect(found.assumptions.map(({ value }) => value)).toEqual([null, null, null]);
  });
  test("with --sources come those of the assumptions and of the deals", async () => {
    const { sources } = await json<{ sources: { id: string }[] }>(
      `explain aws.revenue@2027Q4 ${few} --sources`,
    );
    expect(sources.length).toBeGreaterThan(1);
  });
  test("as a table model show circular prints its parts, and everything with --all", async () => {
    const parts = (await roundtrip("model show circular")).stdout;
    expect(parts).toContain("`--part ID`");
    expect(parts).not.toContain("anthropic revenue");
    expect((await roundtrip("model show circular --all")).stdout).toContain("anthropic revenue");
    expect((await roundtrip("model show circular --part nothing")).status).toBe(2);
  });
  test("model show circular prints every equation", async () => {
    const { equations } = await json<{ equations: { name: string }[] }>("model show circular");
    expect(equations.map(({ name }) => name)).toContain("demand");
    expect(equations).toHaveLength(12);
  });
});

async function refused(words: string, code: string): Promise<string> {
  const { status, stdout } = await roundtrip(`${words} --json`);
  const { error } = JSON.parse(stdout) as { error: { code: string; message: string; remedy: string } };
  expect([status, error.code]).toEqual([2, code]);
  return error.remedy;
}

describe("wrong usage", () => {
  test.each([
    ["simulate --paths 0", "USAGE", /help/u],
    ["simulate --paths 1.5", "USAGE", /help/u],
    ["simulate --quarters 81", "USAGE", /help/u],
    ["simulate --quarters 2 --scenario funding-winter", "SCENARIO_HORIZON", /--quarters 3/u],
    ["simulate --scenario funding-wnter", "SCENARIO_UNKNOWN", /"funding-winter"/u],
    ["simulate --party antropic", "UNKNOWN_PARTY", /"anthropic"/u],
    ["simulate --party nvidia", "UNKNOWN_PARTY", /Simulated are: amazon/u],
    ["simulate --set winter=1", "SETTING_UNKNOWN", /"winter-rate"/u],
    ["simulate --set winter-rate=200%", "SETTING_IMPOSSIBLE", /1% to 4% per quarter/u],
    ["simulate --set zzzz=1", "SETTING_UNKNOWN", /roundtrip assumptions/u],
    ["simulate --without take-or-pya", "MECHANISM_UNKNOWN", /"take-or-pay"/u],
    ["simulate --without zzzz", "MECHANISM_UNKNOWN", /roundtrip mechanisms/u],
    ["simulate --without leaps --without leaps", "MECHANISM_TWICE", /once/u],
    ["sensitivity", "USAGE", /help/u],
    ["sensitivity --of anthropic.cash", "SERIES_WRITTEN", /anthropic\.cash@2036Q2/u],
    ["sensitivity --of anthropic.csh@2027Q1", "SERIES_UNKNOWN", /"anthropic\.cash"/u],
    ["sensitivity --of anthropic.cash@2026Q2", "SERIES_QUARTER", /from 2026Q3 on/u],
    ["sensitivity --of anthropic.cash@2030Q1 --quarters 12", "SERIES_QUARTER", /--quarters 15/u],
    ["sensitivity --of anthropic.cash@2030", "QUARTER", /2026Q3/u],
    ["stress", "STRESS_WRITTEN", /--scenario/u],
    ["stress funding-winter@2027Q1", "USAGE", /--scenario funding-winter/u],
    ["stress --scenario baseline", "STRESS_WRITTEN", /--scenario/u],
    ["stress --break anthropic.default --party amazon", "STRESS_WRITTEN", /--party/u],
    ["stress --break anthropic.defalt", "SERIES_UNKNOWN", /"anthropic\.default"/u],
    ["explain anthropic.defalt@2027Q1", "SERIES_UNKNOWN", /"anthropic\.default"/u],
  ])("%s", async (words, code, remedy) => {
    expect(await refused(words, code)).toMatch(remedy);
  });
});
