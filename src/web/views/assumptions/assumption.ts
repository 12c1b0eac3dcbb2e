// One assumption as `assumptions --json` has it, where its interval lies on a scale, and what the address sets it to.

import type { AssumptionRow } from "../../../report/assumption-rows.ts";

export type Assumption = AssumptionRow;

export function textOf({ id, parameter, reason, distribution, unit }: Assumption): string {
  return `${id} ${parameter} ${reason ?? ""} ${distribution} ${unit}`;
}

/** What the address sets an assumption to; undefined where it does not. */
export function settingOf(set: readonly string[], id: string): string | undefined {
  const found = set.find((text) => text.slice(0, text.indexOf("=")).trim() === id);
  return found?.slice(found.indexOf("=") + 1).trim();
}

/** The settings with one of them other than before, or taken back. */
export function settingsWith(set: readonly string[], id: string, value: string | undefined): string[] {
  const others = set.filter((text) => text.slice(0, text.indexOf("=")).trim() !== id);
  return value === undefined ? others : [...others, `${id}=${value}`];
}

/**
 * Where a value lies between a tenth of the middle and ten times it, from 0 to 1, by its logarithm; undefined where the
 * middle has no such scale.
 */
export function placeOnScale(value: number | null, central: number | null): number | undefined {
  if (value === null || central === null || central === 0 || value / central <= 0) return undefined;
  return Math.min(1, Math.max(0, (Math.log10(value / central) + 1) / 2));
}
