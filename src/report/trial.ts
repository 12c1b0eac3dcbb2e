// What the trial of the model scored, as it was published before this program was written: docs/backtest.md,
// "The trial". Shown beside a back-test as a floor, never used in one.

import type { Quarter } from "../model/circular/quarter.ts";
import { meanOf } from "../paths/score.ts";
import { isInside } from "./backtest-score.ts";
import type { Target } from "./backtest-target.ts";

/** Shares of targets inside, and mean scores; null where the trial gave none. */
export interface TrialRow {
  readonly group: string;
  readonly targets: number;
  readonly coverage50: number;
  readonly coverage90: number;
  readonly crps: number;
  readonly noChange: number;
  /** Constant growth of the trailing year as a point, and as a density. */
  readonly growthPoint: number;
  readonly growth: number;
  /** Targets that became known later and were scored once. */
  readonly unseen: { readonly coverage90: number; readonly crps: number; readonly growth: number } | null;
}

const rows: readonly (readonly [string, ...(number | null)[]])[] = [
  ["lab-run-rates", 23, 0.57, 0.74, 0.322, 1.39, 0.221, 0.163, null, null, null],
  ["cloud-revenue", 39, 0.38, 0.87, 0.04, 0.255, 0.061, 0.048, 0.42, 0.133, 0.154],
  ["capex", 40, 0.23, 0.6, 0.141, 0.319, 0.213, 0.144, 0.22, 0.22, 0.183],
  ["rpo", 48, 0.23, 0.77, 0.293, 0.718, 0.528, 0.484, 0.73, 0.367, 0.687],
  ["nvidia-data-center", 9, 0.22, 0.22, 0.148, 0.371, 0.131, 0.09, 0, 0.292, 0.114],
  ["coreweave-revenue", 9, 0.56, 1, 0.054, 0.477, 0.519, 0.424, 1, 0.092, 0.566],
  ["all", 168, 0.33, 0.73, 0.181, 0.573, 0.28, 0.233, 0.5, 0.244, 0.377],
];

export const trial: readonly TrialRow[] = rows.map(
  ([group, n, in50, in90, crps, noChange, growthPoint, growth, unseen90, unseenCrps, unseenGrowth]) => ({
    group,
    targets: n!,
    coverage50: in50!,
    coverage90: in90!,
    crps: crps!,
    noChange: noChange!,
    growthPoint: growthPoint!,
    growth: growth!,
    unseen: unseen90 == null ? null : { coverage90: unseen90, crps: unseenCrps!, growth: unseenGrowth! },
  }),
);

/** Figures that shaped the trial, or those of later quarters that it scored once. */
export type FloorSet = "shaping" | "unseen";

/** Figures of a group beside the trial's score of figures of the same quarters. */
export interface FloorRow {
  readonly group: string;
  readonly set: FloorSet;
  readonly targets: number;
  readonly coverage90: number;
  /** Mean over figures, as the trial's is. */
  readonly crps: number;
  readonly trialCoverage90: number;
  readonly trialCrps: number;
  readonly isReached: boolean;
}

/** The first quarter of the figures that the trial had not seen; of groups without such figures all have shaped it. */
export const unseenFrom: Quarter = "2026Q2";

/** Where a back-test is as good as the trial was, like with like; groups that one of both lacks are left out. */
export function floorOf(
  targets: readonly Pick<Target, "group" | "quarter" | "crps" | "actual" | "p5" | "p25" | "p75" | "p95">[],
): FloorRow[] {
  const published = trial.filter(({ group }) => group !== "all");
  const setOf = new Map(
    published.map((row) => [
      row.group,
      (quarter: Quarter): FloorSet => (row.unseen && quarter >= unseenFrom ? "unseen" : "shaping"),
    ]),
  );
  return trial.flatMap((row) =>
    (["shaping", "unseen"] as const).flatMap((set): FloorRow[] => {
      const told = set === "shaping" ? row : row.unseen;
      const own = targets.filter(
        ({ group, quarter }) =>
          (row.group === "all" || group === row.group) && setOf.get(group)?.(quarter) === set,
      );
      const crps = meanOf(own.map((one) => one.crps));
      if (!told || crps === null) return [];
      return [
        {
          group: row.group,
          set,
          targets: own.length,
          coverage90: own.filter((one) => isInside(one, "p5", "p95")).length / own.length,
          crps,
          trialCoverage90: told.coverage90,
          trialCrps: told.crps,
          isReached: crps <= told.crps,
        },
      ];
    }),
  );
}
