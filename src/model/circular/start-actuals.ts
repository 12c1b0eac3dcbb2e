// What became of a forecast: the quarters of each series that were told, and since when.

import type { Book } from "../../book/book.ts";
import { factKnown } from "../../book/known.ts";
import { type Day, daysBetween } from "../../unit/date.ts";
import { between } from "./level.ts";
import { type Quarter, lastDayOf, plusQuarters } from "./quarter.ts";
import { grossOfNet } from "./start-capital.ts";
import { flowIn } from "./start-flow.ts";
import { flowFromGrowth } from "./start-growth.ts";
import { type Knowledge, knowledgeOf } from "./start-knowledge.ts";
import { backlogTold, revenueTold } from "./start-parties.ts";
import { contradicting, pointsOf, pointsOfFirst } from "./start-stock.ts";
import type { Level } from "./start.ts";

/** A quarter of a series of the simulation as it turned out. */
export interface Actual {
  /** Such as `aws.revenue`. */
  readonly series: string;
  readonly quarter: Quarter;
  /** USD of the quarter; of run-rates USD a year; of backlogs USD at its end. */
  readonly value: number;
  /** The day from which it could be known: the last of the figures that it is made of. */
  readonly known: Day;
  readonly from: readonly string[];
}

/** The first quarter that is looked for. */
const firstQuarter: Quarter = "2023Q1";
/** Days by which a run-rate may miss the end of a quarter. */
const runRateReach = 45;

const series: readonly (readonly [party: string, name: string])[] = [
  ["anthropic", "runRate"],
  ["openai", "runRate"],
  ...["aws", "azure", "google-cloud", "oci", "nvidia-data-center", "coreweave"].map(
    (party) => [party, "revenue"] as const,
  ),
  ...["amazon", "microsoft", "google", "meta", "oracle"].map((party) => [party, "capex"] as const),
  ...["aws", "azure", "google-cloud", "oci", "coreweave"].map((party) => [party, "backlog"] as const),
];

/**
 * Every quarter since 2023 of every series that is told and can be compared with a forecast, as known on a day.
 *
 * Told is a figure of the quarter itself, what a longer period leaves for one quarter, Azure's quarter from its
 * year and growth rates, and Amazon's gross spending from its net. A run-rate is the one nearest to the quarter's
 * end, 45 days away at most, on the line in logs to the next one on the other side where there is one; reports of one
 * time that contradict each other count at their mean. What is split, carried on or assumed is no actual.
 */
export function actualsOf(book: Book, day: Day): Actual[] {
  const knowledge = knowledgeOf(book, day);
  return series.flatMap(([party, name]) => {
    const actuals: Actual[] = [];
    for (let quarter = firstQuarter; lastDayOf(quarter) <= day; quarter = plusQuarters(quarter, 1)) {
      const level = toldIn(knowledge, party, name, quarter);
      if (!level) continue;
      const known = level.from.map((id) => factKnown(book, book.facts.get(id)!)).toSorted();
      actuals.push({
        series: `${party}.${name}`,
        quarter,
        value: level.central,
        known: known.at(-1)!,
        from: level.from,
      });
    }
    return actuals;
  });
}

function toldIn(knowledge: Knowledge, party: string, name: string, quarter: Quarter): Level | undefined {
  switch (name) {
    case "runRate":
      return runRateAt(knowledge, party, quarter);
    case "backlog": {
      const lists = backlogTold(party).map((told) => knowledge.facts(told.party, told.metric));
      return pointsOfFirst(lists).find(({ on }) => on === lastDayOf(quarter))?.level;
    }
    case "capex":
      return flowIn(knowledge, party, name, quarter, { openMax: 1 }) ?? grossOfNet(knowledge, party, quarter);
    default: {
      const told = revenueTold(party);
      return (
        flowIn(knowledge, told.party, told.metric, quarter, { openMax: 1 }) ??
        flowFromGrowth(knowledge, told.party, told.metric, quarter, { isRoundingAdded: false })
      );
    }
  }
}

function runRateAt(knowledge: Knowledge, lab: string, quarter: Quarter): Level | undefined {
  const end = lastDayOf(quarter);
  const points = pointsOf(knowledge.facts(lab, "revenue-run-rate"), ["reported", "press"]);
  const conflict = contradicting(points, end);
  if (conflict) return conflict;
  const before = points.findLast(({ on }) => on <= end);
  const after = points.find(({ on }) => on >= end);
  const away = (point: { on: Day } | undefined): number =>
    point ? Math.abs(daysBetween(point.on, end)) : Number.POSITIVE_INFINITY;
  if (Math.min(away(before), away(after)) > runRateReach) return undefined;
  if (!before || !after || before === after) return (before ?? after)!.level;
  return between(before.level, after.level, away(before) / (away(before) + away(after)));
}
