import { expect, test } from "vitest";
import { periodOf } from "../../src/book/period.ts";

test.each([
  ["FY2025", undefined, "2025-01-01", "2025-12-31"],
  ["FY2026", "2026-06-30", "2025-07-01", "2026-06-30"],
  ["FY2026", "2026-01-25", "2025-01-27", "2026-01-25"],
  ["FY2024", "2024-02-29", "2023-03-01", "2024-02-29"],
  ["CY2025", undefined, "2025-01-01", "2025-12-31"],
  ["TTM-2026Q2", "2026-06-30", "2025-07-01", "2026-06-30"],
  ["2025Q1", undefined, "2025-01-01", "2025-03-31"],
  ["2025Q1", "2025-03-31", "2025-01-01", "2025-03-31"],
  ["FY26Q1", "2025-08-31", "2025-06-01", "2025-08-31"],
  ["FY2025Q3", "2024-10-27", "2024-07-29", "2024-10-27"],
  ["2025H2", undefined, "2025-07-01", "2025-12-31"],
  ["FY26-H1", "2025-12-31", "2025-07-01", "2025-12-31"],
  ["9M2025", "2025-09-30", "2025-01-01", "2025-09-30"],
  ["9M2025", undefined, "2025-01-01", "2025-09-30"],
  ["2025-9M", undefined, "2025-01-01", "2025-09-30"],
  ["FY2025-9M", "2025-02-28", "2024-06-01", "2025-02-28"],
  ["2026-03", undefined, "2026-03-01", "2026-03-31"],
])("%s that ends on %s runs from %s to %s", (period, ends, start, end) => {
  expect(periodOf({ period, ends })).toEqual({ start, end });
});

test.each([
  ["a single day", "2026-03-31", "2026-03-31"],
  ["a sum over several years", "2026-2029", "2029-12-31"],
  ["a sum to a year", "cum-2030", undefined],
  ["a company's quarter of which nobody gives the end", "FY26Q1", undefined],
])("%s covers no days of a year", (_, period, ends) => {
  expect(periodOf({ period, ends })).toBeUndefined();
});
