// Legs of the kinds that only a mechanism can bring to life and on which none works, each with the reason.

import type { Book, Leg } from "../book/book.ts";
import { classOf, count, isLive } from "../book/count.ts";
import { on } from "../book/known.ts";
import type { Economy } from "../model/circular/economy.ts";
import type { Day } from "../unit/date.ts";
import { low } from "../unit/quantity.ts";

/** Kinds of legs that only a mechanism can bring to life. */
export const idleKinds: readonly Leg["kind"][] = ["guarantee", "warrant", "lease", "convertible"];

/** Why a leg moves nothing in the simulation, in the order in which it is asked. */
const reasons = {
  settled: "it was paid before the start, and is in what its sides have and owe",
  promise: "it is no promise yet: an intent, an option, or not known to be in force",
  terms: "no terms are told by which it vests",
  amount: "no amount is told, of it or of what it stands behind",
  lease: "neither a lab nor a group pays it: leases of others are not simulated one by one",
  party: "a side of it is not simulated",
} as const;

export interface WithoutEffect {
  readonly leg: string;
  readonly kind: Leg["kind"];
  /** As words that follow "moves nothing in the simulation:". */
  readonly why: string;
}

/** By reason, in their order: the legs that it holds for. */
export function byReason(all: readonly WithoutEffect[]): { why: string; legs: string[] }[] {
  return Object.values(reasons).flatMap((why) => {
    const legs = all.flatMap((one) => (one.why === why ? [one.leg] : []));
    return legs.length === 0 ? [] : [{ why, legs }];
  });
}

/** Live legs that nothing in the equations rests on. */
export function withoutEffect(
  book: Book,
  { mechanisms }: Pick<Economy, "mechanisms">,
  day: Day,
): WithoutEffect[] {
  const working = new Set(mechanisms.flatMap(({ legs }) => legs));
  return [...book.legs.values()]
    .filter((leg) => idleKinds.includes(leg.kind) && isLive(book, leg, day) && !working.has(leg.id))
    .map((leg) => ({ leg: leg.id, kind: leg.kind, why: reasons[reasonOf(book, leg, day)] }));
}

function reasonOf(book: Book, leg: Leg, day: Day): keyof typeof reasons {
  const [status, firmness] = [on(leg.status, day), on(leg.firmness, day)];
  if (isSettled(leg, day)) return "settled";
  if (status !== "active" || firmness === "intent" || firmness === "option") return "promise";
  if (leg.kind === "warrant" && !(leg.vests && leg.stake && leg.warrants && leg.strike)) return "terms";
  const behind = (leg.supports ?? []).flatMap((id) => book.legs.get(id) ?? []);
  const hasNone = (one: Leg): boolean => "leftOut" in count(book, one, day, "headline");
  if (hasNone(leg) || (behind.length > 0 && behind.every(hasNone))) return "amount";
  return leg.kind === "lease" ? "lease" : "party";
}

/** Completed, or funding of which all has been drawn. */
function isSettled(leg: Leg, day: Day): boolean {
  if (on(leg.status, day) === "completed") return true;
  const { headline, drawn, paid } = leg.amount;
  const whole = on(headline, day);
  const most = [on(drawn, day), on(paid, day)].reduce((sum, one) => Math.max(sum, one ? low(one) : 0), 0);
  return classOf(leg) === "funding" && whole !== undefined && most >= low(whole);
}
