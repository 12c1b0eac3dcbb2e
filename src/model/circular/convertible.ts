// Convertible notes of labs: debt without a coupon until the next priced round or a listing turns them into equity.

import { type Cast } from "./cast.ts";
import { type Draft, is, usd, was } from "./draft.ts";
import { USD, plain } from "./measures.ts";
import type { Tranche } from "./tranche.ts";
import { any, isBelow, minus, plus, times, when } from "./write.ts";

export function notesOf(tranches: readonly Tranche[]): readonly Tranche[] {
  return tranches.filter(({ isConvertible }) => isConvertible);
}

/**
 * Variables: `notes of <leg>` and `converted <leg>` (USD). Notes of before the start are not here: who holds them is
 * counted as an owner then.
 */
export function writeNotes(d: Draft, cast: Cast, tranches: readonly Tranche[]): void {
  for (const { leg, payee, discount } of notesOf(tranches)) {
    if (!cast.labs.some(({ id }) => id === payee)) continue;
    const notes = `notes of ${leg}`;
    const open = plus(was(notes), is(`paid on ${leg}`));
    const isPriced = isBelow(usd(1), plus(is(`round ${payee}`), is(`listing ${payee}`)));
    const isEquity = any(
      isPriced,
      isBelow(0.5, was(`listed ${payee}`, plain)),
      isBelow(d.mechanism("convertibles", leg), 0.5),
    );
    const gone = d.define(
      "flow",
      `notes turned into equity ${leg}`,
      USD,
      when(isEquity, open, usd(0)),
      usd(0),
    );
    // A discount to the round gives the holder more shares for its money.
    d.define("flow", `converted ${leg}`, USD, times(1 / (1 - discount), gone), usd(0));
    const kept = minus(1, times(is(`default ${payee}`, plain), minus(1, d.assume("recovery-lab"))));
    d.define("stock", notes, USD, times(kept, minus(open, gone)), usd(0));
  }
}
