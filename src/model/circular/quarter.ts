// Calendar quarters: the model's unit of time. Financial quarters belong to the nearest calendar quarter.

import { RoundtripError, exitCode } from "../../error/error.ts";
import { type Day, addDays, lastDay } from "../../unit/date.ts";

/** Such as "2026Q3". Quarters compare as text. */
export type Quarter = `${number}Q${1 | 2 | 3 | 4}`;

/** @throws QUARTER, as wrong usage */
export function quarterFrom(text: string): Quarter {
  if (/^\d{4}Q[1-4]$/u.test(text)) return text as Quarter;
  throw new RoundtripError("QUARTER", `"${text}" is no quarter.`, {
    exit: exitCode.usage,
    remedy: "Write a year and a quarter, such as 2026Q3.",
  });
}

/** The quarter some quarters after another; before it where the number is negative. */
export function plusQuarters(quarter: Quarter, count: number): Quarter {
  const number = numberOf(quarter) + count;
  return `${Math.floor(number / 4)}Q${((((number % 4) + 4) % 4) + 1) as 1 | 2 | 3 | 4}`;
}

/** How many quarters one is after another. */
export function quartersBetween(from: Quarter, to: Quarter): number {
  return numberOf(to) - numberOf(from);
}

export function firstDayOf(quarter: Quarter): Day {
  const [year, number] = [quarter.slice(0, 4), Number(quarter.slice(5))];
  return `${year}-${String(3 * number - 2).padStart(2, "0")}-01`;
}

export function lastDayOf(quarter: Quarter): Day {
  return addDays(firstDayOf(plusQuarters(quarter, 1)), -1);
}

/** The calendar quarter in which a day lies. */
export function quarterOf(day: Day): Quarter {
  return `${Number(day.slice(0, 4))}Q${(Math.floor((Number(day.slice(5, 7)) - 1) / 3) + 1) as 1 | 2 | 3 | 4}`;
}

/** The newest quarter that is over on a day. */
export function newestOver(day: Day): Quarter {
  const now = quarterOf(day);
  return lastDayOf(now) <= day ? now : plusQuarters(now, -1);
}

/** The calendar quarter nearest to a quarter of a year of accounts, by the day on which that ends. */
export function quarterEnding(ends: string): Quarter {
  return quarterOf(addDays(lastDay(ends), -45));
}

function numberOf(quarter: Quarter): number {
  return 4 * Number(quarter.slice(0, 4)) + Number(quarter.slice(5)) - 1;
}

/** Run-rates and prices of capacity are those of a year. */
export const quartersInYear = 4;
