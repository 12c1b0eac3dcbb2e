// What of an economy is asked about: all of it, a party's part, one series in one quarter, one event.

import type { Book } from "../book/book.ts";
import { groupOf } from "../book/known.ts";
import { RoundtripError, exitCode } from "../error/error.ts";
import { didYouMean } from "../error/nearest.ts";
import type { Economy, EconomyEvent } from "../model/circular/economy.ts";
import { type Quarter, plusQuarters, quarterFrom, quartersBetween } from "../model/circular/quarter.ts";
import type { Kept } from "../paths/simulation.ts";
import type { Day } from "../unit/date.ts";
import type { Output } from "./sensitivity.ts";
import { partsOf } from "./series-text.ts";

/**
 * The series and events of an economy, or those that concern a party: its own and its segments', and events of deals
 * to which it is a side.
 *
 * @throws UNKNOWN_PARTY, as wrong usage
 */
export function keptFor(economy: Economy, book: Book, day: Day, party: string | undefined): Kept {
  const { series, events } = economy;
  if (party === undefined) return { series, events, drawn: [] };
  const belongs = (id: string): boolean =>
    id === party || (book.parties.has(id) && groupOf(book, id, day) === party);
  const concerns = (owner: string): boolean => {
    const legs = book.deals.get(owner)?.legs ?? [book.legs.get(owner)].flatMap((leg) => leg ?? []);
    return belongs(owner) || legs.some((leg) => belongs(leg.payer) || belongs(leg.payee));
  };
  const own = series.filter((one) => belongs(partsOf(one.id).owner) || belongs(one.party));
  if (own.length === 0) {
    const names = [...new Set(series.map((one) => partsOf(one.id).owner))].toSorted();
    throw new RoundtripError(
      "UNKNOWN_PARTY",
      book.parties.has(party) ? `"${party}" is not simulated.` : `No party is called "${party}".`,
      { exit: exitCode.usage, remedy: didYouMean(party, names) || `Simulated are: ${names.join(", ")}.` },
    );
  }
  return { series: own, events: events.filter(({ id }) => concerns(partsOf(id).owner)), drawn: [] };
}

/**
 * A series in a quarter, `anthropic.cash@2028Q4`, or an event by the end of one or within the horizon.
 *
 * @throws SERIES_WRITTEN, SERIES_UNKNOWN, QUARTER, SERIES_QUARTER, all as wrong usage
 */
export function outputAt(text: string, economy: Economy): Output {
  const [id = "", written, ...rest] = text.split("@");
  const series = economy.series.find((one) => one.id === id);
  const event = economy.events.find((one) => one.id === id);
  if (!series && !event) {
    const names = [...economy.series, ...economy.events].map((one) => one.id);
    throw wrong(
      "SERIES_UNKNOWN",
      `Nothing that is simulated is called "${id}".`,
      didYouMean(id, names) || namesLike(id, names),
    );
  }
  if (rest.length > 0 || (series && written === undefined))
    throw wrong("SERIES_WRITTEN", `"${text}" names no quarter.`, `Write ${id}@${economy.quarters.at(-1)!}.`);
  const period = written === undefined ? economy.quarters.length : periodOf(quarterFrom(written), economy);
  return series ? { series, period } : { event: event!, period };
}

/** @throws SERIES_UNKNOWN */
export function eventNamed(id: string, { events }: Economy): EconomyEvent {
  const event = events.find((one) => one.id === id);
  if (event) return event;
  const names = events.map((one) => one.id);
  throw wrong("SERIES_UNKNOWN", `No event is called "${id}".`, didYouMean(id, names) || namesLike(id, names));
}

/** The period of a quarter that is simulated. @throws SERIES_QUARTER, as wrong usage */
export function periodOf(quarter: Quarter, { start, quarters }: Economy): number {
  const period = quartersBetween(start, quarter);
  if (period >= 1 && period <= quarters.length) return period;
  throw wrong(
    "SERIES_QUARTER",
    `${quarter} is not simulated.`,
    period < 1
      ? `What is known ends with ${start}: name a quarter from ${plusQuarters(start, 1)} on.`
      : `Name a quarter up to ${quarters.at(-1)!}, or simulate more with --quarters ${period}.`,
  );
}

/** Names of the same party, else all, in part. */
function namesLike(id: string, names: readonly string[]): string {
  const { owner } = partsOf(id);
  const own = names.filter((name) => owner !== "" && name.startsWith(`${owner}.`));
  const shown = own.length > 0 ? own : names;
  return shown.length === 0
    ? ""
    : `There are: ${shown.slice(0, 12).join(", ")}${shown.length > 12 ? ", …" : ""}.`;
}

function wrong(code: string, message: string, remedy: string): RoundtripError {
  return new RoundtripError(code, message, { exit: exitCode.usage, remedy });
}
