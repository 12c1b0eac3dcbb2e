import { expect, test } from "vitest";
import { addMeasures, convert, divideMeasures, measureOf, multiplyMeasures } from "../../src/unit/measure.ts";
import { parseQuantity } from "../../src/unit/quantity.ts";
import { dimensionsOf, sameDimensions, showUnit, unitNamed } from "../../src/unit/unit.ts";

const measure = (text: string) => measureOf(parseQuantity(text));

test("energy over time is power: 10,715 kWh a year is a load of 1.22 kW", () => {
  const load = convert(measure("10715 kWh per year"), "W");
  expect(load.central).toBeCloseTo(1222.3, 1);
});

test("five gigawatts over the load of a home gives homes", () => {
  const homes = divideMeasures(measure("5 GW"), measure("1.22 kW per home"));
  expect(homes.unit).toBe("home");
  expect(homes.central).toBeCloseTo(4.098e6, -3);
});

test("what measures different things cannot be added", () => {
  expect(() => addMeasures(measure("$5B"), measure("5 GW"))).toThrow(
    expect.objectContaining({ code: "UNIT_MISMATCH" }),
  );
});

test("ends of an interval go through a product as an interval", () => {
  const product = multiplyMeasures(measure("$2B to $3B"), measure("10% to 20%"));
  expect([product.low, product.high]).toEqual([2e8, 6e8]);
});

test("dividing by what may be zero is refused", () => {
  expect(() => divideMeasures(measure("$5B"), measure("up to 5 GW"))).toThrow(
    expect.objectContaining({ code: "DIVISION_BY_ZERO" }),
  );
});

test("a unit's name reads back to the unit", () => {
  for (const name of [
    "USD per W-year",
    "1",
    "home per W",
    "1 per year",
    "engineer-day",
    "USD per GPU-hour",
  ]) {
    expect(showUnit(unitNamed(name))).toBe(name);
  }
  expect(sameDimensions(unitNamed("Wh per year"), unitNamed("W"))).toBe(true);
  expect(dimensionsOf(unitNamed("Wh per hour"))).toEqual(new Map([["power", 1]]));
});
