// A stress as a story: sentences in order of time. Who loses first, whom that reaches, who bears the losses, what stands
// idle, who is furthest behind, and what becomes more likely.

import { GW, USD } from "../model/circular/measures.ts";
import {
  type Difference,
  type EventChange,
  type Round,
  countsFrom,
  shareLost,
} from "./stress-differences.ts";
import { amount, nameOf, partsOf, percent, verbOf, wordsOf } from "./series-text.ts";
import { type Simulated, probabilityText } from "./simulate.ts";
import type { Failure, Idle } from "./waterfall.ts";

/** Of a party's series that lose in a quarter, how many a sentence names. */
const hitsMax = 3;
/** A change is told as a share of what was there up to this: beyond, there was next to nothing. */
const ratioMax = 10;
/** Who is furthest behind is told of so many parties, and from this share on. */
const [behindMax, behindFrom] = [8, 0.02];
/** Creditors that a sentence names. */
const creditorsMax = 4;

interface Told {
  readonly period: number;
  readonly sentence: string;
}

export interface Stressed {
  readonly other: Simulated;
  readonly differences: readonly Difference[];
  readonly rounds: readonly Round[];
  readonly events: readonly EventChange[];
  readonly failures: readonly Failure[];
  readonly idle: Idle | undefined;
  /** By period from 1: the change of the tokens that are sold, of what they are without the stress. */
  readonly tokens: readonly (number | null)[];
}

export function storyOf(stressed: Stressed): string[] {
  const { other, rounds, differences } = stressed;
  const { quarters } = other.simulation.economy;
  const first = rounds.flatMap((round, k) => roundSentences(other, round, k));
  const timed = [
    ...first,
    ...stressed.failures.flatMap((failure) => failureSentence(other, failure)),
    ...idleSentence(stressed),
    ...tokenSentence(stressed),
    ...behindSentences(other, differences),
  ].toSorted((a, b) => a.period - b.period);
  const likelier = likelierSentences(stressed);
  if (first.length > 0) return [...timed.map(({ sentence }) => sentence), ...likelier];
  return [
    `Nobody loses ${percent(countsFrom)} of revenue, cash, funding, valuation or capacity in any quarter to ${quarters.at(-1)!}, beyond chance.`,
    ...likelier,
  ];
}

function roundSentences({ book, simulation }: Simulated, { period, parties }: Round, k: number): Told[] {
  const quarter = simulation.economy.quarters[period - 1]!;
  return parties.map(({ owner, hits }) => {
    const what = hits.slice(0, hitsMax).map((hit) => changeText(hit, period));
    const more = hits.length > hitsMax ? `, and ${hits.length - hitsMax} more` : "";
    const when = k === 0 ? `${quarter}, first` : `${quarter}, round ${k + 1}`;
    const loses = verbOf(owner, "loses", "lose");
    return { period, sentence: `${when}: ${nameOf(owner, book)} ${loses}: ${what.join("; ")}${more}.` };
  });
}

/** Who bears what when a party fails: in money, and of what was owed. */
function failureSentence({ book, simulation }: Simulated, failure: Failure): Told[] {
  const { debtor, period, rows, lostUsd } = failure;
  if (rows.length === 0) return [];
  const named = rows
    .toSorted((a, b) => b.lostUsd - a.lostUsd)
    .slice(0, creditorsMax)
    .map(({ creditor, class: of, lostUsd: lost, share }) => {
      const part = share === null ? "" : `, ${percent(share)} of it`;
      return `${nameOf(creditor, book)} ${usd(lost)} (${of}${part})`;
    });
  const more = rows.length > creditorsMax ? ` and ${rows.length - creditorsMax} more` : "";
  const quarter = simulation.economy.quarters[period - 1]!;
  const sentence = `${quarter}: the failure of ${nameOf(debtor, book)} costs those whom it owes and who own it ${usd(lostUsd)}: ${named.join("; ")}${more}.`;
  return [{ period, sentence }];
}

function idleSentence({ idle, other }: Stressed): Told[] {
  if (!idle) return [];
  const { quarters } = other.simulation.economy;
  const most = idle.vendors
    .slice(0, 3)
    .map(({ vendor, gw }) => `${nameOf(vendor, other.book)} ${gigawatts(gw)}`);
  return [
    {
      period: idle.period,
      sentence: `${quarters[idle.period - 1]!}: ${gigawatts(idle.gw)} more stand idle than without it, the most of all quarters: ${most.join(", ")}.`,
    },
  ];
}

function tokenSentence({ tokens, other }: Stressed): Told[] {
  const at = tokens.reduce<number>(
    (worst, change, k) => ((change ?? 0) < (tokens[worst] ?? 0) ? k : worst),
    0,
  );
  const change = tokens[at] ?? 0;
  if (change > -countsFrom) return [];
  const quarter = other.simulation.economy.quarters[at]!;
  return [
    {
      period: at + 1,
      sentence: `${quarter}: ${percent(-change)} fewer tokens are sold than without it, the most of all quarters.`,
    },
  ];
}

/** Each party once, where it is furthest behind in share. */
function behindSentences({ book, simulation }: Simulated, differences: readonly Difference[]): Told[] {
  const worst = differences
    .filter(({ series, loses }) => loses !== undefined && partsOf(series.id).name !== "loss")
    .map((one) => ({ one, at: worstPeriod(one), owner: partsOf(one.series.id).owner }))
    .filter(({ one, at }) => at !== one.loses && shareLost(one, at) >= behindFrom)
    .toSorted((a, b) => shareLost(b.one, b.at) - shareLost(a.one, a.at));
  const once = worst.filter(({ owner }, k) => worst.findIndex((other) => other.owner === owner) === k);
  return once.slice(0, behindMax).map(({ one, at, owner }) => ({
    period: at,
    sentence: `${simulation.economy.quarters[at - 1]!}: ${nameOf(owner, book)} ${verbOf(owner, "is", "are")} furthest behind: ${changeText(one, at)}.`,
  }));
}

function worstPeriod(one: Difference): number {
  const share = (k: number): number => (one.by[k]!.mean ?? 0) / Math.max(1e-300, Math.abs(one.base[k] ?? 0));
  return one.by.reduce((at, _, k) => (share(k) < share(at) ? k : at), 0) + 1;
}

/** Defaults and the like each in a sentence; missed minimums of contracts, of which there are many, in one. */
function likelierSentences({ other, events }: Stressed): string[] {
  const { book, simulation, shocks } = other;
  const forced = new Set(
    shocks.flatMap(({ kind, of }) => (kind.id === "party-fails" ? [`${of}.default`] : [])),
  );
  const sure = events
    .filter(({ event, change }) => !forced.has(event.id) && isBeyondChance(change))
    .toSorted((a, b) => Math.abs(b.change.mean!) - Math.abs(a.change.mean!));
  const last = simulation.economy.quarters.at(-1)!;
  const missed = sure.filter(({ event }) => partsOf(event.id).name === "shortfall");
  const [more, less] = [1, -1].map((sign) => missed.filter(({ change }) => sign * change.mean! > 0));
  return [
    ...sure
      .filter((one) => !missed.includes(one))
      .map(({ event, before, after, change }) => {
        const { owner, name } = partsOf(event.id);
        const does = happens[name]?.[verbOf(owner, "0", "1") as "0" | "1"] ?? `is ${name}`;
        return `By ${last}: ${nameOf(owner, book)} ${does} in ${probabilityText(after)}, not in ${percent(before.probability!)}: ${change.mean! > 0 ? "more" : "less"} by ${percent(Math.abs(change.mean!))} (${percent(change.low!)} to ${percent(change.high!)}).`;
      }),
    ...missedSentence(last, more!, "more"),
    ...missedSentence(last, less!, "less"),
  ];
}

const happens: Readonly<Record<string, { readonly 0: string; readonly 1: string }>> = {
  default: { 0: "defaults", 1: "default" },
  stretched: { 0: "puts off payments", 1: "put off payments" },
};

function missedSentence(last: string, events: readonly EventChange[], word: string): string[] {
  const [first] = events;
  if (!first) return [];
  const of = partsOf(first.event.id).owner;
  return [
    `By ${last}: the minimum of a contract year is missed ${word} often in ${events.length} contracts, most so in ${of}: in ${probabilityText(first.after)}, not in ${percent(first.before.probability!)}.`,
  ];
}

function isBeyondChance({ low, high }: EventChange["change"]): boolean {
  return low !== null && high !== null && (low > 0 || high < 0);
}

function changeText({ series, by, base }: Difference, period: number): string {
  const change = by[period - 1]?.mean ?? 0;
  const before = base[period - 1] ?? 0;
  const ratio = change / Math.abs(before);
  const share =
    Math.abs(ratio) > ratioMax || before === 0 ? "" : ` (${change > 0 ? "+" : ""}${percent(ratio)})`;
  if (partsOf(series.id).name === "loss")
    return `${amount(change, series.unit)} of claims and shares${share}`;
  return `${wordsOf(series)} ${change > 0 ? "+" : ""}${amount(change, series.unit)}${share}`;
}

function usd(value: number): string {
  return amount(value, USD);
}

function gigawatts(value: number): string {
  return amount(value, GW);
}
