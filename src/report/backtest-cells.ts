// Shares and scores as cells of a back-test's tables.

import type { Cell } from "./answer.ts";
import { percent } from "./circularity.ts";
import { round3 } from "./number.ts";

export function shareCell(value: number): Cell {
  return { show: percent(value), value };
}

export function numberCell(value: number | null): Cell {
  return { show: value === null ? "" : String(round3(value)), value };
}
