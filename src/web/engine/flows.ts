// Who pays whom in a year, for the map: one arrow for each pair and kind, with the legs that it is made of.

import type { Book } from "../../book/book.ts";
import type { Counting } from "../../book/count.ts";
import { type Flow, type Layer, flowsOf, openAtBoundaries } from "../../network/book-flows.ts";
import { maximumCirculation } from "../../network/circulation.ts";
import { components } from "../../network/component.ts";
import { networkOf } from "../../network/network.ts";
import { viewOf } from "./answers.ts";

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
  /** USD in the year, of each of the legs. */
  readonly amounts: readonly number[];
  readonly deals: readonly string[];
  /** Ids of figures that tell what was paid. */
  readonly told: readonly string[];
  /** Ids of assumptions that the amount rests on. */
  readonly assumed: readonly string[];
  /** Ids of figures of the payer's whole outlay, where its contracts exceed it. */
  readonly outlay: readonly string[];
  /** What else is assumed, in words: a day of payment, or which of two figures holds. */
  readonly notes: readonly string[];
  /** Whether it is a side of a ring that closes: what is paid here can get back to the payer. */
  readonly isInRing: boolean;
}

export interface YearFlows extends FlowsAsked {
  readonly arrows: readonly Arrow[];
  /** USD, all arrows together. */
  readonly total: number;
  /** The most that can be sent round in closed rings, USD and as a share of the total, at central amounts. */
  readonly round: { readonly amount: number; readonly share: number };
  /** Legs that could have moved money in the year and that this counting cannot price. */
  readonly leftOut: readonly { readonly leg: string; readonly why: string }[];
}

/** @throws BAD_DATE */
export function yearFlows(book: Book, asked: FlowsAsked): YearFlows {
  const { year, layer, level } = asked;
  const { day, counting } = viewOf(asked, book);
  const { flows, leftOut } = flowsOf({ book, day, counting, level, year, layer });
  const rings = ringsOf(book, flows);
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
      amounts: same.map((flow) => flow.amount),
      // A payment that no contract of the book tells of has none.
      deals: once(same.map((flow) => flow.leg.deal).filter((deal) => book.deals.has(deal))),
      told: once(same.flatMap((flow) => flow.told)),
      assumed: once(same.flatMap((flow) => flow.assumed)),
      outlay: once(same.flatMap((flow) => flow.outlay)),
      notes: once(same.flatMap(({ note }) => (note === undefined ? [] : [note]))),
      isInRing: rings.close(payer, payee),
    };
  });
  return {
    ...asked,
    arrows: arrows.toSorted((a, b) => b.amount - a.amount),
    total: rings.total,
    round: rings.round,
    leftOut: leftOut.map(({ leg, why }) => ({ leg: leg.id, why })),
  };
}

/** Which payments lie on rings, and how much can go round: as `circularity` measures it. */
function ringsOf(book: Book, flows: readonly Flow[]) {
  const { parties, flow } = networkOf(openAtBoundaries(book, flows));
  const { amount, share } = maximumCirculation(flow);
  const { of } = components(flow);
  const ring = new Map(parties.map((party, i) => [party, of[i]!]));
  return {
    total: flow.value.reduce((sum, value) => sum + value, 0),
    round: { amount, share },
    // A boundary's ends have other names, so that it is in none.
    close: (payer: string, payee: string): boolean => ring.has(payer) && ring.get(payer) === ring.get(payee),
  };
}

function once<T>(many: readonly T[]): T[] {
  return [...new Set(many)];
}
