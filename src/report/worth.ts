// What must be true for a price of a lab: the run-rate that an owner needs in some years to earn a return, how fast the lab
// has to grow for it, and on how many paths it does.

import type { Book } from "../book/book.ts";
import { exp, log } from "../elementary/elementary.ts";
import { RoundtripError, exitCode } from "../error/error.ts";
import { didYouMean } from "../error/nearest.ts";
import type { Economy, Series } from "../model/circular/economy.ts";
import { USD } from "../model/circular/measures.ts";
import { central, parseQuantity } from "../unit/quantity.ts";
import { type Answer, table } from "./answer.ts";
import { assumptionSources } from "./assumption-rows.ts";
import type { Kept } from "../paths/simulation.ts";
import {
  type PathValues,
  type Points,
  byPath,
  pathValuesOf,
  pointsOf,
  shareCell,
  shareOfPaths,
} from "./path-values.ts";
import { amount, nameOf, partsOf, percent } from "./series-text.ts";
import { type Simulated, conditionLines, headingOf, runJson } from "./simulate.ts";

/** Prices that are asked about unless others are named: those at which Anthropic was spoken of in 2025 and 2026. */
export const usualPrices: readonly number[] = [350e9, 800e9, 1e12];
/** How long an owner waits. */
const yearsHeld = 5;

const ids = {
  returns: ["owner-return-low", "owner-return-high"],
  multiples: ["exit-multiple-low", "exit-multiple-middle", "exit-multiple-high"],
  dilution: "owner-dilution",
} as const;

/** What `worth` looks at of a lab: how much it earns, and what the simulation says that it is worth. */
export interface Worth {
  readonly runRate: Series;
  readonly valuation: Series;
  /** The variable of what it is worth as a lab, without a business beside; undefined where the economy has none. */
  readonly asLab: string | undefined;
}

/** The run-rate and the price of a lab. @throws UNKNOWN_PARTY, WORTH_HORIZON, both as wrong usage */
export function worthOf(party: string, { model, series, quarters }: Economy, book: Book): Worth {
  // A lab inside a group has a run-rate and no price of its own.
  const priced = new Set(
    series.flatMap(({ id }) => (partsOf(id).name === "valuation" ? [partsOf(id).owner] : [])),
  );
  const runRate = series.find(({ id }) => id === `${party}.runRate` && priced.has(party));
  const valuation = series.find(({ id }) => id === `${party}.valuation`);
  if (!runRate || !valuation) {
    const names = series.flatMap(({ id }) => {
      const { owner, name } = partsOf(id);
      return name === "runRate" && priced.has(owner) ? [owner] : [];
    });
    throw new RoundtripError(
      "UNKNOWN_PARTY",
      book.parties.has(party)
        ? `"${party}" has no run-rate and price that are simulated.`
        : `No party is called "${party}".`,
      { exit: exitCode.usage, remedy: didYouMean(party, names) || `There are: ${names.join(", ")}.` },
    );
  }
  const asLab = model.variables.find(({ name }) => name === `value of the business ${party}`)?.name;
  if (quarters.length >= 4 * yearsHeld) return { runRate, valuation, asLab };
  throw new RoundtripError(
    "WORTH_HORIZON",
    `${quarters.length} quarters are fewer than ${yearsHeld} years.`,
    {
      exit: exitCode.usage,
      remedy: `Simulate at least ${4 * yearsHeld} with --quarters.`,
    },
  );
}

/** What a run has to keep for `worthAnswer`. */
export function worthKept({ runRate, valuation, asLab }: Worth): Kept {
  const variables = asLab === undefined ? [] : [asLab];
  return { series: [runRate, valuation], events: [], drawn: [], variables };
}

/** The part of a lab's price from which on its run-rate says nothing of it. */
const otherBusinessMax = 0.5;

/** @throws WORTH_OTHER_BUSINESS, as wrong usage, where most of the price is of a business beside the lab */
function refuseOtherBusiness(values: PathValues, { valuation, asLab }: Worth, book: Book): void {
  if (asLab === undefined) return;
  const [own, price] = [pointsOf(values(asLab, 0)).p50, pointsOf(values(valuation.variable, 0)).p50];
  const other = 1 - own / price;
  if (other <= otherBusinessMax) return;
  const { owner } = partsOf(valuation.id);
  throw new RoundtripError(
    "WORTH_OTHER_BUSINESS",
    `Of the price of ${nameOf(owner, book)}, ${amount(price, USD)} at the start, ${percent(other)} is of other business than that of a lab: its run-rate cannot say what must be true for it.`,
    { exit: exitCode.usage, remedy: `Ask of a lab alone, or see \`roundtrip outlook ${owner}\`.` },
  );
}

/** A price as it is written: $350B, or 350B where a shell would take the sign for its own. @throws PRICE_WRITTEN */
export function priceFrom(written: string): number {
  const read = amountOfMoney(/^\d/u.test(written) ? `$${written}` : written);
  if (read !== undefined && read > 0) return read;
  throw new RoundtripError("PRICE_WRITTEN", `"${written}" is no price.`, {
    exit: exitCode.usage,
    remedy: "Write an amount of money above zero, such as 350B.",
  });
}

function amountOfMoney(written: string): number | undefined {
  try {
    const read = parseQuantity(written);
    return read.unit === "USD" ? central(read) : undefined;
  } catch (error) {
    if (error instanceof RoundtripError) return undefined;
    throw error;
  }
}

interface Need {
  readonly priceUsd: number;
  readonly yearlyReturn: number;
  readonly multiple: number;
  readonly runRateUsd: number;
  readonly growth: number;
  readonly delivered: ReturnType<typeof shareOfPaths>;
}

/** What all of the lab must be worth in the end: price × (1 + return)^years / (1 − dilution). */
function worthNeeded(price: number, yearlyReturn: number, dilution: number): number {
  let grown = price;
  for (let year = 0; year < yearsHeld; year++) grown *= 1 + yearlyReturn;
  return grown / (1 - dilution);
}

/** What it needs where the lab is sold at what the simulation says that it is worth, path by path. */
interface NeedAtModel {
  readonly priceUsd: number;
  readonly yearlyReturn: number;
  readonly worthUsd: number;
  readonly delivered: ReturnType<typeof shareOfPaths>;
}

/** The answer to `worth PARTY`. @throws WORTH_OTHER_BUSINESS, as wrong usage */
export function worthAnswer(simulated: Simulated, of: Worth, prices: readonly number[]): Answer {
  const { runRate: series, valuation } = of;
  const { book, simulation } = simulated;
  const { economy } = simulation;
  const period = 4 * yearsHeld;
  const quarter = economy.quarters[period - 1]!;
  const values = pathValuesOf(simulated);
  refuseOtherBusiness(values, of, book);
  const [now, later] = [pointsOf(values(series.variable, 0)), values(series.variable, period)];
  const number = (id: string): number => {
    const { value, central: middle } = book.assumptions.get(id)!;
    return central(middle ?? value);
  };
  const dilution = number(ids.dilution);
  const needs = prices.flatMap((priceUsd) =>
    ids.returns.map(number).flatMap((yearlyReturn) =>
      ids.multiples.map(number).map((multiple): Need => {
        const runRateUsd = worthNeeded(priceUsd, yearlyReturn, dilution) / multiple;
        return {
          priceUsd,
          yearlyReturn,
          multiple,
          runRateUsd,
          growth: exp(log(runRateUsd / now.p50) / yearsHeld) - 1,
          delivered: shareOfPaths(later, (rate) => rate >= runRateUsd),
        };
      }),
    ),
  );
  const marks = values(valuation.variable, period);
  const atModelPrice = prices.flatMap((priceUsd) =>
    ids.returns.map(number).map((yearlyReturn): NeedAtModel => {
      const worthUsd = worthNeeded(priceUsd, yearlyReturn, dilution);
      return {
        priceUsd,
        yearlyReturn,
        worthUsd,
        delivered: shareOfPaths(marks, (mark) => mark >= worthUsd),
      };
    }),
  );
  const multiples = pointsOf(byPath(marks.length, (path) => marks[path]! / later[path]!));
  const name = nameOf(partsOf(series.id).owner, book);
  const sentence = sentenceOf(name, needs, economy.quarters[period - 1]!, now);
  return {
    json: {
      ...runJson(simulated),
      party: partsOf(series.id).owner,
      quarter,
      years: yearsHeld,
      dilution,
      runRateAtStartUsd: now,
      runRateThenUsd: pointsOf(later),
      needs,
      modelMultipleThen: multiples,
      atModelPrice,
    },
    blocks: [
      { heading: `What must be true for a price of ${name}` },
      {
        lines: [
          `${headingOf(simulated)}.`,
          ...conditionLines(simulated),
          `Its run-rate is ${amount(now.p50, USD)} at the end of ${economy.start}, and ${pointsText(pointsOf(later))} in ${quarter}.`,
          `${sentence}.`,
          `An owner waits ${yearsHeld} years, later rounds take ${percent(dilution)} of the share, and it is sold at a multiple of run-rate. All three are assumptions; this is no advice.`,
          `In the simulation itself it is worth ${multipleText(multiples.p50)} times its run-rate in the middle (${multipleText(multiples.p5)} to ${multipleText(multiples.p95)}) by then, as growth ends${multiples.p50 < number(ids.multiples[0]) ? ": less than the multiples of the first table" : ""}. The second table has that price, path by path.`,
        ],
      },
      table(
        undefined,
        [
          ">price",
          ">return a year",
          ">sold at",
          `>run-rate needed in ${quarter}`,
          ">growth a year",
          ">futures that deliver",
        ],
        needs.map((need) => [
          { show: amount(need.priceUsd, USD), value: need.priceUsd },
          { show: percent(need.yearlyReturn), value: need.yearlyReturn },
          { show: `${need.multiple} times`, value: need.multiple },
          { show: amount(need.runRateUsd, USD), value: need.runRateUsd },
          { show: percent(Math.round(need.growth * 1000) / 1000), value: need.growth },
          shareCell(need.delivered),
        ]),
      ),
      table(
        "Sold at what the simulation says that it is worth",
        [">price", ">return a year", `>needed worth in ${quarter}`, ">futures that deliver"],
        atModelPrice.map((need) => [
          { show: amount(need.priceUsd, USD), value: need.priceUsd },
          { show: percent(need.yearlyReturn), value: need.yearlyReturn },
          { show: amount(need.worthUsd, USD), value: need.worthUsd },
          shareCell(need.delivered),
        ]),
      ),
    ],
    sources: assumptionSources(book, [...ids.returns, ...ids.multiples, ids.dilution]),
    sentence,
  };
}

function multipleText(multiple: number): string {
  return String(Number(multiple.toPrecision(2)));
}

function pointsText({ p5, p50, p95 }: Points): string {
  return `${amount(p50, USD)} (${amount(p5, USD)} to ${amount(p95, USD)})`;
}

/** The first price at the lowest return and the middle multiple. */
function sentenceOf(name: string, needs: readonly Need[], quarter: string, now: Points): string {
  const [need] = needs.slice(1) as [Need];
  const { priceUsd, yearlyReturn, multiple, runRateUsd, growth, delivered } = need;
  return `Whoever pays a price of ${amount(priceUsd, USD)} for ${name} and wants ${percent(yearlyReturn)} a year needs a run-rate of ${amount(runRateUsd, USD)} in ${quarter} if it is then worth ${multiple} times that, which is ${percent(Math.round(growth * 1000) / 1000)} a year from ${amount(now.p50, USD)}; ${percent(delivered.probability ?? 0)} of the simulated futures deliver it`;
}
