// Arithmetic on figures that are known within bounds: low, central and high go through together.
// Ends are combined as intervals (Moore 1966), so that the result holds whatever lies between.

import { RoundtripError } from "../error/error.ts";
import { type Quantity, central, high, low } from "./quantity.ts";
import { conversion, divideUnits, multiplyUnits, sameDimensions, showUnit, unitNamed } from "./unit.ts";

/** A figure with its bounds and the name of its unit. */
export interface Measure {
  readonly low: number;
  readonly central: number;
  readonly high: number;
  readonly unit: string;
}

export function measureOf(q: Quantity): Measure {
  return { low: low(q), central: central(q), high: high(q), unit: q.unit };
}

/** a + b, in the unit of a. @throws UNIT_MISMATCH */
export function addMeasures(a: Measure, b: Measure): Measure {
  const c = convert(b, a.unit, "add");
  return { low: a.low + c.low, central: a.central + c.central, high: a.high + c.high, unit: a.unit };
}

/** a − b, in the unit of a. @throws UNIT_MISMATCH */
export function subtractMeasures(a: Measure, b: Measure): Measure {
  const c = convert(b, a.unit, "subtract");
  return { low: a.low - c.high, central: a.central - c.central, high: a.high - c.low, unit: a.unit };
}

export function multiplyMeasures(a: Measure, b: Measure): Measure {
  const unit = multiplyUnits(unitNamed(a.unit), unitNamed(b.unit));
  return corners(a, b, (x, y) => x * y, showUnit(unit));
}

/** a / b. @throws DIVISION_BY_ZERO where b may be zero */
export function divideMeasures(a: Measure, b: Measure): Measure {
  if (b.low <= 0 && b.high >= 0) {
    throw new RoundtripError("DIVISION_BY_ZERO", "A figure is divided by one that may be zero.", {
      remedy: "Divide by a figure that is surely above zero.",
    });
  }
  const unit = divideUnits(unitNamed(a.unit), unitNamed(b.unit));
  return corners(a, b, (x, y) => x / y, showUnit(unit));
}

/** The least or the most of some figures, end by end, in the unit of the first. @throws UNIT_MISMATCH */
export function extremeMeasure(measures: readonly Measure[], pick: (...values: number[]) => number): Measure {
  const unit = measures[0]!.unit;
  const same = measures.map((m) => convert(m, unit, "compare"));
  const of = (end: "low" | "central" | "high"): number => pick(...same.map((m) => m[end]));
  return { low: of("low"), central: of("central"), high: of("high"), unit };
}

/**
 * The same figure in another unit of the same dimensions; powers and energies over times meet here.
 *
 * @throws UNIT_MISMATCH
 */
export function convert(m: Measure, unit: string, doing = "convert"): Measure {
  if (m.unit === unit) return m;
  const [from, to] = [unitNamed(m.unit), unitNamed(unit)];
  if (!sameDimensions(from, to)) {
    throw new RoundtripError("UNIT_MISMATCH", `Cannot ${doing} ${m.unit} and ${unit}.`, {
      remedy: "Use figures that measure the same thing.",
    });
  }
  const factor = conversion(from, to);
  return { low: m.low * factor, central: m.central * factor, high: m.high * factor, unit };
}

function corners(a: Measure, b: Measure, f: (x: number, y: number) => number, unit: string): Measure {
  const ends = [f(a.low, b.low), f(a.low, b.high), f(a.high, b.low), f(a.high, b.high)];
  return { low: Math.min(...ends), central: f(a.central, b.central), high: Math.max(...ends), unit };
}
