// Where a lab's compute is: at the start as the book judges it, drawn on each path, then on the way to its contracts.

import { type Expression } from "../../expression/expression.ts";
import type { Cast } from "./cast.ts";
import { type Draft, is, usd, was } from "./draft.ts";
import { plain } from "./measures.ts";
import type { Name } from "../builder.ts";
import type { Supply } from "./supply.ts";
import { larger, minus, over, plus, times } from "./write.ts";

/** The share of a lab's compute that a vendor has at the start. */
export function mixAtStart(lab: string, vendor: string): Name {
  return is(`mix ${lab} at ${vendor} at the start`, plain);
}

/** The share of a lab's new contracts that a vendor may expect: half by its compute, half by the power of vendors. */
export function dealShare(lab: string, vendor: string): Name {
  return is(`share of ${vendor} in new contracts ${lab}`, plain);
}

/** Shares that the book judges are drawn; the others share the rest as their contracts say. All add to 1. */
export function writeMixAtStart(d: Draft, cast: Cast, supply: Supply): void {
  for (const { id } of cast.labs) {
    const first = supply.firstShares(id);
    const judged = first.map((share) => (share.judged === undefined ? undefined : d.assume(share.judged)));
    const others = first.reduce((sum, { otherwise }, k) => sum + (judged[k] ? 0 : otherwise), 0);
    const rest = larger(0, minus(1, plus(0, ...judged.filter((share) => share !== undefined))));
    const weights = first.map((share, k) => judged[k] ?? times(share.otherwise / others, rest));
    const all = plus(0, ...weights);
    first.forEach(({ vendor }, k) => {
      // One vendor has all.
      const share: Expression = first.length === 1 ? plus(0, 1) : over(weights[k]!, all);
      const mix = d.m.once(mixAtStart(id, vendor).name, share, { unit: plain });
      const bySize = supply.bySize(id, vendor);
      d.m.once(dealShare(id, vendor).name, times(0.5, plus(mix, bySize)), { unit: plain });
    });
  }
}

/** Shares of a lab's compute by vendor, on the way from today's to those of its contracts. */
export function writeMix(d: Draft, cast: Cast, supply: Supply): void {
  const byPeriod = (name: string, of: (period: number) => number): Name =>
    d.m.given(name, of(0), {
      unit: plain,
      changes: Array.from({ length: d.periods }, (_, k) => ({ from: k + 1, to: k + 1, value: of(k + 1) })),
    });
  for (const { id } of cast.labs) {
    const fresh = times(was(`contracts running ${id}`), d.inverse("deal-length"));
    const all = plus(fresh, was(`paid for compute ${id}`), usd(1));
    const part = d.define("auxiliary", `part of new contracts ${id}`, plain, over(fresh, all));
    // Beside its contracts a lab goes on buying as it did at the start.
    const beside = d.assume("beside-contracts");
    const total = byPeriod(`contracted of ${id}`, (t) =>
      supply.vendorsOf(id).reduce((sum, vendor) => sum + supply.contracted(id, vendor, t), 0),
    );
    const each = d.define("auxiliary", `weight of the mix ${id}`, plain, over(1, plus(total, beside)));
    const toFresh = times(d.assume("mix-speed"), part);
    const toBook = times(minus(d.assume("mix-speed"), toFresh), each);
    for (const vendor of supply.vendorsOf(id)) {
      const name = `mix ${id} at ${vendor}`;
      const contracted = byPeriod(`contracted ${name}`, (t) => supply.contracted(id, vendor, t));
      const first = mixAtStart(id, vendor);
      const wanted = times(toBook, plus(contracted, times(beside, first)));
      // New contracts draw compute to where they were signed.
      const drawn = times(toFresh, dealShare(id, vendor));
      const kept = times(minus(1, d.assume("mix-speed")), was(name, plain));
      d.define("stock", name, plain, plus(kept, wanted, drawn), first);
    }
  }
}
