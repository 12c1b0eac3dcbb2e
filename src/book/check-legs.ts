// What a leg must agree on with itself: its sides, dates, states and status.

import { firstDay, lastDay } from "../unit/date.ts";
import { type Quantity, high, low, showQuantity } from "../unit/quantity.ts";
import { type Context, eachLeg, legId } from "./check-context.ts";
import type { WrittenLeg } from "./format.ts";
import type { Entry } from "./read.ts";
import { amountStates } from "./vocabulary.ts";

/** Nobody makes a deal with itself. */
export function selfDeals(context: Context): void {
  eachLeg(context, (entry, _deal, leg, path) => {
    if (leg.payer !== leg.payee) return;
    context.report(
      entry,
      [...path, "payee"],
      "BOOK_SELF_DEAL",
      `"${leg.payer}" pays itself.`,
      "Name the two sides: who gives the money, and who receives it.",
    );
  });
}

/** What starts ends later, and is repaid later still. */
export function terms(context: Context): void {
  const check = (
    entry: Entry,
    path: readonly PropertyKey[],
    start: string | undefined,
    end: string | undefined,
  ): void => {
    if (start === undefined || end === undefined || firstDay(start) <= lastDay(end)) return;
    context.report(
      entry,
      path,
      "BOOK_START_AFTER_END",
      `It starts on ${start} and ends on ${end}.`,
      "Check the two dates: the start must come first.",
    );
  };
  eachLeg(context, (entry, deal, leg, path) => {
    check(entry, [...path, "term", "start"], leg.term?.start, leg.term?.end);
    check(entry, [...path, "maturity"], leg.term?.start ?? leg.announced ?? deal.announced, leg.maturity);
    leg.ramp?.forEach((step, i) => check(entry, [...path, "ramp", i, "from"], step.from, step.to));
  });
}

/** headline ≥ firm ≥ drawn ≥ paid, and cancellable ≤ headline − firm. */
export function statesInOrder(context: Context): void {
  const latest = (leg: WrittenLeg, state: (typeof amountStates)[number]): Quantity | undefined =>
    leg.amount[state].at(-1)?.is;
  eachLeg(context, (entry, _deal, leg, path) => {
    const known = (["headline", "firm", "drawn", "paid"] as const)
      .map((state) => [state, latest(leg, state)] as const)
      .filter((pair) => pair[1] !== undefined);
    for (let i = 1; i < known.length; i++) {
      const [above, below] = [known[i - 1]!, known[i]!];
      if (above[1]!.form === "floor" || low(below[1]!) <= high(above[1]!)) continue;
      context.report(
        entry,
        [...path, "amount", below[0]],
        "BOOK_STATES_ORDER",
        `${below[0]} (${showQuantity(below[1]!)}) is more than ${above[0]} (${showQuantity(above[1]!)}).`,
        "Check the two: headline ≥ firm ≥ drawn ≥ paid.",
      );
    }
    const [headline, firm, cancellable] = [
      latest(leg, "headline"),
      latest(leg, "firm"),
      latest(leg, "cancellable"),
    ];
    if (!headline || !cancellable || headline.form === "floor") return;
    const rest = high(headline) - (firm ? low(firm) : 0);
    if (low(cancellable) <= rest) return;
    context.report(
      entry,
      [...path, "amount", "cancellable"],
      "BOOK_STATES_ORDER",
      `cancellable (${showQuantity(cancellable)}) is more than headline less firm.`,
      "Check the three: what is firm cannot be cancelled.",
    );
  });
}

/** What is superseded names what took its place, and that is another leg. */
export function supersession(context: Context): void {
  eachLeg(context, (entry, deal, leg, path) => {
    leg.status.forEach((since, i) => {
      const place =
        since.from === undefined && leg.status.length === 1 ? [...path, "status"] : [...path, "status", i];
      if (since.is === "superseded" && since.by === undefined) {
        context.report(
          entry,
          place,
          "BOOK_SUPERSEDED_BY_NOTHING",
          "It is superseded, and nothing took its place.",
          "Write `by:` with the leg that took its place, or call it cancelled.",
        );
      } else if (since.by !== undefined && since.by === legId(deal, leg)) {
        context.report(
          entry,
          place,
          "BOOK_SUPERSEDED_BY_NOTHING",
          "It is superseded by itself.",
          "Write `by:` with the leg that took its place.",
        );
      }
    });
  });
}

/** Nothing becomes of a leg before it is announced. */
export function statusInTime(context: Context): void {
  eachLeg(context, (entry, deal, leg, path) => {
    const announced = leg.announced ?? deal.announced;
    leg.status.forEach((since, i) => {
      if (since.from === undefined || lastDay(since.from) >= firstDay(announced)) return;
      context.report(
        entry,
        [...path, "status", i, "from"],
        "BOOK_ORDER",
        `Its status changes on ${since.from}, before it was announced on ${announced}.`,
        "Check the two dates.",
      );
    });
  });
}

/** Legs are replaced with their deal. */
export function overlayKeys(context: Context): void {
  eachLeg(context, (entry, _deal, leg, path) => {
    if (leg.overlay === undefined) return;
    context.report(
      entry,
      [...path, "overlay"],
      "BOOK_OVERLAY",
      "A leg cannot be replaced alone.",
      "Write the deal out with `overlay: replace`.",
    );
  });
}
