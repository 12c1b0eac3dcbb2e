// Loops of the book: money that is put in at one place of a ring and comes back as somebody's sales.

import type { Book, PartyId } from "../book/book.ts";
import { type Flow, classOfFlow, openAtBoundaries } from "./book-flows.ts";
import { loops } from "./loop.ts";
import { networkOf } from "./network.ts";

/** A ring of parties, each paying the next, the last the first. */
export interface BookLoop {
  readonly parties: readonly PartyId[];
  /** What can go all the way round in the year: the smallest payment, USD. */
  readonly throughput: number;
  /** For each payment of the ring, the flows that make it up. */
  readonly flows: readonly (readonly Flow[])[];
}

export interface BookLoops {
  readonly count: number;
  readonly byLength: Readonly<Record<number, number>>;
  readonly loops: readonly BookLoop[];
}

/**
 * Loops of some flows with at least one payment of funding and another of purchases: what only buys, or
 * only lends, in a ring is trade.
 */
export function bookLoops(book: Book, flows: readonly Flow[], maxLength: number): BookLoops {
  const open = openAtBoundaries(book, flows);
  const network = networkOf(open);
  const byPair = new Map<string, Flow[]>();
  for (const flow of open) {
    const key = `${flow.payer}\0${flow.payee}`;
    byPair.set(key, [...(byPair.get(key) ?? []), flow]);
  }
  const found = loops(network, { maxLength }).loops.flatMap(({ parties, throughput }): BookLoop[] => {
    const names = parties.map((party) => network.parties[party]!);
    const legs = names.map((payer, k) => byPair.get(`${payer}\0${names[(k + 1) % names.length]!}`)!);
    return isRoundTrip(legs) ? [{ parties: names, throughput, flows: legs }] : [];
  });
  const byLength: Record<number, number> = {};
  for (const { parties } of found) byLength[parties.length] = (byLength[parties.length] ?? 0) + 1;
  return { count: found.length, byLength, loops: found };
}

/** Funding on one side of the ring, purchases on another. */
function isRoundTrip(legs: readonly (readonly Flow[])[]): boolean {
  const has = (of: "funding" | "purchase"): number[] =>
    legs.flatMap((flows, k) => (flows.some((flow) => classOfFlow(flow) === of) ? [k] : []));
  const [funded, bought] = [has("funding"), has("purchase")];
  return funded.some((k) => bought.some((other) => other !== k));
}
