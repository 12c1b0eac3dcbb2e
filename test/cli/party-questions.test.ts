// burn-down, outlook, worth, and who bears a failure, as a user asks them, on the economy with a start of round figures.

import { describe, expect, test } from "vitest";
import type { EconomyMaker } from "../../src/question/simulation-run.ts";
import { economyFrom } from "../../src/model/circular/build.ts";
import { roundStart } from "../model/circular/figures.ts";
import { roundtrip } from "./in-process.ts";

const make: EconomyMaker = (book, { quarters = 40, shapes }) =>
  economyFrom(book, roundStart("2026Q2", 0.05), quarters, { shapes });
const few = "--paths 200 --threads 1";

async function json<T>(words: string): Promise<T> {
  const { status, stdout } = await roundtrip(`${words} ${few} --json`, make);
  expect(status).toBe(0);
  return JSON.parse(stdout) as T;
}

async function refused(words: string, code: string): Promise<string> {
  const { status, stdout } = await roundtrip(`${words} ${few} --json`, make);
  const { error } = JSON.parse(stdout) as { error: { code: string; remedy: string } };
  expect([status, error.code]).toEqual([2, code]);
  return error.remedy;
}

interface Points {
  readonly p5: number;
  readonly p50: number;
  readonly p95: number;
}

describe("burn-down", () => {
  interface BurnDown {
    readonly leg: string;
    readonly amountUsd: number;
    readonly putInAtStartUsd: number;
    readonly shapes: {
      readonly shape: string;
      readonly years: { quarter: string; paid: Points; left: Points; dueSoFar: Points }[];
      readonly usedUp: { p50: string | null; never: number };
      readonly missedByYear: { yearEnds: string; probability: number; low: number; high: number }[];
      readonly missedEver: { probability: number };
      readonly returns: { putIn: Points; paidPerDollar: Points; afterOwningPerDollar: Points }[];
    }[];
  }
  test("the Amazon commitment under three shapes: what is paid and left adds up, and minimums differ", async () => {
    const { leg, amountUsd, putInAtStartUsd, shapes } = await json<BurnDown>("burn-down");
    expect([leg, amountUsd]).toEqual(["anthropic-aws-2026-04-commitment", 100e9]);
    expect(putInAtStartUsd).toBe(18e9);
    expect(shapes.map(({ shape }) => shape)).toEqual(["flat", "ramp", "gw"]);
    const [flat, ramp, gw] = shapes as [(typeof shapes)[0], (typeof shapes)[0], (typeof shapes)[0]];
    expect(flat.years[0]!.dueSoFar.p50).toBeCloseTo(5e9, -3);
    expect(ramp.years[0]!.dueSoFar.p50).toBeLessThan(gw.years[0]!.dueSoFar.p50);
    for (const { paid, left } of flat.years) {
      expect(left.p95 + Math.min(paid.p5, amountUsd)).toBeCloseTo(amountUsd, 0);
      expect(left.p50).toBeGreaterThanOrEqual(0);
    }
    expect(flat.missedByYear[0]!.yearEnds).toBe("2027Q1");
    const worst = Math.max(...flat.missedByYear.map(({ probability }) => probability));
    expect(flat.missedEver.probability).toBeGreaterThanOrEqual(worst);
    // A low start is missed less often than an even one.
    expect(ramp.missedEver.probability).toBeLessThanOrEqual(flat.missedEver.probability);
    for (const { paidPerDollar, afterOwningPerDollar, putIn } of flat.returns) {
      expect(putIn.p5).toBeGreaterThanOrEqual(putInAtStartUsd);
      expect(afterOwningPerDollar.p50).toBeLessThan(paidPerDollar.p50);
    }
  });
  test("contracts of one pair share its payments, and a lease has no minimum to miss", async () => {
    const both = ["openai-aws-2025-11-commitment", "openai-aws-2026-02-expansion"];
    const [a, b] = [
      await json<BurnDown>(`burn-down ${both[0]!}`),
      await json<BurnDown>(`burn-down ${both[1]!}`),
    ];
    const paid = (of: BurnDown): number =>
      of.shapes[0]!.years.find(({ quarter }) => quarter === "2029Q4")!.paid.p50;
    expect(paid(a)).toBeGreaterThan(1e9);
    expect(paid(b)).toBeGreaterThan(paid(a));
    const lease = await json<BurnDown>("burn-down anthropic-broadcom-2026-tpu-lease");
    expect(lease.shapes.map(({ shape, missedEver }) => [shape, missedEver])).toEqual([["book", null]]);
  });
  test("simulate counts a year only where the slowest schedule misses it too, burn-down each shape by itself", async () => {
    const leg = "openai-oracle-2025-07-commitment";
    const { shapes } = await json<BurnDown>(`burn-down ${leg}`);
    const { events } = await json<{ events: Record<string, { probability: number }> }>("simulate");
    const counted = events[`${leg}.shortfall`]!.probability;
    const ever = shapes.map(({ missedEver }) => missedEver.probability);
    expect(ever.length).toBe(3);
    expect(Math.max(...ever)).toBeGreaterThan(counted);
    const { stdout } = await roundtrip(`burn-down ${leg} ${few}`, make);
    expect(stdout).toMatch(/Each shape is tested by itself here\./u);
  });
  test("a sentence that may be quoted, and what is no commitment", async () => {
    const { stdout } = await roundtrip(`burn-down ${few} --cite`, make);
    expect(stdout).toMatch(
      /^In the middle of 200 simulated futures Anthropic PBC has paid Amazon\.com Inc\. the whole \$100B/u,
    );
    expect(stdout).toMatch(/CC BY 4\.0\)\.\n$/u);
    expect(await refused("burn-down anthropic-aws-2026-04-comitment", "COMMITMENT_UNKNOWN")).toMatch(
      /Did you mean/u,
    );
    await refused("burn-down amazon-anthropic-2026-04-equity", "COMMITMENT_UNKNOWN");
  });
});

describe("worth", () => {
  interface Worth {
    readonly quarter: string;
    readonly needs: {
      priceUsd: number;
      yearlyReturn: number;
      multiple: number;
      runRateUsd: number;
      growth: number;
      delivered: { probability: number };
    }[];
    readonly atModelPrice: {
      priceUsd: number;
      yearlyReturn: number;
      worthUsd: number;
      delivered: { probability: number };
    }[];
    readonly modelMultipleThen: { p5: number; p50: number };
  }
  test("a price of $350B needs 138, 92 or 64 billion of run-rate in five years at 15% a year", async () => {
    const { quarter, needs } = await json<Worth>("worth anthropic");
    expect(quarter).toBe("2031Q2");
    expect(needs).toHaveLength(18);
    const first = needs.slice(0, 3);
    expect(first.map(({ multiple }) => multiple)).toEqual([6, 9, 13]);
    expect(first.map(({ runRateUsd }) => Math.round(runRateUsd / 1e9))).toEqual([138, 92, 64]);
    expect(first.map(({ growth }) => Math.round(100 * growth))).toEqual([20, 11, 3]);
  });
  test("a higher price and a higher return need more, and fewer futures deliver", async () => {
    const { needs, atModelPrice, modelMultipleThen } = await json<Worth>(
      "worth openai --price 400000000000 --price $900B",
    );
    // At the simulation's own price four rows: what is needed is the run-rate of a multiple times that multiple.
    expect(atModelPrice.map(({ priceUsd, yearlyReturn }) => [priceUsd, yearlyReturn])).toEqual([
      [400e9, 0.15],
      [400e9, 0.25],
      [900e9, 0.15],
      [900e9, 0.25],
    ]);
    expect(atModelPrice[0]!.worthUsd).toBeCloseTo(needs[0]!.runRateUsd * needs[0]!.multiple, 0);
    const chances = atModelPrice.toSorted((a, b) => a.worthUsd - b.worthUsd);
    chances
      .slice(1)
      .forEach(({ delivered }, k) =>
        expect(delivered.probability).toBeLessThanOrEqual(chances[k]!.delivered.probability),
      );
    expect(modelMultipleThen.p5).toBeLessThan(modelMultipleThen.p50);
    expect([...new Set(needs.map(({ priceUsd }) => priceUsd))]).toEqual([400e9, 900e9]);
    for (const a of needs) {
      for (const b of needs) {
        if (a.runRateUsd <= b.runRateUsd) continue;
        expect(a.delivered.probability).toBeLessThanOrEqual(b.delivered.probability);
        expect(a.growth).toBeGreaterThan(b.growth);
      }
    }
  });
  test("only labs with a price of their own, only prices, only with a horizon", async () => {
    await refused("worth amazon", "UNKNOWN_PARTY");
    expect(await refused("worth antropic", "UNKNOWN_PARTY")).toMatch(/anthropic/u);
    await refused("worth anthropic --price 0", "PRICE_WRITTEN");
    await refused("worth anthropic --price 5GW", "PRICE_WRITTEN");
    await refused("worth anthropic --quarters 12", "WORTH_HORIZON");
  });
  test("a lab whose price is mostly of another business is refused, with how much of it", async () => {
    // Beyond twice the highest multiple of its run-rate a price is of other business, as SpaceX's rockets.
    const priced =
      (valuation: number): EconomyMaker =>
      (book, { quarters = 40 }) => {
        const start = roundStart("2026Q2", 0.05);
        const level = { low: valuation, central: valuation, high: valuation, from: [] };
        const figures = new Map([...start.figures, ["spacex.valuation", level]]);
        return economyFrom(book, { ...start, figures }, quarters);
      };
    const dear = await roundtrip(`worth spacex ${few} --json`, priced(1000e9));
    const { error } = JSON.parse(dear.stdout) as { error: { code: string; message: string } };
    expect([dear.status, error.code]).toEqual([2, "WORTH_OTHER_BUSINESS"]);
    expect(error.message).toMatch(/SpaceX.+ \$1T at the start, 8\d(?:\.\d)?% is of other business/u);
    expect((await roundtrip(`worth spacex ${few}`, priced(100e9))).status).toBe(0);
  });
});

describe("outlook", () => {
  interface Outlook {
    readonly kind: string;
    readonly rows: {
      quarter: string;
      revenue: Points | null;
      cash: Points;
      needed: Points;
      minimum: Points | null;
      used: Points | null;
      fates: Record<string, { probability: number }>;
    }[];
  }
  test.each([
    ["anthropic", "lab", ["default", "stretched"]],
    ["mistral", "lab", ["default", "stretched"]],
    ["coreweave", "neocloud", ["default", "stretched"]],
    ["amazon", "group", []],
    ["oracle", "group", ["strained"]],
    ["meta", "group", []],
  ])("%s is a %s", async (party, kind, fates) => {
    const { kind: found, rows } = await json<Outlook>(`outlook ${party}`);
    expect(found).toBe(kind);
    expect(rows[0]!.quarter).toBe("2026Q4");
    expect(Object.keys(rows[0]!.fates)).toEqual(fates);
    rows.forEach(({ cash, needed, fates: by }, k) => {
      // Sums of hundreds of billions leave a part of a dollar.
      expect(cash.p5).toBeGreaterThan(-0.01);
      const before = rows[k - 1];
      if (!before) return;
      // What was needed and what has happened by a date stays so.
      expect(needed.p50).toBeGreaterThanOrEqual(before.needed.p50);
      for (const fate of fates)
        expect(by[fate]!.probability).toBeGreaterThanOrEqual(before.fates[fate]!.probability);
    });
  });
  test("contracts of a lab against what it uses, and of labs with a seller", async () => {
    const { rows } = await json<Outlook>("outlook anthropic");
    expect(rows[1]!.minimum!.p50).toBeGreaterThan(1e9);
    expect(rows[1]!.used!.p50).toBeGreaterThan(1e9);
    const seller = await json<Outlook>("outlook microsoft");
    expect(seller.rows[1]!.minimum!.p50).toBeGreaterThan(1e9);
    expect(await refused("outlook nvidia", "UNKNOWN_PARTY")).toMatch(/anthropic/u);
  });
  test("contracts signed in the simulation ask for compute when those of the book have ended", async () => {
    const late = "--quarters 40";
    const { rows } = await json<Outlook>(`outlook anthropic ${late}`);
    expect(rows.at(-1)!.quarter).toBe("2036Q2");
    for (const { quarter, minimum } of rows) expect([quarter, minimum!.p50 > 1e8]).toEqual([quarter, true]);
    const without = await json<Outlook>(`outlook anthropic ${late} --without fresh-contracts`);
    expect(without.rows.at(-1)!.minimum!.p95).toBeLessThan(rows.at(-1)!.minimum!.p50);
  });
  test("one page, with a sentence that may be quoted", async () => {
    const { stdout } = await roundtrip(`outlook coreweave ${few}`, make);
    expect(stdout.split("\n").length).toBeLessThan(50);
    expect(stdout).toMatch(/has defaulted +has not paid all that was due/u);
    const { stdout: cited } = await roundtrip(`outlook coreweave ${few} --cite`, make);
    expect(cited).toMatch(
      /CoreWeave Inc\. has \$.+ of cash at the end of 2029Q4 .+ it has defaulted by then in/u,
    );
  });
});

describe("stress: who bears a failure", () => {
  interface Stress {
    readonly story: string[];
    readonly failures: {
      party: string;
      quarter: string;
      lostUsd: number;
      claims: { class: string; creditor: string; claimUsd: number; lostUsd: number; share: number }[];
    }[];
    readonly byQuarter: {
      quarter: string;
      round: number | null;
      lostUsd: number;
      idleW: number;
      tokens: number;
    }[];
    readonly lossesByClass: { class: string; creditor: string; without: number; with: number }[];
    readonly rounds: {
      quarter: string;
      parties: { party: string; hits: { series: string; change: number }[] }[];
    }[];
    readonly differences: Record<string, { unit: string; mean: number[] }>;
    readonly handed: {
      round: number | null;
      since: string;
      quarter: string;
      hands: { from: string; to: string; kind: string; usd: number; low: number; high: number }[];
    }[];
  }
  test("claims come in the order in which the party pays, and add up to what the quarter costs", async () => {
    const { failures, byQuarter, story, lossesByClass, rounds, handed, differences } = await json<Stress>(
      "stress --scenario party-fails:openai@2027Q1 --quarters 14",
    );
    const [failure] = failures as [(typeof failures)[0]];
    expect([failure.party, failure.quarter]).toEqual(["openai", "2027Q1"]);
    const classes = failure.claims.map((claim) => claim.class);
    expect(classes.indexOf("compute")).toBeGreaterThan(classes.indexOf("staff and power"));
    expect(classes.lastIndexOf("shares")).toBe(classes.length - 1);
    const sum = failure.claims.reduce((total, claim) => total + claim.lostUsd, 0);
    expect(sum).toBeCloseTo(failure.lostUsd, 0);
    for (const { claimUsd, lostUsd } of failure.claims)
      expect(lostUsd).toBeLessThanOrEqual(claimUsd * (1 + 1e-9));
    const quarter = byQuarter.find((row) => row.quarter === "2027Q1")!;
    expect(quarter.round).toBe(1);
    // Others fail in that quarter as they would have.
    expect(quarter.lostUsd / failure.lostUsd).toBeCloseTo(1, 1);
    expect(
      story.some((sentence) => /^2027Q1: the failure of OpenAI .+ costs those whom it owes/u.test(sentence)),
    ).toBe(true);
    expect(lossesByClass.some((loss) => loss.class === "compute" && loss.creditor === "microsoft")).toBe(
      true,
    );
    expect(story.join(" ")).not.toMatch(/undefined|NaN|null/u);
    expect(story.some((sentence) => / gains? \$.+, the most of all quarters\.$/u.test(sentence))).toBe(true);
    // A group that borrows less has lost nothing.
    expect(story.join(" ")).not.toMatch(
      /(?:Amazon|Microsoft|Alphabet|Meta|NVIDIA)[^:.]* loses [^.]*of funding/u,
    );
    // Tokens, shares and indices beside amounts.
    for (const id of ["market.tokens", "market.tokenPrice", "market.hhi", "amazon.utilisation"])
      expect([id, differences[id]?.unit]).toEqual([id, "1"]);
    // What each is handed in claims is what its series of losses rises by.
    const first = handed[0]!.hands.filter(({ kind }) => kind === "claims");
    for (const party of ["microsoft", "amazon", "oracle"]) {
      const { change } = rounds[0]!.parties
        .find((one) => one.party === party)!
        .hits.find(({ series }) => series === `${party}.loss`)!;
      const sum = first.filter(({ to }) => to === party).reduce((all, { usd }) => all + usd, 0);
      expect(sum / change).toBeCloseTo(1, 2);
    }
    // And what a maker sells less, its buyers buy less: dues that are not paid are not told twice.
    const fall = differences["amd.revenue"]!.mean.reduce((all, x) => all - x, 0);
    const sold = handed
      .flatMap(({ hands }) => hands)
      .filter(({ to, kind }) => to === "amd" && kind === "sales")
      .reduce((all, { usd }) => all + usd, 0);
    expect(sold / fall).toBeCloseTo(1, 1);
    // Rounds follow one another without a gap, to the horizon.
    const rest = rounds.at(-1)!.quarter === handed.at(-1)!.quarter ? [] : [null];
    expect(handed.map(({ round }) => round)).toEqual([...rounds.map((_, k) => k + 1), ...rest]);
    expect(handed.flatMap(({ round, quarter }) => (round === null ? [] : [quarter]))).toEqual(
      rounds.map(({ quarter }) => quarter),
    );
    expect(handed.at(-1)!.quarter).toBe("2029Q4");
    expect(
      handed.flatMap(({ hands }) => hands).every(({ low, usd, high }) => 0 < low && low < usd && usd < high),
    ).toBe(true);
  });
  test("lenders bear the failure of a neocloud with its owners", async () => {
    const { failures, story } = await json<Stress>(
      "stress --scenario party-fails:coreweave@2027Q1 --quarters 8",
    );
    // It puts nothing off: what it does not pay of its debt service is not paid.
    expect(story.some((line) => /CoreWeave Inc\. does not pay all that is due in/u.test(line))).toBe(true);
    expect(story.join(" ")).not.toMatch(/CoreWeave Inc\. puts off/u);
    expect(failures[0]!.claims.map((claim) => [claim.class, claim.creditor])).toEqual([
      ["interest", "lenders"],
      ["loans", "lenders"],
      ["shares", "investors"],
    ]);
  });
});
