// Where on the map a party belongs, by what it is: six columns, from who brings money to who sells machines and power.

import type { Member } from "../../engine/cast.ts";

export interface Region {
  readonly id: string;
  readonly title: string;
  readonly column: number;
}

/** From left to right, and within a column from top to bottom. */
export const regions: readonly Region[] = [
  { id: "investors", title: "Investors", column: 0 },
  { id: "lenders", title: "Lenders", column: 1 },
  { id: "customers", title: "Customers and others", column: 1 },
  { id: "labs", title: "AI labs", column: 2 },
  { id: "clouds", title: "Clouds", column: 3 },
  { id: "neoclouds", title: "Neoclouds", column: 3 },
  { id: "builders", title: "Data centres", column: 4 },
  { id: "chips", title: "Chips and memory", column: 5 },
  { id: "power", title: "Power", column: 5 },
];

export const columns = 1 + Math.max(...regions.map(({ column }) => column));

const ofKind: Readonly<Record<string, string>> = {
  investor: "investors",
  government: "investors",
  lender: "lenders",
  enterprise: "customers",
  lab: "labs",
  cloud: "clouds",
  neocloud: "neoclouds",
  developer: "builders",
  chipmaker: "chips",
  foundry: "chips",
  energy: "power",
};

/** The region of a party. What stands for many is where it pays, with the investors, or is built, with the builders. */
export function regionOf({ kind, pays, paid }: Pick<Member, "kind" | "pays" | "paid">): string {
  if (kind === "market") return pays >= paid ? "investors" : "builders";
  return ofKind[kind] ?? "customers";
}
