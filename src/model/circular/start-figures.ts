// One starting value: what is told, else what a rule makes of what is told, else what the book assumes.

import { type Quarter, lastDayOf } from "./quarter.ts";
import { type Knowledge, assumedFor } from "./start-knowledge.ts";
import { type Point, type Reach, levelOn } from "./start-stock.ts";
import { type FigureOf, waysTo } from "./start-ways.ts";
import type { Level } from "./start.ts";

/** Quarters over which an assumption about one quarter is carried on. */
const assumedAgo = 12;

/**
 * Starting values by party, figure and quarter: as told; else as assumed for that very quarter; else by
 * rule; else as assumed for an earlier quarter and carried on; else as assumed for any quarter.
 */
export function figuresOf(knowledge: Knowledge): FigureOf {
  const found = new Map<string, Level | undefined>();
  const open = new Set<string>();
  const figure: FigureOf = (party, name, quarter) => {
    const key = `${party}.${name}@${quarter}`;
    if (found.has(key)) return found.get(key);
    // A figure that is asked for while it is being found rests on itself, and is not known.
    if (open.has(key)) return undefined;
    open.add(key);
    const level = lookUp(party, name, quarter);
    open.delete(key);
    found.set(key, level);
    return level;
  };
  const lookUp = (party: string, name: string, quarter: Quarter): Level | undefined => {
    const ways = waysTo(knowledge, figure, party, name, quarter);
    const id = `${party}.${name}`;
    const assumed = (at: Quarter | undefined): Level | undefined =>
      assumedFor(knowledge, id, at, (of) => figure(of, name, quarter));
    return (
      ways.told?.() ??
      assumed(quarter) ??
      ways.rule?.() ??
      carried(id, quarter, ways.reach) ??
      assumed(undefined)
    );
  };
  const carried = (id: string, quarter: Quarter, reach: Reach | undefined): Level | undefined => {
    if (!reach) return undefined;
    const points = knowledge
      .assumed(id)
      .flatMap(({ start }): Point[] => {
        const at = start?.quarter as Quarter | undefined;
        const level = at === undefined ? undefined : assumedFor(knowledge, id, at, () => undefined);
        return level ? [{ on: lastDayOf(at!), level }] : [];
      })
      .toSorted((a, b) => (a.on < b.on ? -1 : 1));
    return levelOn(knowledge, points, lastDayOf(quarter), { ...reach, carried: assumedAgo * 92 });
  };
  return figure;
}
