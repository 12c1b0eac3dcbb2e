// Promises to stand in for another, as the book has them: who pays whose debts, and who buys what another cannot sell.

import type { Book, Leg } from "../../book/book.ts";
import { classOf, count, isLive } from "../../book/count.ts";
import { groupOf, on } from "../../book/known.ts";
import { termOf } from "../../contract/term.ts";
import type { Name } from "../builder.ts";
import type { Cast } from "./cast.ts";
import type { Draft } from "./draft.ts";
import { plain } from "./measures.ts";
import { quarterOf, quartersBetween } from "./quarter.ts";
import type { Start } from "./start.ts";
import { simulatedAs } from "./supply.ts";

export interface Guarantee {
  readonly leg: string;
  /** A group or a chip maker of the cast. */
  readonly guarantor: string;
  /** A lab or a neocloud of the cast. */
  readonly debtor: string;
  /** What it pays at most, in all, in USD. */
  readonly cap: number;
  /** To pay what the debtor owes, or to buy what it cannot sell. */
  readonly promise: "payment" | "purchase";
  /** The contracts behind which it stands, where they are simulated; none where it stands behind all that is owed. */
  readonly contracts: readonly string[];
  /** The periods in which it can be called. */
  readonly from: number;
  readonly to: number;
}

/** Guarantees of a known size for labs and neoclouds, as known on the day of the start. */
export function guaranteesOf(
  book: Book,
  start: Start,
  cast: Cast,
  contracts: readonly string[],
): readonly Guarantee[] {
  return [...book.legs.values()].flatMap((leg) => guaranteeOf(book, leg, start, cast, contracts) ?? []);
}

function guaranteeOf(
  book: Book,
  leg: Leg,
  { day, quarter }: Start,
  cast: Cast,
  simulated: readonly string[],
): Guarantee | undefined {
  if (leg.kind !== "guarantee" || !isLive(book, leg, day) || on(leg.status, day) !== "active")
    return undefined;
  const firmness = on(leg.firmness, day);
  if (firmness === "intent" || firmness === "option") return undefined;
  const guarantor = groupOf(book, leg.payer, day);
  if (!cast.groups.some(({ id }) => id === guarantor) && !cast.makers.includes(guarantor)) return undefined;
  const [firm, headline] = [count(book, leg, day, "firm"), count(book, leg, day, "headline")];
  const known = "leftOut" in firm ? headline : firm;
  if ("leftOut" in known || !(known.amount.high > 0)) return undefined;
  const backed = (leg.supports ?? []).flatMap((id) => book.legs.get(id) ?? []);
  const debtors = backed.map((of) => (classOf(of) === "purchase" ? of.payer : of.payee));
  const debtor = simulatedAs(book, debtors[0] ?? leg.payee, day, cast);
  if (debtor === undefined || debtor === guarantor) return undefined;
  const contracts = backed.map(({ id }) => id).filter((id) => simulated.includes(id));
  const isLab = cast.labs.some(({ id }) => id === debtor);
  // Behind a lab's contract of which no amount is known there is nothing to call.
  if (isLab && backed.length > 0 && contracts.length === 0) return undefined;
  const term = leg.term && termOf(book, leg);
  return {
    leg: leg.id,
    guarantor,
    debtor,
    cap: known.amount.high,
    promise: leg.promise ?? "payment",
    contracts,
    from: term?.start === undefined ? 1 : quartersBetween(quarter, quarterOf(term.start)),
    to:
      term?.assumed !== undefined || term?.end === undefined
        ? Infinity
        : quartersBetween(quarter, quarterOf(term.end)),
  };
}

/** 1 in the periods in which a guarantee can be called. */
export function inForce(d: Draft, { leg, from, to }: Guarantee): Name {
  const isIn = (t: number): number => (t >= from && t <= to ? 1 : 0);
  return d.m.given(`${leg} can be called`, isIn(0), {
    unit: plain,
    changes: Array.from({ length: d.periods }, (_, k) => ({ from: k + 1, to: k + 1, value: isIn(k + 1) })),
  });
}
