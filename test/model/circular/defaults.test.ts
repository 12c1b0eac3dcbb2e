// Law: a funding winter, a missed plan and higher rates lower nobody's probability of default, on the same draws. Builders
// are the exception in the long run of a winter, for a reason that the paths themselves show.

import { beforeAll, describe, expect, test } from "vitest";
import { economyOf } from "../../../src/model/circular/build.ts";
import { probabilityOf } from "../../../src/paths/probability.ts";
import { defaultBook } from "../../small-book.ts";
import { type Future, futuresOf, mean } from "./futures.ts";

const [quarters, paths] = [40, 1024];
const horizons = [4, 8, 12, 16, 20, 40];
const [labs, neoclouds] = [
  ["anthropic", "openai", "mistral", "other-labs"],
  ["coreweave", "nebius", "other-neoclouds"],
];
let base: Future;
let winter: Future;
let missed: Future;
let dear: Future;
let war: Future;

beforeAll(async () => {
  const book = await defaultBook();
  const economy = economyOf(book, { quarters });
  const keep = [...labs, ...neoclouds].flatMap((id) => [
    `${id}.default`,
    ...(neoclouds.includes(id) ? [`${id}.debt`] : []),
  ]);
  const futures = futuresOf(economy, book, { paths, keep });
  base = futures.run();
  winter = futures.scenario("funding-winter");
  missed = futures.scenario("plan-missed-30");
  dear = futures.scenario("rates-up");
  war = futures.scenario("price-war");
}, 120_000);

function failing(of: Future, id: string, to: number) {
  return probabilityOf(of.ever(`${id}.default`, to).filter(Boolean).length, paths);
}

/** How much more often it fails by a quarter in other futures, on the same draws, and the half of a 95 % interval. */
function pairedDifference(id: string, to: number, other = winter): { difference: number; margin: number } {
  const [before, after] = [base, other].map((of) => of.ever(`${id}.default`, to));
  const changes = before!.map((one, k) => Number(after![k]) - Number(one));
  const difference = mean(Float64Array.from(changes));
  const squares = mean(Float64Array.from(changes, (change) => (change - difference) ** 2));
  return { difference, margin: 1.96 * Math.sqrt(squares / paths) };
}

describe("a funding winter", () => {
  test.each(labs)(
    "lowers the probability of default of %s at no horizon, and saves it on hardly a path",
    (id) => {
      for (const to of horizons) {
        const [before, after] = [base, winter].map((of) => of.ever(`${id}.default`, to));
        const saved = before!.filter((one, k) => one && !after![k]).length;
        const lost = after!.filter((one, k) => one && !before![k]).length;
        expect(lost, `${id} in ${to}`).toBeGreaterThanOrEqual(saved);
        expect(saved, `${id} in ${to}`).toBeLessThan(0.03 * paths);
      }
    },
  );

  test("raises that of OpenAI and of a neocloud within three years", () => {
    const raised = [...labs, ...neoclouds].filter(
      (id) => failing(winter, id, 12).low! > failing(base, id, 12).high!,
    );
    expect(raised).toContain("openai");
    expect(raised.some((id) => neoclouds.includes(id))).toBe(true);
  });

  test.each(neoclouds)("lowers that of %s at no horizon of four years, path by path", (id) => {
    for (const to of horizons.filter((one) => one <= 16)) {
      const { difference, margin } = pairedDifference(id, to);
      expect(difference, `in ${to}`).toBeGreaterThan(-margin);
    }
    expect(pairedDifference(id, 8).difference).toBeGreaterThan(pairedDifference(id, 8).margin);
  });

  test.each(neoclouds)("saves %s later only where it keeps it from building on credit", (id) => {
    const [before, after] = [base, winter].map((of) => of.ever(`${id}.default`));
    const saved = before!.flatMap((one, k) => (one && !after![k] ? [k] : []));
    expect(saved.length).toBeGreaterThan(10);
    // The debt in the quarter before the one in which it would have failed.
    const less = saved.filter((k) => {
      let t = 1;
      while (base.at(`${id}.default`, t)[k] === 0) t++;
      return winter.at(`${id}.debt`, t - 1)[k]! < base.at(`${id}.debt`, t - 1)[k]!;
    });
    expect(less.length / saved.length).toBeGreaterThan(0.75);
    expect(mean(winter.at(`${id}.debt`, 12))).toBeLessThan(mean(base.at(`${id}.debt`, 12)));
  });
});

describe("defaults", () => {
  const lowered = (of: Future, horizon: number): string[] =>
    [...labs, ...neoclouds].flatMap((id) =>
      horizons
        .filter((to) => to <= horizon)
        .filter((to) => {
          const { difference, margin } = pairedDifference(id, to, of);
          return difference < -margin;
        })
        .map((to) => `${id} in ${to}`),
    );
  const isRaised = (of: Future, id: string, to: number): boolean => {
    const { difference, margin } = pairedDifference(id, to, of);
    return difference > margin;
  };

  test("are lowered by a missed plan for nobody at any horizon, and raised for OpenAI and neoclouds", () => {
    expect(lowered(missed, 40)).toEqual([]);
    for (const id of ["openai", "coreweave", "nebius"]) expect(isRaised(missed, id, 16), id).toBe(true);
  });

  test("are lowered by higher rates for nobody at any horizon, and raised for neoclouds", () => {
    expect(lowered(dear, 40)).toEqual([]);
    for (const id of ["coreweave", "nebius"]) expect(isRaised(dear, id, 20), id).toBe(true);
  });

  test("are lowered by a price war for nobody within three years, and raised for OpenAI", () => {
    expect(lowered(war, 12)).toEqual([]);
    expect(isRaised(war, "openai", 12)).toBe(true);
  });
});
