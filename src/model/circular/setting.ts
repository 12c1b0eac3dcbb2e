// Assumptions that a user sets: `winter-rate=0.04`, `ceiling-ent=$1T per year`.

import { RoundtripError, exitCode } from "../../error/error.ts";
import { didYouMean } from "../../error/nearest.ts";
import type { Book } from "../../book/book.ts";
import { central, parseQuantity, showQuantity } from "../../unit/quantity.ts";
import type { Economy } from "./economy.ts";
import { measureOf } from "./measures.ts";
import type { GivenChange } from "./scenario.ts";

/** An assumption that is not drawn but set, as it was written. */
export interface Setting {
  readonly id: string;
  /** In the unit of the economy. */
  readonly value: number;
  readonly changes: readonly GivenChange[];
}

/**
 * Settings as changes of given numbers, from the start on.
 *
 * @param texts `id=value`: a figure with its unit, or a bare number in the base unit that `assumptions` shows
 * @throws SETTING_WRITTEN, SETTING_UNKNOWN, SETTING_TWICE, all as wrong usage; QUANTITY_… for a figure that is none
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
    if (!economy.assumptions.some((used) => used.id === id)) throw unknown(id, economy, book);
    const value = valueOf(id, written, book);
    return {
      id,
      value,
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
