// Who hands the losses of a stress to whom, round by round: claims and shares that lose value, sales that fall away, money
// that is not put in.

import { equityRow } from "../model/circular/funding.ts";
import { drawnRow } from "../model/circular/builders.ts";
import { wafersRow } from "../model/circular/makers.ts";
import { systemsRow } from "../model/circular/systems.ts";
import { rows } from "../model/circular/rows.ts";
import type { Economy } from "../model/circular/economy.ts";
import { type LossClass, lossOf } from "../model/circular/losses.ts";
import { normal975 } from "../paths/probability.ts";
import { type Cells, cellsOf } from "../paths/simulation.ts";
import type { Cell } from "../paths/valid.ts";
import type { Simulated } from "./simulate.ts";
import type { Round } from "./stress-differences.ts";

export type HandedKind = "claims" | "sales" | "funding";

/** What one party hands another in the quarters of a round, in the mean, with its 95 % interval, USD. */
export interface Hand {
  readonly from: string;
  readonly to: string;
  readonly kind: HandedKind;
  readonly usd: number;
  readonly low: number;
  readonly high: number;
}

/** Quarters after those of the round before, up to the round's own; the last, without a round, up to the horizon. */
export interface Handed {
  readonly round: number | null;
  /** Periods, the first and the last. */
  readonly first: number;
  readonly last: number;
  readonly hands: readonly Hand[];
}

/** Rows of payments that are somebody's sales, and those that are money put in or lent. */
const salesRows: readonly string[] = [
  rows.services,
  rows.cloud,
  rows.platform,
  rows.compute,
  systemsRow,
  wafersRow,
];
const fundingRows: readonly string[] = [equityRow, drawnRow];
/** Claims that are the dues of a quarter: what is not paid of them is a loss, and not once more a sale that falls away. */
const dues: readonly LossClass[] = ["compute", "platform shares"];
/** Less than this is not told. */
const toldFrom = 1e6;

/** Payments of the model that `handedOf` looks at. */
export function handedVariables({ model }: Pick<Economy, "model">): readonly string[] {
  return model.variables.flatMap(({ name }) => (paymentOf(name) ? [name] : []));
}

/** The parts of the name of a payment, `<row>: <payer> to <payee>`; undefined of another variable. */
function paymentOf(variable: string): { from: string; to: string; kind: HandedKind } | undefined {
  const found = /^(?<row>.+): (?<from>\S+) to (?<to>\S+)$/u.exec(variable)?.groups;
  if (!found) return undefined;
  const [row, from, to] = [found["row"]!, found["from"]!, found["to"]!];
  const isOf = (one: string): boolean =>
    row === one || row.startsWith(`${one}, `) || row.startsWith(`${one}: `);
  if (salesRows.some(isOf)) return { from, to, kind: "sales" };
  return fundingRows.some(isOf) ? { from, to, kind: "funding" } : undefined;
}

/** A variable that takes part in what a pair hands over, and with which sign its change counts. */
interface Part {
  readonly variable: string;
  readonly sign: 1 | -1;
}

/** Against the run without the stress, on the same random numbers; only what is beyond chance. */
export function handedOf(base: Simulated, other: Simulated, rounds: readonly Round[]): Handed[] {
  const { kept, economy } = other.simulation;
  const pairs = partsByPair(kept.variables ?? []);
  const [before, after] = [base, other].map(({ simulation, run }) => cellsOf(simulation, run));
  const failed = Uint8Array.from(base.run.failed, (mark, path) =>
    mark === 0 && other.run.failed[path] === 0 ? 0 : 1,
  );
  const ends = rounds.map(({ period }) => period);
  const horizon = economy.quarters.length;
  const windows = [...ends, horizon].map((last, k) => ({
    round: k < ends.length ? k + 1 : null,
    first: (ends[k - 1] ?? 0) + 1,
    last,
  }));
  return windows
    .filter(({ first, last }) => first <= last)
    .map((window): Handed => ({
      ...window,
      hands: [...pairs.values()]
        .flatMap(({ parts, ...pair }) => {
          const mean = meanOf({ values: changeOf(parts, window, before!, after!), failed });
          return mean && mean.low > 0 && mean.usd >= toldFrom ? [{ ...pair, ...mean }] : [];
        })
        .toSorted((a, b) => b.usd - a.usd),
    }));
}

function partsByPair(variables: readonly string[]) {
  const pairs = new Map<string, { from: string; to: string; kind: HandedKind; parts: Part[] }>();
  const add = (from: string, to: string, kind: HandedKind, part: Part): void => {
    const key = `${from}\0${to}\0${kind}`;
    const pair = pairs.get(key) ?? { from, to, kind, parts: [] };
    pairs.set(key, pair);
    pair.parts.push(part);
  };
  for (const variable of variables) {
    const loss = lossOf(variable);
    if (loss) {
      add(loss.debtor, loss.creditor, "claims", { variable, sign: 1 });
      if (dues.includes(loss.class)) add(loss.debtor, loss.creditor, "sales", { variable, sign: -1 });
    }
    const payment = paymentOf(variable);
    // Less that is paid is more that is handed on.
    if (payment) add(payment.from, payment.to, payment.kind, { variable, sign: -1 });
  }
  return pairs;
}

/** The change of all parts over the quarters of a window, path by path. */
function changeOf(
  parts: readonly Part[],
  { first, last }: Pick<Handed, "first" | "last">,
  before: Cells,
  after: Cells,
): Float64Array {
  const values = new Float64Array(before.variable(parts[0]!.variable, first).values.length);
  for (const { variable, sign } of parts)
    for (let t = first; t <= last; t++) {
      const [a, b] = [before.variable(variable, t).values, after.variable(variable, t).values];
      for (let path = 0; path < values.length; path++) values[path]! += sign * (b[path]! - a[path]!);
    }
  return values;
}

/** Of paths that failed in neither run. */
function meanOf({ values, failed }: Cell): Pick<Hand, "usd" | "low" | "high"> | undefined {
  let [n, mean, squares] = [0, 0, 0];
  for (let path = 0; path < values.length; path++) {
    if (failed[path] !== 0) continue;
    const off = values[path]! - mean;
    n++;
    mean += off / n;
    squares += off * (values[path]! - mean);
  }
  if (n < 2) return undefined;
  const margin = normal975 * Math.sqrt(squares / (n - 1) / n);
  return { usd: mean, low: mean - margin, high: mean + margin };
}
