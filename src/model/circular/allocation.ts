// Gigawatts in a quarter: what labs need, how vendors fill it, and what each lab is served.

import type { Cast } from "./cast.ts";
import { type Draft, is, was } from "./draft.ts";
import { writeFill } from "./fill.ts";
import { USDperGW, plain } from "./measures.ts";
import { writeMix } from "./mix.ts";
import { writeNeed } from "./need.ts";
import { writeServed } from "./served.ts";
import type { Supply } from "./supply.ts";
import { plus, times } from "./write.ts";

/** Variables: `training <lab>`, `served <lab>`, `served share <lab>`, `used <lab> at <vendor>` (GW). */
export function writeAllocation(d: Draft, cast: Cast, supply: Supply): void {
  writeMix(d, cast, supply);
  for (const { id } of cast.labs) {
    const vendors = supply.vendorsOf(id);
    const price = plus(
      ...vendors.map((v) => times(is(`mix ${id} at ${v}`, plain), was(`price ${v}`, USDperGW))),
    );
    writeNeed(d, id, price);
  }
  for (const vendor of cast.vendors) writeFill(d, cast, supply, vendor);
  for (const { id } of cast.labs) writeServed(d, cast, supply, id);
}
