// Who is simulated: the parties of the economy for which the start has what their equations need.

import type { LeftOut } from "./economy.ts";
import type { Start } from "./start.ts";

/** An independent lab: a balance sheet of its own. */
export interface Lab {
  readonly id: string;
  /** What its demand, shares and compute are called in the equations. */
  readonly demand: string;
}

/** A lab inside a group, or a bloc of open models: it takes its share of demand and has no cash of its own. */
export interface Sharer {
  readonly demand: string;
  /** The group that earns its revenue; undefined where hosts earn it. */
  readonly group: string | undefined;
}

export interface Group {
  readonly id: string;
  /** Its cloud; undefined where it sells none. */
  readonly segment: string | undefined;
}

/** Whoever owns computers and sells their use: capacity stands under `id`. */
export interface Vendor {
  readonly id: string;
  readonly kind: "group" | "neocloud" | "lab";
}

export interface Cast {
  readonly labs: readonly Lab[];
  readonly sharers: readonly Sharer[];
  readonly groups: readonly Group[];
  readonly neoclouds: readonly string[];
  readonly makers: readonly string[];
  readonly vendors: readonly Vendor[];
  readonly leftOut: readonly LeftOut[];
}

/** Columns of the accounts that stand for many. */
export const customers = "customers";
export const investors = "investors";
export const lenders = "lenders";
export const others = "others";
export const foundry = "tsmc";

const labIds = ["anthropic", "openai", "spacex", "mistral", "other-labs"];
/** Sectors of the accounts, in the order in which they stand beside one another. */
export const sectorNames = [
  "customers",
  "labs",
  "groups",
  "neoclouds",
  "chip makers",
  "foundry",
  "investors",
  "lenders",
  "others",
] as const;
export type Sector = (typeof sectorNames)[number];

/** The sector in which a column of the accounts counts. */
export function sectorOf(column: string): Sector {
  if (labIds.includes(column)) return "labs";
  if (groupIds.some(({ id }) => id === column)) return "groups";
  if (neocloudIds.includes(column)) return "neoclouds";
  if (makerIds.includes(column)) return "chip makers";
  if (column === foundry) return "foundry";
  return sectorNames.find((name) => name === column) ?? "others";
}

const sharerIds: readonly Sharer[] = [
  { demand: "google-lab", group: "google" },
  { demand: "meta-lab", group: "meta" },
  { demand: "open-bloc", group: undefined },
];
const groupIds: readonly Group[] = [
  { id: "amazon", segment: "aws" },
  { id: "microsoft", segment: "azure" },
  { id: "google", segment: "google-cloud" },
  { id: "oracle", segment: "oci" },
  { id: "meta", segment: undefined },
];
const neocloudIds = ["coreweave", "nebius", "other-neoclouds"];
const makerIds = ["nvidia", "amd", "broadcom"];

/** Figures without which a party cannot be simulated. */
const needs = {
  lab: ["runRate", "entShare", "cash", "valuation", "gwUsed"],
  sharer: ["runRate", "entShare"],
  group: ["capex", "cash", "debt", "operatingCash", "gw"],
  segment: ["revenue"],
  neocloud: ["revenue", "capex", "cash", "debt", "gw"],
} as const;

/** The parties for which the start suffices; the others are named with what they lack. */
export function castOf(start: Start): Cast {
  const leftOut: LeftOut[] = [];
  const has = (party: string, ids: readonly string[]): boolean => {
    const missing = ids.filter((figure) => !start.figures.has(figure));
    if (missing.length > 0) leftOut.push({ party, missing });
    return missing.length === 0;
  };
  const of = (party: string, figures: readonly string[]): string[] =>
    figures.map((name) => `${party}.${name}`);
  const labs = labIds.filter((id) => has(id, of(id, needs.lab))).map((id): Lab => ({ id, demand: id }));
  const groups = groupIds.filter(({ id, segment }) =>
    has(id, [...of(id, needs.group), ...(segment ? of(segment, needs.segment) : [])]),
  );
  const isGroup = (id: string | undefined): boolean => groups.some((group) => group.id === id);
  const sharers = sharerIds.filter(
    ({ demand, group }) => (group === undefined || isGroup(group)) && has(demand, of(demand, needs.sharer)),
  );
  const neoclouds = neocloudIds.filter((id) => has(id, of(id, needs.neocloud)));
  return {
    labs,
    sharers,
    groups,
    neoclouds,
    makers: makerIds,
    vendors: [
      ...groups.map(({ id }): Vendor => ({ id, kind: "group" })),
      ...neoclouds.map((id): Vendor => ({ id, kind: "neocloud" })),
      ...labs
        .filter(({ id }) => start.figures.has(`${id}.gw`))
        .map(({ id }): Vendor => ({ id, kind: "lab" })),
    ],
    leftOut,
  };
}
