// What it costs a group to own the capacity that a lab uses: chips, building and power over their lives.

import { type Cast } from "./cast.ts";
import { quartersInYear } from "./quarter.ts";
import { type Draft, is } from "./draft.ts";
import { GW, USD } from "./measures.ts";
import type { Supply } from "./supply.ts";
import { times } from "./write.ts";

/** The variable of the cost, in USD a quarter. */
export function ownershipName(lab: string, group: string): string {
  return `cost of owning what ${lab} uses at ${group}`;
}

/** Outputs that nothing reads: `tco-gw` for each GW in use. */
export function writeOwnership(d: Draft, cast: Cast, supply: Supply): void {
  for (const { id } of cast.labs) {
    for (const group of supply.vendorsOf(id).filter((v) => cast.groups.some((one) => one.id === v))) {
      const used = is(`used ${id} at ${group}`, GW);
      d.define("flow", ownershipName(id, group), USD, times(1 / quartersInYear, d.assume("tco-gw"), used));
    }
  }
}
