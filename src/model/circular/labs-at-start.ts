// What labs paid, earned and used in the quarter of the start.

import type { Expression } from "../../expression/expression.ts";
import type { Cast } from "./cast.ts";
import { type Draft, usd } from "./draft.ts";
import { GW, USD } from "./measures.ts";
import { mixAtStart } from "./mix.ts";
import { quartersInYear } from "./quarter.ts";
import { rows } from "./rows.ts";
import type { Supply } from "./supply.ts";
import { plus, times } from "./write.ts";

/**
 * What the quarter of the start was like: `use <lab> to <vendor> at the start`, `labs at <vendor or segment> at the
 * start`, `compute`, `running costs <lab> at the start`, and what customers pay a lab at its run-rate of that day (USD).
 */
export function writeLabsAtStart(d: Draft, cast: Cast, supply: Supply): void {
  const once = (name: string, value: Expression): Expression =>
    d.m.once(`${name} at the start`, value, { unit: USD });
  const uses = new Map<string, Expression[]>();
  for (const { id } of cast.labs) {
    const own = supply.vendorsOf(id).map((vendor) => {
      const price = cast.neoclouds.includes(vendor) ? d.assume("price-gw-neo") : d.assume("price-gw-0");
      const used = times(1 / quartersInYear, price, d.started(`${id}.gwUsed`, GW)!, mixAtStart(id, vendor));
      const use = once(`use ${id} to ${vendor}`, vendor === id ? usd(0) : used);
      uses.set(vendor, [...(uses.get(vendor) ?? []), use]);
      return use;
    });
    const pace = d.m.once(paceName(id), times(1 / quartersInYear, d.started(`${id}.runRate`)!), {
      unit: USD,
    });
    once(`compute ${id}`, plus(...own));
    once(`running costs ${id}`, times(d.assume("opex-share"), pace));
  }
  for (const { id, segment } of cast.groups) {
    if (segment !== undefined) once(`labs at ${segment}`, plus(usd(0), ...(uses.get(id) ?? [])));
  }
  for (const id of cast.neoclouds) {
    once(`labs at ${id}`, plus(usd(supply.ofGroupsAtStart(id)), ...(uses.get(id) ?? [])));
  }
}

/** What customers pay a lab in a quarter at the run-rate at which the start ends: by it, and by what was used then, it burns. */
export function paceName(lab: string): string {
  return `${rows.services}: customers to ${lab} at the run-rate of the start`;
}
