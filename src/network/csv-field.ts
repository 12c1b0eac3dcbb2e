// What stands in a field of a list: a name, an amount, a date. What is wrong with it is a fault at its place.

import { isPartialDate } from "../unit/date.ts";
import type { CsvRecord } from "./csv.ts";
import type { NameTable } from "./name-table.ts";

/** The number of a name, or −1 where there is none. */
export function nameOf(record: CsvRecord, column: number, what: string, names: NameTable): number {
  if (record.from[column]! < record.to[column]!) return names.number(record, column);
  record.refuse(column, "FIELDS", `The ${what} is empty.`, "Write a name.");
  return -1;
}

/** A finite number that is not negative; anything else is a fault, and NaN. */
export function amountOf(record: CsvRecord, column: number, negative: string): number {
  const x = decimal(record.bytes, record.from[column]!, record.to[column]!) ?? written(record.text(column));
  if (x >= 0 && x < Infinity) return x;
  const text = record.text(column);
  const [message, remedy] =
    x < 0
      ? [`The amount ${text} is negative.`, negative]
      : [
          text === "" ? "The amount is empty." : `The amount "${text}" is not a finite number.`,
          "Write a plain number such as 1500000.5, without unit, currency or thousands separators.",
        ];
  record.refuse(column, "AMOUNT", message, remedy);
  return NaN;
}

/** A date may be left out; what is written is a day, a month or a year of the calendar. */
export function refuseNoDate(record: CsvRecord, column: number): void {
  const [from, to] = [record.from[column]!, record.to[column]!];
  if (from === to || isDate(record.bytes, from, to)) return;
  record.refuse(
    column,
    "DATE",
    `"${record.text(column)}" is no date of the calendar.`,
    "Write a day such as 2026-09-30, a month such as 2026-09, a year, or nothing.",
  );
}

/** YYYY, YYYY-MM or YYYY-MM-DD: a million of them are looked at as bytes; days after the 28th need the calendar. */
function isDate(bytes: Uint8Array, from: number, to: number): boolean {
  const length = to - from;
  if (length !== 4 && length !== 7 && length !== 10) return false;
  for (let k = 0; k < length; k++) {
    const c = bytes[from + k]!;
    if (k === 4 || k === 7 ? c !== 45 : c < 48 || c > 57) return false;
  }
  const two = (k: number): number => (bytes[from + k]! - 48) * 10 + bytes[from + k + 1]! - 48;
  const month = length === 4 ? 1 : two(5);
  const day = length < 10 ? 1 : two(8);
  if (month < 1 || month > 12 || day < 1 || day > 31) return false;
  return day <= 28 || isPartialDate(String.fromCharCode(...bytes.subarray(from, to)));
}

/** Decimal text of any length, or NaN: no hexadecimal, no words. */
function written(text: string): number {
  return /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/iu.test(text) ? Number(text) : NaN;
}

const powersOfTen = Float64Array.from({ length: 23 }, (_, i) => Number(`1e${i}`));

/** Digits with at most one point, read exactly; undefined where they need more care (Clinger 1990). */
function decimal(bytes: Uint8Array, from: number, to: number): number | undefined {
  if (to - from > 16 || to === from) return undefined; // 15 digits and a point fit in 53 bits
  let digits = 0;
  let scale = 0;
  let seen = 0;
  let point = 0;
  for (let i = from; i < to; i++) {
    const c = bytes[i]!;
    if (c >= 48 && c <= 57) {
      digits = digits * 10 + (c - 48);
      scale += point;
      seen++;
    } else if (c === 46 && point === 0) point = 1;
    else return undefined;
  }
  return seen === 0 || seen > 15 ? undefined : digits / powersOfTen[scale]!;
}
