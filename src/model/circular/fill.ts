// How much of what own users and labs ask of a vendor it can fill.

import { type Expression, constant } from "../../expression/expression.ts";
import type { Cast, Vendor } from "./cast.ts";
import { type Draft, is, usd, was } from "./draft.ts";
import { GW, plain } from "./measures.ts";
import { mixAtStart } from "./mix.ts";
import { meanLive, priceByAccounts, soldByNeocloud } from "./neocloud-power.ts";
import { quartersInYear } from "./quarter.ts";
import type { Supply } from "./supply.ts";
import { larger, minus, over, plus, smaller, times, within } from "./write.ts";

export function writeFill(d: Draft, cast: Cast, supply: Supply, vendor: Vendor): void {
  const { id } = vendor;
  const live = vendor.kind === "neocloud" ? meanLive(id) : is(`live ${id}`, GW);
  const own0 = d.m.once(`own use ${id} at the start`, ownUseStart(d, cast, supply, vendor), { unit: GW });
  const next =
    vendor.kind === "neocloud" ? soldByNeocloud(d, cast, supply, id) : grownWithDemand(d, cast, id);
  const own = d.define("stock", `own use ${id}`, GW, smaller(next, times(ownAtMost, live)), own0);
  const wants = cast.labs
    .filter((lab) => supply.vendorsOf(lab.id).includes(id))
    .map((lab) => times(is(`need ${lab.id}`, GW), is(`mix ${lab.id} at ${id}`, plain)));
  const wanted = plus(own, ...wants);
  d.define("auxiliary", `demand for ${id}`, GW, wanted, plus(own0, ...startUses(d, cast, supply, id)));
  // Own users and labs are rationed alike; what a vendor cannot give is asked once of those with room.
  const most = times(d.assume("usable-power"), live);
  d.define("auxiliary", `fill ${id}`, plain, smaller(1, over(most, larger(wanted, constant(1e-6, GW)))), 1);
  d.define("auxiliary", `room ${id}`, GW, larger(0, minus(most, wanted)), 0);
}

/** Own users and all customers but labs grow with enterprise demand, or with what these customers pay a cloud. */
function grownWithDemand(d: Draft, cast: Cast, id: string): Expression {
  const rise = (log: string): Expression => minus(is(log, plain), was(log, plain));
  const segment = cast.groups.find((group) => group.id === id)?.segment;
  const demand = rise("log spend ent");
  const faster = segment ? larger(demand, rise(`log ${segment} without labs`)) : demand;
  const growth = times(d.assume("own-use-link"), faster);
  return times(was(`own use ${id}`, GW), plus(1, within(-0.1, growth, 0.3)));
}

function startUses(d: Draft, cast: Cast, supply: Supply, vendor: string): Expression[] {
  return cast.labs
    .filter((lab) => supply.vendorsOf(lab.id).includes(vendor))
    .map((lab) => times(d.started(`${lab.id}.gwUsed`, GW)!, mixAtStart(lab.id, vendor)));
}

function ownUseStart(d: Draft, cast: Cast, supply: Supply, { id, kind }: Vendor): Expression {
  const live0 = d.started(`${id}.gw`, GW)!;
  const labs = plus(constant(0, GW), ...startUses(d, cast, supply, id));
  const free = larger(times(ownAtLeast, live0), minus(times(d.assume("usual-use"), live0), labs));
  if (kind !== "neocloud") return free;
  const used = plus(
    usd(0),
    ...cast.labs
      .filter((lab) => supply.vendorsOf(lab.id).includes(id))
      .map((lab) => is(`use ${lab.id} to ${id} at the start`)),
  );
  const earned = larger(usd(0), minus(d.started(`${id}.revenue`)!, used));
  return smaller(free, over(times(quartersInYear, earned), priceByAccounts(d, id)));
}

/** No vendor runs its computers for labs alone. */
const ownAtLeast = 0.05;

/** Own users who find nothing free for long go elsewhere. */
const ownAtMost = 1.2;
