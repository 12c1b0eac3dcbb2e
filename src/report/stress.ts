// A stress: two runs with the same random numbers, one of them shocked, and what the shock does to whom and when.

import { type Answer, type Block, type Cell, table, text } from "./answer.ts";
import { assumptionSources } from "./assumption-rows.ts";
import { amount, partsOf, percent, titleOf, wordsOf, yearEnds } from "./series-text.ts";
import {
  type Simulated,
  balanceLine,
  conditionLines,
  headingOf,
  probabilityText,
  runJson,
} from "./simulate.ts";
import {
  type Difference,
  type EventChange,
  type Round,
  countsFrom,
  differencesOf,
  eventChanges,
  roundsOf,
  shareLost,
} from "./stress-differences.ts";
import { validPaths } from "../paths/simulation.ts";
import { USD } from "../model/circular/measures.ts";
import { showUnit } from "../unit/unit.ts";

/** Points of a difference that are told, by quarter. */
const points = ["mean", "low", "high", "p5", "p50", "p95"] as const;
/** Of a party's series that lose in a quarter, how many a sentence names. */
const hitsMax = 3;
const columnsMax = 4;
/** A change is told as a share of what was there up to this: beyond, there was next to nothing. */
const ratioMax = 10;

/** The answer to `stress --scenario`. */
export function stressAnswer(base: Simulated, other: Simulated): Answer {
  const { book, simulation, run } = other;
  const { economy } = simulation;
  const differences = differencesOf(base, other);
  const rounds = roundsOf(differences);
  const events = eventChanges(base, other);
  const story = storyOf(other, differences, rounds, events);
  const losses = lossesOf(differences);
  return {
    json: {
      ...runJson(other),
      story,
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
      events: Object.fromEntries(
        events.map(({ event, before, after, change }) => [
          event.id,
          {
            before: before.probability,
            after: after.probability,
            change: change.mean,
            low: change.low,
            high: change.high,
          },
        ]),
      ),
      losses,
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
      differenceTable(other, differences, rounds),
      eventTable(events),
      ...(losses.length === 0 ? [] : [lossTable(losses)]),
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
    sentence: story[0]!.replace(/\.$/u, ""),
  };
}

/** Sentences in order of time: who loses first, then whom that reaches, then what becomes more likely. */
function storyOf(
  { book, simulation: { economy } }: Simulated,
  differences: readonly Difference[],
  rounds: readonly Round[],
  events: readonly EventChange[],
): string[] {
  const quarter = (period: number): string => economy.quarters[period - 1]!;
  const nameOf = (owner: string): string => book.parties.get(owner)?.name ?? owner;
  const told = rounds.flatMap(({ period, parties }, k) =>
    parties.map(({ owner, hits }): Sentence => {
      const what = hits.slice(0, hitsMax).map((hit) => changeText(hit, period));
      const more = hits.length > hitsMax ? `, and ${hits.length - hitsMax} more` : "";
      const when = k === 0 ? `${quarter(period)}, first` : `${quarter(period)}, round ${k + 1}`;
      return { period, sentence: `${when}: ${nameOf(owner)} loses: ${what.join("; ")}${more}.` };
    }),
  );
  const worst = differences
    .filter(({ loses }) => loses !== undefined)
    .map((one) => ({ one, at: worstPeriod(one) }))
    .filter(({ one, at }) => at !== one.loses && partsOf(one.series.id).name !== "loss")
    .toSorted((a, b) => a.at - b.at || shareLost(b.one, b.at) - shareLost(a.one, a.at))
    .map(({ one, at }): Sentence => {
      const owner = nameOf(partsOf(one.series.id).owner);
      return { period: at, sentence: `${quarter(at)}: ${owner} is furthest behind: ${changeText(one, at)}.` };
    });
  const likelier = events
    .filter(
      ({ change }) => change.low !== null && change.high !== null && (change.low > 0 || change.high < 0),
    )
    .toSorted((a, b) => Math.abs(b.change.mean!) - Math.abs(a.change.mean!))
    .map(
      ({ event, before, after, change }) =>
        `By ${economy.quarters.at(-1)!}: ${event.id} happens in ${probabilityText(after)}, not in ${before.probability === null ? "none" : percent(before.probability)}: ${change.mean! > 0 ? "more" : "less"} by ${percent(Math.abs(change.mean!))} (${percent(change.low!)} to ${percent(change.high!)}).`,
    );
  if (told.length === 0)
    return [
      `Nobody loses ${percent(countsFrom)} of revenue, cash, funding, valuation or capacity in any quarter, beyond chance.`,
      ...likelier,
    ];
  const inTime = [...told, ...worst].toSorted((a, b) => a.period - b.period).map(({ sentence }) => sentence);
  return [...inTime, ...likelier];
}

interface Sentence {
  readonly period: number;
  readonly sentence: string;
}

function changeText({ series, by, base }: Difference, period: number): string {
  const change = by[period - 1]?.mean ?? 0;
  const before = base[period - 1] ?? 0;
  const ratio = change / Math.abs(before);
  const share =
    Math.abs(ratio) > ratioMax || before === 0 ? "" : ` (${change > 0 ? "+" : ""}${percent(ratio)})`;
  const what = partsOf(series.id).name === "loss" ? "what is owed and not paid" : wordsOf(series);
  return `${what} ${change > 0 ? "+" : ""}${amount(change, series.unit)}${share}`;
}

function worstPeriod(one: Difference): number {
  const worst = one.by.reduce((at, change, k) => ((change.mean ?? 0) < (one.by[at]!.mean ?? 0) ? k : at), 0);
  return worst + 1;
}

function differenceTable(
  { book, simulation: { economy } }: Simulated,
  differences: readonly Difference[],
  rounds: readonly Round[],
): Block {
  const shown = yearEnds(economy.quarters, columnsMax);
  const roundAt = new Map(rounds.map(({ period }, k) => [period, k + 1]));
  const moved = differences.filter(({ by }) => by.some(({ up, down }) => up.probability || down.probability));
  return table(
    "Mean change by series; the round is the quarter in which it first loses, in order",
    ["series", "what", ">round", ">first loses in", ...shown.map((t) => `>${economy.quarters[t - 1]!}`)],
    moved.map(({ series, by, loses }) => {
      const round = loses === undefined ? undefined : roundAt.get(loses);
      return [
        text(series.id),
        text(titleOf(series, book)),
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

function eventTable(events: readonly EventChange[]): Block {
  const cell = (value: number | null): Cell => ({ show: value === null ? "" : percent(value), value });
  return table(
    "Events within the horizon, and the change with its 95 % interval",
    ["event", ">without", ">with", ">change", ">from", ">to"],
    events.map(({ event, before, after, change }) => [
      text(event.id),
      cell(before.probability),
      cell(after.probability),
      cell(change.mean),
      cell(change.low),
      cell(change.high),
    ]),
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
    .filter(({ series }) => partsOf(series.id).name === "loss")
    .map(({ series, by, base }) => {
      const change = by.reduce((total, one) => total + (one.mean ?? 0), 0);
      const without = base.reduce<number>((total, mean) => total + (mean ?? 0), 0);
      return { party: partsOf(series.id).owner, without, with: without + change, change };
    })
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
