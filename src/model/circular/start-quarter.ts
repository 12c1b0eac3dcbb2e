// From the end of which quarter a simulation starts: the newest that most of those who tell quarters have told.

import type { Book, Fact } from "../../book/book.ts";
import { RoundtripError, exitCode } from "../../error/error.ts";
import type { Day } from "../../unit/date.ts";
import { type Quarter, lastDayOf, plusQuarters, quarterOf } from "./quarter.ts";
import { type Knowledge, knowledgeOf } from "./start-knowledge.ts";
import { type Told, revenueTold, wanted } from "./start-parties.ts";

/** Quarters that are looked back: an older one would say nothing of the day. */
const lookedBack = 40;
/** What counts as told: what the company or the press said, and no estimate or forecast. */
const kinds: readonly Fact["kind"][] = ["reported", "press"];

/**
 * The newest quarter that is over on a day and of which more than half of the clouds, groups and neoclouds have told
 * revenue or capital spending by then: a figure of that very quarter, reported or in the press, no estimate.
 *
 * Those count of whom the book knows such a figure of any quarter on the day.
 *
 * @throws START_UNKNOWN, as wrong usage, when no quarter is told so
 */
export function startQuarter(book: Book, day: Day): Quarter {
  const told = toldBy(knowledgeOf(book, day));
  const over = newestOver(day);
  for (let k = 0; k < lookedBack; k++) {
    const quarter = plusQuarters(over, -k);
    if (isToldByMost(quarter, told)) return quarter;
  }
  throw new RoundtripError(
    "START_UNKNOWN",
    `By ${day} most clouds, groups and neoclouds had told no quarter in common.`,
    {
      exit: exitCode.usage,
      remedy: "Ask as of a later day.",
    },
  );
}

/**
 * A quarter that is named to start from.
 *
 * @throws START_AHEAD when it is not over on the day, START_EARLY when it lies before the first that most had told by
 *   the day; both as wrong usage
 */
export function startNamed(book: Book, quarter: Quarter, day: Day): Quarter {
  refuseAhead(quarter, day);
  const told = toldBy(knowledgeOf(book, day));
  const first = [...new Set(told.flatMap((quarters) => [...quarters]))]
    .toSorted()
    .find((each) => isToldByMost(each, told));
  if (first !== undefined && quarter >= first) return quarter;
  throw new RoundtripError("START_EARLY", `Too few parties tell of ${quarter}.`, {
    exit: exitCode.usage,
    remedy:
      first === undefined
        ? "Ask as of a later day."
        : `Most have told of ${first}: start from it or a later quarter.`,
  });
}

/** @throws START_AHEAD, as wrong usage, when a quarter is not over on a day */
export function refuseAhead(quarter: Quarter, day: Day): void {
  if (lastDayOf(quarter) <= day) return;
  throw new RoundtripError("START_AHEAD", `${quarter} is not over on ${day}.`, {
    exit: exitCode.usage,
    remedy: `Start from ${newestOver(day)} or an earlier quarter, or ask as of ${lastDayOf(quarter)} or later.`,
  });
}

function newestOver(day: Day): Quarter {
  const now = quarterOf(day);
  return lastDayOf(now) <= day ? now : plusQuarters(now, -1);
}

function isToldByMost(quarter: Quarter, told: readonly ReadonlySet<Quarter>[]): boolean {
  return 2 * told.filter((quarters) => quarters.has(quarter)).length > told.length;
}

/** Of each cloud, group and neocloud that tells quarters, those of which it has told one. */
function toldBy(knowledge: Knowledge): ReadonlySet<Quarter>[] {
  return wanted
    .filter(({ needs }) => needs.includes("backlog") || needs.includes("capex"))
    .map(({ party }) => {
      const metrics: Told[] = [revenueTold(party), { party, metric: "capex" }];
      const spans = metrics.flatMap((one) => knowledge.spans(one.party, one.metric));
      return new Set(
        spans
          .filter(({ quarters, fact }) => quarters === 1 && kinds.includes(fact.kind))
          .map(({ last }) => last),
      );
    })
    .filter((quarters) => quarters.size > 0);
}
