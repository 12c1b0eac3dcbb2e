// What is known of every party at the end of a quarter, on a day: where a simulation starts.

import type { Book } from "../../book/book.ts";
import { RoundtripError, exitCode } from "../../error/error.ts";
import type { Day } from "../../unit/date.ts";
import { type Quarter, lastDayOf, newestOver } from "./quarter.ts";
import { figuresOf } from "./start-figures.ts";
import { type Knowledge, assumedFor, knowledgeOf } from "./start-knowledge.ts";
import { holders, wanted } from "./start-parties.ts";
import { stakeAt } from "./start-round.ts";

/** A figure with the ends of its 90 % interval, in base units (USD, USD a year, GW, plain shares). */
export interface Level {
  readonly low: number;
  readonly central: number;
  readonly high: number;
  /** Ids of the facts and assumptions that it rests on. */
  readonly from: readonly string[];
}

export interface Start {
  readonly quarter: Quarter;
  /** What was known on this day counts. */
  readonly day: Day;
  /** By `<party>.<figure>`, such as `anthropic.runRate`. */
  readonly figures: ReadonlyMap<string, Level>;
  /** What could not be found, with the party that needs it. */
  readonly missing: readonly { readonly party: string; readonly figure: string }[];
}

/**
 * What is known of every party at the end of a quarter, on a day.
 *
 * Each value is what was told by that day; else what a stated rule makes of what was told; else what the
 * book assumes, where that could have been assumed on the day (docs/start.md). Nothing that became known
 * later enters. What is found in none of these ways is missing.
 *
 * @throws START_AHEAD, as wrong usage, when the quarter is not over on the day
 */
export function startOf(book: Book, quarter: Quarter, day: Day): Start {
  if (lastDayOf(quarter) > day) {
    throw new RoundtripError("START_AHEAD", `${quarter} is not over on ${day}.`, {
      exit: exitCode.usage,
      remedy: `Start from ${newestOver(day)} or an earlier quarter, or ask as of ${lastDayOf(quarter)} or later.`,
    });
  }
  const knowledge = knowledgeOf(book, day);
  const figureOf = figuresOf(knowledge);
  const figures = new Map<string, Level>();
  const missing: { party: string; figure: string }[] = [];
  for (const { party, needs, uses = [] } of wanted) {
    for (const figure of [...needs, ...uses]) {
      const level = figureOf(party, figure, quarter);
      if (level) figures.set(`${party}.${figure}`, level);
      else if (needs.includes(figure)) missing.push({ party, figure });
    }
  }
  for (const [company, of] of Object.entries(holders)) addStakes(knowledge, company, of, quarter, figures);
  return { quarter, day, figures, missing };
}

/** Who holds how much of a company; what nobody named holds belongs to investors. */
function addStakes(
  knowledge: Knowledge,
  company: string,
  of: readonly string[],
  quarter: Quarter,
  figures: Map<string, Level>,
): void {
  let rest: Level = { low: 1, central: 1, high: 1, from: [] };
  for (const holder of of) {
    const id = `${holder}.stake.${company}`;
    const assumed = (at: Quarter | undefined): Level | undefined =>
      assumedFor(knowledge, id, at, () => undefined);
    const stake = assumed(quarter) ?? stakeAt(knowledge, holder, company, quarter) ?? assumed(undefined);
    if (!stake) continue;
    figures.set(id, stake);
    rest = {
      low: rest.low - stake.high,
      central: rest.central - stake.central,
      high: rest.high - stake.low,
      from: [...rest.from, ...stake.from],
    };
  }
  figures.set(`investors.stake.${company}`, rest);
}
