// How fast capex and live power grow by what their owner says that it will spend in a year, and have at its end.

import type { Fact } from "../../book/book.ts";
import { firstDay } from "../../unit/date.ts";
import { exp } from "../../elementary/elementary.ts";
import { levelOf, origins } from "./level.ts";
import { type Quarter, plusQuarters, quartersBetween } from "./quarter.ts";
import type { Knowledge } from "./start-knowledge.ts";
import type { Span } from "./start-span.ts";
import type { Level } from "./start.ts";

/** Growth a quarter beyond which guidance counts more than the figures do, such as leases, or is believed by nobody. */
const growthMax = 0.2;

/**
 * Mean log growth a quarter with which the quarters that are still to come add up to what the newest guidance leaves for
 * them; undefined where there is none, or where it covers less than two of them.
 *
 * @param at  capex of a quarter
 */
export function guidedGrowth(
  knowledge: Knowledge,
  party: string,
  at: (quarter: Quarter) => Level | undefined,
  quarter: Quarter,
): Level | undefined {
  const now = at(quarter);
  const guidance = knowledge.spans(party, "capex").filter(({ fact, last, quarters }) => {
    const left = quartersBetween(quarter, last);
    return fact.kind === "forecast" && fact.stated !== undefined && left >= 2 && left <= quarters;
  });
  const [newest] = guidance.toSorted((a, b) => byStated(b.fact, a.fact));
  if (!now || !newest) return undefined;
  const spent = spentIn(newest, at, quarter);
  if (spent === undefined) return undefined;
  const total = levelOf(newest.fact.value, [newest.fact.id]);
  const left = quartersBetween(quarter, newest.last);
  const rate = (whole: number): number => growthOf((whole - spent) / now.central, left);
  const growth = rate(total.central);
  if (Math.abs(growth) > growthMax) return undefined;
  return { low: rate(total.low), central: growth, high: rate(total.high), from: origins(now, total) };
}

/** Quarters ahead for which guidance of live power is taken at its word. */
const powerAheadMax = 6;

/**
 * GW a quarter that bring live power to what the newest guidance tells of a later quarter; undefined where there is none, or
 * where as much is live already.
 *
 * @param live  GW live in the quarter
 */
export function guidedPower(
  knowledge: Knowledge,
  party: string,
  live: Level | undefined,
  quarter: Quarter,
): Level | undefined {
  const guidance = knowledge.spans(party, "power-gw-live").filter(({ fact, last }) => {
    const left = quartersBetween(quarter, last);
    return fact.kind === "forecast" && fact.stated !== undefined && left >= 1 && left <= powerAheadMax;
  });
  const [newest] = guidance.toSorted((a, b) => byStated(b.fact, a.fact));
  if (!live || !newest) return undefined;
  const told = levelOf(newest.fact.value, [newest.fact.id], 1e-9);
  const left = quartersBetween(quarter, newest.last);
  const added = (total: number): number => (total - live.central) / left;
  if (added(told.low) <= 0) return undefined;
  return {
    low: added(told.low),
    central: added(told.central),
    high: added(told.high),
    from: origins(told, live),
  };
}

function byStated(a: Fact, b: Fact): number {
  const [first, second] = [a, b].map(({ stated }) => firstDay(stated!));
  return first! < second! ? -1 : first! > second! ? 1 : 0;
}

/** What of the guided year is over; undefined where a quarter of it is not known. */
function spentIn(
  { last, quarters }: Span,
  at: (quarter: Quarter) => Level | undefined,
  quarter: Quarter,
): number | undefined {
  let spent = 0;
  for (let k = quarters - 1; k >= quartersBetween(quarter, last); k--) {
    const level = at(plusQuarters(last, -k));
    if (!level) return undefined;
    spent += level.central;
  }
  return spent;
}

/** The rate g at which e^g + e^2g + … over some quarters adds up to a sum, by halving between −1 and 1. */
function growthOf(sum: number, quarters: number): number {
  let [low, high] = [-1, 1];
  for (let step = 0; step < 50; step++) {
    const middle = (low + high) / 2;
    let total = 0;
    for (let k = 1; k <= quarters; k++) total += exp(k * middle);
    if (total < sum) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
