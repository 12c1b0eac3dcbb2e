// The units in which the economy is written: dollars, gigawatts, and dollars for a gigawatt.

import type { Quantity } from "../../unit/quantity.ts";
import { type Unit, divideUnits, unitNamed } from "../../unit/unit.ts";

export const USD = unitNamed("USD");
/** Power of computers, a billion watts: of that size the numbers stay readable. */
export const GW: Unit = { over: [{ name: "GW", dimensions: { power: 1 }, size: 1e9 }], under: [] };
export const USDperGW = divideUnits(USD, GW);
export const plain = unitNamed("1");

const wattsInGW = 1e9;

/** The unit in the economy of a figure of the book: time is left to the equations, which name it. */
export function measureOf({ unit }: Quantity): { readonly unit: Unit; readonly size: number } {
  const [over = "", under = ""] = unit.split(" per ");
  const money = over.split("-").includes("USD");
  if (under.split("-").includes("W")) return { unit: money ? USDperGW : plain, size: wattsInGW };
  if (over.split("-").includes("W")) return { unit: GW, size: 1 / wattsInGW };
  return { unit: money ? USD : plain, size: 1 };
}
