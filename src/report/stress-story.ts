// A stress as a story: sentences in order of time. Who loses first, whom that reaches, who bears the losses, what stands
// idle, who is furthest behind, who gains, and what becomes more likely.

import { GW, USD } from "../model/circular/measures.ts";
import { type Difference, type Round, shareLost } from "./stress-differences.ts";
import type { ChanceBy, EventChange } from "./stress-events.ts";
import { amount, isLabIn, nameOf, partsOf, percent, verbOf, wordsOf } from "./series-text.ts";
import { type Simulated, probabilityText } from "./simulate.ts";
import { countsFrom, windowOf } from "./stress-threshold.ts";
import type { Failure, Idle } from "./waterfall.ts";

/** Of a party's series that lose in a quarter, how many a sentence names. */
const hitsMax = 3;
/** A change is told as a share of what was there up to this: beyond, there was next to nothing. */
const ratioMax = 10;
/** Who is furthest behind is told of so many parties, and from this share on. */
const [behindMax, behindFrom] = [8, 0.02];
/** Losses of claims more than double only where next to none were there before. */
const claimsMax = 1;
/** Who gains the most is told of so many parties. */
const gainsMax = 4;
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
  const gains = gainSentences(other, differences);
  const forced = forcedSentences(stressed);
  const timed = [
    ...forced,
    ...first,
    ...stressed.failures.flatMap((failure) => failureSentence(other, failure)),
    ...idleSentence(stressed),
    ...tokenSentence(stressed),
    ...behindSentences(other, differences, rounds),
    ...gains,
  ].toSorted((a, b) => a.period - b.period);
  const likelier = likelierSentences(stressed);
  if (first.length > 0) return [...timed.map(({ sentence }) => sentence), ...likelier];
  const told = [...forced, ...gains].toSorted((a, b) => a.period - b.period);
  const last = quarters[windowOf(other.shocks, other.simulation.economy).last - 1]!;
  return [
    `Nobody loses ${percent(countsFrom)} of revenue, cash, funding, valuation or capacity in any quarter to ${last}, beyond chance.`,
    ...told.map(({ sentence }) => sentence),
    ...likelier,
  ];
}

function roundSentences({ book, simulation }: Simulated, { period, parties }: Round, k: number): Told[] {
  const quarter = simulation.economy.quarters[period - 1]!;
  return parties.map(({ owner, hits }) => {
    const when = k === 0 ? `${quarter}, first` : `${quarter}, round ${k + 1}`;
    const loses = verbOf(owner, "loses", "lose");
    return { period, sentence: `${when}: ${nameOf(owner, book)} ${loses} ${amountsText(hits, period)}.` };
  });
}

/** That a party fails is the scenario, and said first. */
function forcedSentences({ other: { book, simulation, shocks }, events }: Stressed): Told[] {
  return shocks.flatMap(({ kind, of, quarter }) => {
    const found = events.find(({ event }) => kind.id === "party-fails" && event.id === `${of}.default`);
    const period = simulation.economy.quarters.indexOf(quarter) + 1;
    const [before, after] = [found?.before, found?.after].map((one) => one?.byPeriod[period]?.probability);
    if (before == null || after == null) return [];
    const defaults = verbOf(of!, "defaults", "default");
    const sentence = `${quarter}: ${nameOf(of!, book)} ${defaults} in ${percent(after)} by scenario, not in ${percent(before)} as it would have by then.`;
    return [{ period, sentence }];
  });
}

/** The parties that gain the largest shares, each once, where it is furthest ahead. */
function gainSentences({ book, simulation }: Simulated, differences: readonly Difference[]): Told[] {
  const owners = [...new Set(differences.map(({ series }) => partsOf(series.id).owner))];
  const best = owners.flatMap((owner) => {
    const own = differences.filter(({ series }) => {
      const { owner: whose, name } = partsOf(series.id);
      return whose === owner && name !== "loss";
    });
    const [most] = own
      .flatMap((one) => one.gaining.map((at) => ({ at, share: shareLost(one, at) })))
      // Where there was next to nothing no share is told.
      .filter(({ share }) => share >= behindFrom && share <= ratioMax)
      .toSorted((a, b) => b.share - a.share || a.at - b.at);
    if (!most) return [];
    const hits = own
      .filter(({ gaining }) => gaining.includes(most.at))
      .toSorted((a, b) => shareLost(b, most.at) - shareLost(a, most.at));
    return [{ owner, ...most, hits }];
  });
  return best
    .toSorted((a, b) => b.share - a.share)
    .slice(0, gainsMax)
    .map(({ owner, at, hits }) => ({
      period: at,
      sentence: `${simulation.economy.quarters[at - 1]!}: ${nameOf(owner, book)} ${verbOf(owner, "gains", "gain")} ${amountsText(hits, at)}, the most of all quarters.`,
    }));
}

/** What is lost or gained of each: `$3B of revenue (-4%) and $2B of cash (-11%), and 2 more`. */
function amountsText(hits: readonly Difference[], period: number): string {
  const what = hits.slice(0, hitsMax).map(({ series, by, base }) => {
    const change = by[period - 1]?.mean ?? 0;
    const isClaims = partsOf(series.id).name === "loss";
    const of = isClaims ? "claims and shares" : wordsOf(series);
    return `${amount(Math.abs(change), series.unit)}${isClaims ? " more" : ""} of ${of}${shareText(change, base[period - 1] ?? 0, isClaims ? claimsMax : ratioMax)}`;
  });
  if (hits.length > hitsMax) return `${what.join(", ")}, and ${hits.length - hitsMax} more`;
  return [what.slice(0, -1).join(", "), what.at(-1)!].filter((words) => words !== "").join(" and ");
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

/** Each party once, where it is furthest behind in share, after it has first lost and by what counts there too. */
function behindSentences(
  { book, simulation }: Simulated,
  differences: readonly Difference[],
  rounds: readonly Round[],
): Told[] {
  const first = new Map(
    rounds.flatMap(({ period, parties }) => parties.map(({ owner }) => [owner, period] as const)),
  );
  const worst = differences
    .filter(({ series }) => partsOf(series.id).name !== "loss")
    .flatMap((one) => {
      const { owner } = partsOf(one.series.id);
      const at = one.losing.toSorted((a, b) => shareLost(one, b) - shareLost(one, a) || a - b)[0];
      // Who is never further behind than at first has been told of.
      return at === undefined || at <= first.get(owner)! || shareLost(one, at) < behindFrom
        ? []
        : [{ one, at, owner }];
    })
    .toSorted((a, b) => shareLost(b.one, b.at) - shareLost(a.one, a.at));
  const once = worst.filter(({ owner }, k) => worst.findIndex((other) => other.owner === owner) === k);
  return once.slice(0, behindMax).map(({ one, at, owner }) => ({
    period: at,
    sentence: `${simulation.economy.quarters[at - 1]!}: ${nameOf(owner, book)} ${verbOf(owner, "is", "are")} furthest behind: ${changeText(one, at)}.`,
  }));
}

/**
 * Defaults and the like each in a sentence, the nearer end first; missed minimums of contracts, of which there are many,
 * in one.
 */
function likelierSentences({ other, events }: Stressed): string[] {
  const { shocks } = other;
  const forced = new Set(
    shocks.flatMap(({ kind, of }) => (kind.id === "party-fails" ? [`${of}.default`] : [])),
  );
  const size = ({ near, far }: EventChange): number => Math.abs((near.isSure ? near : far).change.mean!);
  const sure = events
    .filter(({ event, near, far }) => !forced.has(event.id) && (near.isSure || far.isSure))
    // Who is hit in three years comes before who is so only later.
    .toSorted((a, b) => Number(b.near.isSure) - Number(a.near.isSure) || size(b) - size(a));
  const missed = sure.filter(({ event }) => partsOf(event.id).name === "shortfall");
  return [
    ...sure.filter((one) => !missed.includes(one)).map((one) => chanceSentence(other, one)),
    ...missedSentences(other, missed),
  ];
}

function chanceSentence({ book, simulation }: Simulated, { event, near, far }: EventChange): string {
  const { quarters } = simulation.economy;
  const { owner, name } = partsOf(event.id);
  const fate = name === "stretched" && !isLabIn(simulation.economy, owner) ? "unpaid" : name;
  const does = happens[fate]?.[verbOf(owner, "0", "1") as "0" | "1"] ?? `is ${name}`;
  const by = (one: ChanceBy): string => `by ${quarters[one.period - 1]!}`;
  const told = near.isSure ? near : far;
  const sentence = `${capital(by(told))}: ${nameOf(owner, book)} ${does} in ${probabilityText(told.after)}, not in ${percent(told.before.probability!)}: ${moreOrLess(told)}`;
  if (near.period === far.period) return `${sentence}.`;
  if (told === far) return `${sentence}; ${by(near)} by no more than chance.`;
  const isOpposed = far.isSure && near.change.mean! * far.change.mean! < 0;
  const later = far.isSure
    ? `${percent(far.after.probability!)}, not ${percent(far.before.probability!)}: ${moreOrLess(far)}`
    : `${percent(far.after.probability!)} and ${percent(far.before.probability!)}, no more apart than by chance`;
  return `${sentence}; ${isOpposed ? "but " : ""}${by(far)} in ${later}.`;
}

function moreOrLess({ change }: ChanceBy): string {
  return `${change.mean! > 0 ? "more" : "less"} by ${percent(Math.abs(change.mean!))} (${percent(change.low!)} to ${percent(change.high!)})`;
}

function capital(words: string): string {
  return words.slice(0, 1).toUpperCase() + words.slice(1);
}

const happens: Readonly<Record<string, { readonly 0: string; readonly 1: string }>> = {
  default: { 0: "defaults", 1: "default" },
  stretched: { 0: "puts off payments", 1: "put off payments" },
  // A neocloud puts nothing off: any part of its debt service that it does not pay counts, and so every default.
  unpaid: { 0: "does not pay all that is due", 1: "do not pay all that is due" },
};

/** More often and less often apart, at the nearer end where any is sure there. */
function missedSentences({ simulation }: Simulated, missed: readonly EventChange[]): string[] {
  const at = missed.some(({ near }) => near.isSure) ? "near" : "far";
  const told = missed.filter((one) => one[at].isSure);
  return ([1, -1] as const).flatMap((sign) => {
    const events = told.filter((one) => sign * one[at].change.mean! > 0);
    const [first] = events.toSorted((a, b) => sign * (b[at].change.mean! - a[at].change.mean!));
    if (!first) return [];
    const { period, before, after } = first[at];
    const of = partsOf(first.event.id).owner;
    const contracts = events.length === 1 ? "one contract" : `${events.length} contracts`;
    const most = events.length === 1 ? of : `most so in ${of}`;
    return [
      `By ${simulation.economy.quarters[period - 1]!}: the minimum of a contract year is missed ${sign > 0 ? "more" : "less"} often in ${contracts}, ${most}: in ${probabilityText(after)}, not in ${percent(before.probability!)}.`,
    ];
  });
}

function changeText({ series, by, base }: Difference, period: number): string {
  const change = by[period - 1]?.mean ?? 0;
  const before = base[period - 1] ?? 0;
  const share = shareText(change, before, ratioMax);
  return `${wordsOf(series)} ${change > 0 ? "+" : ""}${amount(change, series.unit)}${share}`;
}

function shareText(change: number, before: number, most: number): string {
  const ratio = change / Math.abs(before);
  return before === 0 || Math.abs(ratio) > most ? "" : ` (${change > 0 ? "+" : ""}${percent(ratio)})`;
}

function usd(value: number): string {
  return amount(value, USD);
}

function gigawatts(value: number): string {
  return amount(value, GW);
}
