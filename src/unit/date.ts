// Dates as people know them: a day, a month, a quarter, a half or a year.
// A partial date counts from its first day as a start, and from its last day as an end.

/** A calendar day, `2026-04-20`. Days compare as text. */
export type Day = string;

/** `2026-04-20`, `2026-04`, `2026-Q2`, `2026-H1` or `2026`. */
export type PartialDate = string;

const pattern = /^(\d{4})(?:-(?:(\d{2})(?:-(\d{2}))?|Q([1-4])|H([12])))?$/;

/** Whether a text is a date that the calendar has: 2025-09-32 and 2026-02-30 are none. */
export function isPartialDate(text: string): boolean {
  const match = pattern.exec(text);
  if (!match) return false;
  const [, year, month, day] = match;
  if (month === undefined) return true;
  if (Number(month) < 1 || Number(month) > 12) return false;
  return day === undefined || (Number(day) >= 1 && Number(day) <= daysIn(Number(year), Number(month)));
}

/** Whether a text names one day of the calendar. */
export function isDay(text: string): boolean {
  return text.length === 10 && isPartialDate(text);
}

/** The first day that a date can mean. */
export function firstDay(date: PartialDate): Day {
  if (date.length === 10) return date;
  const [year, from] = months(date);
  return `${year}-${two(from)}-01`;
}

/** The last day that a date can mean. */
export function lastDay(date: PartialDate): Day {
  if (date.length === 10) return date;
  const [year, , to] = months(date);
  return `${year}-${two(to)}-${two(daysIn(Number(year), to))}`;
}

/** The day that comes a number of days later. */
export function addDays(day: Day, days: number): Day {
  return dayOfNumber(dayNumber(day) + days);
}

/**
 * The number of a day, each one more than the day before it; 1970-01-01 is 0.
 *
 * Years begin in March here, so that the leap day is a year's last: Baum (1998), "Date Algorithms", section 2.2.1.
 */
export function dayNumber(day: Day): number {
  const month = digits(day, 5, 7);
  const year = digits(day, 0, 4) - (month <= 2 ? 1 : 0);
  const sinceMarch = (month + 9) % 12;
  const dayOfYear = Math.floor((153 * sinceMarch + 2) / 5) + digits(day, 8, 10) - 1;
  return leapDays(year) + 365 * year + dayOfYear - 719_468;
}

/** Leap days before the March of a year. */
function leapDays(year: number): number {
  return Math.floor(year / 4) - Math.floor(year / 100) + Math.floor(year / 400);
}

function dayOfNumber(number: number): Day {
  const since = number + 719_468;
  let year = Math.floor(since / 365.2425);
  if (leapDays(year) + 365 * year > since) year--;
  else if (leapDays(year + 1) + 365 * (year + 1) <= since) year++;
  const dayOfYear = since - leapDays(year) - 365 * year;
  const sinceMarch = Math.floor((5 * dayOfYear + 2) / 153);
  const day = dayOfYear - Math.floor((153 * sinceMarch + 2) / 5) + 1;
  const month = sinceMarch < 10 ? sinceMarch + 3 : sinceMarch - 9;
  return `${String(month <= 2 ? year + 1 : year).padStart(4, "0")}-${two(month)}-${two(day)}`;
}

/** The whole number that some characters of a text write. */
function digits(text: string, from: number, to: number): number {
  let number = 0;
  for (let i = from; i < to; i++) number = 10 * number + text.charCodeAt(i) - 48;
  return number;
}

/** How many days lie between two days; negative when the second is the earlier one. */
export function daysBetween(from: Day, to: Day): number {
  return dayNumber(to) - dayNumber(from);
}

/** Days from a first to a last one, both included. */
export interface Stretch {
  readonly start: Day;
  readonly end: Day;
}

/** The days of a calendar year. */
export function yearDays(year: number): Stretch {
  return { start: `${year}-01-01`, end: `${year}-12-31` };
}

/** How many days a stretch has; none where it ends before it starts. */
export function lengthOf({ start, end }: Stretch): number {
  return start > end ? 0 : daysBetween(start, end) + 1;
}

/** How many days two stretches have in common. */
export function overlap(a: Stretch, b: Stretch): number {
  return lengthOf({ start: a.start > b.start ? a.start : b.start, end: a.end < b.end ? a.end : b.end });
}

/** The year and the first and last month that a date can mean. */
function months(date: PartialDate): [string, number, number] {
  const match = pattern.exec(date);
  if (!match) throw new RangeError(`"${date}" is no date`);
  const [, year, month, , quarter, half] = match;
  if (month !== undefined) return [year!, Number(month), Number(month)];
  if (quarter !== undefined) return [year!, Number(quarter) * 3 - 2, Number(quarter) * 3];
  if (half !== undefined) return [year!, Number(half) * 6 - 5, Number(half) * 6];
  return [year!, 1, 12];
}

function daysIn(year: number, month: number): number {
  if (month === 2) return leapDays(year) > leapDays(year - 1) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

function two(n: number): string {
  return n < 10 ? `0${n}` : String(n);
}
