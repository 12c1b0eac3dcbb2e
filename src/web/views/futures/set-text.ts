// Settings as the address has them, `winter-rate=2.2% per quarter`: read for the sliders, and written as the book
// writes figures.

import type { UsedAssumption } from "../../engine/prospect.ts";
import { central, parseQuantity, showValue } from "../../../unit/quantity.ts";

/** Values by assumption, in the unit of the book. */
export type Settings = ReadonlyMap<string, number>;

/** What a text sets, or undefined where it sets nothing that a slider could show. */
export function settingFrom(
  text: string,
  assumptions: readonly Pick<UsedAssumption, "id" | "unit">[],
): { readonly id: string; readonly value: number } | undefined {
  const at = text.indexOf("=");
  const [id, written] = [text.slice(0, at).trim(), text.slice(at + 1).trim()];
  const unit = assumptions.find((one) => one.id === id)?.unit;
  if (at < 0 || unit === undefined || written === "") return undefined;
  const value = Number.isFinite(Number(written)) ? Number(written) : quantityIn(written, unit);
  return value === undefined || !Number.isFinite(value) ? undefined : { id, value };
}

function quantityIn(written: string, unit: string): number | undefined {
  try {
    const read = parseQuantity(written);
    return read.unit === unit || read.unit === unit.split(" per ")[0] ? central(read) : undefined;
  } catch {
    return undefined;
  }
}

/** As the book writes it where that can be read again, else the bare number. */
export function settingText({ id, unit }: Pick<UsedAssumption, "id" | "unit">, value: number): string {
  const written = showValue(value, unit);
  return `${id}=${quantityIn(written, unit) === value ? written : value}`;
}

/** The texts of an address with one assumption set, or with `undefined` drawn again; others keep their place. */
export function withSetting(
  texts: readonly string[],
  assumption: Pick<UsedAssumption, "id" | "unit">,
  value: number | undefined,
): string[] {
  const isOther = (text: string): boolean => text.split("=")[0]!.trim() !== assumption.id;
  const others = texts.filter(isOther);
  if (value === undefined) return others;
  const written = settingText(assumption, value);
  const at = texts.findIndex((text) => !isOther(text));
  return at < 0 ? [...others, written] : others.toSpliced(at, 0, written);
}
