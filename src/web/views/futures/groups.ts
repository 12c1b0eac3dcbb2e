// Which assumptions stand on sliders, in plain words and in the order in which they matter for what is shown: a curated
// list, since measuring what matters (`sensitivity`) takes as long as a run of all.

import type { PartyRole, Prospect, SimulatedParty, UsedAssumption } from "../../engine/prospect.ts";

export interface SliderGroup {
  readonly title: string;
  readonly assumptions: readonly UsedAssumption[];
}

/** Ids by group, the strongest first; `{party}` stands for the party that is shown. */
const groups = {
  demand: {
    title: "How much customers will spend on AI",
    ids: ["ceiling-ent", "ceiling-con", "speed-b", "speed-con-ratio", "sigma-ent", "ceiling-break"],
  },
  investors: {
    title: "How much money investors bring",
    ids: [
      "market-cap",
      "winter-rate",
      "winter-depth",
      "winter-end",
      "multiple-hi",
      "multiple-lo",
      "runway-target",
      "dilution",
      "ipo-chance-{party}",
    ],
  },
  compute: {
    title: "What computing costs a lab",
    ids: [
      "kappa-0-{party}",
      "kappa-lr",
      "tau-0-{party}",
      "tau-lr",
      "tau-cash",
      "opex-share",
      "price-gw-0",
      "price-gw-drift",
    ],
  },
  contracts: {
    title: "What contracts for computing bind to",
    ids: ["firm-share", "ramp", "deal-size", "deal-rate", "deal-length", "make-up-quarters", "stretch-cut"],
  },
  rivalry: {
    title: "How labs win and lose customers",
    ids: ["share-sigma", "leap-rate", "share-reversion", "quality-compute", "price-elasticity"],
  },
  price: {
    title: "What is paid for a token",
    ids: ["blended-price-decline", "tokens-per-session", "markup-concentration"],
  },
  building: {
    title: "How much is built, and how fast",
    ids: [
      "capex-drift",
      "capex-gap",
      "capex-return",
      "capex-ocf-cap",
      "lead",
      "trend-pool",
      "ai-share-capex-{party}",
    ],
  },
  gigawatt: {
    title: "What a gigawatt costs and earns",
    ids: ["capex-gw", "price-gw-0", "price-gw-neo", "price-gw-scarcity", "tco-gw", "opex-gw", "refresh-age"],
  },
  cloud: {
    title: "How the rest of the cloud grows",
    ids: [
      "cloud-growth-lr",
      "cloud-fade",
      "cloud-spill",
      "own-use-link",
      "rpo-jump-rate",
      "core-cash-growth-{party}",
    ],
  },
  lenders: {
    title: "What lenders allow",
    ids: [
      "base-rate",
      "ltc",
      "debt-limit-neo",
      "covenant-neo",
      "oracle-limit",
      "recovery-neo",
      "recovery-lab",
    ],
  },
  chips: {
    title: "Whose chips are bought",
    ids: ["systems-share", "own-silicon-{party}", "nvidia-row-link", "amd-share", "broadcom-share"],
  },
} as const satisfies Readonly<Record<string, { readonly title: string; readonly ids: readonly string[] }>>;

type GroupName = keyof typeof groups;

const orders: Readonly<Record<PartyRole, readonly GroupName[]>> = {
  lab: ["demand", "investors", "compute", "contracts", "rivalry", "lenders"],
  builder: ["building", "demand", "gigawatt", "cloud", "contracts", "lenders"],
  neocloud: ["lenders", "gigawatt", "building", "demand", "contracts", "investors"],
  maker: ["building", "chips", "demand", "gigawatt"],
  segment: ["demand", "contracts", "cloud", "building", "investors", "chips"],
  sector: ["demand", "price", "rivalry", "investors", "building", "lenders"],
};

/** Series whose first question is another than that of their party. */
const first: Readonly<Record<string, GroupName>> = {
  valuation: "investors",
  funding: "investors",
  capex: "building",
  capacityGw: "building",
  debt: "lenders",
  loss: "lenders",
  backlog: "contracts",
  tokens: "price",
  utilisation: "gigawatt",
};

/** Groups of sliders for a series of a party; assumptions that the equations do not use are left out. */
export function groupsFor(
  { id, role }: Pick<SimulatedParty, "id" | "role">,
  seriesName: string,
  { assumptions }: Pick<Prospect, "assumptions">,
): SliderGroup[] {
  const used = new Map(assumptions.map((one) => [one.id, one]));
  const lead = first[seriesName];
  const order = [...new Set([...(lead === undefined ? [] : [lead]), ...orders[role]])];
  return order.flatMap((name): SliderGroup[] => {
    const found = groups[name].ids.flatMap((one) => used.get(one.replace("{party}", id)) ?? []);
    return found.length === 0 ? [] : [{ title: groups[name].title, assumptions: found }];
  });
}

/** Groups that move what a lab uses of its contracts and what it can pay. */
export function groupsForDeal(lab: string, prospect: Pick<Prospect, "assumptions">): SliderGroup[] {
  const titles: readonly string[] = dealGroups.map((name) => groups[name].title);
  return groupsFor({ id: lab, role: "lab" }, "backlog", prospect).filter(({ title }) =>
    titles.includes(title),
  );
}

const dealGroups = ["contracts", "demand", "compute", "investors"] as const;
