// A fan as text.

import { expect, test } from "vitest";
import { renderFan } from "../../src/cli/render-fan.ts";

const row = (label: string, points: [number, number, number, number, number]) => ({
  label,
  points,
  middle: `${points[2]}`,
  range: `${points[0]} to ${points[4]}`,
});

test("the bar goes from the 5 to the 95 % point, on one scale from zero", () => {
  const fan = { title: "Cash", rows: [row("2026Q4", [5, 6, 7, 8, 9]), row("2027Q4", [0, 5, 10, 15, 20])] };
  expect(renderFan(fan, 47)).toEqual([
    "",
    "Cash",
    "  2026Q4        ░▒█▒░                7  5 to 9",
    "  2027Q4  ░░░░░░▒▒▒▒▒▒█▒▒▒▒▒░░░░░░  10  0 to 20",
  ]);
});
test("below zero the axis is drawn", () => {
  const [, , line] = renderFan({ title: "Cash", rows: [row("2026Q4", [-10, -9, -8, -7, -6])] }, 60);
  expect(line).toMatch(/^ {2}2026Q4 {2}░+▒+█▒+░+ +│ {2}-8/u);
});
test("on a narrow screen the figures are left", () => {
  const [, , line] = renderFan({ title: "Cash", rows: [row("2026Q4", [5, 6, 7, 8, 9])] }, 30);
  expect(line).toBe("  2026Q4  7  5 to 9");
});
