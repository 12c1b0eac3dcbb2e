// A lab's run-rate at the end of a quarter, and the part of it that enterprises pay.

import type { Fact } from "../../book/book.ts";
import { type Day, daysBetween, lastDay } from "../../unit/date.ts";
import { scaled, times, widened } from "./level.ts";
import { type Quarter, lastDayOf, plusQuarters } from "./quarter.ts";
import type { Level } from "./start.ts";
import { flowIn, toldFlow } from "./start-flow.ts";
import { type Knowledge, best, told } from "./start-knowledge.ts";
import { partsOf } from "./start-parties.ts";
import { type Point, type Reach, contradicting, levelOn, pointsOf } from "./start-stock.ts";

const reach: Reach = { bridged: 400, carried: 190, isGrowing: true };
const shareAgeMax = 365;

/** The run-rate on the last day of the quarter, as the party or the press tells it. */
export function runRateTold(knowledge: Knowledge, lab: string, quarter: Quarter): Level | undefined {
  return pointsOf(ratesOf(knowledge, lab), ["reported", "press"]).find(({ on }) => on === lastDayOf(quarter))
    ?.level;
}

function ratesOf(knowledge: Knowledge, lab: string): Fact[] {
  return partsOf(lab).flatMap((party) => knowledge.facts(party, "revenue-run-rate"));
}

/**
 * The run-rate: between the last one told by the end of the quarter and the first one after, in logs. What
 * the party and the press say counts; an outsider's estimate only where neither said anything near. Where
 * nothing after is told, a line to what the lab last forecast, else on at its growth. A lab that tells
 * quarters alone has four times the quarter.
 */
export function runRateNear(knowledge: Knowledge, lab: string, quarter: Quarter): Level | undefined {
  const end = lastDayOf(quarter);
  const facts = ratesOf(knowledge, lab);
  const points = pointsOf(facts, ["reported", "press"]);
  const ahead = points.some(({ on }) => on >= end) ? [] : forecastAfter(facts, points.at(-1)?.on ?? "", end);
  const level =
    contradicting(points, end) ??
    levelOn(knowledge, [...points, ...ahead], end, reach) ??
    levelOn(knowledge, pointsOf(facts), end, reach);
  return widened(level ?? runRateSold(knowledge, lab, quarter), knowledge.rule("start-run-rate-error"));
}

/** Four times a quarter's sales; of xAI told together with X, the part that is taken not to be X's. */
function runRateSold(knowledge: Knowledge, lab: string, quarter: Quarter): Level | undefined {
  const party = sellerOf(lab);
  const sold =
    flowIn(knowledge, party, "revenue", quarter) ??
    flowIn(knowledge, party, "revenue", quarter, { isForecast: true });
  if (sold) return scaled(sold, 4);
  const whole = newest(knowledge, party, "revenue-with-x", quarter);
  const share = knowledge.rule("start-ai-share-of-xai");
  if (whole && share) return times(scaled(whole, 4), share);
  const before = newest(knowledge, party, "revenue", quarter);
  return before && widened(scaled(before, 4), knowledge.rule("start-carry-error"), 2);
}

/** Who of a lab's parts sells AI: SpaceX's own revenue is from rockets and satellites. */
function sellerOf(lab: string): string {
  return lab === "spacex" ? "xai" : lab;
}

function newest(knowledge: Knowledge, party: string, metric: string, quarter: Quarter): Level | undefined {
  for (let i = 0; i <= 2; i++) {
    const level = toldFlow(knowledge, party, metric, plusQuarters(quarter, -i));
    if (level) return level;
  }
  return undefined;
}

/** What was last forecast of the first year's end after the quarter, where it was stated after the last figure that is told. */
function forecastAfter(facts: readonly Fact[], lastTold: Day, end: Day): Point[] {
  const year = end.slice(0, 4);
  const of = facts
    .filter(
      ({ kind, period, stated }) =>
        kind === "forecast" && period === `FY${year}` && lastDay(stated!) >= lastTold,
    )
    .toSorted((a, b) => (a.stated! < b.stated! ? 1 : -1));
  const level = told(of.filter(({ stated }) => stated === of[0]!.stated));
  return level && `${year}-12-31` >= end ? [{ on: `${year}-12-31`, level }] : [];
}

/** The share that enterprises pay: the nearest figure that is a year away at most, the best kind first. */
export function shareNear(knowledge: Knowledge, lab: string, quarter: Quarter): Level | undefined {
  const end = lastDayOf(quarter);
  const near = knowledge
    .facts(lab, "api-share-of-revenue")
    .filter(({ ends }) => ends !== undefined && Math.abs(daysBetween(lastDay(ends), end)) <= shareAgeMax);
  const of = best(near);
  const away = (fact: Fact): number => Math.abs(daysBetween(lastDay(fact.ends!), end));
  const closest = Math.min(...of.map(away));
  const level = told(of.filter((fact) => away(fact) === closest));
  const error = knowledge.rule("start-share-error");
  return level && error
    ? {
        low: Math.max(0, level.low - error.high),
        central: level.central,
        high: Math.min(1, level.high + error.high),
        from: [...level.from, ...error.from],
      }
    : level;
}
