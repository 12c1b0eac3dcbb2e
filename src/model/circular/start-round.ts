// What a company was last priced at, and who held how much of it.

import type { Leg } from "../../book/book.ts";
import { contingency, isLive } from "../../book/count.ts";
import { on } from "../../book/known.ts";
import { type Day, addDays, lastDay } from "../../unit/date.ts";
import { central, high, low } from "../../unit/quantity.ts";
import { levelOf, total } from "./level.ts";
import { type Quarter, lastDayOf } from "./quarter.ts";
import type { Level } from "./start.ts";
import { type Knowledge, best, told } from "./start-knowledge.ts";

interface Price {
  readonly on: Day;
  readonly level: Level;
}

/** Value after the new money of the last round by the end of a quarter; a round after it does not count. */
export function lastRound(
  knowledge: Knowledge,
  parties: readonly string[],
  quarter: Quarter,
): Level | undefined {
  return pricesOf(knowledge, parties).findLast((price) => price.on <= lastDayOf(quarter))?.level;
}

/** Prices of rounds: as told, or by a leg that gives the value or its amount and share. */
function pricesOf(knowledge: Knowledge, parties: readonly string[]): Price[] {
  const byDay = new Map<Day, Level>();
  const legs = [...knowledge.book.legs.values()].filter(
    (leg) => leg.kind === "equity" && parties.includes(leg.payee) && isMade(knowledge, leg),
  );
  for (const leg of legs) {
    const level = priceOf(knowledge, leg);
    if (level) byDay.set(lastDay(leg.announced), level);
  }
  const facts = parties.flatMap((party) => knowledge.facts(party, "valuation-post-money"));
  const dated = facts.filter(
    ({ ends, kind, value }) => ends !== undefined && kind !== "forecast" && value.unit === "USD",
  );
  for (const ends of new Set(dated.map((fact) => fact.ends!))) {
    byDay.set(lastDay(ends), told(best(dated.filter((fact) => fact.ends === ends)))!);
  }
  return [...byDay].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([day, level]) => ({ on: day, level }));
}

function isMade({ book, day }: Knowledge, leg: Leg): boolean {
  const firmness = on(leg.firmness, day);
  return (
    isLive(book, leg, day) &&
    contingency(leg, day) === undefined &&
    (firmness === "firm" || firmness === "reported")
  );
}

function priceOf({ book, day }: Knowledge, leg: Leg): Level | undefined {
  // One investor's part may have been priced before the round; what many paid is the price of the round.
  if (leg.valuation && book.parties.get(leg.payer)?.boundary === true)
    return levelOf(leg.valuation, [leg.id]);
  const paid = on(leg.amount.paid, day) ?? on(leg.amount.headline, day);
  if (!leg.stake || !paid || central(leg.stake) <= 0) return undefined;
  return {
    low: low(paid) / high(leg.stake),
    central: central(paid) / central(leg.stake),
    high: high(paid) / low(leg.stake),
    from: [leg.id],
  };
}

/** Days after a quarter in which a round shows at what its holders valued their part. */
const marked = 75;

/**
 * The share of a company that another holds at the end of a quarter: as told; or the value at which it is
 * carried over the price of the round nearest after or before; or what was paid in the last round over its price.
 */
export function stakeAt(
  knowledge: Knowledge,
  holder: string,
  company: string,
  quarter: Quarter,
): Level | undefined {
  const end = lastDayOf(quarter);
  const isOnly = onlyHolding[holder] === company;
  const shares = isOnly ? knowledge.facts(holder, "lab-stake-percent") : [];
  const near = shares.filter(
    ({ ends }) =>
      ends !== undefined && lastDay(ends) <= addDays(end, marked) && lastDay(ends) >= addDays(end, -200),
  );
  const nearest = near.toSorted((a, b) => (a.ends! < b.ends! ? -1 : 1)).at(-1);
  if (nearest) return told([nearest]);
  const prices = pricesOf(knowledge, [company]);
  const carrying = isOnly
    ? told(
        best(
          knowledge
            .facts(holder, "lab-stake-carrying-value")
            .filter(({ ends }) => ends !== undefined && lastDay(ends) === end),
        ),
      )
    : undefined;
  const price =
    prices.find((each) => each.on > end && each.on <= addDays(end, marked)) ??
    prices.findLast((each) => each.on <= end);
  if (carrying && price) return ratio(carrying, price.level);
  const round = prices.findLast((each) => each.on <= end);
  const legs = [...knowledge.book.legs.values()].filter(
    (leg) => leg.kind === "equity" && leg.payer === holder && leg.payee === company && isMade(knowledge, leg),
  );
  const recent = legs.findLast(
    (leg) => leg.stake && lastDay(leg.announced) <= end && lastDay(leg.announced) >= addDays(end, -365),
  );
  if (recent) return levelOf(recent.stake!, [recent.id]);
  if (!round || isOnly) return undefined;
  const bought = legs.flatMap((leg): Level[] => {
    if (lastDay(leg.announced) < addDays(round.on, -120)) return [];
    const paid = on(leg.amount.paid, end);
    const isAnnounced = lastDay(leg.announced) <= end;
    const known = paid ?? (isAnnounced ? on(leg.amount.firm, knowledge.day) : undefined);
    return known &&
      (isAnnounced || leg.amount.paid.some(({ from }) => from !== undefined && lastDay(from) <= end))
      ? [levelOf(known, [leg.id])]
      : [];
  });
  const [first, ...others] = bought;
  return first && ratio(total([first, ...others]), round.level);
}

/** Holders whose accounts speak of "the lab" without its name. */
const onlyHolding: Readonly<Record<string, string>> = {
  amazon: "anthropic",
  google: "anthropic",
  microsoft: "openai",
};

function ratio(part: Level, whole: Level): Level {
  return {
    low: Math.min(1, part.low / whole.high),
    central: Math.min(1, part.central / whole.central),
    high: Math.min(1, part.high / whole.low),
    from: [...part.from, ...whole.from],
  };
}
