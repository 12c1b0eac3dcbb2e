// The days that a figure of a party's accounts covers, from the label of its period and its last day.

import { type Day, type PartialDate, type Stretch, addDays, lastDay } from "../unit/date.ts";
import type { Fact } from "./book.ts";

interface Shape {
  readonly label: RegExp;
  readonly months: number;
  /** Its end in the calendar, where the label names one and the figure does not. */
  readonly end?: (match: RegExpExecArray) => PartialDate;
}

const shapes: readonly Shape[] = [
  { label: /^TTM-/u, months: 12 },
  { label: /^(?:FY|CY)(\d{4})$/u, months: 12, end: ([, year]) => `${year}-12` },
  { label: /^(\d{4})Q([1-4])$/u, months: 3, end: ([, year, quarter]) => `${year}-Q${quarter}` },
  { label: /^FY\d{2,4}-?Q[1-4]$/u, months: 3 },
  { label: /^(\d{4})-?H([12])$/u, months: 6, end: ([, year, half]) => `${year}-H${half}` },
  { label: /^FY\d{2,4}-?H[12]$/u, months: 6 },
  { label: /^(?:9M-?(\d{4})|(\d{4})-9M)$/u, months: 9, end: ([, a, b]) => `${a ?? b}-09` },
  { label: /^(?:9M-?FY\d{2,4}|FY\d{2,4}-9M)$/u, months: 9 },
  { label: /^(\d{4}-\d{2})$/u, months: 1, end: ([, month]) => month! },
];

/**
 * The first and last day of a figure's period: its own last day (a company's year need not end in
 * December, nor with a month), and as many months, or whole weeks, before it as the label names.
 *
 * @returns undefined where the label names a single day, a sum over several years, or a period whose
 *   end nobody gives
 */
export function periodOf(fact: Pick<Fact, "period" | "ends">): Stretch | undefined {
  for (const { label, months, end } of shapes) {
    const match = label.exec(fact.period);
    if (!match) continue;
    const date = fact.ends ?? end?.(match);
    if (date === undefined) return undefined;
    const last = lastDay(date);
    const isMonthEnd = last === lastDay(last.slice(0, 7));
    const start = isMonthEnd
      ? monthsBefore(addDays(last, 1), months)
      : addDays(last, 1 - daysOfWeeks(months));
    return { start, end: last };
  }
  return undefined;
}

/** A company's year that ends with no month is one of 52 whole weeks. */
function daysOfWeeks(months: number): number {
  return 7 * Math.round((months * 52) / 12);
}

/** The first day of an earlier month. */
function monthsBefore(day: Day, months: number): Day {
  const at = Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1 - months;
  return `${Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, "0")}-01`;
}
