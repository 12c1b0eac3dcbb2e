// From the end of which quarter a simulation starts: the newest that most of those who tell quarters have told.

import type { Book, Fact } from "../../book/book.ts";
import { RoundtripError, exitCode } from "../../error/error.ts";
import type { Day } from "../../unit/date.ts";
import { type Quarter, newestOver, plusQuarters } from "./quarter.ts";
import { type Start, startOf } from "./start.ts";
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
 * Refuses a start at which half or more of the groups and neoclouds lack what their equations need: what could be
 * simulated of the others would be no economy.
 *
 * @throws START_EARLY, as wrong usage
 */
export function refuseSparse(book: Book, start: Start): void {
  if (isWhole(start)) return;
  const { quarter, day } = start;
  let later = plusQuarters(quarter, 1);
  const newest = newestOver(day);
  while (later <= newest && !isWhole(startOf(book, later, day))) later = plusQuarters(later, 1);
  throw new RoundtripError(
    "START_EARLY",
    `Too little was known by ${day} of most groups and neoclouds at the end of ${quarter}.`,
    {
      exit: exitCode.usage,
      remedy:
        later <= newest
          ? `Start from ${later} or a later quarter, with --from.`
          : "Ask as of a later day, with --as-of.",
    },
  );
}

/** Quarters from whose end a simulation can start as known on a day: the newest first, back to the first that cannot. */
export function startQuarters(book: Book, day: Day): Quarter[] {
  const found: Quarter[] = [];
  const over = newestOver(day);
  for (let k = 0; k < lookedBack; k++) {
    const quarter = plusQuarters(over, -k);
    if (isWhole(startOf(book, quarter, day))) found.push(quarter);
    else if (found.length > 0) break;
  }
  return found;
}

/** Whether more than half of the groups and neoclouds can be simulated. */
function isWhole({ missing }: Start): boolean {
  const without = new Set(missing.map(({ party }) => party));
  const builders = wanted.filter(({ needs }) => needs.includes("capex"));
  return 2 * builders.filter(({ party }) => !without.has(party)).length > builders.length;
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
