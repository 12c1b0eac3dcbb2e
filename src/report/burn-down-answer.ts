// The answer to `burn-down LEG`: a commitment by year, under each shape of its minimum, as sentence, tables and data.

import type { Commitment } from "../model/circular/economy.ts";
import { USD } from "../model/circular/measures.ts";
import { plusQuarters } from "../model/circular/quarter.ts";
import { type Answer, type Block, type Cell, table, text } from "./answer.ts";
import { assumptionSources } from "./assumption-rows.ts";
import { type Burnt, type ShapeRun, burntOf, paidBefore } from "./burn-down.ts";
import { pointsCell, shareCell } from "./path-values.ts";
import { type PutIn, putInBy } from "./put-in.ts";
import { amount, nameOf, percent } from "./series-text.ts";
import { type Simulated, conditionLines, headingOf, runJson } from "./simulate.ts";

/** The answer to `burn-down LEG`; the first shape is the one of the table by year. */
export function burnDownAnswer(runs: readonly ShapeRun[], commitment: Commitment): Answer {
  const [first] = runs as [ShapeRun, ...ShapeRun[]];
  const { book, simulation } = first.simulated;
  const { economy } = simulation;
  const amountUsd = commitment.firm ?? commitment.headline;
  const before = paidBefore(first.simulated, commitment);
  const putIn = putInBy(first.simulated, commitment.vendor, commitment.lab);
  const all = runs.map((run) => burntOf(run, commitment, before.share, putIn));
  const [main] = all as [Burnt, ...Burnt[]];
  const sentence = sentenceOf(first.simulated, commitment, all);
  return {
    json: {
      ...runJson(first.simulated),
      leg: commitment.leg,
      lab: commitment.lab,
      vendor: commitment.vendor,
      amountUsd,
      isFirm: commitment.firm !== undefined,
      term: {
        from: plusQuarters(economy.start, commitment.first),
        to: plusQuarters(economy.start, commitment.last),
      },
      putInAtStartUsd: putIn?.amountUsd ?? null,
      shapes: all.map((burnt) => ({
        shape: burnt.shape,
        years: burnt.years,
        usedUp: {
          p5: burnt.usedUp.points[0],
          p50: burnt.usedUp.points[1],
          p95: burnt.usedUp.points[2],
          never: burnt.usedUp.never,
        },
        missedByYear: burnt.misses.map(({ quarter, missed }) => ({ yearEnds: quarter, ...missed })),
        missedEver: burnt.ever,
        returns: burnt.returns,
      })),
    },
    blocks: [
      {
        heading: `${commitment.leg}: ${amount(amountUsd, USD)} of ${nameOf(commitment.lab, book)} at ${nameOf(commitment.vendor, book)}`,
      },
      {
        lines: [
          `${headingOf(first.simulated)}${runs.length > 1 ? `, for each of ${runs.length} shapes of the minimum` : ""}.`,
          ...conditionLines(first.simulated),
          `${sentence}.`,
          ...before.lines,
        ],
      },
      yearTable(all),
      ...(main.ever === null ? [] : [missTable(all)]),
      ...(main.returns.length > 0 && putIn
        ? [returnTable(main, putIn, first.simulated), { lines: putIn.lines }]
        : []),
      {
        lines:
          runs.length > 1
            ? shapeLines
            : [
                "The minimum follows what the book has of it; a lease is paid used or not, and has no minimum to miss.",
              ],
      },
    ],
    csv: csvOf(all),
    sources: [
      ...new Set([
        ...(book.legs.get(commitment.leg)?.sources ?? []),
        ...assumptionSources(book, ["tco-gw", "minimum-aws-anthropic"]),
      ]),
    ],
    sentence,
  };
}

const shapeLines = [
  "Shapes of a minimum whose schedule is not disclosed, each adding up to the amount: flat, the same every quarter; ramp, a straight rise from minimum-ramp-first to minimum-ramp-last of that; gw, along the power that the seller has live.",
  "A year is missed where use at the contract's price, with what the year before used beyond its own carried in, is below the minimum of what can be delivered.",
  "Each shape is tested by itself here. `simulate`, `stress` and `outlook` count a year as missed only where it is missed under the slowest schedule too, a straight rise over the whole term, and so more seldom.",
];

const usd = (value: number): string => amount(value, USD);
/** Two digits after the point below ten, one from there on; no negative zero. */
const ratio = (value: number): string =>
  (value + 0).toFixed(Math.abs(value) < 10 ? 2 : 1).replace(/^-(0\.0+)$/u, "$1");

function yearTable(all: readonly Burnt[]): Block {
  const [main] = all as [Burnt, ...Burnt[]];
  return table(
    "Paid under it since its term began, what is left of it, and what its minimum has asked for by then: middle, with the 5 and 95 % points",
    ["by the end of", ">paid", ">left", ...all.map(({ shape }) => `>minimum, ${shape}`)],
    main.years.map((year, k) => [
      text(year.quarter),
      pointsCell(year.paid, usd),
      pointsCell(year.left, usd),
      ...all.map(({ years }): Cell => ({ show: usd(years[k]!.dueSoFar.p50), value: years[k]!.dueSoFar.p50 })),
    ]),
  );
}

function missTable(all: readonly Burnt[]): Block {
  const [main] = all as [Burnt, ...Burnt[]];
  return table(
    "How likely the minimum of a contract year is missed, with the 95 % interval",
    ["year to the end of", ...all.map(({ shape }) => `>${shape}`)],
    [
      ...main.misses.map(({ quarter }, k) => [
        text(quarter),
        ...all.map(({ misses }) => shareCell(misses[k]!.missed)),
      ]),
      [text("any year"), ...all.map(({ ever }) => (ever ? shareCell(ever) : text(undefined)))],
    ],
  );
}

function returnTable({ returns, shape }: Burnt, putIn: PutIn, { book }: Simulated): Block {
  return table(
    `What ${nameOf(putIn.group, book)} gets back for a dollar put in: all that it is paid, and what is left of that after the cost of owning the capacity (${shape})`,
    ["by the end of", ">put in", ">paid back per dollar", ">after owning, per dollar"],
    returns.map((row) => [
      text(row.quarter),
      pointsCell(row.putIn, usd),
      pointsCell(row.paidPerDollar, ratio),
      row.afterOwningPerDollar ? pointsCell(row.afterOwningPerDollar, ratio) : text(undefined),
    ]),
  );
}

function csvOf(all: readonly Burnt[]): Answer["csv"] {
  return {
    columns: ["shape", "quarter", "what", "unit", "p5", "p50", "p95"],
    rows: all.flatMap(({ shape, years, returns }) => [
      ...years.flatMap(({ quarter, paid, left, dueSoFar }) =>
        (
          [
            ["paid", paid],
            ["left", left],
            ["minimum", dueSoFar],
          ] as const
        ).map(([what, points]) => [shape, quarter, what, "USD", points.p5, points.p50, points.p95]),
      ),
      ...returns.flatMap(({ quarter, paidPerDollar, afterOwningPerDollar }) =>
        (
          [
            ["paid back per dollar", paidPerDollar],
            ["after owning, per dollar", afterOwningPerDollar],
          ] as const
        ).flatMap(([what, points]) =>
          points ? [[shape, quarter, what, "1", points.p5, points.p50, points.p95]] : [],
        ),
      ),
    ]),
  };
}

function sentenceOf(
  { book, run, simulation: { economy } }: Simulated,
  commitment: Commitment,
  all: readonly Burnt[],
): string {
  const [main] = all as [Burnt, ...Burnt[]];
  const whole = usd(commitment.firm ?? commitment.headline);
  const [lab, vendor] = [nameOf(commitment.lab, book), nameOf(commitment.vendor, book)];
  const [early, middle, late] = main.usedUp.points;
  const last = economy.quarters.at(-1)!;
  const gone = middle
    ? `has paid ${vendor} the whole ${whole} of ${commitment.leg} by ${middle} (between ${early ?? `after ${last}`} and ${late ?? `after ${last}`} in nine of ten)`
    : `has not paid ${vendor} the whole ${whole} of ${commitment.leg} by ${last} in most of them`;
  const misses = all.flatMap(({ shape, ever }) =>
    ever ? [`${percent(ever.probability ?? 0)} (${shape})`] : [],
  );
  const missed =
    misses.length === 0 ? "" : `, and misses the minimum of some contract year in ${misses.join(", ")}`;
  return `In the middle of ${run.paths.toLocaleString("en-US")} simulated futures ${lab} ${gone}${missed}`;
}
