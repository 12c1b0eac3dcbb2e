// What a party spends in all in a calendar year: what it earned and what it burnt.

import type { Day } from "../unit/date.ts";
import type { Book, PartyId } from "./book.ts";
import { yearFigure } from "./year-figure.ts";

/** The figure without which nobody's outlay is known. */
export const burnMetric = "cash-burn";

/** A party's whole outlay of a year, USD. */
export interface Outlay {
  readonly low: number;
  readonly central: number;
  readonly high: number;
  /** The figures that it is made of. */
  readonly facts: readonly string[];
  /** Whether the year is not over, or part of it is only forecast. */
  readonly isForecast: boolean;
  /** Whether part of it is only known to be "at least" so much: then it is no limit. */
  readonly isFloor: boolean;
}

/**
 * Costs of the year: revenue and cash burn.
 *
 * @returns undefined where either is not told for the whole year
 */
export function outlayOf(book: Book, party: PartyId, year: number, day: Day): Outlay | undefined {
  const burnt = yearFigure(book, party, burnMetric, year, day);
  const earned = burnt?.isWhole ? yearFigure(book, party, "revenue", year, day) : undefined;
  if (!burnt?.isWhole || !earned?.isWhole) return undefined;
  const facts = [...earned.facts, ...burnt.facts];
  return {
    low: earned.low + burnt.low,
    central: earned.central + burnt.central,
    high: earned.high + burnt.high,
    facts,
    isFloor: facts.some((id) => book.facts.get(id)?.value.form === "floor"),
    isForecast: day < `${year}-12-31` || facts.some((id) => book.facts.get(id)?.kind === "forecast"),
  };
}
