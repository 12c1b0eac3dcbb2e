// The losses of a stress by debtor, creditor and class of claim, and by quarter: in dollars, in gigawatts that stand idle,
// in tokens that are not sold.

import type { Economy } from "../model/circular/economy.ts";
import { type LossClass, claimName, lossClasses, lossOf } from "../model/circular/losses.ts";
import { GW, USD } from "../model/circular/measures.ts";
import { compare } from "../paths/compare.ts";
import { cellsOf, summaryOfVariable } from "../paths/simulation.ts";
import { type Block, type Cell, table, text } from "./answer.ts";
import { handedVariables } from "./handed.ts";
import { amount, nameOf, partsOf, percent, yearEnds } from "./series-text.ts";
import type { Simulated } from "./simulate.ts";
import type { Round } from "./stress-differences.ts";

/** What one creditor loses on one debtor in one class, in the mean. */
export interface LossRow {
  readonly class: LossClass;
  readonly creditor: string;
  /** What is owed, or worth, in the quarter. */
  readonly claimUsd: number;
  readonly lostUsd: number;
  readonly share: number | null;
}

/** The quarter in which a party fails by scenario: what its creditors and owners lose, in the order in which it pays. */
export interface Failure {
  readonly debtor: string;
  readonly period: number;
  readonly rows: readonly LossRow[];
  readonly lostUsd: number;
}

/** The quarter with the most power that stands idle because of the stress. */
export interface Idle {
  readonly period: number;
  readonly gw: number;
  readonly vendors: readonly { readonly vendor: string; readonly gw: number }[];
}

/** The change of all losses of a class to a creditor, over all quarters, in the mean. */
export interface ClassLoss {
  readonly class: LossClass;
  readonly creditor: string;
  readonly without: number;
  readonly with: number;
}

const idlePrefix = "idle ";
const tokensVariable = "tokens";

/** What of the model a waterfall is made of; nothing where the economy has none of it. */
export function waterfallVariables({ model }: Economy): readonly string[] {
  const losses = model.variables.flatMap(({ name }) =>
    lossOf(name) ||
    lossOf(name.replace(/^claim/u, "lost")) ||
    name.startsWith(idlePrefix) ||
    name === tokensVariable
      ? [name]
      : [],
  );
  return [...losses, ...handedVariables({ model })];
}

function keptNames({ simulation }: Simulated): readonly string[] {
  return simulation.kept.variables ?? [];
}

function meansOf({ simulation, run }: Simulated, name: string): readonly (number | null)[] {
  return summaryOfVariable(simulation, run, name).mean;
}

/** Parties that fail by scenario, each with the rows of its quarter. */
export function failuresOf(other: Simulated): Failure[] {
  const { shocks, simulation } = other;
  const names = keptNames(other);
  return shocks
    .filter(({ kind }) => kind.id === "party-fails")
    .map(({ of, quarter }): Failure => {
      const period = simulation.economy.quarters.indexOf(quarter) + 1;
      const rows = names
        .flatMap((name): LossRow[] => {
          const loss = lossOf(name);
          if (!loss || loss.debtor !== of) return [];
          const lostUsd = meansOf(other, name)[period] ?? 0;
          const claimUsd = meansOf(other, claimName(name))[period] ?? 0;
          if (claimUsd < 1) return [];
          return [
            { class: loss.class, creditor: loss.creditor, claimUsd, lostUsd, share: lostUsd / claimUsd },
          ];
        })
        .toSorted((a, b) => rankOf(a.class) - rankOf(b.class) || b.lostUsd - a.lostUsd);
      return { debtor: of!, period, rows, lostUsd: rows.reduce((sum, row) => sum + row.lostUsd, 0) };
    });
}

function rankOf(of: LossClass): number {
  return lossClasses.indexOf(of);
}

/** Losses on all debtors by class and creditor, of which the stress changes any. */
export function classLosses(base: Simulated, other: Simulated): ClassLoss[] {
  const sums = new Map<string, { class: LossClass; creditor: string; without: number; with: number }>();
  for (const name of keptNames(other)) {
    const loss = lossOf(name);
    if (!loss) continue;
    const key = `${loss.class} ${loss.creditor}`;
    const sum = sums.get(key) ?? { class: loss.class, creditor: loss.creditor, without: 0, with: 0 };
    sum.without += total(meansOf(base, name));
    sum.with += total(meansOf(other, name));
    sums.set(key, sum);
  }
  return [...sums.values()]
    .filter((loss) => Math.abs(loss.with - loss.without) >= 1e6)
    .toSorted((a, b) => rankOf(a.class) - rankOf(b.class) || b.with - b.without - (a.with - a.without));
}

function total(means: readonly (number | null)[]): number {
  return means.reduce<number>((sum, mean, t) => sum + (t === 0 ? 0 : (mean ?? 0)), 0);
}

/** The change of the power that stands idle, by vendor and period from 1, in GW. */
function idleBy(base: Simulated, other: Simulated): { vendor: string; by: number[] }[] {
  const periods = other.simulation.economy.quarters.map((_, k) => k + 1);
  return keptNames(other)
    .filter((name) => name.startsWith(idlePrefix))
    .map((name) => {
      const [before, after] = [meansOf(base, name), meansOf(other, name)];
      return {
        vendor: name.slice(idlePrefix.length),
        by: periods.map((t) => (after[t] ?? 0) - (before[t] ?? 0)),
      };
    });
}

/** A tenth of a gigawatt is told. */
const idleFrom = 0.1;

export function idleOf(base: Simulated, other: Simulated): Idle | undefined {
  const vendors = idleBy(base, other);
  const sums = other.simulation.economy.quarters.map((_, k) =>
    vendors.reduce((sum, { by }) => sum + by[k]!, 0),
  );
  const most = sums.reduce((at, sum, k) => (sum > sums[at]! ? k : at), 0);
  if (!(sums[most]! >= idleFrom)) return undefined;
  return {
    period: most + 1,
    gw: sums[most]!,
    vendors: vendors
      .map(({ vendor, by }) => ({ vendor, gw: by[most]! }))
      .filter(({ gw }) => gw > 0)
      .toSorted((a, b) => b.gw - a.gw),
  };
}

/**
 * By period from 1: the change of the tokens that are sold, as a share: the median over paths of the ratio, since a few
 * paths hold most of all tokens.
 */
export function tokenChanges(base: Simulated, other: Simulated): (number | null)[] {
  const periods = other.simulation.economy.quarters.map((_, k) => k + 1);
  if (!keptNames(other).includes(tokensVariable)) return periods.map(() => null);
  const [before, after] = [base, other].map(({ simulation, run }) => cellsOf(simulation, run));
  return periods.map((t) => {
    const [a, b] = [before!.variable(tokensVariable, t), after!.variable(tokensVariable, t)];
    const ratios = { values: a.values.map((value, k) => b.values[k]! / value), failed: a.failed };
    const ones = { values: a.values.map(() => 1), failed: b.failed };
    return compare(ones, ratios).p50;
  });
}

/** One quarter of the cascade. */
export interface QuarterRow {
  readonly period: number;
  /** The round of those who first lose in it. */
  readonly round: number | null;
  readonly parties: readonly string[];
  readonly lostUsd: number;
  readonly idleGw: number;
  readonly tokens: number | null;
}

/** Quarters in which a round begins, and ends of years, from the first shock on. */
export function quarterRows(base: Simulated, other: Simulated, rounds: readonly Round[]): QuarterRow[] {
  const { quarters } = other.simulation.economy;
  const vendors = idleBy(base, other);
  const tokens = tokenChanges(base, other);
  const losses = keptNames(other).filter((name) => lossOf(name));
  const [before, after] = [base, other].map((of) => losses.map((name) => meansOf(of, name)));
  const lost = (t: number): number =>
    losses.reduce((sum, _, k) => sum + (after![k]![t] ?? 0) - (before![k]![t] ?? 0), 0);
  const first = Math.max(1, Math.min(...other.shocks.map(({ quarter }) => quarters.indexOf(quarter) + 1)));
  const shown = [...new Set([first, ...rounds.map(({ period }) => period), ...yearEnds(quarters)])];
  return shown
    .filter((t) => t >= first)
    .toSorted((a, b) => a - b)
    .map((t) => {
      const round = rounds.findIndex(({ period }) => period === t);
      return {
        period: t,
        round: round < 0 ? null : round + 1,
        parties: rounds[round]?.parties.map(({ owner }) => owner) ?? [],
        lostUsd: lost(t),
        idleGw: vendors.reduce((sum, { by }) => sum + by[t - 1]!, 0),
        tokens: tokens[t - 1] ?? null,
      };
    });
}

/** What each creditor loses in the mean, where the economy says so: the series `<party>.loss`. */
export function isLossSeries(id: string): boolean {
  return partsOf(id).name === "loss";
}

const usd = (value: number): Cell => ({ show: amount(value, USD), value });

/** The failure of a party by class and creditor, in the order in which it pays. */
export function failureTable(other: Simulated, { debtor, period, rows }: Failure): Block {
  const { book, simulation } = other;
  return table(
    `Who bears the failure of ${nameOf(debtor, book)} in ${simulation.economy.quarters[period - 1]!}, in the order in which it pays, in the mean`,
    [">rank", "claim", "creditor or owner", ">owed or worth", ">lost", ">share"],
    rows.map((row) => [
      { show: String(seniority[row.class]), value: seniority[row.class] },
      text(row.class),
      text(nameOf(row.creditor, book)),
      usd(row.claimUsd),
      usd(row.lostUsd),
      { show: row.share === null ? "" : percent(row.share), value: row.share },
    ]),
  );
}

/** Staff comes first, all dues of the quarter alike; loans and what was put off are written down; owners come last. */
const seniority: Readonly<Record<LossClass, number>> = {
  "staff and power": 1,
  "platform shares": 2,
  compute: 2,
  interest: 2,
  "late compute": 3,
  loans: 3,
  notes: 3,
  guarantees: 3,
  shares: 4,
};

export function classTable({ book }: Simulated, losses: readonly ClassLoss[]): Block {
  return table(
    "Losses on all debtors over all quarters, in the mean",
    ["claim", "creditor or owner", ">without", ">with", ">change"],
    losses.map((loss) => [
      text(loss.class),
      text(nameOf(loss.creditor, book)),
      usd(loss.without),
      usd(loss.with),
      usd(loss.with - loss.without),
    ]),
  );
}

export function quarterTable({ book, simulation }: Simulated, rows: readonly QuarterRow[]): Block {
  return table(
    "By quarter: losses of creditors and owners, power that stands idle, tokens sold, each against the run without it",
    ["quarter", ">round", "who loses first in it", ">lost", ">idle", ">tokens"],
    rows.map((row) => [
      text(simulation.economy.quarters[row.period - 1]),
      { show: row.round === null ? "" : String(row.round), value: row.round },
      text(row.parties.map((id) => nameOf(id, book)).join(", ")),
      usd(row.lostUsd),
      { show: amount(row.idleGw, GW), value: row.idleGw },
      { show: row.tokens === null ? "" : percent(row.tokens), value: row.tokens },
    ]),
  );
}
