// Credit that banks have promised a lab and that it has not drawn: it is drawn before shares are sold in an emergency.

import type { Book, Leg } from "../../book/book.ts";
import { count, isLive } from "../../book/count.ts";
import { groupOf, on } from "../../book/known.ts";
import { termOf } from "../../contract/term.ts";
import { low } from "../../unit/quantity.ts";
import { lenders } from "./cast.ts";
import { type Draft, usd, was } from "./draft.ts";
import { drawnRow } from "./builders.ts";
import { type Expression } from "../../expression/expression.ts";
import { USD } from "./measures.ts";
import { quarterOf, quartersBetween } from "./quarter.ts";
import type { Start } from "./start.ts";
import { larger, minus, plus, smaller, times } from "./write.ts";

/** A firm loan to a lab that is not known to be drawn in full. */
interface Facility {
  readonly leg: string;
  /** In USD. */
  readonly amount: number;
  /** The period in which it is due; undefined where it has no end within the book. */
  readonly ends: number | undefined;
}

/** The facilities of a lab in a quarter. */
export interface Facilities {
  /** What has come due because a facility ends, in USD. */
  readonly matured: Expression;
  /** Draws as far as money is short and credit is left, in USD. */
  readonly draw: (short: Expression) => Expression;
}

/**
 * The facilities of a lab. What stands as debt at the start counts as drawn; what is repaid is not drawn again.
 *
 * @returns undefined where the book has none
 */
export function facilitiesOf(d: Draft, lab: string): Facilities | undefined {
  const facilities = [...d.book.legs.values()].flatMap((leg) => facilityOf(d.book, leg, d.start, lab) ?? []);
  if (facilities.length === 0) return undefined;
  const limitIn = (t: number): number =>
    facilities.reduce((sum, { amount, ends }) => sum + (ends === undefined || t < ends ? amount : 0), 0);
  const limit = d.m.given(`facilities of ${lab}`, limitIn(0), {
    unit: USD,
    changes: Array.from({ length: d.periods }, (_, k) => ({ from: k + 1, to: k + 1, value: limitIn(k + 1) })),
  });
  const debt0 = d.started(`${lab}.debt`) ?? usd(0);
  const whole = usd(limitIn(0));
  const [undrawn, used] = [`undrawn facilities ${lab}`, `drawn on facilities ${lab}`];
  const open = smaller(was(undrawn), limit);
  const matured = d.define("flow", `facilities due ${lab}`, USD, larger(usd(0), minus(was(used), limit)));
  return {
    matured,
    draw: (short) => {
      for (const { leg } of facilities) d.mechanism("facilities", leg);
      const drawn = d.ledger.pay(
        drawnRow,
        lenders,
        lab,
        times(d.mechanism("facilities"), smaller(short, open)),
      );
      d.define("stock", undrawn, USD, minus(open, drawn), larger(usd(0), minus(whole, debt0)));
      d.define("stock", used, USD, plus(minus(was(used), matured), drawn), smaller(debt0, whole));
      return drawn;
    },
  };
}

function facilityOf(book: Book, leg: Leg, { day, quarter }: Start, lab: string): Facility | undefined {
  if (leg.kind !== "debt" || !isLive(book, leg, day) || groupOf(book, leg.payee, day) !== lab)
    return undefined;
  const firm = count(book, leg, day, "firm");
  if (on(leg.status, day) === "completed" || "leftOut" in firm) return undefined;
  const drawn = on(leg.amount.drawn, day);
  if (drawn && low(drawn) >= firm.amount.low) return undefined;
  const term = termOf(book, leg);
  const ends = term && quartersBetween(quarter, quarterOf(term.end));
  if (ends !== undefined && ends <= 0) return undefined;
  return { leg: leg.id, amount: firm.amount.low, ends };
}
