// Parties in groups by what they are, for choosing one.

import type { PartyName } from "../engine/stage.ts";

const titles: Readonly<Record<string, string>> = {
  lab: "Labs",
  cloud: "Clouds",
  neocloud: "New clouds",
  chipmaker: "Chip makers",
  foundry: "Foundries",
  investor: "Investors",
  lender: "Lenders",
  energy: "Energy",
  developer: "Builders of data centres",
  enterprise: "Other companies",
  government: "Governments",
  market: "Many together",
};

export interface PartyGroup {
  readonly title: string;
  readonly parties: readonly PartyName[];
}

/** @param has whether a party can be chosen */
export function partyGroups(parties: readonly PartyName[], has: (party: PartyName) => boolean): PartyGroup[] {
  const kinds = [...new Set([...Object.keys(titles), ...parties.map(({ kind }) => kind)])];
  return kinds.flatMap((kind): PartyGroup[] => {
    const of = parties
      .filter((party) => party.kind === kind && has(party))
      .toSorted((a, b) => a.name.localeCompare(b.name, "en"));
    return of.length === 0 ? [] : [{ title: titles[kind] ?? kind, parties: of }];
  });
}
