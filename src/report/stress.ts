// A stress: two runs with the same random numbers, one of them shocked, and what the shock does to whom and when.

import { USD } from "../model/circular/measures.ts";
import { validPaths } from "../paths/simulation.ts";
import { showUnit } from "../unit/unit.ts";
import { type Answer, type Block, type Cell, table, text } from "./answer.ts";
import { assumptionSources } from "./assumption-rows.ts";
import { handedOf } from "./handed.ts";
import { count } from "./number.ts";
import { amount, partsOf, perWhatOf, percent, yearEnds } from "./series-text.ts";
import { type Simulated, balanceLine, conditionLines, headingOf, runJson } from "./simulate.ts";
import { type Difference, type Round, differencesOf, roundsOf, shareLost } from "./stress-differences.ts";
import { eventChanges, eventJson, eventTable } from "./stress-events.ts";
import { countsFrom, errorsBeyond, isBeyond, windowOf } from "./stress-threshold.ts";
import { storyOf } from "./stress-story.ts";
import {
  classLosses,
  classTable,
  failureTable,
  failuresOf,
  idleOf,
  isLossSeries,
  quarterRows,
  quarterTable,
  tokenChanges,
} from "./waterfall.ts";

/** Points of a difference that are told, by quarter. */
const points = ["mean", "low", "high", "p5", "p50", "p95"] as const;
const columnsMax = 4;

/** The answer to `stress --scenario`. */
export function stressAnswer(base: Simulated, other: Simulated): Answer {
  const { book, simulation, run } = other;
  const { economy } = simulation;
  const window = windowOf(other.shocks, economy);
  const differences = differencesOf(base, other);
  const rounds = roundsOf(differences);
  const events = eventChanges(base, other);
  const failures = failuresOf(other);
  const idle = idleOf(base, other);
  const tokens = tokenChanges(base, other);
  const story = storyOf({ other, differences, rounds, events, failures, idle, tokens });
  const losses = lossesOf(differences);
  const byClass = classLosses(base, other);
  const byQuarter = quarterRows(base, other, rounds);
  const handed = handedOf(base, other, rounds);
  return {
    json: {
      ...runJson(other),
      story,
      roundsUntil: economy.quarters[window.last - 1],
      rounds: rounds.map(({ period, parties }, k) => ({
        round: k + 1,
        quarter: economy.quarters[period - 1],
        parties: parties.map(({ owner, hits }) => ({
          party: owner,
          hits: hits.map((hit) => ({
            series: hit.series.id,
            unit: showUnit(hit.series.unit),
            change: hit.by[period - 1]!.mean,
            share: finite(shareLost(hit, period)),
          })),
        })),
      })),
      differences: Object.fromEntries(
        differences.map(({ series, by }) => [
          series.id,
          {
            unit: showUnit(series.unit),
            ...Object.fromEntries(points.map((point) => [point, by.map((change) => change[point])])),
          },
        ]),
      ),
      events: Object.fromEntries(events.map((one) => [one.event.id, eventJson(one, economy.quarters)])),
      losses,
      failures: failures.map(({ debtor, period, rows, lostUsd }) => ({
        party: debtor,
        quarter: economy.quarters[period - 1],
        lostUsd,
        claims: rows,
      })),
      lossesByClass: byClass,
      byQuarter: byQuarter.map(({ period, parties, round, lostUsd, idleGw, tokens: change }) => ({
        quarter: economy.quarters[period - 1],
        round,
        parties,
        lostUsd,
        idleW: idleGw * 1e9,
        tokens: change,
      })),
      handed: handed.map(({ round, first, last, hands }) => ({
        round,
        since: economy.quarters[first - 1],
        quarter: economy.quarters[last - 1],
        hands,
      })),
      checks: {
        failedPaths: run.paths - validPaths(run),
        failedPathsBefore: base.run.paths - validPaths(base.run),
      },
    },
    blocks: [
      { heading: `Stress: ${other.shocks.map((shock) => shock.text).join(" and ")}` },
      {
        lines: [
          `${headingOf(other)}, each with the same random numbers without and with it.`,
          ...conditionLines(other),
        ],
      },
      { heading: "What happens" },
      { lines: story },
      quarterTable(other, byQuarter),
      ...failures.filter(({ rows }) => rows.length > 0).map((failure) => failureTable(other, failure)),
      ...(byClass.length === 0 ? [] : [classTable(other, byClass)]),
      differenceTable(other, differences, rounds),
      eventTable(events, economy.quarters),
      ...(losses.length === 0 || byClass.length > 0 ? [] : [lossTable(losses)]),
      { lines: [balanceLine(run)] },
    ],
    csv: {
      columns: ["series", "unit", "quarter", ...points],
      rows: differences.flatMap(({ series, by }) =>
        by.map((change, k) => [
          series.id,
          showUnit(series.unit),
          economy.quarters[k]!,
          ...points.map((point) => change[point]),
        ]),
      ),
    },
    sources: assumptionSources(
      book,
      economy.assumptions.map(({ id }) => id),
    ),
    sentence: sentenceOf(other, story),
  };
}

/** What a failure costs where one is asked for, else who loses first. */
function sentenceOf({ run, shocks }: Simulated, story: readonly string[]): string {
  const told = story.find((sentence) => sentence.includes(": the failure of ")) ?? story[0]!;
  const under = shocks.map((shock) => shock.text).join(" and ");
  return `In the mean of ${count(run.paths)} simulated futures under ${under}, ${told.replace(/\.$/u, "")}`;
}

/** Series that change by a share that counts, beyond chance, in some quarter; JSON and CSV have all. */
function differenceTable(
  { simulation: { economy } }: Simulated,
  differences: readonly Difference[],
  rounds: readonly Round[],
): Block {
  const shown = yearEnds(economy.quarters, columnsMax);
  const roundAt = new Map(rounds.map(({ period }, k) => [period, k + 1]));
  const errors = errorsBeyond(differences.length * economy.quarters.length);
  const moved = differences.filter((one) =>
    one.by.some((change, k) => isBeyond(change, errors) && shareLost(one, k + 1) >= countsFrom),
  );
  return table(
    `Mean change of each series that changes by ${percent(countsFrom)}; the round is the quarter in which it first loses, in order`,
    ["series", "", ">round", ">first loses in", ...shown.map((t) => `>${economy.quarters[t - 1]!}`)],
    moved.map(({ series, by, loses }) => {
      const round = loses === undefined ? undefined : roundAt.get(loses);
      return [
        text(series.id),
        text(perWhatOf(series)),
        { show: round === undefined ? "" : String(round), value: round ?? null },
        text(loses === undefined ? undefined : economy.quarters[loses - 1]),
        ...shown.map((t): Cell => {
          const mean = by[t - 1]!.mean;
          return { show: mean === null ? "" : amount(mean, series.unit), value: mean };
        }),
      ];
    }),
  );
}

interface Loss {
  readonly party: string;
  readonly without: number;
  readonly with: number;
  readonly change: number;
}

/** What each party loses as a creditor over all quarters, in the mean, where the economy says so: `<party>.loss`. */
function lossesOf(differences: readonly Difference[]): Loss[] {
  return differences
    .filter(({ series }) => isLossSeries(series.id))
    .map(({ series, by, base }) => {
      const change = by.reduce((total, one) => total + (one.mean ?? 0), 0);
      const without = base.reduce<number>((total, mean) => total + (mean ?? 0), 0);
      return { party: partsOf(series.id).owner, without, with: without + change, change };
    })
    .filter(({ without, with: after }) => without !== 0 || after !== 0)
    .toSorted((a, b) => b.change - a.change);
}

function lossTable(losses: readonly Loss[]): Block {
  const cell = (value: number): Cell => ({ show: amount(value, USD), value });
  return table(
    `Who loses what is owed, over all quarters, in the mean`,
    ["creditor", ">without", ">with", ">change"],
    losses.map((loss) => [text(loss.party), cell(loss.without), cell(loss.with), cell(loss.change)]),
  );
}

function finite(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}
