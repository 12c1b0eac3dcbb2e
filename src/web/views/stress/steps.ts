// A cascade as steps that can be drawn on the map one after the other: who hands what to whom in each, and who is first hit.

import { type MapArrow, arrowId } from "../map/bands.ts";
import type { KindClass } from "../map/kinds.ts";
import { type Hit, cascadeOfContagion, cascadeOfStress } from "./cascade.ts";
import type { ContagionJson, StressJson } from "./stress-json.ts";

/** A loss that one party hands another. */
export interface HandedArrow extends MapArrow {
  /** The ends of its 95 % interval, where it is the mean of many futures. */
  readonly interval?: readonly [low: number, high: number];
  /** Ids of the contracts that carry it, where they are known. */
  readonly legs: readonly string[];
}

export interface Step {
  /** Null of what follows after the last round. */
  readonly round: number | null;
  /** Its quarters; empty where all falls at once. */
  readonly when: string;
  readonly arrows: readonly HandedArrow[];
  /** Who is hit for the first time in it, the largest loss of each. */
  readonly hits: readonly Hit[];
}

/** A party of the simulation as it stands on the map: a segment at its group. */
export type PlaceOf = (party: string) => string;

export function stepsOfStress(json: StressJson, placeOf: PlaceOf): Step[] {
  const { rows, columns } = cascadeOfStress(json);
  return json.handed.map(({ round, since, quarter, hands }): Step => {
    const column = columns.findIndex((one) => one.round === round);
    return {
      round,
      when: since === quarter || round === 1 ? quarter : `${since} to ${quarter}`,
      arrows: joined(
        hands.map(({ from, to, kind, usd, low, high }) => ({
          payer: placeOf(from),
          payee: placeOf(to),
          kind,
          amount: usd,
          interval: [low, high],
          legs: [],
        })),
      ),
      hits: rows.filter((hit) => hit.column === column),
    };
  });
}

export function stepsOfContagion(json: ContagionJson, placeOf: PlaceOf): Step[] {
  const { rows } = cascadeOfContagion(json);
  return json.rounds.map((losses, k): Step => ({
    round: k + 1,
    when: "",
    arrows: joined(
      losses.map(({ through, party, cause, lossUsd, legs }) => ({
        payer: placeOf(through),
        payee: placeOf(party),
        kind: cause,
        amount: lossUsd,
        legs,
      })),
    ),
    hits: rows.filter((hit) => hit.column === k),
  }));
}

/** One arrow for each pair and kind, the largest first; the interval of a sum is not known from those of its parts. */
function joined(arrows: readonly HandedArrow[]): HandedArrow[] {
  const byPair = new Map<string, HandedArrow>();
  for (const arrow of arrows) {
    if (arrow.payer === arrow.payee) continue;
    const key = arrowId(arrow);
    const known = byPair.get(key);
    const { payer, payee, kind } = arrow;
    byPair.set(
      key,
      known
        ? { payer, payee, kind, amount: known.amount + arrow.amount, legs: [...known.legs, ...arrow.legs] }
        : arrow,
    );
  }
  return [...byPair.values()].toSorted((a, b) => b.amount - a.amount);
}

/** What a stress hands on, by what is lost. */
export const handedClasses: readonly KindClass[] = [
  { id: "computing", title: "claims and shares that are lost", kinds: ["claims"], dash: undefined },
  { id: "owned", title: "sales that fall away", kinds: ["sales"], dash: "9 2 2 2" },
  { id: "lent", title: "money that is not put in or lent", kinds: ["funding"], dash: "14 3" },
];

export const contagionClasses: readonly KindClass[] = [
  { id: "computing", title: "shares, at cost", kinds: ["stake"], dash: undefined },
  { id: "lent", title: "loans", kinds: ["loan"], dash: "14 3" },
  { id: "machines", title: "guarantees", kinds: ["guarantee"], dash: "5 2" },
  { id: "owned", title: "sales of the year", kinds: ["sales"], dash: "9 2 2 2" },
];

const handedWords: Readonly<Record<string, string>> = {
  claims: "of claims and shares",
  sales: "of sales",
  funding: "of money that is not put in or lent",
  stake: "of shares, at cost",
  loan: "of loans",
  guarantee: "by guarantees",
};

export function wordsOfHanded(kind: string): string {
  return handedWords[kind] ?? `(${kind})`;
}

/** What a party loses in a step, and in those before it. */
export interface Lost {
  readonly now: number;
  readonly before: number;
  /** The largest loss of its own in the step in which it is first hit, such as of its valuation; told beside what is handed. */
  readonly hit: Hit | undefined;
  readonly isHitNow: boolean;
}

export function lossesIn(steps: readonly Step[], at: number, placeOf: PlaceOf): Map<string, Lost> {
  const lost = new Map<string, { now: number; before: number; hit: Hit | undefined; isHitNow: boolean }>();
  const of = (party: string) => {
    const known = lost.get(party) ?? { now: 0, before: 0, hit: undefined, isHitNow: false };
    lost.set(party, known);
    return known;
  };
  steps.slice(0, at + 1).forEach(({ arrows, hits }, k) => {
    for (const { payee, amount } of arrows) of(payee)[k === at ? "now" : "before"] += amount;
    for (const hit of hits) {
      const one = of(placeOf(hit.party));
      // A group's own figure counts before those of its segments.
      const isOwn = (each: Hit): boolean => each.party === placeOf(each.party);
      if (one.hit && (isOwn(one.hit) || (!isOwn(hit) && hit.usd <= one.hit.usd))) continue;
      one.hit = hit;
      one.isHitNow = k === at;
    }
  });
  return lost;
}

/** Everybody who hands on or is hit in any step, so that places hold from step to step. */
export function partiesIn(steps: readonly Step[], placeOf: PlaceOf): Set<string> {
  return new Set(
    steps.flatMap(({ arrows, hits }) => [
      ...arrows.flatMap(({ payer, payee }) => [payer, payee]),
      ...hits.map(({ party }) => placeOf(party)),
    ]),
  );
}
