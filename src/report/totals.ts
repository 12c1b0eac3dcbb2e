// What the book's legs come to by kind, what was left out and why, and what is missing.

import type { Book, Leg, LegKind } from "../book/book.ts";
import { contingency, isLive, isPriced, total } from "../book/count.ts";
import { legKinds } from "../book/vocabulary.ts";
import { factKnown, legKnown, on } from "../book/known.ts";
import type { Day } from "../unit/date.ts";
import type { View } from "./pair.ts";

export interface TotalOfKind {
  readonly kind: LegKind;
  readonly firmUsd: number | null;
  readonly headlineUsd: number | null;
  readonly expectedUsd: number | null;
  /** Live legs of the kind, and how many of them firm counting leaves out. */
  readonly legs: number;
  readonly leftOut: number;
  readonly leftOutBecause: readonly { readonly why: string; readonly legs: readonly string[] }[];
  /** False of guarantees and warrants: their amounts are limits, not money. */
  readonly movesMoney: boolean;
}

/** Live legs by kind: firm and headline beside each other, in the order of the format's list. */
export function totalsByKind({ book, day }: View): TotalOfKind[] {
  return legKinds.flatMap((kind) => {
    const live = [...book.legs.values()].filter((leg) => leg.kind === kind && isLive(book, leg, day));
    if (live.length === 0) return [];
    const movesMoney = kind !== "guarantee" && kind !== "warrant";
    const moving = movesMoney ? live.filter((leg) => contingency(leg, day) === undefined) : live;
    const firm = total(book, moving, day, "firm");
    const waiting = live
      .filter((leg) => !moving.includes(leg))
      .map((leg) => ({ leg, why: contingency(leg, day)! }));
    const reasons = [...firm.leftOut, ...waiting];
    const because = new Map<string, string[]>();
    for (const { leg, why } of reasons) because.set(why, [...(because.get(why) ?? []), leg.id]);
    return [
      {
        kind,
        firmUsd: firm.amount?.low ?? null,
        headlineUsd: total(book, moving, day, "headline").amount?.high ?? null,
        expectedUsd: total(book, moving, day, "expected").amount?.low ?? null,
        legs: live.length,
        leftOut: reasons.length,
        leftOutBecause: [...because].map(([why, legs]) => ({ why, legs })),
        movesMoney,
      },
    ];
  });
}

/** Legs that are never summed, and why: overlapping, superseded, cancelled. */
export function setAside({ book, day }: View): { readonly why: string; readonly legs: readonly string[] }[] {
  const because = new Map<string, string[]>();
  for (const leg of book.legs.values()) {
    if (legKnown(book, leg) > day || isLive(book, leg, day)) continue;
    const why = leg.overlaps
      ? "overlaps another leg or is an aggregate"
      : `${on(leg.status, day) ?? on(leg.firmness, day)}`;
    because.set(why, [...(because.get(why) ?? []), leg.id]);
  }
  return [...because].map(([why, legs]) => ({ why, legs }));
}

export interface ConfidenceCount {
  readonly confidence: "high" | "medium" | "low" | "not stated";
  readonly legs: number;
  readonly facts: number;
  readonly other: number;
}

/** How many figures known on the day stand on which confidence. */
export function confidenceCounts(book: Book, day: Day): ConfidenceCount[] {
  const levels = ["high", "medium", "low", "not stated"] as const;
  const of = (records: readonly { confidence: string | undefined }[], level: string): number =>
    records.filter((record) => (record.confidence ?? "not stated") === level).length;
  const legs = [...book.legs.values()].filter((leg) => legKnown(book, leg) <= day);
  const facts = [...book.facts.values()].filter((fact) => factKnown(book, fact) <= day);
  const other = [
    book.chips,
    book.infrastructure,
    book.offerings,
    book.prices,
    book.regions,
    book.switching,
    book.incidents,
  ].flatMap((map) => [...map.values()]);
  return levels.map((confidence) => ({
    confidence,
    legs: of(legs, confidence),
    facts: of(facts, confidence),
    other: of(other, confidence),
  }));
}

export interface Gap {
  readonly what: string;
  readonly neededFor: string;
}

/** What nobody has published, or the book does not have yet, and which answer waits for it. */
export function gaps(view: View): Gap[] {
  const { book, day } = view;
  const live = [...book.legs.values()].filter(
    (leg) => isLive(book, leg, day) && contingency(leg, day) === undefined,
  );
  const unpriced = live.filter((leg) => !isPriced(leg, day));
  const commitments = live.filter((leg) => isCommitment(leg) && isPriced(leg, day));
  const noWayOut = commitments.filter((leg) => leg.notice === undefined);
  const unsigned = commitments.filter((leg) => on(leg.amount.firm, day) === undefined);
  const endless = live.filter(
    (leg) => isCommitment(leg) && leg.term?.end === undefined && leg.term?.length === undefined,
  );
  const found: Gap[] = [];
  const add = (legs: readonly Leg[], what: string, neededFor: string): void => {
    if (legs.length > 0)
      found.push({ what: `${what}: ${legs.length} legs, such as ${examples(legs)}`, neededFor });
  };
  add(unpriced, "no amount is public", "the size of every pair and total in which they stand");
  add(unsigned, "how much is firm is not public", "firm counting, backlog quality");
  add(
    noWayOut,
    "the terms of termination are not public",
    "how much of a commitment can be called off, and when",
  );
  add(endless, "the term is not public, so that one is assumed", "amounts per year, what falls due when");
  return found;
}

function isCommitment(leg: Leg): boolean {
  return leg.kind === "compute" || leg.kind === "capacity" || leg.kind === "lease" || leg.kind === "hardware";
}

/** The three legs with the largest headlines. */
function examples(legs: readonly Leg[]): string {
  const size = (leg: Leg): number =>
    Math.max(0, ...leg.amount.headline.flatMap((entry) => (entry.is ? entry.is.values : [])));
  return legs
    .toSorted((a, b) => size(b) - size(a))
    .slice(0, 3)
    .map((leg) => leg.id)
    .join(", ");
}
