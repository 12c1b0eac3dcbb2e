// Figures of assumptions for people: shares that the book counts as ratios stay ratios, all with three digits.

import { round3 } from "../../../report/number.ts";
import { showValue } from "../../../unit/quantity.ts";

export function figureOf(value: number, unit: string): string {
  return showValue(value, unit, round3)
    .replace(/ ratios?$/u, "")
    .replace(/ correlations?$/u, "");
}
