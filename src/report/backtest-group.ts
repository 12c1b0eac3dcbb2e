// Groups of series that are scored together, and the scale of each.

import type { Series } from "../model/circular/economy.ts";
import type { ScaleKind } from "../paths/scale.ts";

/** The first group that fits a series is its own. */
const groups: readonly { readonly id: string; readonly name: string; readonly fits: RegExp }[] = [
  { id: "lab-run-rates", name: "lab run-rates", fits: /\.runRate$/u },
  { id: "cloud-revenue", name: "cloud revenue", fits: /^(?:aws|azure|google-cloud|oci)\.revenue$/u },
  { id: "capex", name: "capex", fits: /\.capex$/u },
  { id: "rpo", name: "RPO", fits: /\.backlog$/u },
  { id: "nvidia-data-center", name: "NVIDIA data centre", fits: /^nvidia-data-center\.revenue$/u },
  { id: "coreweave-revenue", name: "CoreWeave revenue", fits: /^coreweave\.revenue$/u },
  { id: "other-revenue", name: "other revenue", fits: /\.revenue$/u },
  { id: "cash", name: "cash", fits: /\.cash$/u },
  { id: "debt", name: "debt", fits: /\.debt$/u },
  { id: "other", name: "other", fits: /^/u },
];

export interface Group {
  readonly id: string;
  readonly name: string;
}

/** In the order in which they are shown. */
export const backtestGroups: readonly Group[] = groups;

/** The group of a series, by its id. */
export function groupOfSeries(id: string): Group {
  return groups.find(({ fits }) => fits.test(id))!;
}

/** Logs for amounts, which are above zero; multiples for shares and for funding, which is often nothing at all. */
export function scaleKindOf({ id, kind }: Pick<Series, "id" | "kind">): ScaleKind {
  return kind === "share" || id.endsWith(".funding") ? "multiple" : "log";
}
