// What came in to a party by the legs of the book: rounds and loans, by the days on which they were paid.

import type { Leg } from "../../book/book.ts";
import { isLive } from "../../book/count.ts";
import { on } from "../../book/known.ts";
import { type Stretch, addDays, firstDay, lastDay, lengthOf, overlap } from "../../unit/date.ts";
import { central, high, low } from "../../unit/quantity.ts";
import { origins, plus } from "./level.ts";
import { type Quarter, lastDayOf } from "./quarter.ts";
import type { Knowledge } from "./start-knowledge.ts";
import type { Level } from "./start.ts";

const nothing: Level = { low: 0, central: 0, high: 0, from: [] };

/** Money that came in on days from a first to a last one. */
interface Payment extends Stretch {
  readonly low: number;
  readonly central: number;
  readonly high: number;
  readonly leg: Leg;
}

/**
 * Payments of a lab's rounds and loans as known on the day.
 *
 * What is drawn or paid by a dated day, and not by the one before, came on its dated tranches or on days
 * between the two. What is paid without a day stands on the announcement. Of what is firm, and not known
 * to be paid, nobody knows whether it came: from nothing to all, half in the middle.
 */
export function paymentsTo({ book, day }: Knowledge, parties: readonly string[]): Payment[] {
  return [...book.legs.values()].flatMap((leg) => {
    const isFunding = leg.kind === "equity" || leg.kind === "convertible" || leg.kind === "debt";
    if (!isFunding || leg.medium === "in-kind" || !parties.includes(leg.payee) || !isLive(book, leg, day))
      return [];
    const announced = lastDay(leg.announced);
    const list = [leg.amount.paid, leg.amount.drawn].find((entries) => on(entries, day) !== undefined);
    if (!list) {
      const firm =
        on(leg.firmness, day) === "firm" && leg.kind !== "debt"
          ? (on(leg.amount.firm, day) ?? on(leg.amount.headline, day))
          : undefined;
      if (!firm) return [];
      return [
        { start: announced, end: announced, low: 0, central: central(firm) / 2, high: high(firm), leg },
      ];
    }
    let [before, from] = [{ low: 0, central: 0, high: 0 }, firstDay(leg.announced)];
    return list.flatMap((entry): Payment[] => {
      if (entry.is === undefined || (entry.from !== undefined && lastDay(entry.from) > day)) return [];
      const sum = { low: low(entry.is), central: central(entry.is), high: high(entry.is) };
      const added = {
        low: sum.low - before.low,
        central: sum.central - before.central,
        high: sum.high - before.high,
      };
      const until = entry.from === undefined ? announced : lastDay(entry.from);
      const since = from;
      [before, from] = [sum, addDays(until, 1)];
      if (added.central <= 0) return [];
      if (entry.from === undefined) return [{ start: announced, end: announced, ...added, leg }];
      const dated = (leg.tranches ?? []).filter(
        (tranche) =>
          tranche.on !== undefined &&
          tranche.amount !== undefined &&
          lastDay(tranche.on) <= until &&
          lastDay(tranche.on) >= since,
      );
      const tranches = dated.map(({ on: when, amount }) => ({
        start: firstDay(when!) < since ? since : firstDay(when!),
        end: lastDay(when!),
        low: low(amount!),
        central: central(amount!),
        high: high(amount!),
        leg,
      }));
      const left = added.central - tranches.reduce((all, tranche) => all + tranche.central, 0);
      if (tranches.length > 0 && left <= 0) return tranches;
      return [
        ...tranches,
        { start: since < until ? since : until, end: until, low: left, central: left, high: left, leg },
      ];
    });
  });
}

/** What came in on the days of a stretch; of what came on an unknown day, from nothing to all. */
export function raisedIn(payments: readonly Payment[], days: Stretch): Level {
  return payments.reduce((sum: Level, payment) => {
    const share = overlap(payment, days) / lengthOf(payment);
    if (share === 0) return sum;
    return plus(sum, {
      low: share === 1 ? payment.low : 0,
      central: payment.central * share,
      high: payment.high,
      from: [payment.leg.id],
    });
  }, nothing);
}

/** Loans that the legs say were drawn on the days of a stretch; undefined for none. */
export function loansSince(
  knowledge: Knowledge,
  parties: readonly string[],
  days: Stretch,
): Level | undefined {
  const loans = paymentsTo(knowledge, parties).filter(({ leg }) => leg.kind !== "equity");
  const drawn = raisedIn(loans, days);
  return drawn.central > 0 ? drawn : undefined;
}

/**
 * Loans that a lab has drawn and not repaid, by the book's legs; undefined where no leg says what is drawn.
 * A loan that was active and then completed is repaid from that day.
 */
export function loansDrawn(
  { book, day }: Knowledge,
  parties: readonly string[],
  quarter: Quarter,
): Level | undefined {
  const end = lastDayOf(quarter);
  const seen = end < day ? end : day;
  const levels = [...book.legs.values()].flatMap((leg): Level[] => {
    if (leg.kind !== "debt" || !parties.includes(leg.payee) || !isLive(book, leg, day)) return [];
    const isRepaid = leg.status.length > 1 && on(leg.status, seen) === "completed";
    const drawn = on(leg.amount.drawn, seen) ?? on(leg.amount.paid, seen);
    if (!drawn || lastDay(leg.announced) > end) return [];
    if (isRepaid) return [{ ...nothing, from: [leg.id] }];
    return [{ low: low(drawn), central: central(drawn), high: high(drawn), from: [leg.id] }];
  });
  return levels.length === 0
    ? undefined
    : levels.reduce((sum, level) => ({ ...plus(sum, level), from: origins(sum, level) }), nothing);
}
