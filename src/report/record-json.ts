// A record as data for other programs.

import type { Since } from "../book/book.ts";
import { on } from "../book/known.ts";
import { amountStates } from "../book/vocabulary.ts";
import { type Day, lastDay } from "../unit/date.ts";
import { type Quantity, high, low, showQuantity } from "../unit/quantity.ts";

/**
 * A record as data: quantities with low, high and unit in base units; unknown is null. What changed
 * over time is given as it was on the day, and beside it, as `…History`, every change known by then.
 */
export function jsonRecord(record: object, day: Day): unknown {
  return Object.fromEntries(
    Object.entries(record).flatMap(([key, value]): [string, unknown][] => {
      if (isUnknownState(key, value)) return [[key, null]];
      if (!isSince(value)) return [[key, jsonValue(value, day)]];
      const now: [string, unknown] = [key, jsonValue(on(value, day), day)];
      const known = value.filter((entry) => entry.from === undefined || lastDay(entry.from) <= day);
      const isHistory = value.length > 1 || value[0]!.from !== undefined;
      return isHistory ? [now, [`${key}History`, known.map((entry) => jsonRecord(entry, day))]] : [now];
    }),
  );
}

function jsonValue(value: unknown, day: Day): unknown {
  if (value === undefined || value === null) return null;
  if (isQuantity(value)) {
    const { form, values, unit } = value;
    return { form, low: low(value), high: high(value), values, unit, text: showQuantity(value) };
  }
  if (Array.isArray(value)) return value.map((item) => jsonValue(item, day));
  return typeof value === "object" ? jsonRecord(value, day) : value;
}

/** An amount of which nothing was ever known. */
export function isUnknownState(key: string, value: unknown): boolean {
  return Array.isArray(value) && value.length === 0 && (amountStates as readonly string[]).includes(key);
}

export function isQuantity(value: unknown): value is Quantity {
  return typeof value === "object" && value !== null && "form" in value && "values" in value;
}

export function isSince(value: unknown): value is readonly Since<unknown>[] {
  return (
    Array.isArray(value) &&
    value.some((entry) => typeof entry === "object" && entry !== null && "is" in entry)
  );
}
