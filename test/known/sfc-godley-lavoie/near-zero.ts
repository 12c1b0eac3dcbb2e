// Runs that start from nothing. A portfolio equation such as V * (a + b * (YD / V)) has a value where wealth
// goes to zero and none where it is zero: 0 / 0. Those who solve such models start them from almost nothing.

import { type Expression, constant } from "../../../src/expression/expression.ts";
import type { Model } from "../../../src/model/model.ts";

/** As sfcr does, and small beside any amount. */
const almostNothing = 1e-15;

/**
 * The model with initial values of almost nothing in place of those that are exactly zero. What it gives differs
 * by about that much where both have values; `names` says which were changed, since it is another model.
 */
export function startedNearZero(model: Model): { model: Model; names: readonly string[] } {
  const isZero = (e: Expression | undefined): boolean => e?.op === "constant" && e.value === 0;
  return {
    names: model.variables.filter(({ initial }) => isZero(initial)).map(({ name }) => name),
    model: {
      ...model,
      variables: model.variables.map((entry) =>
        isZero(entry.initial) ? { ...entry, initial: constant(almostNothing, entry.initial!.unit) } : entry,
      ),
    },
  };
}
