// The accounts that people ask for of every party, where it keeps such an account: what it has, earns, buys, raises, owes.

import type { Expression } from "../../expression/expression.ts";
import { type DebtClaims, allDebt } from "./accounts.ts";
import type { Name } from "../builder.ts";
import { drawnRow } from "./builders.ts";
import { type Cast, customers, foundry, investors, lenders, others } from "./cast.ts";
import { type Draft, is, usd } from "./draft.ts";
import { equityRow } from "./funding.ts";
import type { Payment } from "./ledger.ts";
import { GW, USD } from "./measures.ts";
import { rows } from "./rows.ts";
import { plus } from "./write.ts";

/** Series of parties beyond those that their sectors show: none of an account that a party does not keep. */
export function showParties(d: Draft, cast: Cast, claims: DebtClaims): void {
  for (const { id } of cast.labs) {
    // A lab that sells its computers' time earns that too.
    const isSeller = cast.vendors.some((vendor) => vendor.id === id);
    d.show(
      `${id}.revenue`,
      isSeller ? sum(d, `sales of ${id}`, earnedBy(d, id)) : is(`revenue ${id}`),
      "flow",
    );
    showBalances(d, id, claims);
  }
  for (const { demand, group } of cast.sharers) {
    d.show(`${group ?? demand}.runRate`, is(`demand ${demand}`), "rate");
  }
  for (const { id } of cast.groups) {
    d.show(`${id}.revenue`, sum(d, `sales of ${id}`, earnedBy(d, id)), "flow");
    d.show(`${id}.spend`, sum(d, `compute bought by ${id}`, boughtBy(d, id)), "flow");
    showRaised(d, id);
    showBalances(d, id, claims);
  }
  for (const id of [...cast.neoclouds, ...cast.makers]) {
    const bought = boughtBy(d, id);
    if (bought.length > 0) d.show(`${id}.spend`, sum(d, `compute bought by ${id}`, bought), "flow");
  }
  for (const id of cast.neoclouds) {
    showRaised(d, id);
    showBalances(d, id, claims);
  }
  for (const id of cast.makers) {
    d.show(`${id}.revenue`, is(`revenue ${id}`), "flow");
    showRaised(d, id);
    showBalances(d, id, claims);
  }
  d.show(`${foundry}.revenue`, is(`revenue ${foundry}`), "flow");
  showBalances(d, foundry, claims);
  for (const id of [customers, investors, lenders, others]) {
    const received = amounts(d.ledger.payments().filter(({ payee }) => payee === id));
    d.show(`${id}.revenue`, sum(d, `received by ${id}`, received), "flow");
  }
  for (const { id } of cast.vendors) d.show(`${id}.capacityGw`, is(`live ${id}`, GW), "stock");
}

/** What customers and others pay a party for AI, clouds and compute; the other business of a group is not in it. */
function earnedBy(d: Draft, id: string): readonly Name[] {
  const kinds = [rows.services, rows.cloud, rows.compute, rows.platform];
  const isSale = ({ row }: Payment): boolean =>
    kinds.some((kind) => row === kind || row.startsWith(`${kind}, `));
  return amounts(d.ledger.payments().filter((entry) => entry.payee === id && isSale(entry)));
}

function boughtBy(d: Draft, id: string): readonly Name[] {
  return amounts(
    d.ledger.payments().filter(({ payer, row }) => payer === id && row.startsWith(rows.compute)),
  );
}

/** Money raised: shares sold, and loans drawn. */
function showRaised(d: Draft, id: string): void {
  const isRaised = ({ row }: Payment): boolean => row === drawnRow || row.startsWith(equityRow);
  const raised = amounts(d.ledger.payments().filter((entry) => entry.payee === id && isRaised(entry)));
  d.show(`${id}.funding`, sum(d, `raised by ${id}`, raised), "flow");
}

/** Stocks that nobody knows at the start are known at no time after it either. */
function showBalances(d: Draft, id: string, claims: DebtClaims): void {
  if (d.levelOf(`${id}.cash`)) d.show(`${id}.cash`, is(`cash ${id}`), "stock");
  if (d.levelOf(`${id}.debt`)) d.show(`${id}.debt`, allDebt(d, id, claims), "stock");
}

function amounts(payments: readonly Payment[]): readonly Name[] {
  return payments.map(({ amount }) => is(amount.name));
}

function sum(d: Draft, name: string, terms: readonly Expression[]): Name {
  return d.define("flow", name, USD, plus(usd(0), ...terms));
}
