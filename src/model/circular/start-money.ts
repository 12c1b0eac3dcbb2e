// What a lab has in cash: the last balance that is told, what came in since by the book's legs, and what was burnt.

import type { Fact, Leg } from "../../book/book.ts";
import { on } from "../../book/known.ts";
import { isLive } from "../../book/count.ts";
import { periodOf } from "../../book/period.ts";
import {
  type Day,
  type Stretch,
  addDays,
  daysBetween,
  firstDay,
  lastDay,
  lengthOf,
  overlap,
} from "../../unit/date.ts";
import { central, high, low } from "../../unit/quantity.ts";
import { origins, plus, times } from "./level.ts";
import { type Quarter, firstDayOf, lastDayOf, plusQuarters } from "./quarter.ts";
import type { Level } from "./start.ts";
import { type Knowledge, best } from "./start-knowledge.ts";
import { pointsOf } from "./start-stock.ts";

const nothing: Level = { low: 0, central: 0, high: 0, from: [] };

/** Days of balances that are too old, or too far ahead, to start from. */
const balanceAgeMax = 550;

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
function paymentsTo({ book, day }: Knowledge, parties: readonly string[]): Payment[] {
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
function raisedIn(payments: readonly Payment[], days: Stretch): Level {
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

/** Cash burnt a day, as told of the shortest period around it, or as forecast. */
interface Burn extends Stretch {
  readonly amount: number;
  readonly fact: Fact;
}

/**
 * What was burnt on the days of a stretch: by the day, from the shortest period that tells it less what
 * shorter ones within tell. Days that nobody tells burn as forecast for their year or, failing that, as
 * the nearest day that is told, with an error.
 *
 * @returns undefined where nothing at all is told of the lab's burn
 */
function burntIn(knowledge: Knowledge, parties: readonly string[], days: Stretch): Level | undefined {
  const facts = parties.flatMap((party) => knowledge.facts(party, "cash-burn"));
  const spansOf = (of: readonly Fact[]): Burn[] =>
    of.flatMap((fact) => {
      const span = periodOf(fact);
      return span ? [{ ...span, amount: central(fact.value), fact }] : [];
    });
  const told = ownRates(spansOf(best(facts)));
  const forecast = ownRates(spansOf(latestOfEach(facts.filter((fact) => fact.kind === "forecast"))));
  if (told.length + forecast.length === 0) return undefined;
  const length = lengthOf(days);
  let [known, guessed] = [0, 0];
  const from = new Set<string>();
  for (let i = 0; i < length; i++) {
    const day = addDays(days.start, i);
    const exact = told.find((span) => span.start <= day && span.end >= day);
    const span =
      exact ??
      forecast.find((each) => each.start <= day && each.end >= day) ??
      nearest([...told, ...forecast], day);
    if (exact) known += span.rate;
    else guessed += span.rate;
    from.add(span.fact.id);
  }
  const sure: Level = { low: known, central: known, high: known, from: [...from] };
  const error = knowledge.rule("start-burn-error");
  const open: Level = { low: guessed, central: guessed, high: guessed, from: [] };
  return plus(sure, guessed === 0 || !error ? open : times(open, { ...error, central: 1 }));
}

/** USD a day on each span's own days: what shorter spans within do not tell, over the days that they leave. */
function ownRates(spans: readonly Burn[]): (Burn & { readonly rate: number })[] {
  return spans
    .toSorted((a, b) => lengthOf(a) - lengthOf(b) || (a.fact.id < b.fact.id ? -1 : 1))
    .map((span, i, all) => {
      const inside = all.slice(0, i).filter((each) => each.start >= span.start && each.end <= span.end);
      const left = lengthOf(span) - inside.reduce((sum, each) => sum + lengthOf(each), 0);
      const amount = span.amount - inside.reduce((sum, each) => sum + each.amount, 0);
      return { ...span, rate: left > 0 ? amount / left : span.amount / lengthOf(span) };
    });
}

function latestOfEach(facts: readonly Fact[]): Fact[] {
  const byPeriod = new Map<string, Fact>();
  for (const fact of facts) {
    const other = byPeriod.get(fact.period);
    if (!other || (fact.stated ?? "") > (other.stated ?? "")) byPeriod.set(fact.period, fact);
  }
  return [...byPeriod.values()];
}

function nearest<T extends Stretch>(spans: readonly T[], day: Day): T {
  const away = (span: T): number =>
    day < span.start ? daysBetween(day, span.start) : day > span.end ? daysBetween(span.end, day) : 0;
  return spans.toSorted((a, b) => away(a) - away(b))[0]!;
}

/**
 * Cash of a lab at the end of a quarter by the balance that is told before it (or after, where none is),
 * with what came in and less what was burnt between. Without any balance: a part of what it raised in the
 * four quarters.
 */
export function cashByRule(
  knowledge: Knowledge,
  parties: readonly string[],
  quarter: Quarter,
): Level | undefined {
  const end = lastDayOf(quarter);
  const payments = paymentsTo(knowledge, parties);
  const balances = parties.flatMap((party) => pointsOf(knowledge.facts(party, "cash")));
  const before = balances.findLast((point) => point.on <= end);
  const base = before ?? balances.find((point) => point.on > end);
  if (base && Math.abs(daysBetween(base.on, end)) <= balanceAgeMax) {
    const days =
      base.on <= end ? { start: addDays(base.on, 1), end } : { start: addDays(end, 1), end: base.on };
    const burnt = burntIn(knowledge, parties, days);
    if (burnt) {
      const change = plus(raisedIn(payments, days), burnt, -1);
      const level = plus(base.level, change, base.on <= end ? 1 : -1);
      if (level.central > 0) return { ...level, low: Math.max(level.low, 0) };
    }
  }
  const kept = knowledge.rule("start-cash-over-raised");
  const raised = raisedIn(payments, { start: firstDayOf(plusQuarters(quarter, -3)), end });
  return kept && raised.central > 0 ? times(raised, kept) : undefined;
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
