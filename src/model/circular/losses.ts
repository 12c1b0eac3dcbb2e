// What failures cost: dues of a quarter that are not paid, loans and arrears that are written down, and the shares that
// old owners give up to new ones; by debtor, creditor and class.

import { type Expression } from "../../expression/expression.ts";
import type { Name } from "../builder.ts";
import { drawnRow } from "./builders.ts";
import { isLeased, ownDue } from "./lab-dues.ts";
import { type Cast, investors, lenders, others } from "./cast.ts";
import { notesOf } from "./convertible.ts";
import { type Draft, is, usd, was } from "./draft.ts";
import type { Guarantee } from "./guarantee.ts";
import { boughtBy, holdersOf } from "./marks.ts";
import { USD, plain } from "./measures.ts";
import { platformPayees } from "./platform-share.ts";
import type { Supply } from "./supply.ts";
import { calledRow, claimPairs } from "./support.ts";
import type { Tranche } from "./tranche.ts";
import { larger, minus, partOf, plus, times } from "./write.ts";

/** Classes of claims in the order in which a debtor here pays them; dues after staff and leases are paid alike. */
export const lossClasses = [
  "staff and power",
  "platform shares",
  "compute",
  "interest",
  "late compute",
  "loans",
  "notes",
  "guarantees",
  "shares",
] as const;
export type LossClass = (typeof lossClasses)[number];

/** A flow of losses: `lost on <debtor> by <creditor>: <class>`, and the claim on which it is one: `claim on …`. */
function lossName(debtor: string, creditor: string, of: LossClass): string {
  return `lost on ${debtor} by ${creditor}: ${of}`;
}

/** The parts of the name of a flow of losses; undefined of another variable. */
export function lossOf(variable: string): { debtor: string; creditor: string; class: LossClass } | undefined {
  const found = /^lost on (?<debtor>.+) by (?<creditor>.+): (?<class>.+)$/u.exec(variable)?.groups;
  if (!found) return undefined;
  return { debtor: found["debtor"]!, creditor: found["creditor"]!, class: found["class"] as LossClass };
}

/** The name of the claim that stands behind a flow of losses. */
export function claimName(lost: string): string {
  return lost.replace(/^lost/u, "claim");
}

interface Losses {
  readonly of: Map<string, Expression[]>;
  /** Writes down a loss with the claim on which it is one; both are 0 or more by what they are. */
  readonly add: (
    debtor: string,
    creditor: string,
    of: LossClass,
    claim: Expression,
    lost: Expression,
  ) => void;
}

export interface Promises {
  readonly supply: Supply;
  readonly guarantees: readonly Guarantee[];
  readonly tranches: readonly Tranche[];
}

/** Series `<party>.loss`, in USD a quarter: groups, neoclouds, makers, labs as sellers, `lenders`, `investors`, `others`. */
export function writeLosses(d: Draft, cast: Cast, { supply, guarantees, tranches }: Promises): void {
  const losses = lossesIn(d);
  for (const { id } of cast.labs) {
    writeDues(d, cast, { supply, guarantees, tranches }, id, losses);
    writeLoans(d, id, [], losses);
    writeNotesLost(d, id, tranches, losses);
    writeClaimsLost(d, id, guarantees, d.assume("recovery-lab"), losses);
    writeShares(d, cast, id, tranches, losses);
  }
  for (const id of cast.neoclouds) {
    const own = guarantees.filter(({ debtor, promise }) => debtor === id && promise === "payment");
    writeLoans(d, id, own, losses);
    writeClaimsLost(d, id, guarantees, d.assume("recovery-neo"), losses);
    writeNeocloudShares(d, id, losses);
  }
  for (const [creditor, parts] of losses.of) {
    d.show(`${creditor}.loss`, d.define("flow", `loss of ${creditor}`, USD, plus(usd(0), ...parts)), "flow");
  }
}

function lossesIn(d: Draft): Losses {
  const of = new Map<string, Expression[]>();
  return {
    of,
    add: (debtor, creditor, kind, claim, lost) => {
      const name = lossName(debtor, creditor, kind);
      const flow: Name = d.define("flow", name, USD, lost);
      d.define("flow", claimName(name), USD, claim);
      of.set(creditor, [...(of.get(creditor) ?? []), flow]);
    },
  };
}

/**
 * A part of what a lab owes for a quarter may not be paid; what is put off or not used is no loss, and neither is what a
 * guarantor pays.
 */
function writeDues(
  d: Draft,
  cast: Cast,
  { supply, guarantees }: Promises,
  id: string,
  { add }: Losses,
): void {
  const unpaid = minus(1, is(`share paid ${id}`, plain));
  const staff = is(`running costs ${id}`);
  add(id, others, "staff and power", staff, times(minus(1, is(`share of staff paid ${id}`, plain)), staff));
  for (const payee of platformPayees(cast, supply, id)) {
    const due = is(`platform share ${id} to ${payee}`);
    add(id, payee, "platform shares", due, times(unpaid, due));
  }
  const vendors = supply.vendorsOf(id).filter((vendor) => vendor !== id);
  const forgiven = times(is(`default ${id}`, plain), minus(1, d.assume("recovery-lab")));
  for (const vendor of vendors) {
    const pair = `${id} to ${vendor}`;
    const late = times(is(`part put off ${id}`, plain), is(`unused ${pair}`));
    const own = ownDue(supply, id, vendor);
    const called = calledFor(d, id, vendor, guarantees);
    if (isLeased(supply, id, vendor) || called.length > 0) {
      const due = plus(own, is(`lease ${pair}`));
      const lost = larger(minus(due, plus(is(`compute: ${pair}`), ...called)), usd(0));
      add(id, vendor, "compute", due, lost);
    } else add(id, vendor, "compute", own, times(unpaid, own));
    const arrears = plus(minus(was(`arrears ${pair}`), is(`arrears paid: ${pair}`)), late);
    add(id, vendor, "late compute", arrears, times(forgiven, arrears));
  }
}

/** What guarantors pay a vendor for a lab in a quarter. */
function calledFor(d: Draft, id: string, vendor: string, guarantees: readonly Guarantee[]): Expression[] {
  const called = new Set(
    guarantees.filter(({ debtor }) => debtor === id).map(({ leg }) => `${calledRow}, ${leg}`),
  );
  const calls = d.ledger.payments().filter(({ row, payee }) => payee === vendor && called.has(row));
  return calls.map(({ amount }) => is(amount.name));
}

/** Lenders lose interest that nobody pays, and what is written off and no guarantor pays. */
function writeLoans(d: Draft, id: string, guarantees: readonly Guarantee[], { add }: Losses): void {
  const [interest, paid] = [is(`interest due ${id}`), is(`interest: ${id} to ${lenders}`)];
  const sum = (of: (leg: string) => Expression): Expression =>
    plus(usd(0), ...guarantees.map(({ leg }) => of(leg)));
  // Calls cover what was due, interest and repayment alike, and then a part of what is written off.
  const due = sum((leg) => is(`claim from ${leg}`));
  const missing = times(minus(1, is(`share paid ${id}`, plain)), plus(interest, is(`repayment due ${id}`)));
  const rest = guarantees.length === 0 ? 1 : larger(minus(1, partOf(due, missing, usd(1))), 0);
  add(id, lenders, "interest", interest, times(minus(interest, paid), rest));
  const beyond = minus(
    sum((leg) => is(`called ${leg}`)),
    due,
  );
  const written = is(`written off ${id}`);
  const lost = guarantees.length === 0 ? written : larger(minus(written, beyond), usd(0));
  add(id, lenders, "loans", plus(was(`debt ${id}`), drawnBy(d, id)), lost);
}

/** Loans that are drawn in the quarter are part of what can be lost in it. */
function drawnBy(d: Draft, id: string): Expression {
  const drawn = d.ledger.payments().filter(({ row, payee }) => row === drawnRow && payee === id);
  return plus(usd(0), ...drawn.map(({ amount }) => is(amount.name)));
}

/** Notes that are not yet shares are written down with the other debts. */
function writeNotesLost(d: Draft, id: string, tranches: readonly Tranche[], { add }: Losses): void {
  const lost = times(is(`default ${id}`, plain), minus(1, d.assume("recovery-lab")));
  const byHolder = new Map<string, Expression[]>();
  for (const { leg, payer } of notesOf(tranches).filter(({ payee }) => payee === id)) {
    const open = minus(
      plus(was(`notes of ${leg}`), is(`paid on ${leg}`)),
      is(`notes turned into equity ${leg}`),
    );
    byHolder.set(payer, [...(byHolder.get(payer) ?? []), open]);
  }
  for (const [holder, notes] of byHolder) {
    const claim = larger(usd(0), plus(...notes));
    add(id, holder, "notes", claim, times(lost, claim));
  }
}

/** A guarantor loses of what it has paid before, which the debtor owes it; and what it pays lenders of what is lost. */
function writeClaimsLost(
  d: Draft,
  id: string,
  guarantees: readonly Guarantee[],
  recovery: Expression,
  { add }: Losses,
): void {
  const lost = times(is(`default ${id}`, plain), minus(1, recovery));
  for (const [debtor, guarantor] of claimPairs(guarantees)) {
    if (debtor !== id) continue;
    const back = is(`guarantors repaid: ${id} to ${guarantor}`);
    const old = larger(usd(0), minus(was(`claim of ${guarantor} on ${id}`), back));
    const own = guarantees.filter(
      (of) => of.debtor === id && of.guarantor === guarantor && of.promise === "payment",
    );
    const sunk = plus(
      usd(0),
      ...own.map(({ leg }) => larger(usd(0), minus(is(`called ${leg}`), is(`claim from ${leg}`)))),
    );
    add(id, guarantor, "guarantees", plus(old, sunk), plus(times(lost, old), sunk));
  }
}

/** In a default old owners give up a part of their shares: those of before, and what they bought in the quarter itself. */
function writeShares(d: Draft, cast: Cast, id: string, tranches: readonly Tranche[], { add }: Losses): void {
  const lost = minus(1, is(`shares kept by owners ${id}`, plain));
  for (const holder of holdersOf(d, cast, id)) {
    const before = times(was(`stake ${holder} in ${id}`, plain), was(`valuation ${id}`));
    const worth = plus(before, boughtBy(d, id, holder, tranches));
    add(id, holder, "shares", worth, times(lost, worth));
  }
}

/** Who owns neoclouds is not simulated: their shares are those of investors, old and new. */
function writeNeocloudShares(d: Draft, id: string, { add }: Losses): void {
  const worth = was(`valuation ${id}`);
  const lost = times(is(`default ${id}`, plain), minus(1, d.assume("equity-after-default")), worth);
  add(id, investors, "shares", worth, lost);
}
