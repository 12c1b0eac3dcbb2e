// Words that are closed lists, the same from YAML to chart.

export const legKinds = [
  "equity",
  "convertible",
  "warrant",
  "debt",
  "guarantee",
  "compute",
  "capacity",
  "hardware",
  "lease",
  "power",
  "revenue-share",
  "licence",
  "acquisition",
  "joint-venture",
  "grant",
] as const;
export const partyKinds = [
  "lab",
  "cloud",
  "neocloud",
  "chipmaker",
  "foundry",
  "energy",
  "developer",
  "lender",
  "investor",
  "enterprise",
  "government",
  "market",
] as const;
export const amountStates = ["headline", "firm", "cancellable", "drawn", "paid"] as const;
export const firmnesses = ["firm", "up-to", "intent", "option", "reported", "cancelled"] as const;
export const statuses = ["active", "completed", "amended", "unknown", "superseded", "cancelled"] as const;
export const promises = ["payment", "purchase"] as const;
export const confidences = ["high", "medium", "low"] as const;
export const factKinds = ["reported", "press", "forecast", "estimate"] as const;
/** What a simulation knows of a party when it starts, with the unit in which a book gives it; of stakes see the check. */
export const startFigures = {
  runRate: "USD per year",
  revenue: "USD per quarter",
  capex: "USD per quarter",
  operatingCash: "USD per quarter",
  cash: "USD",
  debt: "USD",
  backlog: "USD",
  valuation: "USD",
  marketValue: "USD",
  gw: "W",
  gwUsed: "W",
  growth: "1 per quarter",
  capexGrowth: "1 per quarter",
  entShare: "1",
  grossMargin: "1",
} as const;
export const verdicts = ["holds", "holds-with-caveat", "wrong", "unverifiable"] as const;

/** The kinds of record that a book holds, in the order in which they are listed; legs are those of its deals. */
export const recordKinds = [
  "deals",
  "legs",
  "parties",
  "facts",
  "chips",
  "infrastructure",
  "platforms",
  "offerings",
  "prices",
  "regions",
  "switching",
  "incidents",
  "assumptions",
  "claims",
  "signals",
  "sources",
] as const;
export type RecordKind = (typeof recordKinds)[number];
