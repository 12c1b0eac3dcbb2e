// Who holds a claim on a party, and what of it is lost when that party fails: stakes, loans, guarantees.

import type { Book, Leg, PartyId } from "../book/book.ts";
import { type Range, classOf, count, isLive } from "../book/count.ts";
import { on } from "../book/known.ts";
import { central, high, low } from "../unit/quantity.ts";
import { type FlowsView, partyAt } from "./book-flows.ts";

type View = Omit<FlowsView, "layer" | "year">;

/** What a guarantor answers for. */
export type Behind = "debt" | "lease" | "not-named";

/** A claim on the failed party by one leg, and what of it is lost, USD; undefined where its amount is not known. */
export interface Claim {
  readonly party: PartyId;
  readonly cause: "stake" | "loan" | "guarantee";
  readonly leg: Leg;
  readonly lossUsd: number | undefined;
  readonly behind?: Behind;
}

/** A promise to buy what the failed party would have sold: nobody owes it any more. */
export interface FallenAway {
  readonly party: PartyId;
  readonly leg: string;
  readonly promisedUsd: number | null;
}

export interface Claims {
  readonly claims: readonly Claim[];
  readonly fallsAway: readonly FallenAway[];
  /** Ids of the assumptions on what lenders get back. */
  readonly assumed: readonly string[];
  /** By leg of a sale: what a guarantor pays in place of the failed party, USD. */
  readonly covered: ReadonlyMap<string, number>;
}

/**
 * Claims on a party at its failure.
 *
 * Stakes are lost at what was paid in, loans less what is recovered. A guarantee is called where the failed party owes
 * what the leg's `supports` name: of a loan the guarantor bears what the lender would have lost, up to the guarantee; of
 * a lease or purchase all that it stands for. A guarantee that names nothing is its payee's. A promise to buy from the
 * failed party falls away with it.
 */
export function claimsOn(view: View, failed: PartyId): Claims {
  const { book, day } = view;
  const live = [...book.legs.values()].filter((leg) => isLive(book, leg, day));
  const recovered = recoveryOf(book, failed);
  const claims: Claim[] = [];
  for (const leg of live) {
    const cause = causeOf(leg);
    const party = partyAt(view, leg.payer);
    if (cause === undefined || party === failed || partyAt(view, leg.payee) !== failed) continue;
    const held = isOnlyPromised(view, leg) ? undefined : outstanding(view, leg);
    const lossUsd = held === undefined ? undefined : held * (cause === "loan" ? 1 - recovered.share : 1);
    claims.push({ party, cause, leg, lossUsd });
  }
  const fallsAway: FallenAway[] = [];
  const covered = new Map<string, number>();
  for (const leg of live.filter(({ kind }) => kind === "guarantee")) {
    const party = partyAt(view, leg.payer);
    const owed = owedBy(view, leg, failed);
    if (party === failed || owed === undefined) continue;
    const held = outstanding(view, leg);
    if (owed === "purchase") {
      fallsAway.push({ party, leg: leg.id, promisedUsd: held ?? null });
      continue;
    }
    const behind = owed.length === 0 ? "not-named" : owed.every(isLoan) ? "debt" : "lease";
    const paid = held === undefined ? undefined : payFor(owed, held, claims, covered);
    claims.push({ party, cause: "guarantee", leg, lossUsd: paid, behind });
  }
  const used = claims.some(({ cause }) => cause === "loan") ? recovered.assumed : [];
  return { claims, fallsAway, assumed: used, covered };
}

function causeOf(leg: Leg): "stake" | "loan" | undefined {
  if (isLoan(leg)) return "loan";
  return leg.kind === "equity" || leg.kind === "joint-venture" ? "stake" : undefined;
}

function isLoan({ kind }: Leg): boolean {
  return kind === "debt" || kind === "convertible";
}

/**
 * What the failed party owes that a guarantee stands behind: those legs; none where the guarantee names none; "purchase"
 * where it is a promise to buy from the failed party; undefined where it is about somebody else.
 */
function owedBy(view: View, guarantee: Leg, failed: PartyId): readonly Leg[] | "purchase" | undefined {
  const { book, day } = view;
  const named = (guarantee.supports ?? []).flatMap((id) => book.legs.get(id) ?? []);
  if (named.length === 0) {
    if (partyAt(view, guarantee.payee) !== failed) return undefined;
    return guarantee.promise === "purchase" ? "purchase" : [];
  }
  const owed = named.filter(
    (leg) =>
      isLive(book, leg, day) && partyAt(view, classOf(leg) === "purchase" ? leg.payer : leg.payee) === failed,
  );
  return owed.length > 0 ? owed : undefined;
}

/**
 * What a guarantor pays, at most what it promised. What it pays, the holders of the claims behind it do not lose, so that
 * no dollar is lost twice: loans among the claims become smaller, sales are noted as covered.
 */
function payFor(
  owed: readonly Leg[],
  promised: number,
  claims: Claim[],
  covered: Map<string, number>,
): number {
  let left = promised;
  for (const leg of owed) {
    const k = claims.findIndex((claim) => claim.leg === leg);
    const lossUsd = claims[k]?.lossUsd;
    if (!isLoan(leg)) covered.set(leg.id, (covered.get(leg.id) ?? 0) + left);
    if (!isLoan(leg) || lossUsd === undefined) return promised;
    const pays = Math.min(left, lossUsd);
    claims[k] = { ...claims[k]!, lossUsd: lossUsd - pays };
    left -= pays;
  }
  return owed.length === 0 ? promised : promised - left;
}

/** Whether a leg only promises, or may never come to anything, and nothing of it is known to have been paid. */
export function isOnlyPromised({ day }: Pick<View, "day">, leg: Leg): boolean {
  const moved = on(leg.amount.paid, day) ?? on(leg.amount.drawn, day);
  const firmness = on(leg.firmness, day);
  return moved === undefined && firmness !== "firm" && firmness !== "reported";
}

function outstanding(view: View, leg: Leg): number | undefined {
  return heldOn(view, leg)?.low;
}

/**
 * What is out on a leg, USD: drawn or paid, where that is known; else what counts. A line nobody has drawn is no loss.
 *
 * @returns undefined where neither is known
 */
export function heldOn({ book, day, counting }: View, leg: Leg): Range | undefined {
  const moved = [on(leg.amount.paid, day), on(leg.amount.drawn, day)].filter((q) => q !== undefined);
  if (moved.length > 0) {
    const least = Math.max(...moved.map(low));
    return { low: least, high: Math.max(least, ...moved.map(high)) };
  }
  const counted = count(book, leg, day, counting);
  return "leftOut" in counted ? undefined : counted.amount;
}

/** What lenders get back: an assumption by the kind of debtor; nothing where the book assumes nothing. */
function recoveryOf(book: Book, failed: PartyId): { share: number; assumed: readonly string[] } {
  const id = book.parties.get(failed)?.kind === "lab" ? "recovery-lab" : "recovery-neo";
  const assumption = book.assumptions.get(id);
  return assumption
    ? { share: central(assumption.central ?? assumption.value), assumed: [id] }
    : { share: 0, assumed: [] };
}
