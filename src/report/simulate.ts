// What many futures of the economy say: every series by quarter, how likely each event is, what was left out.

import type { Book } from "../book/book.ts";
import { groupOf } from "../book/known.ts";
import type { EconomyEvent, Series } from "../model/circular/economy.ts";
import type { Shock } from "../model/circular/scenario.ts";
import type { Setting } from "../model/circular/setting.ts";
import type { Without } from "../model/circular/without.ts";
import type { Failure } from "../paths/diagnose.ts";
import type { EventProbability } from "../paths/event.ts";
import type { Probability } from "../paths/probability.ts";
import type { Paths } from "../paths/run.ts";
import {
  type Simulation,
  imbalanceOf,
  probabilityOfEvent,
  summaryOfSeries,
  validPaths,
} from "../paths/simulation.ts";
import type { Summary } from "../paths/summary.ts";
import type { Day } from "../unit/date.ts";
import { showUnit } from "../unit/unit.ts";
import { type Answer, type Block, type Fan, table, text } from "./answer.ts";
import { assumptionSources } from "./assumption-rows.ts";
import { failureLines } from "./model-run.ts";
import { count } from "./number.ts";
import { amount, isSector, nameOf, partsOf, perWhatOf, percent, titleOf, yearEnds } from "./series-text.ts";

/** One run of an economy, with all that it depends on. */
export interface Simulated {
  readonly book: Book;
  readonly day: Day;
  readonly simulation: Simulation;
  readonly run: Paths;
  readonly seed: number;
  readonly shocks: readonly Shock[];
  readonly settings: readonly Setting[];
  /** Mechanisms that are off. */
  readonly without: readonly Without[];
  /** Why the first failed path failed. */
  readonly why: Failure | undefined;
}

/** What a clock measured, in milliseconds; kept apart from all that can be repeated. */
export interface Timing {
  readonly compileMs: number;
  readonly runMs: number;
}

/** The points of a series that are told, by quarter. */
export const seriesPoints = [
  "mean",
  "p5",
  "p25",
  "p50",
  "p75",
  "p95",
] as const satisfies readonly (keyof Summary)[];

/** Accounts that every simulated party is asked for; null where it keeps no such account. */
const accounts = ["cash", "revenue", "spend", "capex", "debt", "funding"];
/** The same of every segment whose revenue is simulated. */
const segmentAccounts = [
  "backlog",
  "organic",
  "outside",
  "insiders",
  "own",
  "notKnown",
  "ownAtLeast",
  "ownAtMost",
];
/** Quarters that stand beside one another in a table. */
const columnsMax = 3;

/** The answer to `simulate`. */
export function simulateAnswer(simulated: Simulated, timing: Timing, party: string | undefined): Answer {
  const { book, simulation, run, seed, why } = simulated;
  const { economy, kept } = simulation;
  const periods = economy.quarters.map((_, k) => k + 1);
  const failed = run.paths - validPaths(run);
  const series = kept.series.map((one) => ({ one, summary: summaryOfSeries(simulation, run, one) }));
  const events = kept.events.map((one) => ({ one, is: probabilityOfEvent(simulation, run, one) }));
  const likeliest = events.toSorted((a, b) => (b.is.probability ?? 0) - (a.is.probability ?? 0))[0];
  return {
    json: {
      ...runJson(simulated),
      series: {
        ...Object.fromEntries(
          series.map(({ one, summary }) => [
            one.id,
            {
              unit: showUnit(one.unit),
              ...Object.fromEntries(
                seriesPoints.map((point) => [point, periods.map((t) => summary[point][t])]),
              ),
            },
          ]),
        ),
        ...missingAccounts(simulated),
      },
      events: Object.fromEntries(events.map(({ one, is }) => [one.id, eventJson(is)])),
      leftOut: economy.leftOut,
      checks: { largestImbalance: imbalanceOf(run), failedPaths: failed, firstFailure: why ?? null },
      timing,
    },
    blocks: [
      { heading: headingOf(simulated) },
      { lines: conditionLines(simulated) },
      ...(party === undefined
        ? summaryBlocks(simulated, series, events)
        : [seriesTable(simulated, series), eventTable(events, run.paths - failed)]),
      ...fanned(series, party).map(({ one, summary }) => fanBlock(simulated, one, summary)),
      ...(party === undefined
        ? [seriesTable(simulated, series), eventTable(events, run.paths - failed)]
        : []),
      { heading: "Left out" },
      { lines: leftOutLines(simulated) },
      { lines: [balanceLine(run), ...failureLines(failed, run.paths, why)] },
    ],
    csv: {
      columns: ["series", "unit", "quarter", ...seriesPoints],
      rows: [
        ...series.flatMap(({ one, summary }) =>
          periods.map((t) => [
            one.id,
            showUnit(one.unit),
            economy.quarters[t - 1]!,
            ...seriesPoints.map((point) => summary[point][t] ?? null),
          ]),
        ),
        ...events.flatMap(({ one, is }) =>
          periods.map((t) => [
            one.id,
            "probability",
            economy.quarters[t - 1]!,
            is.byPeriod[t]!.probability,
            ...seriesPoints.slice(1).map(() => null),
          ]),
        ),
      ],
    },
    sources: assumptionSources(
      book,
      economy.assumptions.map(({ id }) => id),
    ),
    sentence: likeliest
      ? `In ${count(run.paths)} simulated futures to ${economy.quarters.at(-1)!} (seed ${seed}) ${likeliest.one.id} happens in ${probabilityText(likeliest.is)}`
      : `${count(run.paths)} futures to ${economy.quarters.at(-1)!} were simulated (seed ${seed})`,
  };
}

/** What a run depends on, as data: with it the run can be repeated. */
export function runJson({ book, day, simulation, run, seed, shocks, settings, without }: Simulated): object {
  return {
    book: { hash: book.hash, asOf: day },
    start: simulation.economy.start,
    seed,
    paths: run.paths,
    quarters: simulation.economy.quarters,
    scenarios: shocks.map(shockJson),
    set: Object.fromEntries(settings.map(({ id, value }) => [id, value])),
    without: without.map(({ mechanism }) => mechanism),
  };
}

function shockJson({ text: written, quarter, lasts, size }: Shock): object {
  return { id: written, from: quarter, quarters: lasts ?? null, size: size ?? null };
}

function eventJson({ probability, low, high, byPeriod }: EventProbability): object {
  return { probability, low, high, byQuarter: byPeriod.slice(1).map((by) => by.probability) };
}

/** Accounts that a simulated group or segment does not keep in this economy: null, and not 0. */
function missingAccounts({ book, day, simulation: { kept } }: Simulated): Record<string, null> {
  const ids = new Set(kept.series.map(({ id }) => id));
  const owners = [...new Set(kept.series.map(({ id }) => partsOf(id).owner))];
  // Sectors that the book does not know are groups of their own.
  const groups = owners.filter((id) => !book.parties.has(id) || groupOf(book, id, day) === id);
  const segments = owners.filter(
    (id) => book.parties.has(id) && groupOf(book, id, day) !== id && ids.has(`${id}.revenue`),
  );
  const missing = (owner: string, names: readonly string[]): [string, null][] =>
    names.map((name) => `${owner}.${name}`).flatMap((id) => (ids.has(id) ? [] : [[id, null]]));
  return Object.fromEntries([
    ...groups.flatMap((group) => missing(group, accounts)),
    ...segments.flatMap((segment) => missing(segment, segmentAccounts)),
  ]);
}

export function headingOf({ simulation: { economy }, run, seed }: Simulated): string {
  return `${count(run.paths)} futures of ${count(economy.quarters.length)} quarters after ${economy.start}, seed ${seed}`;
}

/** Which scenarios and settings hold, in words. */
export function conditionLines({ shocks, settings, without }: Simulated): string[] {
  return [
    ...shocks.map((shock) => {
      const until = shock.lasts === undefined ? "to the end" : `for ${count(shock.lasts)} quarters`;
      return `Scenario ${shock.text}: ${shock.kind.does}; from ${shock.quarter}, ${shock.lasts === 1 ? "one quarter" : until}.`;
    }),
    ...settings.map(({ id, shown }) => `Set: ${id} is ${shown}.`),
    ...without.map(({ mechanism }) => `Off: ${mechanism}.`),
    "Beyond the first quarters these are consequences of assumptions, not a forecast.",
  ];
}

/** What stands first: each party's cash and revenue at the last quarter that is shown, and how likely it fails by the end. */
function summaryBlocks(
  { book, simulation }: Simulated,
  series: readonly { one: Series; summary: Summary }[],
  events: readonly { one: EconomyEvent; is: EventProbability }[],
): Block[] {
  const { quarters } = simulation.economy;
  const t = yearEnds(quarters, columnsMax).at(-1) ?? quarters.length;
  const of = new Map(series.map((each) => [each.one.id, each]));
  const figure = (id: string) => {
    const found = of.get(id);
    const value = found?.summary.p50[t];
    return found === undefined || value == null
      ? { show: "", value: null }
      : { show: amount(value, found.one.unit), value };
  };
  const owners = [...new Set(series.map(({ one }) => partsOf(one.id).owner))].filter((id) => !isSector(id));
  const likelihood = new Map(events.map(({ one, is }) => [one.id, is]));
  const rows = owners.filter((id) => of.has(`${id}.cash`) || likelihood.has(`${id}.default`));
  const summary = table(
    `Medians of ${quarters[t - 1]!}, with how likely a default is by ${quarters.at(-1)!}`,
    ["party", ">cash", ">debt", ">revenue a quarter", ">default"],
    rows.map((id) => {
      const likely = likelihood.get(`${id}.default`)?.probability ?? null;
      return [
        text(nameOf(id, book)),
        figure(`${id}.cash`),
        figure(`${id}.debt`),
        figure(`${id}.revenue`),
        { show: likely === null ? "" : percent(likely), value: likely },
      ];
    }),
  );
  // A group with own data centres that cannot default: what it earns elsewhere is not simulated.
  const groups = rows.filter(
    (id) => of.has(`${id}.capacityGw`) && of.has(`${id}.revenue`) && !likelihood.has(`${id}.default`),
  );
  return groups.length === 0
    ? [summary]
    : [
        summary,
        {
          lines: [
            `For ${groups.map((id) => nameOf(id, book)).join(", ")} revenue is that of AI and cloud alone.`,
          ],
        },
      ];
}

/** The largest run rates where all are asked for; of one party what says most of it. */
function fanned<S extends { one: Series; summary: Summary }>(
  series: readonly S[],
  party: string | undefined,
): readonly S[] {
  const named = (name: string): readonly S[] => series.filter(({ one }) => partsOf(one.id).name === name);
  if (party !== undefined) return fanNames.flatMap(named).slice(0, fansMax);
  const last = (of: S): number => of.summary.p50.at(-1) ?? 0;
  return named("runRate")
    .toSorted((a, b) => last(b) - last(a))
    .slice(0, fansMax);
}

/** Fans that stand below one another, and which of a party's series come first. */
const fansMax = 3;
const fanNames = ["runRate", "revenue", "cash", "capex", "backlog", "valuation"];

function fanBlock({ book, simulation }: Simulated, series: Series, summary: Summary): Block {
  const { quarters } = simulation.economy;
  const rows = yearEnds(quarters).flatMap((t): Fan["rows"][number][] => {
    const points = (["p5", "p25", "p50", "p75", "p95"] as const).map((point) => summary[point][t] ?? null);
    if (points.includes(null)) return [];
    const at = points as [number, number, number, number, number];
    return [
      {
        label: quarters[t - 1]!,
        points: at,
        middle: amount(at[2], series.unit),
        range: rangeText(series, at[0], at[4]),
      },
    ];
  });
  return { fan: { title: titleOf(series, book), rows } };
}

function seriesTable({ simulation }: Simulated, series: readonly { one: Series; summary: Summary }[]): Block {
  const { quarters } = simulation.economy;
  const shown = yearEnds(quarters, columnsMax);
  // What is nothing in nearly all futures, such as most losses, is left to JSON and CSV.
  const told = series.filter(({ summary }) => shown.some((t) => summary.p5[t] !== 0 || summary.p95[t] !== 0));
  return table(
    "Medians, with the points below which 5 and 95 % of the futures are",
    ["series", "", ...shown.map((t) => `>${quarters[t - 1]!}`)],
    told.map(({ one, summary }) => [
      text(one.id),
      text(perWhatOf(one)),
      ...shown.map((t) => {
        const [low, middle, high] = [summary.p5[t], summary.p50[t], summary.p95[t]];
        if (low == null || middle == null || high == null) return { show: "", value: null };
        return {
          show: `${amount(middle, one.unit)} (${amount(low, one.unit)}–${amount(high, one.unit)})`,
          value: middle,
        };
      }),
    ]),
  );
}

function rangeText({ unit }: Series, low: number, high: number): string {
  return `${amount(low, unit)} to ${amount(high, unit)}`;
}

function eventTable(events: readonly { one: EconomyEvent; is: EventProbability }[], paths: number): Block {
  return table(
    `Events, with the 95 % interval of ${count(paths)} futures`,
    ["event", ">at least once", ">from", ">to"],
    events
      .toSorted((a, b) => (b.is.probability ?? 0) - (a.is.probability ?? 0))
      .map(({ one, is }) => [
        text(one.id),
        ...[is.probability, is.low, is.high].map((value) => ({
          show: value === null ? "" : percent(value),
          value,
        })),
      ]),
  );
}

export function probabilityText({ probability, low, high }: Probability): string {
  return probability === null
    ? "no future"
    : `${percent(probability)} of them (${percent(low)} to ${percent(high)})`;
}

function leftOutLines({ book, simulation: { economy } }: Simulated): string[] {
  if (economy.leftOut.length === 0) return ["Nothing."];
  return economy.leftOut.map(
    ({ party, missing }) => `${book.parties.get(party)?.name ?? party}: not known are ${missing.join(", ")}.`,
  );
}

export function balanceLine(run: Paths): string {
  const largest = imbalanceOf(run);
  return largest === null
    ? "No accounts are declared, so nothing was checked to balance."
    : `Accounts balance: the largest imbalance is ${largest === 0 ? "0" : largest.toExponential(1)} of the amounts.`;
}
