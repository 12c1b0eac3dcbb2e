// Assumptions that a user sets: `winter-rate=0.04`, `ceiling-ent=$1T per year`.

import { RoundtripError, exitCode } from "../../error/error.ts";
import { didYouMean } from "../../error/nearest.ts";
import type { Book } from "../../book/book.ts";
import {
  type Quantity,
  central,
  high,
  low,
  parseQuantity,
  showQuantity,
  showValue,
} from "../../unit/quantity.ts";
import type { Economy, UsedAssumption } from "./economy.ts";
import { measureOf } from "./measures.ts";
import { possibleValues } from "./possible-value.ts";
import type { GivenChange } from "./scenario.ts";
import { boundsOf } from "./setting-bounds.ts";

/** An assumption that is not drawn but set, as it was written. */
export interface Setting {
  readonly id: string;
  /** In the unit of the economy. */
  readonly value: number;
  /** As the book prints quantities. */
  readonly shown: string;
  readonly changes: readonly GivenChange[];
  /** Said where the value lies outside of the interval of the assumption. */
  readonly outside: string | undefined;
}

/**
 * Settings as changes of given numbers, from the start on.
 *
 * @param texts `id=value`: a figure with its unit, or a bare number in the base unit that `assumptions` shows
 * @throws SETTING_WRITTEN, SETTING_UNKNOWN, SETTING_IMPOSSIBLE (a value that the assumption cannot have), SETTING_TWICE,
 *   SETTING_CONTRADICTORY (a lower end above its upper end), all as wrong usage
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
      shown: shownValue(used, value, book),
      outside,
      changes: [
        { name: `set ${id}`, from: 0, to: undefined, value: 1 },
        { name: `value ${id}`, from: 0, to: undefined, value },
      ],
    };
  });
  const twice = settings.find(({ id }, k) => settings.findIndex((other) => other.id === id) < k);
  if (twice) throw wrong("SETTING_TWICE", `"${twice.id}" is set twice.`, "Set it once.");
  refuseCrossed(settings, economy, book);
  return settings;
}

/** A lower end above its upper end, both set, or one set beyond all that the other may be. */
function refuseCrossed(
  settings: readonly Setting[],
  { assumptions }: Pick<Economy, "assumptions">,
  book: Book,
): void {
  const ids = assumptions.map(({ id }) => id);
  const valueSet = new Map(settings.map((one) => [one.id, one]));
  const ends = (id: string): { low: number; high: number; words: string } | undefined => {
    const set = valueSet.get(id);
    if (set) return { low: set.value, high: set.value, words: `"${id}" is set to ${set.shown}` };
    const quantity = book.assumptions.get(id)?.value;
    if (!quantity) return undefined;
    const { size } = measureOf(quantity);
    return {
      low: low(quantity) * size,
      high: high(quantity) * size,
      words: `"${id}" is ${showQuantity(quantity)}`,
    };
  };
  for (const { id } of settings) {
    const { notBelow, notAbove } = boundsOf(id, ids);
    const pairs = [
      ...notBelow.map((lower) => [lower, id] as const),
      ...notAbove.map((upper) => [id, upper] as const),
    ];
    for (const [lower, upper] of pairs) {
      const [least, most] = [ends(lower), ends(upper)];
      if (!least || !most || least.low <= most.high) continue;
      throw wrong(
        "SETTING_CONTRADICTORY",
        `${least.words}, and ${most.words}: "${lower}" cannot be above "${upper}".`,
        "Set both so that they do not cross, or leave one of them out.",
      );
    }
  }
}

/** A value in the unit of the economy, as the book prints it. */
function shownValue({ id, started }: UsedAssumption, value: number, book: Book): string {
  const quantity = book.assumptions.get(id)?.value;
  if (quantity) return showValue(value / measureOf(quantity).size, quantity.unit, round12);
  return started ? shown({ low: value, high: value, unit: started.unit }) : String(value);
}

/** Twelve digits: what a change of units left is not shown. */
function round12(value: number): number {
  return Number(value.toPrecision(12));
}

function valueOf(id: string, written: string, book: Book): number {
  const quantity = book.assumptions.get(id)?.value;
  const bare = Number(written);
  if (Number.isFinite(bare)) return bare * (quantity ? measureOf(quantity).size : 1);
  const read = quantityIn(id, written, quantity);
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

/** A figure with its unit; what is none is wrong usage, and no fault of a book. */
function quantityIn(id: string, written: string, usual: Quantity | undefined): Quantity {
  try {
    return parseQuantity(written);
  } catch (error) {
    if (!(error instanceof RoundtripError)) throw error;
    const write = usual ? ` The book has ${showQuantity(usual)} for "${id}".` : "";
    throw wrong(
      "SETTING_WRITTEN",
      `--set ${id}=${written}: "${written}" is no value of the assumption "${id}". ${error.message}`,
      `${error.remedy}${write}`.trim(),
    );
  }
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
