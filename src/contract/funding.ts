// On which days funding moves: as drawn or paid, on dated tranches, over its own days, or when announced.

import type { Leg, Since } from "../book/book.ts";
import { on } from "../book/known.ts";
import { type Day, type Stretch, firstDay, lastDay } from "../unit/date.ts";
import { type Quantity, low } from "../unit/quantity.ts";
import { startOf } from "./term.ts";

/** A part of a leg's money and the days over which it moves. Amounts are proportions. */
export interface Part extends Stretch {
  readonly amount: number;
  /** The first day on which it may have moved, of an earlier year, where the book says only that it had moved by the last. */
  readonly since?: Day | undefined;
}

export interface FundingParts {
  readonly parts: readonly Part[];
  /** What is assumed of the days, in words; undefined where the book has them. */
  readonly note: string | undefined;
}

/**
 * The parts of a funding leg, as known on a day.
 *
 * A leg whose tranches are paid without a day says by when they had been paid, not when: these parts
 * stand on the last day that is possible, and carry the first. What nothing dates stands on the
 * announcement. Both are assumptions and are named.
 */
export function fundingParts(leg: Leg, day: Day): FundingParts {
  const whole = largest(leg, day);
  const drawn = increments(leg, leg.amount.paid, day) ?? increments(leg, leg.amount.drawn, day) ?? [];
  const known = drawn.reduce((sum, part) => sum + part.amount, 0);
  const rest = whole - known;
  if (drawn.length > 0 && rest <= 0) return { parts: drawn, note: byDay(drawn) };
  const due = dueTranches(leg, drawn.at(-1)?.end ?? "", rest);
  const left = rest - due.reduce((sum, part) => sum + part.amount, 0);
  const parts = [...drawn, ...due];
  if (left <= 0 && parts.length > 0) return { parts, note: byDay(parts) };
  const start = later(startOf(leg), drawn.at(-1)?.end);
  const end =
    leg.term?.start !== undefined && leg.term.end !== undefined && !isLoan(leg)
      ? lastDay(leg.term.end)
      : start;
  const open = { start, end: end < start ? start : end, amount: left > 0 ? left : 1 };
  const notes = [byDay(parts), end <= start ? `no day of payment is known: counted on ${start}` : undefined];
  return {
    parts: [...parts, open],
    note: notes.filter((note) => note !== undefined).join("; ") || undefined,
  };
}

function byDay(parts: readonly Part[]): string | undefined {
  const spans = parts.flatMap(({ since, end }) =>
    since === undefined
      ? []
      : [`paid between ${since} and ${end} on days that are not known: counted on the last`],
  );
  return spans.length === 0 ? undefined : [...new Set(spans)].join("; ");
}

/** A loan's term says when it is repaid, not when it is drawn. */
function isLoan(leg: Leg): boolean {
  return leg.kind === "debt" || leg.kind === "convertible";
}

/** What was drawn by each dated day beyond the day before it; undefined without a date. */
function increments(leg: Leg, list: readonly Since<Quantity | undefined>[], day: Day): Part[] | undefined {
  const dated = list.filter(
    (entry) => entry.from !== undefined && entry.is !== undefined && lastDay(entry.from) <= day,
  );
  if (dated.length === 0) return undefined;
  let [before, from] = [0, firstDay(leg.announced)];
  return dated.flatMap((entry) => {
    const amount = low(entry.is!) - before;
    before = low(entry.is!);
    const on = lastDay(entry.from!);
    const parts = amount > 0 ? drawnBy(leg, { start: on, end: on, amount }, from) : [];
    from = on;
    return parts;
  });
}

/** A draw, or the undated tranches of which it is made where it may have been made in an earlier year. */
function drawnBy(leg: Leg, drawn: Part, from: Day): Part[] {
  const undated = (leg.tranches ?? []).filter(({ paid, on }) => paid === true && on === undefined);
  if (undated.length === 0 || from.slice(0, 4) >= drawn.end.slice(0, 4)) return [drawn];
  let left = drawn.amount;
  const parts = undated.flatMap(({ amount }): Part[] => {
    const own = amount === undefined ? 0 : Math.min(left, low(amount));
    left -= own;
    return own > 0 ? [{ ...drawn, amount: own, since: from }] : [];
  });
  return left > 0 ? [...parts, { ...drawn, amount: left, since: from }] : parts;
}

/** Dated tranches after what has been drawn, up to what is left. */
function dueTranches(leg: Leg, after: Day, rest: number): Part[] {
  let left = rest;
  return (leg.tranches ?? []).flatMap((tranche) => {
    if (tranche.on === undefined || tranche.amount === undefined) return [];
    const on = lastDay(tranche.on);
    const amount = Math.min(left, low(tranche.amount));
    if (on <= after || amount <= 0) return [];
    left -= amount;
    return [{ start: on, end: on, amount }];
  });
}

/** The largest known of firm, drawn, paid and headline: proportions are all that is needed here. */
function largest(leg: Leg, day: Day): number {
  const known = [leg.amount.firm, leg.amount.drawn, leg.amount.paid].map((state) => on(state, day));
  const amounts = known.flatMap((q) => (q ? [low(q)] : []));
  const headline = on(leg.amount.headline, day);
  return Math.max(0, ...amounts, ...(headline ? [low(headline)] : []));
}

function later(a: Day, b: Day | undefined): Day {
  return b !== undefined && b > a ? b : a;
}
