// What a rule of the check is given: the joined records, and the means to point into them.

import { didYouMean } from "../error/nearest.ts";
import type { Written, WrittenLeg } from "./format.ts";
import type { Joined } from "./join.ts";
import type { Entry } from "./read.ts";

/** A record of any collection, at its place, and the means to point into it. */
export interface Context {
  readonly joined: Joined;
  readonly legs: ReadonlyMap<string, LegEntry>;
  /** Ids that an overlay has taken away: what still names them is unknown from then on, and no fault. */
  readonly cancelled: ReadonlySet<string>;
  report(entry: Entry, path: readonly PropertyKey[], code: string, message: string, remedy: string): void;
}

export interface LegEntry {
  readonly id: string;
  readonly leg: WrittenLeg;
  readonly deal: Written<"deals">;
  readonly entry: Entry;
  readonly path: readonly PropertyKey[];
}

export type Rule = (context: Context) => void;

/** A leg's id; the only leg of a deal may go by the deal's. */
export function legId(deal: Written<"deals">, leg: WrittenLeg): string {
  return leg.id ?? deal.id;
}

export function legsOf(joined: Joined): Map<string, LegEntry> {
  const legs = new Map<string, LegEntry>();
  for (const entry of joined.deals.values()) {
    const deal = entry.record;
    deal.legs.forEach((leg, i) => {
      const id = legId(deal, leg);
      if (!legs.has(id)) legs.set(id, { id, leg, deal, entry: entry, path: ["legs", i] });
    });
  }
  return legs;
}

export function eachLeg(
  context: Context,
  visit: (entry: Entry, deal: Written<"deals">, leg: WrittenLeg, path: readonly PropertyKey[]) => void,
): void {
  for (const entry of context.joined.deals.values()) {
    entry.record.legs.forEach((leg, i) => visit(entry, entry.record, leg, ["legs", i]));
  }
}

export function eachRecord(
  context: Context,
  visit: (entry: Entry, record: Record<string, unknown>, name: string) => void,
): void {
  for (const [name, entries] of Object.entries(context.joined)) {
    for (const entry of entries.values()) visit(entry, entry.record, name);
  }
}

export function unknownParty(id: string, { parties }: Joined): [message: string, remedy: string] {
  return [`No party is called "${id}".`, didYouMean(id, parties.keys()) || "Add it to parties.yaml."];
}
