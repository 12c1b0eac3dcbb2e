// Shares of its revenue that a lab pays to platforms.

import { isLive } from "../../book/count.ts";
import { type Expression, period } from "../../expression/expression.ts";
import type { Cast } from "./cast.ts";
import { type Draft, is, usd, was } from "./draft.ts";
import { USD, plain } from "./measures.ts";
import { quartersBetween } from "./quarter.ts";
import type { Supply } from "./supply.ts";
import { isAtMost, larger, minus, plus, smaller, times, when } from "./write.ts";

export function writePlatformShares(
  d: Draft,
  cast: Cast,
  supply: Supply,
  id: string,
  revenue: Expression,
): void {
  if (id === "openai" && cast.groups.some((group) => group.id === "microsoft")) {
    const rate = d.assume("openai-ms-share");
    const cap = d.assume("openai-ms-cap");
    const paid = "revenue share paid so far openai";
    const last = quartersBetween(d.start.quarter, "2030Q4");
    const due = smaller(
      times(d.mechanism("revenue-share", revenueShareOf(d)), rate, revenue),
      larger(usd(0), minus(cap, was(paid))),
    );
    const owed = when(isAtMost(period(), last), due, usd(0));
    d.define("flow", "platform share openai to microsoft", USD, owed);
    d.define(
      "stock",
      paid,
      USD,
      plus(was(paid), is("platform share openai to microsoft")),
      d.started("openai.revenueSharePaid") ?? usd(0),
    );
  }
  if (id === "anthropic") {
    for (const vendor of supply.vendorsOf(id).filter((v) => cast.groups.some((group) => group.id === v))) {
      const share = times(
        d.mechanism("platform-shares"),
        d.assume("platform-share"),
        is(`mix ${id} at ${vendor}`, plain),
        revenue,
      );
      d.define("flow", `platform share ${id} to ${vendor}`, USD, share);
    }
  }
}

/** The leg by which OpenAI shares its revenue with Microsoft, as known on the day. */
function revenueShareOf({ book, start }: Draft): string | undefined {
  return [...book.legs.values()].find(
    (leg) =>
      leg.kind === "revenue-share" &&
      leg.payer === "openai" &&
      leg.payee === "microsoft" &&
      isLive(book, leg, start.day),
  )?.id;
}

/** Names of the shares that a lab pays to platforms, by payee. */
export function platformPayees(cast: Cast, supply: Supply, id: string): readonly string[] {
  if (id === "openai")
    return cast.groups.filter((group) => group.id === "microsoft").map((group) => group.id);
  if (id !== "anthropic") return [];
  return supply.vendorsOf(id).filter((v) => cast.groups.some((group) => group.id === v));
}
