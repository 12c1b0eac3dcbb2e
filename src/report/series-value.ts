// A value of a series as machines read it, in base units, and as people do.

import { showValue } from "../unit/quantity.ts";
import type { Unit } from "../unit/unit.ts";
import type { Cell } from "./answer.ts";
import { percent } from "./circularity.ts";
import { round3 } from "./number.ts";

/** How many base units one of a series' units is: a gigawatt is 1e9 W. */
export function baseSizeOf({ over, under }: Unit): number {
  const size = (atoms: Unit["over"]): number => atoms.reduce((product, atom) => product * atom.size, 1);
  return size(over) / size(under);
}

/** The base unit of a series: USD, W, or 1 for a share. */
export function baseUnitOf({ over }: Unit): "USD" | "W" | "1" {
  if (over.some(({ name }) => name === "USD")) return "USD";
  return over.some(({ dimensions }) => dimensions["power"] !== undefined) ? "W" : "1";
}

/** A value in base units; nothing where it is unknown. */
export function valueCell(unit: ReturnType<typeof baseUnitOf>, value: number | null): Cell {
  if (value === null) return { show: "", value };
  return { show: unit === "1" ? percent(value) : showValue(value, unit, round3), value };
}
