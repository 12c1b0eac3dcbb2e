// The part of capex that is systems, and what builders spent on those of each kind when the simulation starts.

import { type Expression, constant } from "../../expression/expression.ts";
import type { Name } from "../builder.ts";
import { aiShare } from "./capacity.ts";
import { type Draft, usd } from "./draft.ts";
import { plain } from "./measures.ts";
import { minus, plus, times } from "./write.ts";

export const systemsRow = "accelerators, networks, servers";

const neoclouds: ReadonlySet<string> = new Set(["coreweave", "nebius", "other-neoclouds"]);

/** Systems over capex for AI. */
export function systemsShare(d: Draft, id: string): Name {
  return d.assume(neoclouds.has(id) ? "systems-share-neo" : "systems-share");
}

/** What the named builders spent on general chips in the quarter of the start, in USD. */
export function generalAtStart(d: Draft): Expression {
  const ids = ["amazon", "microsoft", "google", "oracle", "meta", ...neoclouds];
  const each = ids
    .filter((id) => d.levelOf(`${id}.capex`))
    .map((id) => {
      const own = d.book.assumptions.has(`own-silicon-${id}`)
        ? minus(1, d.assume(`own-silicon-${id}`))
        : constant(1, plain);
      return times(systemsShare(d, id), aiShare(d, id), own, d.started(`${id}.capex`)!);
    });
  return plus(usd(0), ...each);
}
