// Who pays whom in a year, for the map: one arrow for each pair and kind, with the legs that it is made of.

import type { Book } from "../../book/book.ts";
import type { Counting } from "../../book/count.ts";
import { newestDay } from "../../book/known.ts";
import { type Flow, type Layer, flowsOf } from "../../network/book-flows.ts";
import { lastDay } from "../../unit/date.ts";

export interface FlowsAsked {
  readonly year: number;
  readonly layer: Layer;
  readonly count: Counting;
  readonly level: "group" | "segment";
  readonly asOf?: string | undefined;
}

export interface Arrow {
  readonly payer: string;
  readonly payee: string;
  readonly kind: string;
  /** USD in the year, central. */
  readonly amount: number;
  readonly legs: readonly string[];
  /** Ids of figures that tell what was paid. */
  readonly told: readonly string[];
  /** Ids of assumptions that the amount rests on. */
  readonly assumed: readonly string[];
}

export interface YearFlows extends FlowsAsked {
  readonly arrows: readonly Arrow[];
  /** Legs that could have moved money in the year and that this counting cannot price. */
  readonly leftOut: readonly { readonly leg: string; readonly why: string }[];
}

export function yearFlows(book: Book, asked: FlowsAsked): YearFlows {
  const { year, layer, count: counting, level, asOf } = asked;
  const day = asOf === undefined ? newestDay(book) : lastDay(asOf);
  const { flows, leftOut } = flowsOf({ book, day, counting, level, year, layer });
  const pairs = new Map<string, Flow[]>();
  for (const flow of flows) {
    const key = `${flow.payer}\0${flow.payee}\0${flow.leg.kind}`;
    pairs.set(key, [...(pairs.get(key) ?? []), flow]);
  }
  const arrows = [...pairs.values()].map((same): Arrow => {
    const [{ payer, payee, leg }] = same as [Flow];
    return {
      payer,
      payee,
      kind: leg.kind,
      amount: same.reduce((sum, { amount }) => sum + amount, 0),
      legs: same.map((flow) => flow.leg.id),
      told: [...new Set(same.flatMap((flow) => flow.told))],
      assumed: [...new Set(same.flatMap((flow) => flow.assumed))],
    };
  });
  return {
    ...asked,
    arrows: arrows.toSorted((a, b) => b.amount - a.amount),
    leftOut: leftOut.map(({ leg, why }) => ({ leg: leg.id, why })),
  };
}
