import { expect, test } from "vitest";
import {
  addDays,
  dayNumber,
  daysBetween,
  firstDay,
  isDay,
  isPartialDate,
  lastDay,
} from "../../src/unit/date.ts";

test("a partial date counts from its first day as a start and from its last as an end", () => {
  expect([firstDay("2026"), lastDay("2026")]).toEqual(["2026-01-01", "2026-12-31"]);
  expect([firstDay("2026-02"), lastDay("2026-02")]).toEqual(["2026-02-01", "2026-02-28"]);
  expect([firstDay("2024-02"), lastDay("2024-02")]).toEqual(["2024-02-01", "2024-02-29"]);
  expect([firstDay("2026-Q3"), lastDay("2026-Q3")]).toEqual(["2026-07-01", "2026-09-30"]);
  expect([firstDay("2026-H2"), lastDay("2026-H2")]).toEqual(["2026-07-01", "2026-12-31"]);
  expect([firstDay("2026-04-20"), lastDay("2026-04-20")]).toEqual(["2026-04-20", "2026-04-20"]);
});

test("days that the calendar does not have are no dates", () => {
  for (const none of [
    "2025-09-32",
    "2026-02-29",
    "2026-13",
    "2026-00-01",
    "26-01-01",
    "2026-Q5",
    "yesterday",
    "",
  ]) {
    expect(isPartialDate(none), none).toBe(false);
  }
});

test("days are counted across months, years and leap days", () => {
  expect(addDays("2026-12-31", 1)).toBe("2027-01-01");
  expect(addDays("2024-02-28", 2)).toBe("2024-03-01");
  expect(daysBetween("2026-05-01", "2036-04-30")).toBe(3652);
});

test("days are counted as the calendar has them, over eight centuries", () => {
  for (let number = -135_000; number < 160_000; number += 13) {
    const day = new Date(number * 86_400_000).toISOString().slice(0, 10);
    expect(dayNumber(day)).toBe(number);
    expect(addDays("1970-01-01", number)).toBe(day);
    expect(isDay(day)).toBe(true);
  }
  for (const year of [1900, 2000, 2023, 2024]) {
    const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
    expect([isDay(`${year}-02-29`), lastDay(`${year}-02`)]).toEqual([leap, `${year}-02-${leap ? 29 : 28}`]);
  }
});
