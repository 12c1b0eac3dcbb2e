// Who is in the simulation, which figures each must have, and under which names the book tells them.

/** A metric of a party of the book. */
export interface Told {
  readonly party: string;
  readonly metric: string;
}

export interface Wanted {
  readonly party: string;
  /** Without one of these the party cannot be simulated. */
  readonly needs: readonly string[];
  /** Used where they are known. */
  readonly uses?: readonly string[];
}

const independentLab = ["runRate", "growth", "entShare", "cash", "debt", "valuation", "gwUsed"];
const inHouseLab = ["runRate", "growth", "entShare"];
const segment = ["revenue", "growth", "backlog"];
const group = ["capex", "capexGrowth", "cash", "debt", "operatingCash", "gw"];
const neocloud = ["revenue", "growth", "capex", "cash", "debt", "backlog", "gw"];

export const wanted: readonly Wanted[] = [
  { party: "anthropic", needs: independentLab },
  { party: "openai", needs: independentLab },
  { party: "spacex", needs: [...independentLab, "gw"] },
  { party: "mistral", needs: independentLab },
  { party: "other-labs", needs: independentLab },
  { party: "google-lab", needs: inHouseLab },
  { party: "meta-lab", needs: inHouseLab },
  { party: "open-bloc", needs: inHouseLab },
  { party: "aws", needs: segment },
  { party: "azure", needs: segment },
  { party: "google-cloud", needs: segment },
  { party: "oci", needs: segment },
  { party: "amazon", needs: group },
  { party: "microsoft", needs: group },
  { party: "google", needs: group },
  { party: "oracle", needs: group, uses: ["prepaid"] },
  { party: "meta", needs: group },
  { party: "coreweave", needs: neocloud, uses: ["valuation", "gwAdded"] },
  { party: "nebius", needs: neocloud, uses: ["valuation", "prepaid", "gwAdded"] },
  { party: "other-neoclouds", needs: neocloud, uses: ["valuation"] },
  { party: "nvidia-data-center", needs: ["revenue", "growth"], uses: ["hyperscaleShare"] },
  { party: "nvidia", needs: ["cash", "grossMargin"] },
  { party: "amd-data-center", needs: ["revenue", "growth"] },
  { party: "amd", needs: ["cash"], uses: ["marketValue", "revenue"] },
  { party: "broadcom-ai", needs: ["revenue", "growth"] },
  { party: "broadcom", needs: ["cash"] },
  { party: "tsmc", needs: ["cash"] },
];

/** Parties of the book that a lab of the simulation is made of. */
export function partsOf(lab: string): readonly string[] {
  return lab === "spacex" ? ["spacex", "xai"] : [lab];
}

/** The segment whose backlog a group reports under its own name. */
const backlogs: Readonly<Record<string, readonly Told[]>> = {
  azure: [{ party: "microsoft", metric: "rpo" }],
  oci: [{ party: "oracle", metric: "rpo" }],
  coreweave: [
    { party: "coreweave", metric: "backlog" },
    { party: "coreweave", metric: "rpo" },
  ],
};

/** Chip makers' sales that stand under the group. */
const sales: Readonly<Record<string, Told>> = {
  "nvidia-data-center": { party: "nvidia", metric: "data-centre-revenue" },
  "amd-data-center": { party: "amd", metric: "data-centre-revenue" },
  "broadcom-ai": { party: "broadcom", metric: "ai-revenue" },
};

export function revenueTold(party: string): Told {
  return sales[party] ?? { party, metric: "revenue" };
}

export function backlogTold(party: string): readonly Told[] {
  return backlogs[party] ?? [{ party, metric: "rpo" }];
}

/** Who may hold a part of a lab or neocloud when the simulation starts; the rest belongs to investors. */
export const holders: Readonly<Record<string, readonly string[]>> = {
  anthropic: ["amazon", "google", "microsoft", "nvidia"],
  openai: ["microsoft", "amazon", "nvidia"],
  coreweave: ["nvidia"],
  nebius: ["nvidia"],
};
