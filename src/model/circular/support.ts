// What guarantors pay for debtors that are short, and the claims that they take over; capacity that they buy.

import type { Expression } from "../../expression/expression.ts";
import { type Cast, lenders } from "./cast.ts";
import { quartersInYear } from "./quarter.ts";
import { type Draft, is, usd, was } from "./draft.ts";
import { type Guarantee, inForce } from "./guarantee.ts";
import { GW, USD, USDperGW, plain } from "./measures.ts";
import { rows } from "./rows.ts";
import type { Supply } from "./supply.ts";
import { larger, minus, over, partOf, plus, smaller, times } from "./write.ts";

export const calledRow = "guarantees called";
const claimsRow = "guarantors repaid";

/** What of a guarantee is left to call at the beginning of a quarter, as long as it is in force and kept. */
function open(d: Draft, guarantee: Guarantee): Expression {
  const keeps = minus(1, d.shock(`cancelled ${guarantee.leg}`, 0));
  return times(keeps, inForce(d, guarantee), was(`left of ${guarantee.leg}`));
}

function writeLeft(d: Draft, { leg, cap }: Guarantee, called: Expression): void {
  d.define("stock", `left of ${leg}`, USD, minus(was(`left of ${leg}`), called), usd(cap));
}

/** Backstops of capacity: beyond the usual rest the guarantor buys at the contract price what nobody else does. */
export function writeBackstops(d: Draft, cast: Cast, supply: Supply, guarantees: readonly Guarantee[]): void {
  for (const guarantee of guarantees) {
    const { leg, guarantor, debtor, promise } = guarantee;
    if (promise !== "purchase" || !cast.neoclouds.includes(debtor)) continue;
    const labs = cast.labs.filter((lab) => supply.vendorsOf(lab.id).includes(debtor));
    const sold = plus(
      times(is(`own use ${debtor}`, GW), is(`fill ${debtor}`, plain)),
      ...labs.map((lab) => is(`used ${lab.id} at ${debtor}`, GW)),
    );
    const unsold = larger(0, minus(times(d.assume("usual-use"), is(`live ${debtor}`, GW)), sold));
    const worth = times(1 / quartersInYear, is(`price ${debtor}`, USDperGW), unsold);
    const bought = d.ledger.pay(
      `${rows.compute}, ${leg}`,
      guarantor,
      debtor,
      times(d.mechanism("capacity-backstop", leg), smaller(open(d, guarantee), worth)),
    );
    writeLeft(d, guarantee, bought);
  }
}

/** A neocloud's guarantees: its lenders get from the guarantors what these stand behind, as a part of all its debt. */
export interface NeocloudCalls {
  /** Of what is due and not paid, the part that guarantors pay. */
  readonly share: Expression;
  readonly guarantees: readonly { readonly guarantee: Guarantee; readonly part: Expression }[];
}

export function neocloudCalls(d: Draft, id: string, all: readonly Guarantee[]): NeocloudCalls {
  const own = all.filter(({ debtor, promise }) => debtor === id && promise === "payment");
  const opened = own.map((guarantee) => ({
    guarantee,
    left: d.define("auxiliary", `${guarantee.leg} left to call`, USD, open(d, guarantee), usd(0)),
  }));
  const whole = larger(was(`debt ${id}`), plus(usd(1), ...opened.map(({ left }) => left)));
  const guarantees = opened.map(({ guarantee, left }) => ({
    guarantee,
    part: times(d.mechanism("guarantees", guarantee.leg), over(left, whole)),
  }));
  return { share: plus(0, ...guarantees.map(({ part }) => part)), guarantees };
}

/**
 * @param service  interest and repayment that are due and not paid
 * @param lost  what lenders write off; what guarantors pay of it is lost to them
 */
export function writeNeocloudCalls(
  d: Draft,
  { guarantees }: NeocloudCalls,
  service: Expression,
  lost: Expression,
): void {
  for (const { guarantee, part } of guarantees) {
    const { leg } = guarantee;
    const left = is(`${leg} left to call`);
    const due = smaller(left, times(part, service));
    d.define("flow", `claim from ${leg}`, USD, due);
    const called = d.define("flow", `called ${leg}`, USD, smaller(left, plus(due, times(part, lost))));
    writeLeft(d, guarantee, called);
  }
}

/** What guarantors pay a vendor for a lab. `unpaid` is what of a lab's dues to the vendor it does not pay. */
export function writeLabCalls(
  d: Draft,
  id: string,
  supply: Supply,
  all: readonly Guarantee[],
  unpaid: ReadonlyMap<string, Expression>,
): void {
  for (const guarantee of all.filter(({ debtor, promise }) => debtor === id && promise === "payment")) {
    const { leg, guarantor, contracts } = guarantee;
    const parts = [...unpaid].flatMap(([vendor, amount]) => {
      const behind = supply.contracts.filter(
        (contract) => contracts.includes(contract.leg) && contract.vendor === vendor,
      );
      if (contracts.length === 0) return [{ vendor, amount }];
      if (behind.length === 0) return [];
      const pair = `${id} to ${vendor}`;
      const minimums = plus(...behind.map((contract) => is(`minimum ${contract.leg}`)));
      const all0 = plus(is(`minimums asked ${pair}`), is(`lease ${pair}`));
      return [{ vendor, amount: times(smaller(1, partOf(minimums, all0, usd(1))), amount) }];
    });
    const asked = plus(usd(0), ...parts.map(({ amount }) => amount));
    const called = d.define(
      "flow",
      `called ${leg}`,
      USD,
      times(d.mechanism("guarantees", leg), smaller(open(d, guarantee), asked)),
    );
    d.define("flow", `claim from ${leg}`, USD, called);
    writeLeft(d, guarantee, called);
    for (const { vendor, amount } of parts)
      d.ledger.pay(`${calledRow}, ${leg}`, guarantor, vendor, times(called, partOf(amount, asked, usd(1))));
  }
}

/** Pairs of a debtor and a guarantor that may come to hold a claim on it. */
export function claimPairs(
  guarantees: readonly Guarantee[],
): readonly (readonly [debtor: string, guarantor: string])[] {
  const pairs = new Map(
    guarantees
      .filter(({ promise }) => promise === "payment")
      .map(({ debtor, guarantor }) => [`${debtor} ${guarantor}`, [debtor, guarantor] as const]),
  );
  return [...pairs.values()];
}

/** What a debtor owes its guarantors of old calls in a quarter. */
export function claimsDue(d: Draft, id: string, guarantees: readonly Guarantee[]): Expression {
  const own = claimPairs(guarantees).filter(([debtor]) => debtor === id);
  return plus(
    usd(0),
    ...own.map(([, guarantor]) => times(d.assume("arrears-repaid"), was(`claim of ${guarantor} on ${id}`))),
  );
}

/**
 * Claims of guarantors after a quarter.
 *
 * @param paid  the share of what is due to them that the debtor pays
 * @param lost  the share of all claims that its default destroys
 */
export function writeClaims(
  d: Draft,
  id: string,
  guarantees: readonly Guarantee[],
  paid: Expression,
  lost: Expression,
): void {
  for (const [debtor, guarantor] of claimPairs(guarantees)) {
    if (debtor !== id) continue;
    const claim = `claim of ${guarantor} on ${id}`;
    const back = d.ledger.pay(claimsRow, id, guarantor, times(paid, d.assume("arrears-repaid"), was(claim)));
    const legs = guarantees.filter(
      (of) => of.debtor === id && of.guarantor === guarantor && of.promise === "payment",
    );
    const fresh = plus(usd(0), ...legs.map(({ leg }) => is(`claim from ${leg}`)));
    d.define("stock", claim, USD, plus(times(minus(1, lost), minus(was(claim), back)), fresh), usd(0));
  }
}

/** Calls for neoclouds as payments to their lenders, and what chip makers pay for others in all. */
export function writeSupport(d: Draft, cast: Cast, guarantees: readonly Guarantee[]): void {
  const guarantors = [...new Set(guarantees.map(({ guarantor }) => guarantor))];
  for (const id of guarantors) {
    const legs = guarantees.filter(
      ({ guarantor, promise, debtor }) =>
        guarantor === id && promise === "payment" && cast.neoclouds.includes(debtor),
    );
    if (legs.length > 0)
      d.ledger.pay(calledRow, id, lenders, plus(usd(0), ...legs.map(({ leg }) => is(`called ${leg}`))));
  }
  for (const id of cast.makers) {
    const paid = d.ledger
      .payments()
      .filter(
        ({ payer, row }) => payer === id && (row.startsWith(calledRow) || row.startsWith(rows.compute)),
      );
    const back = plus(usd(0), d.ledger.received(id, claimsRow));
    d.define(
      "flow",
      `support paid ${id}`,
      USD,
      minus(plus(usd(0), ...paid.map(({ amount }) => is(amount.name))), back),
    );
  }
}
