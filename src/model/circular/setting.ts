// Assumptions that a user sets: `winter-rate=0.04`, `ceiling-ent=$1T per year`.

import { RoundtripError, exitCode } from "../../error/error.ts";
import { didYouMean } from "../../error/nearest.ts";
import type { Book } from "../../book/book.ts";
import { central, high, low, parseQuantity, showQuantity, showValue } from "../../unit/quantity.ts";
import type { Economy, UsedAssumption } from "./economy.ts";
import { measureOf } from "./measures.ts";
import { possibleValues } from "./possible-value.ts";
import type { GivenChange } from "./scenario.ts";

/** An assumption that is not drawn but set, as it was written. */
export interface Setting {
  readonly id: string;
  /** In the unit of the economy. */
  readonly value: number;
  readonly changes: readonly GivenChange[];
  /** Said where the value lies outside of the interval of the assumption. */
  readonly outside: string | undefined;
}

/**
 * Settings as changes of given numbers, from the start on.
 *
 * @param texts `id=value`: a figure with its unit, or a bare number in the base unit that `assumptions` shows
 * @throws SETTING_WRITTEN, SETTING_UNKNOWN, SETTING_IMPOSSIBLE (a value that the assumption cannot have), SETTING_TWICE,
 *   all as wrong usage; QUANTITY_… for a figure that is none
 */
export function settingsFrom(
  texts: readonly string[],
  economy: Pick<Economy, "assumptions">,
  book: Book,
): readonly Setting[] {
  const settings = texts.map((text): Setting => {
    const found = /^\s*([^=]+?)\s*=\s*(.+?)\s*$/u.exec(text);
    if (!found) throw wrong("SETTING_WRITTEN", `"${text}" sets nothing.`, "Write assumption=value.");
    const [, id, written] = found as unknown as [string, string, string];
    const used = economy.assumptions.find((one) => one.id === id);
    if (!used) throw unknown(id, economy, book);
    const value = valueOf(id, written, book);
    const outside = outsideOf(used, { value, text }, book);
    return {
      id,
      value,
      outside,
      changes: [
        { name: `set ${id}`, from: 0, to: undefined, value: 1 },
        { name: `value ${id}`, from: 0, to: undefined, value },
      ],
    };
  });
  const twice = settings.find(({ id }, k) => settings.findIndex((other) => other.id === id) < k);
  if (twice) throw wrong("SETTING_TWICE", `"${twice.id}" is set twice.`, "Set it once.");
  return settings;
}

function valueOf(id: string, written: string, book: Book): number {
  const quantity = book.assumptions.get(id)?.value;
  const bare = Number(written);
  if (Number.isFinite(bare)) return bare * (quantity ? measureOf(quantity).size : 1);
  const read = parseQuantity(written);
  // "4%" of a rate per quarter is per quarter.
  if (quantity && read.unit !== quantity.unit && read.unit !== quantity.unit.split(" per ")[0]) {
    throw wrong(
      "SETTING_WRITTEN",
      `"${written}" is in another unit than "${id}".`,
      `Write it as the book does: ${showQuantity(quantity)}.`,
    );
  }
  return central(read) * measureOf(read).size;
}

/** What is to be said of a value outside of the interval. @throws SETTING_IMPOSSIBLE where it cannot be at all */
function outsideOf(
  { id, started }: UsedAssumption,
  { value, text }: { value: number; text: string },
  book: Book,
): string | undefined {
  const quantity = book.assumptions.get(id)?.value;
  const interval = quantity ? { low: low(quantity), high: high(quantity), unit: quantity.unit } : started;
  if (!interval) return undefined;
  const at = quantity ? value / measureOf(quantity).size : value;
  const can = possibleValues(interval, interval.unit);
  const usual = quantity ? showQuantity(quantity) : shown(interval);
  if (!(at >= can.low && at <= can.high)) {
    throw wrong(
      "SETTING_IMPOSSIBLE",
      can.high === 1 ? `"${text}": "${id}" lies between 0 and 1.` : `"${text}": "${id}" cannot be below 0.`,
      `Its interval is ${usual}.`,
    );
  }
  const slack = rounding * Math.max(Math.abs(interval.low), Math.abs(interval.high));
  return at >= interval.low - slack && at <= interval.high + slack
    ? undefined
    : `${text} lies outside of its interval, ${usual}.`;
}

/** An interval of the start. No book has a name for units in GW. */
function shown({ low: least, high: most, unit }: NonNullable<UsedAssumption["started"]>): string {
  const round3 = (value: number): number => Number(value.toPrecision(3));
  const one = (value: number): string =>
    unit.includes("GW") ? `${round3(value)} ${unit}` : showValue(value, unit, round3);
  return least === most ? one(least) : `${one(least)} to ${one(most)}`;
}

/** What the change of units may take from an end of an interval. */
const rounding = 1e-12;

function unknown(id: string, { assumptions }: Pick<Economy, "assumptions">, book: Book): RoundtripError {
  return wrong(
    "SETTING_UNKNOWN",
    book.assumptions.has(id)
      ? `The simulation does not use the assumption "${id}".`
      : `There is no assumption "${id}".`,
    didYouMean(
      id,
      assumptions.map((used) => used.id),
    ) || "`roundtrip assumptions` lists those that it uses.",
  );
}

function wrong(code: string, message: string, remedy: string): RoundtripError {
  return new RoundtripError(code, message, { exit: exitCode.usage, remedy });
}
