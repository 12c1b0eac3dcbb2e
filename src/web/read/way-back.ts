// The payments of a year that a Sankey has room for: those of the parties of loops, the largest first, every side of a
// loop among them; and what of them runs back.

import type { Leg } from "../../book/book.ts";
import { classOf } from "../../book/count.ts";
import { returnArcs } from "./feedback.ts";
import type { Arrow } from "../engine/flows.ts";
import type { Ring } from "./loops.ts";

/** What one party pays another in the year, put in or spent. */
export interface Payment {
  readonly payer: string;
  readonly payee: string;
  /** USD of the year. */
  readonly amount: number;
  readonly isFunding: boolean;
  /** What they are paid for, by kind of leg. */
  readonly kinds: readonly string[];
  readonly legs: readonly string[];
}

export interface Shown {
  /** By falling amount. */
  readonly payments: readonly Payment[];
  readonly back: ReadonlySet<Payment>;
  /** USD of what is drawn, and of all that flows. */
  readonly drawn: number;
  readonly all: number;
  /** How many payments there are beside. */
  readonly leftOut: number;
}

/**
 * @param aggregate whether an id stands for many unnamed parties: what is paid to it does not come back from it
 * @param max how many payments are drawn; a loop's are drawn anyway
 */
export function shownOf(
  arrows: readonly Arrow[],
  rings: readonly Ring[],
  aggregate: (id: string) => boolean,
  max: number,
): Shown {
  const payments = paymentsOf(arrows, aggregate);
  const members = new Set(rings.flatMap(({ sides }) => sides.map(({ payer }) => payer)));
  const sides = new Set(rings.flatMap((ring) => ring.sides.map(({ payer, payee }) => `${payer}>${payee}`)));
  const isSide = ({ payer, payee }: Payment): boolean => sides.has(`${payer}>${payee}`);
  const near = payments.filter(
    ({ payer, payee }) => members.size === 0 || members.has(payer) || members.has(payee),
  );
  const room = Math.max(0, max - near.filter(isSide).length);
  const others = new Set(near.filter((payment) => !isSide(payment)).slice(0, room));
  const chosen = near.filter((payment) => isSide(payment) || others.has(payment));
  return {
    payments: chosen,
    back: returnArcs(chosen),
    drawn: sum(chosen),
    all: sum(payments),
    leftOut: payments.length - chosen.length,
  };
}

function paymentsOf(arrows: readonly Arrow[], aggregate: (id: string) => boolean): Payment[] {
  const byPair = new Map<string, Payment>();
  for (const { payer, payee, kind, amount, legs } of arrows) {
    const from = aggregate(payer) ? `${payer} (in)` : payer;
    const to = aggregate(payee) ? `${payee} (out)` : payee;
    const isFunding = classOf({ kind } as Leg) === "funding";
    const key = `${from}>${to}>${isFunding}`;
    const before = byPair.get(key);
    byPair.set(key, {
      payer: from,
      payee: to,
      isFunding,
      amount: (before?.amount ?? 0) + amount,
      kinds: [...(before?.kinds ?? []), kind],
      legs: [...(before?.legs ?? []), ...legs],
    });
  }
  return [...byPair.values()].toSorted((a, b) => b.amount - a.amount);
}

export function sum(payments: Iterable<Payment>): number {
  let total = 0;
  for (const { amount } of payments) total += amount;
  return total;
}
