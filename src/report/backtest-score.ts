// Targets scored together: of a group, of a series, of all.

import { type Probability, probabilityOf } from "../paths/probability.ts";
import { type Rival, byRival, rivals } from "../paths/rival.ts";
import { meanOf, meanOverSeries } from "../paths/score.ts";
import type { Group } from "./backtest-group.ts";
import type { Target } from "./backtest-target.ts";

/** Targets scored together. */
export interface Score {
  readonly id: string;
  readonly name: string;
  readonly targets: number;
  readonly seriesCount: number;
  readonly coverage50: number;
  readonly coverage90: number;
  /** Means over series of a series' mean. */
  readonly crps: number;
  readonly rivalCrps: Readonly<Record<Rival, number>>;
  /** 1 − the score over that of the better rival here; null where that is zero. */
  readonly skill: number | null;
  /** How many times as wide as the naive 90 % intervals the model's are, on average; null where they have no width. */
  readonly widthRatio: number | null;
}

/** The score of those of the targets that belong to a group; none where none does. */
export function scoresOf(
  group: Group,
  targets: readonly Target[],
  belongs: (one: Target) => boolean,
): Score[] {
  const of = targets.filter(belongs);
  return of.length === 0 ? [] : [scoreOf(group, of)];
}

export function scoreOf({ id, name }: Group, targets: readonly Target[]): Score {
  const crps = meanOverSeries(targets)!;
  const rivalCrps = rivalScores(targets);
  const naive = rivalCrps[smallerOf(rivalCrps)];
  const naiveWidth = meanOf(targets.map((one) => one.naiveWidth))!;
  const share = (low: "p5" | "p25", high: "p75" | "p95"): number =>
    targets.filter((one) => isInside(one, low, high)).length / targets.length;
  return {
    id,
    name,
    targets: targets.length,
    seriesCount: new Set(targets.map((one) => one.series)).size,
    coverage50: share("p25", "p75"),
    coverage90: share("p5", "p95"),
    crps,
    rivalCrps,
    skill: naive === 0 ? null : 1 - crps / naive,
    widthRatio: naiveWidth === 0 ? null : meanOf(targets.map((one) => one.width))! / naiveWidth,
  };
}

/** The shares of outcomes in the central intervals, each with its own interval. */
export function coverageOf(
  targets: readonly Target[],
): Readonly<Record<"coverage50" | "coverage90", Probability>> {
  const inside = (low: "p5" | "p25", high: "p75" | "p95"): Probability =>
    probabilityOf(targets.filter((one) => isInside(one, low, high)).length, targets.length);
  return { coverage50: inside("p25", "p75"), coverage90: inside("p5", "p95") };
}

/** Whether the outcome lies between two points of the forecast. */
export function isInside(
  target: Pick<Target, "actual" | "p5" | "p25" | "p75" | "p95">,
  low: "p5" | "p25",
  high: "p75" | "p95",
): boolean {
  return target[low] <= target.actual && target.actual <= target[high];
}

/** Means over series of a series' mean, by rival. */
export function rivalScores(targets: readonly Pick<Target, "series" | "rivalCrps">[]): Record<Rival, number> {
  return byRival((rival) =>
    meanOverSeries(targets.map(({ series, rivalCrps }) => ({ series, crps: rivalCrps[rival] })))!,
  );
}

/** The rival with the smaller score; no change where they are equal. */
export function smallerOf(scores: Readonly<Record<Rival, number>>): Rival {
  return rivals.reduce((best, rival) => (scores[rival] < scores[best] ? rival : best));
}
